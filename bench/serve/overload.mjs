// Open loop at three times what the server can do: 200 and 429 alone, as much done as ever, and quick again soon. node bench/serve/overload.mjs MODEL [--times 3] [--seconds 30]
import { parseArgs } from 'node:util';
import { mixed } from '../cases/texts.mjs';
import { bodiesOf, capacity, newAgent, openLoop, post, quantile, round, sleep, startOurs } from './harness.mjs';

const { values: given, positionals: [model] } = parseArgs({ allowPositionals: true, options: { times: { type: 'string', default: '3' }, seconds: { type: 'string', default: '30' } } });
const bodies = bodiesOf(mixed(1000));
const server = await startOurs(model);
const agent = newAgent();
const probe = async () => (await post(server.url, bodies[0], { agent })).milliseconds;
try {
  const most = await capacity(server.url, bodies);
  await sleep(1000);
  const idle = [];
  for (let i = 0; i < 40; i++) idle.push(await probe());
  const level = quantile(idle, 0.9);
  const [statuses, times] = [{}, []];
  let lastRetry = 0;
  const began = performance.now();
  let ended = 0;
  const { sent, seconds } = await openLoop(server.url, bodies, { rate: Number(given.times) * most, seconds: Number(given.seconds), onAnswer({ status, milliseconds }) {
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 200) times.push(milliseconds);
    else lastRetry = milliseconds;
    ended = performance.now();
  } });
  // From the end of the load on: the queue empties, and then a request takes what it took before.
  const stopped = began + 1000 * Number(given.seconds);
  let [quick, since] = [0, Infinity]; // when the first of five quick answers was there
  while (quick < 5 && performance.now() < stopped + 20_000) {
    const isQuick = (await probe()) <= 1.5 * level;
    if (isQuick && quick === 0) since = performance.now();
    quick = isQuick ? quick + 1 : 0;
  }
  console.log(JSON.stringify({
    capacity: round(most), offered: round(sent / Number(given.seconds)), statuses, goodput: round((statuses[200] ?? 0) / seconds / most, 2), p50of200: round(quantile(times, 0.5)), p99of200: round(quantile(times, 0.99)),
    lastRefusalMs: round(lastRetry), drainedAfterSeconds: round((ended - stopped) / 1000), idleP90: round(level), idleAgainAfterSeconds: quick < 5 ? 'not within 20' : round((since - stopped) / 1000, 2),
  }));
} finally {
  agent.destroy();
  await server.stop();
}
