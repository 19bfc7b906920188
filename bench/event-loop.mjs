// Event-loop delay while 10,000 texts are embedded in one call: node bench/event-loop.mjs MODEL [COUNT]
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { SentenceEncoder } from 'torch-encoders';

const [folder, count = '10000'] = process.argv.slice(2);
const passages = readFileSync(new URL('../examples/passages.txt', import.meta.url), 'utf8').trim().split('\n');
const texts = Array.from({ length: Number(count) }, (_, i) => `${passages[i % passages.length]} ${i}`);

const model = await SentenceEncoder.fromPretrained(folder);
(await model.encode('warm')).dispose();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
let last;
const started = performance.now();
const vectors = await model.encode(texts, { onProgress: (progress) => { last = progress; } });
const seconds = (performance.now() - started) / 1000;
delay.disable();
const ms = (nanoseconds) => Number((nanoseconds / 1e6).toFixed(1));
console.log(JSON.stringify({
  texts: vectors.shape[0], tokens: last.tokens, seconds: Number(seconds.toFixed(1)), tokensPerSecond: Math.round(last.tokensPerSecond),
  delayMs: { p50: ms(delay.percentile(50)), p99: ms(delay.percentile(99)), max: ms(delay.max) },
}));
