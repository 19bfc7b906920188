// What the package costs a process before a model, and in threads: node bench/threads.mjs MODEL [STOPS]. Times and memory of an import of the whole and of
// torch-encoders/inference, 20 threads that have loaded either, what a model in one more thread takes, and threads that are stopped in the middle of a call,
// STOPS of them (500).
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const parts = { 'torch-encoders': new URL('../dist/lib/index.js', import.meta.url).href, 'torch-encoders/inference': new URL('../dist/lib/inference.js', import.meta.url).href };

if (!isMainThread) {
  const { part, model, isBusy } = workerData;
  const { SentenceEncoder, torch } = part ? await import(parts[part]) : {};
  torch?.ones(2).add(1).dispose();
  const encoder = model && (await SentenceEncoder.fromPretrained(model));
  await encoder?.encode('warm');
  if (isBusy) encoder.encode(Array.from({ length: 20_000 }, (_, i) => `a text of some words, number ${i}`)).catch(() => {});
  parentPort.postMessage(1);
  parentPort.on('message', () => {});
} else {
  const [model, stops = '500'] = process.argv.slice(2);
  const kilobytes = (text, name) => [...text.matchAll(new RegExp(`^${name}:\\s+(\\d+) kB`, 'gm'))].reduce((sum, [, value]) => sum + Number(value), 0);
  const megabytes = (name) => kilobytes(readFileSync('/proc/self/smaps_rollup', 'utf8'), name) / 1000;
  const start = (data) => new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: data });
    worker.once('message', () => resolve(worker)).once('error', reject);
  });
  const whole = (value) => Math.round(value);

  for (const [name, url] of Object.entries(parts)) {
    const program = `const t = performance.now(); await import(${JSON.stringify(url)}); console.log(performance.now() - t, process.memoryUsage().rss / 1e6)`;
    const imports = Array.from({ length: 8 }, () => spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }).stdout.trim().split(' ').map(Number));
    console.log(`import of ${name}, 8 processes: ${whole(Math.min(...imports.map(([ms]) => ms)))} to ${whole(Math.max(...imports.map(([ms]) => ms)))} ms, RSS at most ${whole(Math.max(...imports.map(([, rss]) => rss)))} MB`);
  }

  const grown = async (part) => {
    const before = megabytes('Rss');
    const added = () => whole(megabytes('Rss') - before);
    const workers = await Promise.all(Array.from({ length: 20 }, () => start({ part })));
    const alive = added();
    await Promise.all(workers.map((worker) => worker.terminate()));
    return { alive, ended: added() };
  };
  await (await start({ part: 'torch-encoders' })).terminate();
  for (const part of [undefined, 'torch-encoders/inference', 'torch-encoders', 'torch-encoders']) {
    const { alive, ended } = await grown(part);
    console.log(`20 threads, ${part ? `each with ${part}` : 'empty'}: RSS + ${alive} MB while they live, + ${ended} MB when they have ended`);
  }

  const weights = () => readFileSync('/proc/self/smaps', 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m).filter((part) => /\.safetensors/.test(part)).join('');
  const workers = [];
  for (let i = 1; i <= 4; i++) {
    const before = megabytes('Pss');
    workers.push(await start({ part: 'torch-encoders', model }));
    console.log(`model in ${i} threads: its file takes ${whole(kilobytes(weights(), 'Pss') / 1000)} MB (${kilobytes(weights(), 'Private_Dirty')} kB of copies); this thread took ${whole(megabytes('Pss') - before)} MB in all`);
  }
  await Promise.all(workers.map((worker) => worker.terminate()));

  const started = performance.now();
  const codes = {};
  for (let i = 0; i < Number(stops); i++) {
    const worker = await start({ part: 'torch-encoders', model, isBusy: true });
    await new Promise((resolve) => setTimeout(resolve, i % 40));
    const code = await worker.terminate();
    codes[code] = (codes[code] ?? 0) + 1;
  }
  console.log(`${stops} threads stopped in the middle of a call: codes ${JSON.stringify(codes)}, ${whole((performance.now() - started) / 1000)} s, RSS ${whole(megabytes('Rss'))} MB at the end`);
}
