// The figures that are wanted, computed from a run: times are the least of the rounds, those at the medians stand in brackets.
import { linesOf, peakOf } from './lines.mjs';
import { table } from './report.mjs';

const times = (value) => `${value.toFixed(2)} ×`;
/** The line of the fastest driver that fits. */
function fastest(group, fits, peak) {
  return linesOf(group, peak).find(({ driver }) => fits(driver));
}
const ours = (precision) => (driver) => driver.ours && driver.precision === precision;
const named = (name) => (driver) => driver.name === name;
const others = (precision, batches) => (driver) => !driver.ours && driver.precision === precision && (!batches || driver.batches === batches);

/** How many times faster `one` is than `other`. */
function faster(group, one, other, least) {
  const [a, b] = [fastest(group, one), fastest(group, other)];
  if (!a || !b) return undefined;
  const ratio = b.seconds.min / a.seconds.min;
  return { measured: `${times(ratio)} (${times(b.seconds.median / a.seconds.median)}) ${b.label}, ${b.driver.batches === 'sorted' ? 'sorted' : b.driver.batches === 'input' ? 'input order' : 'packed'}`, met: ratio >= least };
}
const ofOne = (name, value) => (group) => {
  const found = group.results.find(({ driver }) => driver.name === name);
  return found && value(found, group);
};
const atLeast = (value, least, text) => ({ measured: text, met: value >= least });

const models = { minilm: 'MiniLM', 'bert-base': 'BERT-base' };
const forBoth = (make) => Object.keys(models).flatMap((model) => make(model, models[model]));

const wanted = [
  ...forBoth((model, name) => [
    ['mixed', model, `mixed lengths, ${name}, fp32, against transformers.js as its users call it`, '≥ 2.2 ×', (group) => faster(group, ours('float32'), named('tjs'), 2.2)],
    ['mixed', model, `the same against onnxruntime-node`, '≥ 2.2 ×', (group) => faster(group, ours('float32'), named('ort'), 2.2)],
    ['mixed', model, `the same against the best fp32 driver with sorted batches`, '≥ 1.6 ×', (group) => faster(group, ours('float32'), others('float32', 'sorted'), 1.6)],
    ['mixed', model, `the same against the best int8 driver`, '≥ 1 ×', (group) => faster(group, ours('float32'), others('int8'), 1)],
  ]),
  ...forBoth((model, name) => [
    ['short', model, `short texts, ${name}, fp32 against the best fp32 driver`, '≥ 1.2 ×', (group) => faster(group, ours('float32'), others('float32'), 1.2)],
    ['short', model, `the same, int8 against the best int8 driver`, '≥ 1.2 ×', (group) => faster(group, ours('int8'), others('int8'), 1.2)],
  ]),
  ['uniform', 'bert-base', 'uniform 128 tokens, BERT-base, fp32: share of the FMA peak', '≥ 70 %', (group, peak) => {
    const line = fastest(group, ours('float32'), peak);
    return line?.ofPeak === undefined ? undefined : atLeast(line.ofPeak, 0.7, `${(100 * line.ofPeak).toFixed(0)} %`);
  }],
  ['uniform', 'bert-base', 'the same against the best fp32 driver', '≥ 1.1 ×', (group) => faster(group, ours('float32'), others('float32'), 1.1)],
  ...forBoth((model, name) => [
    ['query', model, `one 16-token query, ${name}, fp32 against the best fp32 driver`, '≥ 1 ×', (group) => faster(group, ours('float32'), others('float32'), 1)],
    ['query', model, `the same, float16 weights against our fp32`, '≥ 1.5 ×', (group) => faster(group, ours('float16'), ours('float32'), 1.5)],
  ]),
  ...forBoth((model, name) => [
    ['mixed', model, `int8, mixed lengths, ${name}, against our fp32`, model === 'minilm' ? '≥ 1.6 ×' : '≥ 1.8 ×', (group) => faster(group, ours('int8'), ours('float32'), model === 'minilm' ? 1.6 : 1.8)],
    ['mixed', model, `the same against the best int8 driver`, '≥ 1.8 ×', (group) => faster(group, ours('int8'), others('int8'), 1.8)],
  ]),
  ['sts', 'minilm', 'int8, cosine to fp32 over the STS-B sentences', '≥ 0.99', ofOne('ours-int8', ({ cosineMin, cosineMean }) => atLeast(cosineMin.min, 0.99, `${cosineMin.min.toFixed(4)} at least, ${cosineMean.min.toFixed(4)} on average`))],
  ['sts', 'minilm', 'int8, STS-B Spearman beside fp32', 'within 0.5 points', ofOne('ours-int8', ({ spearman, spearmanFp32 }) => ({ measured: `${spearman.min.toFixed(2)} and ${spearmanFp32.min.toFixed(2)}`, met: Math.abs(spearman.min - spearmanFp32.min) <= 0.5 }))],
  ['pipeline', 'minilm', 'text → vectors, of the rate from ids', '≥ 95 %', ofOne('ours', ({ textsSeconds, idsSeconds }) => {
    const share = idsSeconds.min / textsSeconds.min;
    return atLeast(share, 0.95, `${(100 * share).toFixed(1)} % (${((100 * idsSeconds.median) / textsSeconds.median).toFixed(1)} %)`);
  })],
  ['event-loop', 'minilm', 'event-loop p99 while busy', '≤ idle p99 + 4 ms', ofOne('ours', ({ idleP99Ms, busyP99Ms }) => ({ measured: `${busyP99Ms.median.toFixed(1)} ms, idle ${idleP99Ms.median.toFixed(1)} ms (medians)`, met: busyP99Ms.median <= idleP99Ms.median + 4 }))],
  ['document', 'gte-8192', '8,192-token text, peak memory', '≤ 1.2 × weights + 64 MB + 4·T·(8H + 2I)', ofOne('ours', ({ peakMB, boundMB }) => ({ measured: `${Math.max(...peakMB.all).toFixed(0)} MB of ${boundMB.min.toFixed(0)} MB`, met: Math.max(...peakMB.all) <= boundMB.min }))],
  ['training', 'bert-base', 'training step, BERT-base, mixed lengths, against the padded step in PyTorch', '≥ 2 ×', ({ results }) => {
    const [a, b] = ['ours', 'pytorch'].map((name) => results.find(({ driver }) => driver.name === name)?.seconds);
    return a && b && atLeast(b.min / a.min, 2, `${times(b.min / a.min)} (${times(b.median / a.median)})`);
  }],
  ['linear', 'minilm', 'twice the texts, processor time', '2 × ± 10 %', ofOne('ours', ({ onceCpuSeconds, twiceCpuSeconds }) => {
    const ratio = twiceCpuSeconds.min / onceCpuSeconds.min;
    return { measured: times(ratio), met: ratio >= 1.8 && ratio <= 2.2 };
  })],
  ['linear', 'minilm', 'twice the texts, memory', 'flat: within 5 %', ofOne('ours', ({ onceRssMB, twiceRssMB }) => {
    const growth = Math.max(...twiceRssMB.all) / Math.max(...onceRssMB.all);
    return { measured: `${Math.max(...onceRssMB.all).toFixed(0)} MB, then ${Math.max(...twiceRssMB.all).toFixed(0)} MB`, met: growth <= 1.05 };
  })],
];

/** A Markdown table: figure, wanted, measured, met or missed. */
export function figures(run) {
  const { results } = run;
  return table(['figure', 'wanted', 'measured', ''], wanted.map(([name, model, figure, target, of]) => {
    const group = results.find((one) => one.case === name && one.model === model);
    const found = group && of(group, peakOf(run));
    return [figure, target, found?.measured ?? '–', found === undefined ? 'not measured' : found.met ? 'met' : '**missed**'];
  }));
}
