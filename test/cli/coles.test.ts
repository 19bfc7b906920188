// The road of event sequences by the command line, on pytorch-lifestream's transactions where they are and on rows made here.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { collateFeatureDict, EventDataPreprocessor, loadSafetensors, RnnSeqEncoder, TrxEncoder } from '../../lib/index.js';
import { readChecked } from '../../lib/checked.js';
import { colesConfig, printDefaults } from '../../lib/cli/coles/config.js';
import { readNpy } from '../../lib/cli/npy.js';
import { readFields } from '../../lib/cli/rows.js';
import { close, numbers, shared } from '../reference.js';
import { under } from '../sequences/support.js';

const main = fileURLToPath(new URL('../../lib/cli/main.js', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'coles-cli-'));
test.after(() => rmSync(scratch, { recursive: true }));
const transactions = resolve(shared, 'data/transactions');
const withTransactions = existsSync(transactions) ? test : test.skip;
if (!existsSync(transactions)) console.log(`SKIPPED: no transactions at ${transactions}; set TORCH_ENCODERS_SHARED`);

interface Run { code: number | null; out: string; err: string }
function coles(...args: string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'coles', ...args], { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}
function ok(...args: string[]): Record<string, any> {
  const { code, out, err } = coles(...args, '--json');
  assert.is(code, 0, out + err);
  return JSON.parse(out) as Record<string, unknown>;
}
function file(name: string, content: string): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}
const configOf = (name: string, data: string, more = '', objective = 'coles'): string => file(name, `data: { col_id: client_id, ${data} }
encoder: ${objective === 'mlm' ? '{ n_heads: 3, n_layers: 1, dim_hidden: 16, embedding_dim: 8 }' : '{ type: rnn, hidden_size: 16, embedding_dim: 8 }'}
pretraining: { objective: ${objective}, split_count: 3, cnt_min: 3, cnt_max: 8 }
training: { epochs: 2, batch_size: 16, lr: 0.01 }
output_dir: ${join(scratch, name.replace('.yml', ''))}
${more}`);

withTransactions('the road on transactions: pretrain, finetune, embed; vectors are those of the program', async () => {
  const config = configOf('transactions.yml', `events: ${transactions}/age-transactions.csv, labels: ${transactions}/age-bin.csv, col_target: bins, col_event_time: trans_date, event_time_transformation: none,
  cols_category: [small_group], cols_numerical: { amount_rur: log }, val_fraction: 0.2, test_fraction: 0.2`, 'finetuning: { freeze_epochs: 1, class_weights: balanced, scheduler_type: cosine }');
  const pretrained = ok('pretrain', '--config', config);
  assert.equal([pretrained.events, pretrained.clients, pretrained.epochs], [1000, 100, 2]);
  assert.ok(pretrained.metrics['valid/recall_top_k'] > 0);
  const tuned = ok('finetune', '--config', config);
  assert.equal([tuned.clients, tuned.classes, tuned.pretrained], [100, ['0', '1', '2', '3'], pretrained.last]);
  assert.is(tuned.matched, 11, 'every weight of the encoder');
  assert.ok(tuned.metrics.val_acc >= 0 && tuned.test.test_f1 >= 0 && existsSync(tuned.best));

  const out = join(scratch, 'vectors.jsonl');
  assert.equal(ok('embed', '--config', config, '--out', out), { clients: 100, dimensions: 16, out });
  const lines = readFileSync(out, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { client_id: number; embedding: number[] });
  ok('embed', '--config', config, '--out', join(scratch, 'vectors.npy'), '--weights', pretrained.last);
  const npy = await readNpy(join(scratch, 'vectors.npy'));
  assert.equal(readFileSync(join(scratch, 'vectors.npy.ids'), 'utf8').trim().split('\n').map(Number), lines.map((line) => line.client_id));
  close(Array.from(npy.data), lines.flatMap((line) => line.embedding), { atol: 1e-7 }, 'npy and jsonl');

  const preprocessor = await EventDataPreprocessor.load(join(scratch, 'transactions', 'preprocessor.json'));
  const rows = readFields(join(transactions, 'age-transactions.csv'));
  const records = await preprocessor.transform(rows);
  const encoder = new RnnSeqEncoder(new TrxEncoder({ embeddings: { small_group: { in: preprocessor.getCategoryDictionarySizes().small_group!, out: 8 } }, numericValues: { amount_rur: 'log' } }), { hiddenSize: 16 }).eval();
  encoder.loadStateDict(under(await loadSafetensors(pretrained.last), '_seq_encoder.'));
  const vectors = new Map(lines.map((line) => [line.client_id, line.embedding]));
  close(numbers(await encoder.encode(collateFeatureDict(records))), records.flatMap((record) => vectors.get(record.client_id as number)!), { atol: 1e-5 }, 'the program\'s vectors');
});

const events = file('events.csv', `client_id,when,mcc,amount\n${Array.from({ length: 400 }, (_, i) => `c${i % 20},2024-01-${String(1 + Math.floor(i / 20)).padStart(2, '0')},m${(i * 7) % 5},${i % 9}`).join('\n')}\n`);
const labels = file('labels.csv', `client_id,kind\n${Array.from({ length: 19 }, (_, i) => `c${i},${i % 2 ? 'old' : 'new'}`).join('\n')}\n`);
const base = `events: ${events}, labels: ${labels}, col_target: kind, col_event_time: when, cols_category: [mcc], cols_numerical: { amount: identity }`;

test('the other objectives, and fine-tuning of a new encoder; clients without a label are named or left out', () => {
  for (const objective of ['cpc', 'rtd', 'mlm']) {
    const { metrics } = ok('pretrain', '--config', configOf(`${objective}.yml`, base, '', objective));
    assert.ok(Object.keys(metrics).some((name) => name.startsWith('valid/') || name.startsWith('mlm/')), `${objective}: ${Object.keys(metrics)}`);
  }
  const named = coles('finetune', '--config', configOf('named.yml', base));
  assert.is(named.code, 1);
  assert.match(named.err, /1 clients have no label in .*labels.csv: c19; data.missing_labels: drop/);
  const dropped = ok('finetune', '--config', configOf('dropped.yml', `${base}, missing_labels: drop, val_fraction: 0.2`));
  assert.equal([dropped.clients, dropped.classes, dropped.pretrained], [19, ['new', 'old'], null]);
  assert.ok('val_auc' in dropped.metrics);
});

test('from Parquet, in four row groups: the same events, metrics and vectors as from CSV; one that is cut off is refused', () => {
  const { base64 } = JSON.parse(readFileSync(new URL('../../../test/fixtures/data/events.json', import.meta.url), 'utf8')) as { base64: string };
  const table = join(scratch, 'events.parquet');
  writeFileSync(table, Buffer.from(base64, 'base64'));
  const both = [base, base.replace(events, table)].map((data, i) => {
    const config = configOf(`format${i}.yml`, data);
    const { events: read, clients, metrics } = ok('pretrain', '--config', config);
    ok('embed', '--config', config, '--out', join(scratch, `format${i}.jsonl`));
    return { read, clients, metrics, vectors: readFileSync(join(scratch, `format${i}.jsonl`), 'utf8') };
  });
  assert.equal([both[0]!.read, both[0]!.clients], [400, 20]);
  assert.equal(both[1], both[0]);
  writeFileSync(table, Buffer.from(base64, 'base64').subarray(0, 500));
  const cut = coles('pretrain', '--config', configOf('cut.yml', base.replace(events, table)));
  assert.is(cut.code, 1);
  assert.match(cut.err, /events\.parquet is no Parquet that can be read: .*is it cut off\?/);
});

test('a wrong configuration names the key, its line and the nearest known key, and ends with 2; --print-config prints all', async () => {
  const said = async (content: string): Promise<string> => readChecked(file('wrong.yml', content), () => colesConfig).then(() => 'it was taken', (error: Error) => error.message.replace(scratch, ''));
  const whole = 'data:\n  events: a.csv\n  col_id: id\n  col_event_time: t\n';
  assert.is(await said(`${whole}training:\n  epoch: 3\n`), "/wrong.yml, line 6: unknown key 'training.epoch'; did you mean 'training.epochs'?");
  assert.is(await said(`${whole}trainig: {}\n`), "/wrong.yml, line 5: unknown key 'trainig'; did you mean 'training'?");
  assert.is(await said(`${whole}training:\n  epochs: fast\n`), `/wrong.yml, line 6: 'training.epochs' is "fast"; wanted a whole number of at least 1`);
  assert.is(await said(`${whole}encoder:\n  type: bert\n`), `/wrong.yml, line 6: 'encoder.type' is "bert"; wanted transformer, rnn`);
  assert.is(await said(`${whole}pretraining: { margin: 0 }\n`), "/wrong.yml, line 5: 'pretraining.margin' is 0; wanted a number above 0");
  assert.match(await said('data:\n  events: a.csv\n'), /line 1: the key 'data.col_id' is missing/);
  assert.match(await said('data: [1'), /line 1: /);
  assert.match(await said(''), /the key 'data.events' is missing/);
  const { code, err } = coles('pretrain', '--config', file('bad.yml', `${whole}output: x\n`));
  assert.is(code, 2);
  assert.match(err, /line 5: unknown key 'output'; did you mean 'output_dir'/);
  assert.is(coles('pretrain').code, 2);
  assert.match(coles('embed', '--config', configOf('none.yml', base), '--out', join(scratch, 'x.jsonl')).err, /run coles pretrain first/);
  assert.match(coles('embed', '--config', configOf('none.yml', base), '--out', 'x.txt').err, /no format that can be written/);
  const printed = coles('pretrain', '--print-config');
  assert.is(printed.code, 0);
  assert.is(printed.out.trim(), printDefaults());
  assert.match(printed.out, /pretraining:\n {2}objective: coles\n/);
});

test.run();
