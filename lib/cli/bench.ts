import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getNumThreads } from '../tensor/modes.js';
import { megabytes, print, table } from './console.js';
import { load, type ModelOptions } from './model.js';

interface CaseResult {
  readonly name: string;
  readonly texts: number;
  readonly tokens: number;
  /** Of a call: the least, the middle and nearly the most, in ms. */
  readonly ms: { readonly min: number; readonly p50: number; readonly p99: number };
  /** Real tokens, at the least and at the middle time. */
  readonly tokensPerSecond: { readonly best: number; readonly median: number };
}

const words = ('the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if '
  + 'out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many before through years').split(' ');

/** `count` texts of lengths between `least` and `most` words, the same in every run; short ones more often. */
function texts(count: number, least: number, most: number): string[] {
  let state = 12_345;
  const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  return Array.from({ length: count }, () => {
    const length = Math.round(least * (most / least) ** (random() ** 1.5));
    return Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' ');
  });
}

const cases: readonly (readonly [name: string, texts: readonly string[], rounds: number])[] = [
  ['one short query', texts(1, 10, 10), 100],
  ['short texts', texts(400, 8, 12), 5],
  ['mixed texts', texts(150, 8, 350), 5],
  ['uniform texts', texts(100, 110, 110), 5],
];

/** bench MODEL: how fast the model is here, in a minute or so. */
export async function bench(options: ModelOptions): Promise<void> {
  const model = await load(options);
  try {
    (await model.encode(cases[2]![1])).dispose(); // warms up
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const results: CaseResult[] = [];
    for (const [name, list, rounds] of cases) {
      const times: number[] = [];
      let tokens = 0;
      for (let round = 0; round < rounds; round++) {
        const started = performance.now();
        (await model.encode(list, { onProgress: (progress) => (tokens = progress.tokens) })).dispose();
        times.push(performance.now() - started);
      }
      times.sort((a, b) => a - b);
      const [min, p50, p99] = [times[0]!, times[times.length >> 1]!, times[Math.min(times.length - 1, Math.floor(times.length * 0.99))]!];
      const rate = (ms: number): number => Math.round((1000 * tokens) / ms);
      results.push({ name, texts: list.length, tokens, ms: { min: round(min), p50: round(p50), p99: round(p99) }, tokensPerSecond: { best: rate(min), median: rate(p50) } });
    }
    delay.disable();
    const summary = { dtype: options.dtype ?? 'float32', threads: getNumThreads(), peakRssBytes: process.resourceUsage().maxRSS * 1024, eventLoopDelayMs: { p50: round(delay.percentile(50) / 1e6), p99: round(delay.percentile(99) / 1e6) }, cases: results };
    const lines = results.map(({ name, texts, tokens, ms, tokensPerSecond }) => [`${name} (${texts}, ${tokens} tokens)`, `${tokensPerSecond.median} tokens/s, best ${tokensPerSecond.best}; ms a call: p50 ${ms.p50}, p99 ${ms.p99}, least ${ms.min}`] as const);
    print(options, summary, table([...lines,
      ['weights, threads', `${summary.dtype}, ${summary.threads}`], ['peak memory', megabytes(summary.peakRssBytes)], ['event-loop delay', `p50 ${summary.eventLoopDelayMs.p50} ms, p99 ${summary.eventLoopDelayMs.p99} ms`]]));
  } finally {
    model.dispose();
  }
}

const round = (ms: number): number => Number(ms.toFixed(2));
