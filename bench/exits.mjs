// Every way in which a process ends, while models compute and after: node bench/exits.mjs MODEL [RUNS]. Each must give the expected code within 2 s and
// print nothing on stderr but Node's own report of an error that was thrown.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const library = JSON.stringify(new URL('../dist/lib/index.js', import.meta.url).href);
/** `busy` has calls running and waiting, more than there is time for. */
const start = `
import { writeSync } from 'node:fs';
import { parentPort, Worker, isMainThread } from 'node:worker_threads';
import { SentenceEncoder, torch } from ${library};
const model = await SentenceEncoder.fromPretrained(process.env.MODEL);
const texts = Array.from({ length: 20000 }, (_, i) => 'a text of some words, number ' + i);
const busy = (options) => { const work = model.encode(texts, options); work.catch(() => {}); return work; };
const now = () => writeSync(1, 'now'); // from here the time is taken
const soon = (act) => setTimeout(() => { now(); act(); }, 50);
await model.encode('warm');
`;
const inWorker = (body, main) => `${start}
if (!isMainThread) { ${body} } else {
  const worker = new Worker(new URL(import.meta.url));
  ${main}
}`;

/** name: [program, exit code or signal, what stderr may hold] */
export const ways = {
  'return after work': [`${start} now();`, 0],
  'exitCode, and return': [`${start} now(); process.exitCode = 7;`, 7],
  'exit after work': [`${start} now(); process.exit(3);`, 3],
  'exit in the middle of a call': [`${start} busy(); soon(() => process.exit(4));`, 4],
  'return after a call was aborted': [`${start} const stop = new AbortController(); busy({ signal: stop.signal }).catch((error) => { process.exitCode = error.name === 'AbortError' ? 8 : 9; }); soon(() => stop.abort());`, 8],
  'throw in the middle of a call': [`${start} busy(); soon(() => { throw new Error('thrown on purpose'); });`, 1, 'thrown on purpose'],
  'rejection in the middle of a call': [`${start} busy(); soon(() => Promise.reject(new Error('rejected on purpose')));`, 1, 'rejected on purpose'],
  'SIGTERM in the middle of a call': [`${start} busy(); soon(() => process.kill(process.pid, 'SIGTERM'));`, 'SIGTERM'],
  'SIGINT with a handler that exits': [`${start} busy(); process.on('SIGINT', () => process.exit(130)); soon(() => process.kill(process.pid, 'SIGINT'));`, 130],
  'a worker returns': [inWorker('parentPort.postMessage(1);', `worker.on('exit', (code) => { now(); process.exitCode = code; });`), 0],
  'a worker exits in the middle of a call': [inWorker('busy(); soon(() => process.exit(5));', `worker.on('exit', (code) => { process.exitCode = code; });`), 5],
  'a worker is terminated in the middle of a call': [inWorker('busy(); parentPort.postMessage(1);', `worker.on('message', async () => { now(); process.exitCode = await worker.terminate() + 10; });`), 11],
  'exit while a worker is in the middle of a call': [inWorker('busy(); parentPort.postMessage(1);', `worker.on('message', () => { now(); process.exit(6); });`), 6],
  'a large product in one call, and exit': [`${start} const a = torch.ones(4096, 4096); torch.async.matmul(a, a); soon(() => process.exit(2));`, 2],
};

const LIMIT = 2000; // ms from what ends it to the end
function run(file, env) {
  return new Promise((resolve) => {
    let stderr = '', started;
    const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stderr.setEncoding('utf8').on('data', (text) => { stderr += text; });
    child.stdout.on('data', () => { started = performance.now(); });
    child.on('close', (code, signal) => resolve({ end: signal ?? code, stderr, ms: performance.now() - started }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [model, runs = '25'] = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), 'exits-'));
  let bad = 0;
  for (const [name, [program, wanted, said]] of Object.entries(ways)) {
    const file = join(folder, 'program.mjs');
    writeFileSync(file, program);
    const times = [];
    for (let i = 0; i < Number(runs); i++) {
      const { end, stderr, ms } = await run(file, { ...process.env, MODEL: model });
      times.push(ms);
      if (end === wanted && ms <= LIMIT && (said ? stderr.includes(said) : stderr === '')) continue;
      bad++;
      console.log(`${name}: ended with ${end}, wanted ${wanted}, after ${ms.toFixed(0)} ms: ${stderr.slice(0, 500)}`);
    }
    console.log(`${name}: ${times.length} runs, ${Math.max(...times).toFixed(0)} ms at most to end`);
  }
  rmSync(folder, { recursive: true });
  console.log(bad === 0 ? 'all as expected' : `${bad} not as expected`);
  process.exitCode = bad === 0 ? 0 : 1;
}
