import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface Driver { name: string; label: string; file: string; precision: string; dtype?: string; batches: string; ours: boolean }
interface Case { name: string; kind: string; models: string[]; drivers: string[]; quick?: string[]; file?: string }
interface Times { min: number; median: number; all: number[] }
interface Result { driver: Driver; seconds: Times; cosine?: { min: number; mean: number }; peakRss: number; version: string; loadSeconds?: number }
interface Group { case: string; about: string; model: string; kind: string; rounds: number; lengths: number[]; config: object; peakGflops?: number; results: Result[]; skipped: object[] }
interface Run { machine: object; threads: number; texts: string; date: string; results: Group[] }

const bench = async <Exports>(path: string): Promise<Exports> => (await import(pathToFileURL(resolve('bench', path)).href)) as Exports;
const { median, percentile, cosines } = await bench<{
  median(values: number[]): number; percentile(values: number[], share: number): number;
  cosines(a: Float32Array, b: Float32Array, dimension: number): { min: number; mean: number };
}>('harness/statistics.mjs');
const { flopsPerToken, paddingWaste, memoryBound } = await bench<{
  flopsPerToken(config: object, lengths: number[]): number; paddingWaste(lengths: number[], size: number): { linear: number; attention: number };
  memoryBound(config: object, tokens: number, weights: number): number;
}>('harness/formulas.mjs');
const { plan, merged } = await bench<{
  plan(all: { cases: Case[]; drivers: Driver[] }, given: { all?: boolean; cases?: string; drivers?: string; models?: string }): { one: Case; model: string; drivers: Driver[] }[];
  merged(earlier: Group[], groups: Group[]): Group[];
}>('harness/plan.mjs');
const { cases } = await bench<{ cases: Case[] }>('cases/index.mjs');
const { drivers } = await bench<{ drivers: Driver[] }>('drivers/index.mjs');
const { figures } = await bench<{ figures(run: Run): string }>('harness/figures.mjs');
const { report } = await bench<{ report(run: Run): string }>('harness/report.mjs');
const { chart } = await bench<{ chart(run: Run): string }>('harness/chart.mjs');
const { mixed, exactly } = await bench<{ mixed(count: number): string[]; exactly(tokens: number, count: number, lengthsOf: (texts: string[]) => Promise<number[]>): Promise<string[]> }>('cases/texts.mjs');

test('statistics: the middle, the nearest rank, cosines of rows', () => {
  assert.is(median([3, 1, 2]), 2);
  assert.is(median([4, 1, 2, 3]), 2.5);
  assert.is(percentile([5, 1, 4, 2, 3], 0.99), 5);
  assert.is(percentile(Array.from({ length: 100 }, (_, i) => i + 1), 0.99), 99);
  const { min, mean } = cosines(Float32Array.of(1, 0, 3, 4), Float32Array.of(2, 0, 4, 3), 2);
  assert.ok(Math.abs(min - 0.96) < 1e-12 && Math.abs(mean - 0.98) < 1e-12);
  assert.throws(() => cosines(Float32Array.of(1), Float32Array.of(1, 2), 1), /no two matrices/);
});

test('formulas: arithmetic of a token, padding, memory', () => {
  const megaflops = (config: object, length: number): number => Number((flopsPerToken(config, [length, length]) / 1e6).toFixed(1));
  const minilm = { num_hidden_layers: 6, hidden_size: 384, intermediate_size: 1536, model_type: 'bert' };
  const base = { num_hidden_layers: 12, hidden_size: 768, intermediate_size: 3072, model_type: 'bert' };
  assert.equal([megaflops(minilm, 128), megaflops(minilm, 512), megaflops(base, 128), megaflops(base, 512), megaflops({ ...base, model_type: 'new' }, 128)], [22.4, 26, 174.6, 188.7, 231.2]);
  assert.is(flopsPerToken(base, [100, 300]), flopsPerToken(base, [250])); // (100² + 300²) / 400
  assert.equal(paddingWaste([1, 3, 2, 2], 2), { linear: 10 / 8, attention: 26 / 18 });
  assert.equal(paddingWaste([7, 7, 7], 2), { linear: 1, attention: 1 });
  assert.is(memoryBound({ hidden_size: 768, intermediate_size: 3072 }, 8192, 0), 64 * 2 ** 20 + 4 * 8192 * 12_288);
});

const namesOf = (given: Parameters<typeof plan>[1]): string[] => plan({ cases, drivers }, given).map(({ one, model, drivers }) => `${one.name} ${model} ${drivers.map(({ name }) => name).join()}`);

test('selection: quick, all, by name', () => {
  const quick = namesOf({});
  assert.ok(quick.includes('mixed minilm ours,ours-int8,ort,ort-sorted,ort-int8-sorted,tjs,st'), quick.join('\n'));
  assert.ok(quick.every((line) => line.includes(' minilm ')));
  const all = namesOf({ all: true });
  for (const { name, models } of cases) for (const model of models) assert.ok(all.some((line) => line.startsWith(`${name} ${model} `)), `${name} ${model}`);
  assert.equal(namesOf({ cases: 'mixed, short', drivers: 'st,ours', models: 'bert-base' }), ['mixed bert-base ours,st', 'short bert-base ours,st']);
  assert.equal(namesOf({ cases: 'training' }), ['training bert-base ours,pytorch']);
  assert.ok(namesOf({ drivers: 'ct2' }).every((line) => line.endsWith('minilm ct2')));
});

test('selection: a name that is not there, and cases that do not go with a driver', () => {
  assert.throws(() => namesOf({ cases: 'mixd' }), /there is no case 'mixd'; there are mixed, short/);
  assert.throws(() => namesOf({ drivers: 'ours,tensorflow' }), /there is no driver 'tensorflow'; there are ours/);
  assert.throws(() => namesOf({ models: '' }), /there is no model ''/);
  assert.throws(() => namesOf({ cases: 'linear', drivers: 'st' }), /are not measured with these drivers and models/);
});

const at = (name: string, min: number, more: Partial<Result> = {}): Result => ({ driver: drivers.find((one) => one.name === name)!, seconds: { min, median: 2 * min, all: [min, 3 * min] }, peakRss: 2 ** 28, version: '1', loadSeconds: 1, ...more });
const group = (name: string, model: string, results: Result[]): Group => ({
  case: name, about: 'some <texts>', model, kind: 'throughput', rounds: 2, lengths: [128, 128], peakGflops: 100, results, skipped: [{ driver: 'ct2', reason: 'it is not there' }],
  config: { num_hidden_layers: 12, hidden_size: 768, intermediate_size: 3072, model_type: 'bert' },
});
const run = (...results: Group[]): Run => ({ machine: { cpu: 'a processor', cores: 2, platform: 'linux-x64', node: 'v20' }, threads: 2, texts: 'the demo', date: '2026-01-02T00:00:00Z', results });

test('figures: met, missed and not measured, computed from the least times', () => {
  const lines = figures(run(
    group('mixed', 'minilm', [at('ours', 1), at('ours-int8', 0.5), at('tjs', 2.3), at('ort', 2), at('ort-sorted', 1.7), at('st', 1.8), at('ort-int8-sorted', 0.99)]),
    group('uniform', 'bert-base', [at('ours', 0.5)]),
  )).split('\n');
  const ends = (start: string): string => lines.find((line) => line.includes(start))!.split(' | ').slice(1).join(' | ');
  assert.is(ends('MiniLM, fp32, against transformers.js'), '≥ 2.2 × | 2.30 × (2.30 ×) transformers.js, input order | met |');
  assert.is(lines[3]!.split(' | ').slice(2).join(' | '), '2.00 × (2.00 ×) onnxruntime-node, input order | **missed** |');
  assert.is(lines[4]!.split(' | ').slice(2).join(' | '), '1.70 × (1.70 ×) onnxruntime-node, sorted | met |');
  assert.is(lines[5]!.split(' | ').slice(2).join(' | '), '0.99 × (0.99 ×) onnxruntime-node, int8, sorted | **missed** |');
  assert.is(ends('share of the FMA peak'), '≥ 70 % | 89 % | met |'); // 256 tokens of 174.6 MFLOP in half a second
  assert.is(ends('training step'), '≥ 2 × | – | not measured |');
});

test('the table, the chart, and runs put together', () => {
  const [first, second] = [group('mixed', 'minilm', [at('st', 4), at('ours', 2, { cosine: { min: 0.5, mean: 0.75 } })]), group('short', 'minilm', [at('ours', 1)])];
  const text = report(run(first, second));
  assert.match(text, /\| torch-encoders \| packed \| 2\.00 \| 4\.00 \| 128 \| 64 \| 22\.3 \| 22 % \| 1\.00 \| 1\.00 \| 0\.50000 \| 256 \| 1\.00 \|\n\| sentence-transformers /);
  assert.match(text, /Left out: ct2, it is not there/);
  const svg = chart(run(first, second));
  assert.is(svg.match(/<rect x=/g)!.length, 6);
  assert.match(svg, /some &#60;texts&#62;, minilm/);
  const newer = group('short', 'minilm', [at('ours', 9)]);
  assert.equal(merged([first, second], [newer, group('long', 'minilm', [])]).map((one) => [one.case, one.results[0]?.seconds.min]), [['mixed', 4], ['short', 9], ['long', undefined]]);
});

test('texts: the same each time, of many lengths; of exactly so many tokens', async () => {
  assert.equal(mixed(40), mixed(40));
  const words = mixed(200).map((text) => text.split(' ').length);
  assert.ok(Math.min(...words) < 12 && Math.max(...words) > 200);
  const lengthsOf = async (texts: string[]): Promise<number[]> => texts.map((text) => 2 + text.split(/[ ,.]+/).filter(Boolean).length);
  assert.equal(await lengthsOf(await exactly(30, 3, lengthsOf)), [30, 30, 30]);
});

const model = process.env.TORCH_ENCODERS_DEMO_MODEL;
if (!model) console.log('SKIPPED: the model all-MiniLM-L6-v2 is not here; scripts/model.mjs fetches it');
(model ? test : test.skip)('a case is measured in processes of its own; a driver that does not load is left out, with the reason', async () => {
  const { measureCase } = await bench<{ measureCase(one: object, room: object): Promise<Group> }>('harness/measure.mjs');
  const texts = ['one text', 'another text, of a few more words', 'a third'];
  const broken: Driver = { ...drivers[0]!, name: 'broken', file: 'nobody.mjs' };
  const { results, skipped } = await measureCase({ kind: 'throughput' }, {
    drivers: [drivers[0]!, broken], rounds: 2, texts, lengths: [4, 11, 4], base: { model, rivals: '', python: 'python3', threads: 1, maxLength: 256 }, log: () => undefined,
  });
  assert.is(skipped.length, 1);
  assert.match((skipped[0] as { reason: string }).reason, /Cannot find module .*nobody\.mjs/);
  assert.is(results.length, 1);
  assert.is(results[0]!.seconds.all.length, 2);
  assert.ok(results[0]!.cosine!.min > 0.999999 && results[0]!.seconds.min > 0 && results[0]!.peakRss > 2 ** 26);
});

test.run();
