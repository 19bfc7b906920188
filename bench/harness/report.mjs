import { linesOf, peakOf } from './lines.mjs';
import { sum } from './formulas.mjs';

const cell = (value, digits = 2) => (value === undefined ? '–' : value.toFixed(digits));
const percent = (value) => (value === undefined ? '–' : `${(100 * value).toFixed(0)} %`);
export const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const batches = { packed: 'packed', input: '32, input order', sorted: '32, sorted' };

function timesOf(group, peak) {
  const [unit, factor] = group.kind === 'latency' ? ['ms', 1000] : ['s', 1];
  const head = ['driver', 'batches', `${unit}, min`, 'median', 'tokens/s at min', 'at median', 'GFLOP/s', 'of FMA peak', 'padding: linear', 'attention', 'cosine, min', 'peak RSS, MB', 'load, s'];
  return table(head, linesOf(group, peak).map(({ label, driver, seconds, tokensPerSecond, gflops, ofPeak, waste, cosine, peakRssMB, loadSeconds }) => [
    label, batches[driver.batches], cell(seconds.min * factor), cell(seconds.median * factor), cell(tokensPerSecond.best, 0), cell(tokensPerSecond.median, 0), cell(gflops, 1), percent(ofPeak),
    cell(waste.linear), cell(waste.attention), cell(cosine, 5), cell(peakRssMB, 0), cell(loadSeconds),
  ]));
}

/** Cases with numbers of their own: a row for each number. */
function valuesOf({ results }) {
  const rows = results.flatMap(({ driver, ...rest }) => Object.entries(rest).filter(([, value]) => Array.isArray(value?.all)).map(([name, { min, median }]) => [driver.label, name, cell(min, 3), cell(median, 3)]));
  return table(['driver', 'what', 'min', 'median'], rows);
}

function section(group, peak) {
  const { about, model, lengths, rounds, peakGflops, kind, results, skipped } = group;
  const tokens = sum(lengths);
  return [
    `## ${about}, ${model}`, '',
    `${lengths.length} texts, ${tokens} tokens, ${(tokens / lengths.length).toFixed(1)} on average, ${Math.max(...lengths)} the longest; ${rounds} rounds${peakGflops ? `; the FMA probe beside them gave ${peakGflops.toFixed(0)} GFLOP/s` : ''}.`, '',
    kind === 'own' || kind === 'load' ? valuesOf(group) : timesOf(group, peak), '',
    ...(results.length > 0 ? [`Versions: ${[...new Set(results.map(({ driver, version }) => `${driver.label.split(',')[0]} ${version}`))].join(', ')}.`, ''] : []),
    ...skipped.map(({ driver, reason }) => `Left out: ${driver}, ${reason}.\n`),
  ].join('\n');
}

/** The whole run as Markdown. */
export function report(run) {
  const { machine, threads, texts, date, results } = run;
  const peak = peakOf(run);
  return [
    '# What was measured', '',
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}; ${threads} threads for each driver; texts: ${texts}; ${date.slice(0, 10)}.`,
    `FMA peak, the most of the run: ${peak ? `${peak.toFixed(0)} GFLOP/s` : 'not measured'}. Tokens are real ones, never padding; GFLOP/s are those of real tokens at the least time.`, '',
    ...results.map((group) => section(group, peak)),
  ].join('\n');
}
