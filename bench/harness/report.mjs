import { flopsPerToken, paddingWaste, sum } from './formulas.mjs';

/** What a line of the table says, computed from what was measured. */
export function lineOf(group, result, peakGflops) {
  const { lengths, config, kind } = group;
  const { driver, seconds } = result;
  const tokens = sum(lengths);
  const gflops = (flopsPerToken(config, lengths) * tokens) / seconds.min / 1e9;
  const order = driver.batches === 'sorted' ? lengths.toSorted((a, b) => b - a) : lengths;
  return {
    name: driver.name, precision: driver.precision, batches: driver.batches,
    seconds, tokensPerSecond: { best: tokens / seconds.min, median: tokens / seconds.median },
    gflops, ofPeak: peakGflops ? gflops / peakGflops : undefined,
    waste: driver.batches === 'packed' || kind === 'latency' ? { linear: 1, attention: 1 } : paddingWaste(order, 32),
    cosine: result.cosine?.min, peakRssMB: result.peakRss / 2 ** 20, loadSeconds: result.loadSeconds,
  };
}

const cell = (value, digits = 2) => (value === undefined ? '–' : value.toFixed(digits));
const row = (cells) => `| ${cells.join(' | ')} |`;

function tableOf(group, peakGflops) {
  const lines = group.results.map((result) => ({ ...lineOf(group, result, peakGflops), label: result.driver.label, version: result.version })).sort((a, b) => a.seconds.min - b.seconds.min);
  const unit = group.kind === 'latency' ? ['ms, best', 1000] : ['s, best', 1];
  const head = ['driver', 'batches', unit[0], 'median', 'tokens/s, best', 'median', 'GFLOP/s', 'of the peak', 'padding: linear, attention', 'cosine', 'peak RSS, MB', 'load, s'];
  return [
    `### ${group.about}, ${group.model}`,
    `${group.lengths.length} texts, ${sum(group.lengths)} tokens (mean ${(sum(group.lengths) / group.lengths.length).toFixed(1)}, longest ${Math.max(...group.lengths)}).`, '',
    row(head), row(head.map(() => '---')),
    ...lines.map((line) => row([line.label, line.batches, cell(line.seconds.min * unit[1]), cell(line.seconds.median * unit[1]), cell(line.tokensPerSecond.best, 0), cell(line.tokensPerSecond.median, 0), cell(line.gflops, 1),
      line.ofPeak === undefined ? '–' : `${(100 * line.ofPeak).toFixed(0)} %`, `${cell(line.waste.linear)}, ${cell(line.waste.attention)}`, cell(line.cosine, 5), cell(line.peakRssMB, 0), cell(line.loadSeconds)])),
    ...group.skipped.map(({ driver, reason }) => `\n${driver} was left out: ${reason}`), '',
  ].join('\n');
}

export function report({ machine, threads, rounds, texts, peakGflops, date, results }) {
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}; ${threads} threads each; ${rounds} rounds in turns; texts of ${texts}; ${date.slice(0, 10)}.`,
    `FMA peak measured in the run: ${peakGflops ? `${peakGflops.toFixed(0)} GFLOP/s` : 'not known'}. Tokens are real ones, never padding.`, '',
    ...results.map((group) => tableOf(group, peakGflops)),
  ].join('\n');
}
