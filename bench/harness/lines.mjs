import { flopsPerToken, paddingWaste, sum } from './formulas.mjs';

/** The FMA peak of a run: the most of all its probes, as other work on the machine can only lower it. */
export const peakOf = ({ results }) => Math.max(0, ...results.map(({ peakGflops }) => peakGflops ?? 0)) || undefined;

/** What the table and the chart say of each driver, computed from what was measured; the fastest first. */
export function linesOf({ kind, lengths, config, results }, peakGflops) {
  const tokens = sum(lengths);
  const longestFirst = lengths.toSorted((a, b) => b - a);
  return results.map(({ driver, seconds, cosine, peakRss, loadSeconds }) => {
    const gflops = (flopsPerToken(config, lengths) * tokens) / seconds.min / 1e9;
    return {
      driver, label: driver.label, seconds, gflops, loadSeconds,
      tokensPerSecond: { best: tokens / seconds.min, median: tokens / seconds.median },
      ofPeak: peakGflops ? gflops / peakGflops : undefined,
      waste: driver.batches === 'packed' || kind === 'latency' ? { linear: 1, attention: 1 } : paddingWaste(driver.batches === 'sorted' ? longestFirst : lengths, 32),
      cosine: cosine?.min,
      peakRssMB: peakRss / 2 ** 20,
    };
  }).sort((a, b) => a.seconds.min - b.seconds.min);
}
