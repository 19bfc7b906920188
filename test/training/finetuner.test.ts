// FineTuner on the small models of the fixtures: what rows mean, what learns, what is written, that a run can be repeated.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { evaluators, FineTuner, losses, SentenceEncoder, torch, TorchEncodersError, type FineTuneRunOptions } from '../../lib/index.js';
import { recordsOf, type Row } from '../../lib/training/finetuner/records.js';
import { fixtureOf, folderOf } from '../fixture.js';
import { close, numbers } from '../reference.js';

const scratch = mkdtempSync(join(tmpdir(), 'finetuner-'));
test.after(() => rmSync(scratch, { recursive: true }));
const model = folderOf(fixtureOf('dense-residual'));
const quiet = { onLog: () => undefined, enableProgressBar: false } as const;
const is = (code: string, message: RegExp) => (e: unknown): boolean => e instanceof TorchEncodersError && e.code === code && message.test(e.message);
async function refused(call: () => unknown, code: string, message: RegExp): Promise<void> {
  const error: unknown = await Promise.resolve().then(call).then(() => undefined, (e: unknown) => e);
  assert.ok(is(code, message)(error), String(error));
}

const words = ['dog', 'cat', 'bird', 'tree', 'house', 'night', 'song', 'blue'];
const scored: Row[] = words.flatMap((a, i) => words.map((b, j) => ({ sentence1: `a ${a} sleeps`, sentence2: `the ${b}`, label: i === j ? 5 : 1 })));
const pairs: Row[] = words.map((word) => ({ text: `a ${word} sleeps`, text_pos: `the old ${word}` }));

test('what rows are follows from their fields', () => {
  const typeOf = (row: Row, options = {}): string => {
    const { type, columns, labelColumn } = recordsOf([row], options, 'data');
    return [type, columns.join('+'), labelColumn ?? ''].join(' ').trim();
  };
  assert.is(typeOf({ text: 'a', text_pos: 'b' }), 'pair text+text_pos');
  assert.is(typeOf({ text: 'a', text_pos: 'b', text_neg: 'c', id: 3 }), 'triplet text+text_pos+text_neg');
  assert.is(typeOf({ sentence1: 'a', sentence2: 'b', label: 1 }), 'scored_pair sentence1+sentence2 label');
  assert.is(typeOf({ sentence1: 'a', sentence2: 'b', score: '0.5' }), 'scored_pair sentence1+sentence2 score');
  assert.is(typeOf({ anchor: 'a', positive: 'b' }), 'pair anchor+positive');
  assert.is(typeOf({ positive: 'b', negative_2: 'd', negative_1: 'c', anchor: 'a' }), 'n_tuple anchor+positive+negative_1+negative_2');
  assert.is(typeOf({ query: 'a', positive: 'b', negative: 'c', scores: [1, 2] }), 'triplet query+positive+negative scores');
  assert.is(typeOf({ query: 'a', pos: ['b', 'c'], neg: ['d', 'e', 'f'] }), 'triplet query+pos+neg');
  assert.is(typeOf({ query: 'a', pos: ['b', 'c'], neg: ['d', 'e', 'f'] }, { numNegatives: 3 }), 'n_tuple query+pos+neg');
  assert.is(typeOf({ query: 'a', pos: 'b', neg: 'd', task_name: 'nli' }), 'triplet query+pos+neg');
  assert.is(typeOf({ text: 'a', label: 'sports' }), 'labelled_text text label');
  assert.is(typeOf({ text: 'a' }), 'text text');
  assert.is(typeOf({ text: 'a', text_pos: 'b', text_neg: 'c' }, { recordType: 'pair' }), 'pair text+text_pos');
  assert.is(typeOf({ text: 'a', text_pos: 'b', sentence1: 'c', sentence2: 'd', label: 2 }, { recordType: 'scored_pair' }), 'scored_pair sentence1+sentence2 label');
  assert.equal(recordsOf([{ text: 'a', label: 'x' }, { text: 'b', label: 'y' }, { text: 'c', label: 'x' }], {}, 'data').rows.map(({ label }) => label), [0, 1, 0]);
});

test('rows that say nothing, or two things, or are no texts, are refused with their place', async () => {
  const of = (rows: Row[], options = {}) => () => recordsOf(rows, options, 'data');
  await refused(of([]), 'ERR_CONFIG', /data has no rows/);
  await refused(of([{ a: 1, b: 2 }]), 'ERR_CONFIG', /data has the fields a, b; wanted those of sentence1, sentence2, or of text/);
  await refused(of([{ text: 'a', text_pos: 'b', sentence1: 'c', sentence2: 'd' }]), 'ERR_CONFIG', /are those of sentence1, sentence2 and of text, text_pos, text_neg; say which with recordType/);
  await refused(of([{ sentence1: 'a', sentence2: 'b', label: 1, score: 2 }]), 'ERR_CONFIG', /label and score are labels; leave one out/);
  await refused(of([{ text: 'a', text_pos: 'b' }], { recordType: 'triplet' }), 'ERR_CONFIG', /which make no triplet/);
  await refused(of([{ text: 'a', text_pos: 'b' }], { recordType: 'quadruple' }), 'ERR_CONFIG', /recordType is 'quadruple'/);
  await refused(of([{ text: 'a', text_pos: 'b' }, { text: 'a', text_pos: null }]), 'ERR_DTYPE', /data, row 1: text_pos is null; wanted a text/);
  await refused(of([{ sentence1: 'a', sentence2: 'b', label: null }]), 'ERR_DTYPE', /row 0: label is null; wanted a number/);
  await refused(of([{ query: 'a', pos: [], neg: ['b'] }]), 'ERR_CONFIG', /row 0: pos is an empty list/);
  await refused(async () => FineTuner.fromPretrained(await model, {}), 'ERR_CONFIG', /either dataset or datasets, found neither/);
  await refused(async () => FineTuner.fromPretrained(await model, { dataset: 7 as never }), 'ERR_CONFIG', /dataset is 7; wanted rows/);
});

/** A run on the small model. */
async function run(dataset: Row[], options: FineTuneRunOptions & { recordType?: 'pair' } = {}): Promise<{ tuner: FineTuner; result: Awaited<ReturnType<FineTuner['run']>> }> {
  const tuner = await FineTuner.fromPretrained(await model, { dataset: { train: dataset, validation: scored } });
  return { tuner, result: await tuner.run({ epochs: 2, batchSize: 8, lr: 5e-3, ...quiet, ...options }) };
}

test('scored pairs: the loss falls, the metric rises, and a seed repeats it all', async () => {
  const lines: string[] = [];
  const first = await run(scored, { epochs: 12, onLog: (line) => void lines.push(line) });
  const { before, after, losses: found, steps } = first.result;
  assert.is(steps, 96);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  assert.ok(mean(found.slice(-8)) < mean(found.slice(0, 8)) - 0.2, `${mean(found.slice(0, 8))} → ${mean(found.slice(-8))}`);
  assert.ok(after!.spearman_cosine! > before!.spearman_cosine! + 0.1, `${before!.spearman_cosine} → ${after!.spearman_cosine}`);
  assert.match(lines.join('\n'), /dataset: 64 rows of sentence1, sentence2 with label \(scored_pair\), 64 to measure on; CoSENTLoss\n.*parameters learn \(full\); learning rate 0.005, linear after 10 steps of warm-up, weight decay 0.01\n96 steps in 12 epochs of batches of 8 \(batch_sampler\)\nspearman_cosine: .* before, .* after 96 steps/);
  const again = await run(scored, { epochs: 12 });
  assert.equal(again.result.losses, found);
  assert.equal(again.result.after, after);
  assert.not.equal((await run(scored, { epochs: 1, seed: 7 })).result.losses, found.slice(0, 8));
});

test('pairs, triplets, lists, classes, texts alone: each trains with the loss that fits', async () => {
  const triplets = words.map((word, i) => ({ text: `a ${word}`, text_pos: `the old ${word}`, text_neg: `the ${words[(i + 1) % 8]}` }));
  const lists = words.map((word) => ({ query: word, pos: [`a ${word}`, `the ${word}`], neg: words.filter((one) => one !== word) }));
  const classes = words.flatMap((word, i) => ['a', 'the', 'old', 'young'].map((kind) => ({ text: `${kind} ${word}`, label: i % 2 ? 'odd' : 'even' })));
  for (const [rows, loss] of [[pairs, losses.MultipleNegativesRankingLoss], [triplets, losses.MultipleNegativesRankingLoss], [lists, losses.MultipleNegativesRankingLoss], [classes, losses.BatchHardSoftMarginTripletLoss]] as const) {
    const tuner = await FineTuner.fromPretrained(await model, { dataset: rows, numNegatives: 2 });
    const { losses: found, before } = await tuner.run({ epochs: 6, batchSize: 8, lr: 2e-3, ...quiet });
    assert.ok(found.at(-1)! < found[0]!, `${loss.name}: ${found[0]} → ${found.at(-1)}`);
    assert.is(before, undefined);
    tuner.dispose();
  }
  const unsupervised = await FineTuner.fromPretrained(await model, { dataset: words.map((word) => ({ text: `the old ${word} sleeps` })) });
  assert.is((await unsupervised.run({ ...quiet, epochs: 1 })).steps, 1); // each text twice: SimCSE
});

const changedBy = async (strategy: FineTuneRunOptions['strategy'], rows = scored): Promise<{ names: string[]; tuner: FineTuner; before: Record<string, number[]> }> => {
  const whole = await SentenceEncoder.fromPretrained(await model);
  const before = Object.fromEntries(Object.entries(whole.stateDict()).map(([name, tensor]) => [name, numbers(tensor)]));
  const tuner = await FineTuner.fromPretrained(whole, { dataset: rows });
  await tuner.run({ epochs: 1, batchSize: 16, lr: 0.01, strategy, ...quiet });
  const after = tuner.model.stateDict();
  return { names: Object.keys(before).filter((name) => `${numbers(after[name]!).slice(0, before[name]!.length)}` !== `${before[name]}`), tuner, before };
};

test('BitFit changes biases alone; LoRA the matrices of queries, keys and values, with the gradients of a sum that is merged', async () => {
  const bitfit = await changedBy('bitfit');
  assert.ok(bitfit.names.length > 5 && bitfit.names.every((name) => name.endsWith('bias')), bitfit.names.join());
  const lora = await changedBy({ type: 'lora', rank: 2, alpha: 4 });
  assert.equal(lora.names.sort(), ['key', 'query', 'value'].flatMap((part) => [0, 1].map((layer) => `encoder.encoder.layer.${layer}.attention.self.${part}.weight`)).sort());
  const folder = join(scratch, 'lora');
  await lora.tuner.savePretrained(folder);
  const read = await SentenceEncoder.fromPretrained(folder);
  close(numbers(await read.encode(['the old bird'])), numbers(await lora.tuner.model.encode(['the old bird'])), { atol: 1e-6 }, 'merged');
  await refused(() => changedBy({ type: 'lora', targetModules: ['nothing'] }), 'ERR_CONFIG', /no matrix of the encoder is one of nothing; it has/);
  await refused(() => changedBy('half' as never), 'ERR_CONFIG', /strategy "half" is not known/);
});

test('a prefix: new tokens, whose vectors alone learn, stand before each text, also in what is saved', async () => {
  const whole = await SentenceEncoder.fromPretrained(await model);
  const table = numbers(whole.stateDict()['encoder.embeddings.word_embeddings.weight']!);
  const tokens = Array.from({ length: 7 }, (_, i) => `[P${i + 1}]`); // the vocabulary has room for five
  const { names, tuner } = await changedBy({ type: 'prefix', tokens });
  assert.equal(names, ['encoder.embeddings.word_embeddings.weight']);
  const grown = tuner.model.stateDict()['encoder.embeddings.word_embeddings.weight']!;
  assert.equal([table.length / 16, grown.shape], [36, [38, 16]]);
  const ids = tokens.map((token) => tuner.model.tokenizer.tokenToId(token)!);
  assert.equal(ids, [31, 32, 33, 34, 35, 36, 37]);
  assert.equal(numbers(grown).slice(0, 31 * 16), table.slice(0, 31 * 16));
  assert.equal((await tuner.model.tokenizer.encode(`${tokens.join('')}a dog`)).tokens.slice(1, 8), tokens);
  const folder = join(scratch, 'prefix');
  await tuner.savePretrained(folder);
  const read = await SentenceEncoder.fromPretrained(folder);
  close(numbers(await read.encode(['a dog'])), numbers(await read.encode([`${tokens.join('')}a dog`], { prompt: '' })), { atol: 1e-7 }, 'the default prompt');
  await refused(() => changedBy({ type: 'prefix', tokens: ['dog'] }), 'ERR_CONFIG', /has the token 'dog' already/);
});

test('what is written: logs, the best checkpoint, evaluations, and a model with its card', async () => {
  const outputDir = join(scratch, 'run');
  const { tuner, result } = await run(scored, { outputDir, epochs: 3, lr: 0.01, prompts: ['', ''] });
  const csv = readFileSync(join(outputDir, 'eval', 'similarity_evaluation_results.csv'), 'utf8').trim().split('\n');
  assert.is(csv.length, 6); // the header, before, three epochs, after
  assert.ok(existsSync(join(outputDir, 'logs', 'version_0', 'metrics.csv')));
  const card = readFileSync(join(outputDir, 'model', 'README.md'), 'utf8');
  for (const part of [/^---\nlibrary_name: sentence-transformers\n/, /- loss:CoSENTLoss\n- dataset_size:64/, /## Training data\n/, /64 rows of the kind scored_pair, and 64 to measure on/, /\| lr \| 0.01 \|/, /\| metric \| before \| after \|/]) assert.match(card, part);
  assert.match(card, new RegExp(`\\*\\*spearman_cosine\\*\\* \\| ${result.before!.spearman_cosine!.toFixed(4)} \\| ${result.after!.spearman_cosine!.toFixed(4)} \\|`));
  const read = await SentenceEncoder.fromPretrained(join(outputDir, 'model'));
  assert.equal(numbers(await read.encode(['a dog', 'night'])), numbers(await tuner.model.encode(['a dog', 'night'])));
  assert.ok(result.after!.spearman_cosine! >= Math.max(...csv.slice(2).map((line) => Number(line.split(',')[3]))) - 1e-9, 'the best one');
});

test('several data sets, each with its loss; prompts; an async iterable', async () => {
  async function* stream(): AsyncGenerator<Row> {
    yield* pairs;
  }
  const tuner = await FineTuner.fromPretrained(await model, { datasets: { sts: scored, qa: stream() } });
  const loss = { sts: new losses.CosineSimilarityLoss({ cosScoreTransformation: (scores) => scores.mul(5) }), qa: new losses.CachedMultipleNegativesRankingLoss({ miniBatchSize: 3 }) };
  const { steps } = await tuner.run({ epochs: 1, batchSize: 4, loss, lr: 1e-3, multiDatasetBatchSampler: 'round_robin', prompts: ['a ', 'the '], ...quiet });
  assert.is(steps, 4);
  await refused(() => tuner.run({ loss: { sts: loss.sts }, ...quiet }), 'ERR_CONFIG', /none for the data set 'qa', only for sts/);
});

test('rows from files, from a folder with one for each part, from a card', async () => {
  const folder = mkdtempSync(join(scratch, 'data-'));
  const csv = (rows: Row[]): string => ['sentence1,sentence2,label', ...rows.map(({ sentence1, sentence2, label }) => `${sentence1},"${sentence2}",${label}`)].join('\n');
  writeFileSync(join(folder, 'train.csv'), csv(scored));
  writeFileSync(join(folder, 'dev.csv'), csv(scored.slice(0, 20)));
  writeFileSync(join(folder, 'test.jsonl'), scored.slice(5, 25).map((row) => JSON.stringify(row)).join('\n'));
  writeFileSync(join(folder, 'own.yml'), 'name: own\nlicence: none\ntask: regression\nfiles: { train: train.csv, val: dev.csv }\npair: [sentence1, sentence2]\nlabel: label\n');
  const counts = async (dataset: string): Promise<(number | undefined)[]> => {
    const { datasets: [only] } = await FineTuner.fromPretrained(await model, { dataset });
    return [only!.train.rows.length, only!.validation?.rows.length, only!.test?.rows.length];
  };
  assert.equal(await counts(join(folder, 'train.csv')), [64, undefined, undefined]);
  assert.equal(await counts(folder), [64, 20, 20]);
  assert.equal(await counts(join(folder, 'own.yml')), [64, 20, undefined]);
  await refused(() => counts('no-such-set'), 'ERR_CONFIG', /no data set 'no-such-set'/);
  await refused(() => counts(join(folder, 'none.csv')), 'ERR_FILE', /none.csv/);
  const tuner = await FineTuner.fromPretrained(await model, { dataset: folder });
  const { before, after } = await tuner.run({ epochs: 1, batchSize: 16, outputDir: join(scratch, 'parts'), ...quiet });
  assert.equal([Object.keys(before!), Object.keys(after!)], [['test_pearson_cosine', 'test_spearman_cosine'], ['test_pearson_cosine', 'test_spearman_cosine']]);
});

test('options that cannot be, a loss that is no number, a signal', async () => {
  await refused(() => run(scored, { epochs: 0 }), 'ERR_RANGE', /epochs is 0/);
  await refused(() => run(scored, { batchSize: 1.5 }), 'ERR_RANGE', /batchSize is 1.5/);
  await refused(() => run(scored, { warmupRatio: 2 }), 'ERR_RANGE', /warmupRatio is 2/);
  await refused(() => run(scored, { scheduler: 'step' as never }), 'ERR_CONFIG', /scheduler is 'step'/);
  await refused(() => run(scored, { batchSampler: 'best' as never }), 'ERR_CONFIG', /batchSampler is 'best'/);
  await refused(() => run(scored, { temperature: -1 }), 'ERR_RANGE', /temperature is -1/);
  await refused(() => run(scored, { batchSize: 100, dropLast: true }), 'ERR_CONFIG', /there is no batch of 100 rows/);
  await refused(() => run(scored, { loss: new losses.CosineSimilarityLoss({ lossFct: (scores) => scores.sum().mul(NaN) }) }), 'ERR_RANGE', /the loss is NaN/);
  const error = await run(scored, { signal: AbortSignal.abort() }).catch((e: unknown) => e);
  assert.is((error as Error).name, 'AbortError');
});

test('any evaluator can choose', async () => {
  const evaluator = new evaluators.TripletEvaluator({ anchors: ['a dog'], positives: ['the dog'], negatives: ['night'], name: 'own' });
  const { result } = await run(pairs, { evaluator, outputDir: join(scratch, 'own') });
  assert.equal(Object.keys(result.after!), ['own_cosine_accuracy']);
  assert.ok(torch.isTensor(torch.zeros([1])));
});

test.run();
