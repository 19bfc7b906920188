// Ours against onnxruntime-node behind Fastify with the same queue, on texts of mixed lengths, in turns: node bench/serve/compare.mjs [--rounds 2] [--seconds 6] [--callers 4,8,16,32]
// [--rivals JSON] [--ours JSON]. Needs bench/'s MiniLM with its ONNX export and its onnxruntime-node: npm run bench makes both.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheDir } from '../../scripts/setup/cache.mjs';
import { mixed } from '../cases/texts.mjs';
import { bodiesOf, closedLoop, post, quantile, round, startOurs, startRival } from './harness.mjs';

const { values: given } = parseArgs({ options: {
  rounds: { type: 'string', default: '2' }, seconds: { type: 'string', default: '6' }, callers: { type: 'string', default: '4,8,16,32' },
  rivals: { type: 'string', default: '[{"slots":1,"threads":2},{"slots":2,"threads":1}]' }, ours: { type: 'string', default: '[{"serve":{"maxQueueTime":60}}]' },
} });
const model = join(cacheDir(), 'bench/models/minilm');
const bodies = bodiesOf(mixed(2000));
const [rounds, seconds, levels] = [Number(given.rounds), Number(given.seconds), given.callers.split(',').map(Number)];

const drivers = [];
for (const options of JSON.parse(given.ours)) drivers.push({ name: `ours ${JSON.stringify(options)}`, isOurs: true, ...(await startOurs(model, options)) });
for (const options of JSON.parse(given.rivals)) drivers.push({ name: `onnxruntime-node ${JSON.stringify(options)}`, isOurs: false, ...(await startRival(model, options)) });
const parse = (text) => JSON.parse(text)[0];
try {
  // The same vectors, before any speed.
  for (const body of bodies.slice(0, 10)) {
    const [wanted, ...others] = await Promise.all(drivers.map(async ({ url }) => parse((await post(url, body)).text)));
    for (const row of others) {
      const difference = Math.max(...row.map((x, k) => Math.abs(x - wanted[k])));
      if (!(difference <= 1e-4)) throw new Error(`vectors differ by ${difference}`);
    }
  }
  const points = drivers.map(() => levels.map(() => ({ rps: [], p50: [], p99: [] })));
  for (let r = 0; r < rounds; r++) for (const [l, callers] of levels.entries()) for (const [d, { url }] of drivers.entries()) {
    await closedLoop(url, bodies, { callers, seconds: 1, first: 1000 });
    const { answers, seconds: took } = await closedLoop(url, bodies, { callers, seconds, first: 97 * r });
    if (answers.some(({ status }) => status !== 200)) throw new Error(`${drivers[d].name} did not answer all`);
    const times = answers.map(({ milliseconds }) => milliseconds);
    points[d][l].rps.push(answers.length / took);
    points[d][l].p50.push(quantile(times, 0.5));
    points[d][l].p99.push(quantile(times, 0.99));
  }
  const median = (values) => quantile(values, 0.5);
  console.log('| server | callers | requests/s | p50 ms | p99 ms |\n|---|---|---|---|---|');
  for (const [d, { name }] of drivers.entries()) for (const [l, callers] of levels.entries()) {
    const { rps, p50, p99 } = points[d][l];
    console.log(`| ${name} | ${callers} | ${round(median(rps))} (${round(Math.min(...rps))} to ${round(Math.max(...rps))}) | ${round(median(p50), 0)} | ${round(median(p99), 0)} |`);
  }
  // At equal p99: what each answers, between its own points, at the 99th percentile of the best rival's points.
  const curve = (d) => points[d].map(({ rps, p99 }) => ({ rps: median(rps), p99: median(p99) })).sort((a, b) => a.p99 - b.p99);
  const at = (d, p99) => {
    const line = curve(d);
    const k = line.findIndex((point) => point.p99 >= p99);
    if (k < 1) return undefined; // outside of what was measured
    const [a, b] = [line[k - 1], line[k]];
    return a.rps + ((b.rps - a.rps) * (p99 - a.p99)) / (b.p99 - a.p99);
  };
  const best = (isOurs, p99) => Math.max(0, ...drivers.flatMap((one, d) => (one.isOurs === isOurs ? (at(d, p99) ?? []) : [])));
  for (const p99 of [50, 100, 200, 300, 500, 800, 1200, 2000]) {
    const [own, theirs] = [best(true, p99), best(false, p99)];
    if (own > 0 && theirs > 0) console.log(`at a p99 of ${p99} ms: ours ${round(own)}, onnxruntime-node ${round(theirs)} requests/s, ${round(own / theirs, 2)} times`);
  }
} finally {
  await Promise.all(drivers.map(({ stop }) => stop()));
}
