import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadSafetensors, SentenceEncoder } from '../../lib/index.js';
import { readNpy } from '../../lib/cli/npy.js';
import { fixtureOf, folderOf } from '../fixture.js';
import { maxDifference, numbers, parity, referenceTest } from '../reference.js';

const main = fileURLToPath(new URL('../../lib/cli/main.js', import.meta.url));
const bert = join(parity, 'models/bert');
const scratch = mkdtempSync(join(tmpdir(), 'cli-'));
test.after(() => rmSync(scratch, { recursive: true }));

interface Run { code: number | null; out: string; err: string }
function run(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...args]);
    const text = { out: '', err: '' };
    child.stdout.on('data', (chunk) => (text.out += chunk));
    child.stderr.on('data', (chunk) => (text.err += chunk));
    child.on('close', (code) => resolve({ code, ...text }));
  });
}
const json = ({ out }: Run): Record<string, unknown> => JSON.parse(out) as Record<string, unknown>;
function file(name: string, content: string): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}
const texts = ['a dog barks', 'two, three', '', 'the last "one"'];

referenceTest('embed reads txt, csv and jsonl, writes npy and jsonl, and all have the vectors of the program', async () => {
  const model = await SentenceEncoder.fromPretrained(bert);
  const wanted = numbers(await model.encode(texts));
  const inputs = [
    file('a.txt', texts.join('\r\n') + '\n'),
    file('a.csv', '\ufeffid,text\n' + texts.map((text, i) => `${i},"${text.replaceAll('"', '""')}"`).join('\n')),
    file('a.jsonl', texts.map((text, i) => JSON.stringify({ id: i, text })).join('\n\n')),
  ];
  for (const input of inputs) {
    const out = `${input}.npy`;
    const done = await run('embed', input, '--model', bert, '--out', out, '--json');
    assert.is(done.code, 0, done.err + done.out);
    const { rows, dimensions, tokens } = json(done);
    assert.equal([rows, dimensions, (tokens as number) > 8], [4, 48, true]);
    const { data, shape } = await readNpy(out);
    assert.equal(shape, [4, 48]);
    assert.ok(maxDifference([...data], wanted) <= 1e-6);
  }
  const out = join(scratch, 'out.jsonl');
  await run('embed', inputs[2]!, '--model', bert, '--out', out);
  const rows = readFileSync(out, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { id: number; text: string; embedding: number[] });
  assert.equal(rows.map(({ id, text }) => [id, text]), texts.map((text, i) => [i, text]));
  assert.ok(maxDifference(rows.flatMap(({ embedding }) => embedding), wanted) <= 1e-6);
  assert.equal(readdirSync(scratch).filter((name) => name.endsWith('.part')), []);
});

referenceTest('embed takes a field, a prompt, a dimension and a precision', async () => {
  const input = file('b.jsonl', texts.map((body) => JSON.stringify({ body })).join('\n'));
  const out = join(scratch, 'b.jsonl.out.jsonl');
  const done = await run('embed', input, '--model', bert, '--out', out, '--field', 'body', '--prompt-name', 'query', '--truncate-dim', '16', '--precision', 'ubinary');
  assert.is(done.code, 0, done.err);
  const model = await SentenceEncoder.fromPretrained(bert);
  const wanted = await model.encode(texts, { promptName: 'query', truncateDim: 16, precision: 'ubinary' });
  const found = readFileSync(out, 'utf8').trim().split('\n').flatMap((line) => (JSON.parse(line) as { embedding: number[] }).embedding);
  assert.equal(found, numbers(wanted));
});

referenceTest('search finds a text by itself, also in vectors that embed wrote', async () => {
  const input = file('c.txt', texts.join('\n'));
  const vectors = join(scratch, 'c.npy');
  await run('embed', input, '--model', bert, '--out', vectors);
  for (const more of [[], ['--vectors', vectors]]) {
    const done = await run('search', input, 'a dog barks', 'two, three', '--model', bert, '--prompt', '', '--top-k', '2', '--json', ...more);
    assert.is(done.code, 0, done.out + done.err);
    const { results } = json(done) as { results: { query: string; hits: { row: number; text: string; score: number }[] }[] };
    assert.equal(results.map(({ query, hits }) => [query, hits.length, hits[0]!.row, hits[0]!.text, hits[0]!.score > 0.9999]), [['a dog barks', 2, 0, 'a dog barks', true], ['two, three', 2, 1, 'two, three', true]]);
  }
  const shorter = file('d.txt', 'one line');
  assert.match((await run('search', shorter, 'a', '--model', bert, '--vectors', vectors)).err, /has 4 vectors.*has 1 texts/);
});

referenceTest('inspect and doctor say what is there', async () => {
  const found = json(await run('inspect', bert, '--json', '--tensors')) as { modelType: string; supported: boolean; hiddenSize: number; modules: string[]; tensors: { name: string }[]; parameters: number };
  assert.equal([found.modelType, found.supported, found.hiddenSize, found.modules], ['bert', true, 48, ['Transformer', 'Pooling (mean)', 'Normalize']]);
  assert.ok(found.parameters > 50_000 && found.tensors.some(({ name }) => name === 'embeddings.word_embeddings.weight'));
  assert.match((await run('inspect', bert)).out, /layers +3 of hidden size 48, 4 heads/);
  const doctor = await run('doctor', '--json');
  const { findings, problems } = json(doctor) as { findings: { name: string; found: string }[]; problems: string[] };
  assert.equal([problems, doctor.code], [[], 0]);
  assert.match(findings.find(({ name }) => name === 'LibTorch')!.found, /^2\.13/);
});

test('a wrong argument ends with 2 and one line, in JSON for machines; a missing file with 1', async () => {
  const input = file('e.txt', 'x');
  const out = join(scratch, 'never.npy');
  const cases: [string[], number, RegExp][] = [
    [['embed', input], 2, /--model/],
    [['embed', input, '--model', 'm', '--out', join(scratch, 'x.xlsx')], 2, /wanted \.npy, \.jsonl/],
    [['embed', input, '--model', 'm', '--out', out, '--batch-size', '0'], 2, /at least 1/],
    [['embed', input, '--model', 'm', '--out', out, '--precision', 'int4'], 2, /int4/],
    [['embed', input, '--model', 'm', '--out', out, '--colour'], 2, /--colour/],
    [['embed', join(scratch, 'nowhere.txt'), '--model', 'm', '--out', out], 1, /no such file/],
    [['embed', input, '--model', join(scratch, 'nowhere'), '--out', out], 1, /no such folder/],
    [['nonsense'], 2, /nonsense/],
  ];
  for (const [args, code, message] of cases) {
    const [plain, machine] = await Promise.all([run(...args), run(...args, '--json')]);
    assert.equal([plain.code, machine.code], [code, code], args.join(' '));
    assert.match(plain.err, message);
    if (args[0] !== 'nonsense') assert.match((json(machine).error as { message: string }).message, message);
  }
  assert.is(existsSync(out), false);
  for (const name of ['embed', 'search', 'inspect', 'doctor']) {
    const help = await run(name, '--help');
    assert.is(help.code, 0);
    assert.match(help.out, /--json/);
  }
});

referenceTest('a broken row is named with its number, and no output is left', async () => {
  const out = join(scratch, 'broken.npy');
  for (const [input, code, message] of [
    [file('f.jsonl', '{"text": "a"}\n{"text": '), 1, /row 2 is not JSON/],
    [file('g.jsonl', '{"text": "a"}\n{"body": "b"}'), 2, /row 2 has no field 'text', only body/],
    [file('h.jsonl', '{"text": 5}'), 2, /row 1 has 5 as 'text'/],
    [file('i.jsonl', '[1]'), 1, /row 1 is \[1\]; wanted an object/],
    [file('j.csv', 'text,id\na,1,2\n'), 1, /j\.csv/],
    [file('k.pdf', ''), 2, /wanted \.txt, \.csv, \.jsonl/],
  ] as const) {
    const done = await run('embed', input, '--model', bert, '--out', out);
    assert.is(done.code, code, done.err);
    assert.match(done.err, message);
  }
  assert.equal(readdirSync(scratch).filter((name) => name.startsWith('broken')), []);
});

referenceTest('an empty file gives an empty matrix', async () => {
  const out = join(scratch, 'empty.npy');
  const done = await run('embed', file('empty.txt', ''), '--model', bert, '--out', out);
  assert.is(done.code, 0, done.err);
  assert.equal((await readNpy(out)).shape, [0, 48]);
});

referenceTest('verify passes for the references, and says by how much', async () => {
  for (const name of ['bert', 'gte-new', 'modernbert', 'qwen3-embedding']) {
    const done = await run('verify', join(parity, 'models', name), '--json');
    assert.is(done.code, 0, done.err + done.out);
    const { passed, checks } = json(done) as { passed: boolean; checks: { name: string; maxAbs: number; cosine: number }[] };
    assert.ok(passed && checks.length === 8);
    assert.ok(checks[0]!.maxAbs <= 1e-6);
  }
});

referenceTest('bench measures every case', async () => {
  const done = await run('bench', bert, '--dtype', 'int8', '--json');
  assert.is(done.code, 0, done.err + done.out);
  const { dtype, cases, peakRssBytes } = json(done) as { dtype: string; cases: { tokens: number; tokensPerSecond: { best: number } }[]; peakRssBytes: number };
  assert.equal([dtype, cases.length], ['int8', 4]);
  assert.ok(peakRssBytes > 1e7 && cases.every(({ tokens, tokensPerSecond }) => tokens > 0 && tokensPerSecond.best > 0));
});

test('inspect: models without a Transformer', async () => {
  for (const [name, modules] of [['static', ['StaticEmbedding', 'Normalize']], ['bow', ['BoW', 'Dense']], ['cnn', ['WordEmbeddings', 'CNN', 'Pooling (max, mean)']], ['model2vec', ['StaticEmbedding', 'Normalize']]] as const) {
    const done = await run('inspect', await folderOf(fixtureOf(name)), '--json');
    assert.is(done.code, 0, done.err + done.out);
    assert.equal([json(done).modules, json(done).supported], [modules, true]);
  }
});

test('rerank ranks the rows of a file as the program does', async () => {
  const fixture = fixtureOf('cross-encoder-1');
  const model = await folderOf(fixture);
  const documents = file('documents.jsonl', fixture.texts!.map((text, id) => JSON.stringify({ id, text })).join('\n'));
  const done = await run('rerank', documents, fixture.query!, '--model', model, '--top-k', '4', '--json');
  assert.is(done.code, 0, done.err + done.out);
  const [{ query, hits }] = (json(done) as { results: [{ query: string; hits: { row: number; id: number; score: number }[] }] }).results;
  assert.is(query, fixture.query);
  assert.equal(hits.map(({ row, id }) => [row, id]), fixture.rank!.map(([id]) => [id, id]));
  assert.is((await run('rerank', documents, 'x')).code, 2);
});

test('convert makes a model of a .bin loadable, and refuses harm with exit code 1', async () => {
  const { cases } = JSON.parse(readFileSync(fileURLToPath(new URL('../../../test/fixtures/pickles/pickles.json', import.meta.url)), 'utf8')) as { cases: { name: string; base64: string }[] };
  const saved = (name: string): string => {
    const path = join(scratch, `${name}.ckpt`);
    writeFileSync(path, Buffer.from(cases.find((one) => one.name === name)!.base64, 'base64'));
    return path;
  };
  const out = join(scratch, 'converted.safetensors');
  const done = await run('convert', saved('lightning'), out, '--json');
  assert.is(done.code, 0, done.err + done.out);
  assert.equal(Object.keys(await loadSafetensors(out)).sort(), ['net.bias', 'net.weight']);
  const harm = await run('convert', saved('system'), join(scratch, 'no.safetensors'));
  assert.equal([harm.code, existsSync(join(scratch, 'no.safetensors'))], [1, false]);
  assert.match(harm.err, /names posix\.system/);
  assert.is((await run('convert', saved('lightning'), join(scratch, 'x.bin'))).code, 2);
});

test('eval measures pairs, triplets and scored pairs, writes CSV, and draws', async () => {
  const model = await folderOf(fixtureOf('dense-residual'));
  const rows = ['dog', 'cat', 'bird', 'tree', 'house', 'night'].map((word, i) => [`a ${word} sleeps`, `the ${word}`, `${i % 4}`]);
  const scored = file('scored.csv', rows.map((row) => row.join(',')).join('\n'));
  const curves = file('metrics.csv', 'step,train_loss,sts\n10,2.5,\n20,2.1,0.5\n');
  const folder = join(scratch, 'pictures');
  const done = await run('eval', scored, '--model', model, '--columns', 'sentence1,sentence2,score', '--out', folder, '--plot', folder, '--curves', curves, '--json');
  assert.is(done.code, 0, done.err + done.out);
  const { rows: count, kind, primaryMetric, metrics, pictures } = json(done) as { rows: number; kind: string; primaryMetric: string; metrics: Record<string, number>; pictures: string[] };
  assert.equal([count, kind, primaryMetric], [6, 'scored_pair', 'scored_spearman_cosine']);
  assert.ok(Number.isFinite(metrics.scored_spearman_cosine!));
  assert.equal(pictures.map((path) => readFileSync(path, 'utf8').slice(0, 4)), ['<svg', '<svg', '<svg']);
  assert.ok(existsSync(join(folder, 'similarity_evaluation_scored_results.csv')));
  const pairs = file('pairs.jsonl', rows.map(([text, text_pos]) => JSON.stringify({ text, text_pos, text_neg: 'night song' })).join('\n'));
  assert.match((await run('eval', pairs, '--model', model, '--name', 'own')).out, /rows +6 \(triplet\)\nown_cosine_accuracy +\d/);
  assert.match((await run('eval', pairs, '--model', model, '--record-type', 'pair', '--limit', '4')).out, /rows +4 \(pair\)\npairs_cosine_accuracy@1/);
  const wrong = await run('eval', file('wrong.csv', 'a,b\n1,2\n'), '--model', model);
  assert.is(wrong.code, 2);
  assert.match(wrong.err, /wrong.csv has the fields a, b; wanted those of/);
});

test.run();
