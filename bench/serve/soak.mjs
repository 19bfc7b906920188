// Open loop at 0.7 of what the server can do: nothing lost, no vector wrong, no 5xx, memory level. node bench/serve/soak.mjs MODEL [--minutes 10] [--share 0.7]
import { parseArgs } from 'node:util';
import { SentenceEncoder } from 'torch-encoders';
import { mixed } from '../cases/texts.mjs';
import { bodiesOf, capacity, openLoop, quantile, round, startOurs } from './harness.mjs';

const { values: given, positionals: [model] } = parseArgs({ allowPositionals: true, options: { minutes: { type: 'string', default: '10' }, share: { type: 'string', default: '0.7' } } });
const texts = mixed(1000);
const encoder = await SentenceEncoder.fromPretrained(model);
const vectors = await (await encoder.encode(texts, { normalize: true })).data();
const D = vectors.length / texts.length;
encoder.dispose();
const bodies = bodiesOf(texts);
const server = await startOurs(model);
try {
  const most = await capacity(server.url, bodies);
  const rate = Number(given.share) * most;
  console.log(`capacity ${round(most)} requests/s; open loop at ${round(rate)}`);
  const [statuses, times, memory] = [{}, [], []];
  let [wrong, worst] = [0, 0];
  const onAnswer = ({ i, status, text, milliseconds }) => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    times.push(milliseconds);
    if (status !== 200) return;
    const [row] = JSON.parse(text);
    const difference = Math.max(...row.map((x, k) => Math.abs(x - vectors[i * D + k])));
    worst = Math.max(worst, difference);
    if (row.length !== D || !(difference <= 1e-5)) wrong++;
  };
  await openLoop(server.url, bodies, { rate, seconds: 30, onAnswer: () => undefined });
  const first = server.rss();
  const timer = setInterval(() => memory.push(server.rss()), 5000);
  const { sent } = await openLoop(server.url, bodies, { rate, seconds: 60 * Number(given.minutes), onAnswer, first: 1 });
  clearInterval(timer);
  const answered = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  const mb = (bytes) => round(bytes / 2 ** 20);
  console.log(JSON.stringify({
    minutes: Number(given.minutes), sent, answered, statuses, wrong, worstDifference: worst, p50: round(quantile(times, 0.5)), p99: round(quantile(times, 0.99)),
    rssMB: { first: mb(first), last: mb(server.rss()), most: mb(Math.max(first, ...memory)), grown: mb(server.rss() - first) },
  }));
} finally {
  await server.stop();
}
