// The queue against a real Redis: node test-queue.mjs MODEL [ROWS]. A worker is killed, one is stopped, jobs fail, and yet each row is there once.
// Wants redis-server and `npm install` in this folder; where one is missing it says so and ends with 0.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const missing = spawnSync('redis-server', ['--version']).error ? 'redis-server is not installed (apt-get install redis-server)'
  : existsSync(new URL('node_modules/bullmq', import.meta.url)) ? undefined : 'bullmq is not installed (npm install --prefix examples/corpora)';
if (missing) {
  console.log(`SKIPPED: the queue: ${missing}`);
  process.exit();
}
const { Queue } = await import('bullmq');
const { readNpy } = await import('./files.mjs');

const [model, rows = '12000'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'queue-'));
const out = join(folder, 'vectors');
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const children = new Set();
const port = await freePort();
const redis = `redis://127.0.0.1:${port}`;
const lock = 3000;

function start(command, args) {
  const child = spawn(command, args, { cwd: folder, env: { ...process.env, OMP_NUM_THREADS: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { child.text += text; });
  child.ended = once(child, 'close').then(([code, signal]) => ({ code, signal, text: child.text }));
  children.add(child);
  return child;
}
const worker = () => start(process.execPath, [here('queue-worker.mjs'), '--model', model, '--redis', redis, '--lock', String(lock)]);
const producer = (...args) => start(process.execPath, [here('queue-producer.mjs'), '--redis', redis, '--out', out, '--backoff', '500', ...args]);
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  return free;
}
async function until(what, ask, seconds = 300) {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end; await sleep(20)) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`${what}: not within ${seconds} s\n${[...children].map(({ text }) => text).join('')}`);
}

let queue;
const result = {};
try {
  start('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]);
  queue = new Queue('embed', { connection: { url: redis } });
  queue.on('error', () => undefined); // until Redis is up
  await queue.waitUntilReady();

  // Two files: txt and jsonl, the last slice of each not full.
  const words = 'river stone market music winter engine garden letter planet silver window harbor'.split(' ');
  const texts = Array.from({ length: Number(rows) }, (_, i) => `${words[i % 12]} ${words[(i * 7 + 3) % 11]} ${i}`);
  const half = Math.floor(texts.length / 2);
  writeFileSync(join(folder, 'a.txt'), texts.slice(0, half).map((text) => `${text}\n`).join(''));
  writeFileSync(join(folder, 'b.jsonl'), texts.slice(half).map((text) => JSON.stringify({ text })).join('\n'));
  const perJob = Math.ceil(half / 5.5);

  // Backpressure: nobody works yet, so the producer stops at two that wait.
  const filling = (file) => producer('--rows', String(perJob), '--max-waiting', '2', '--wait', file).ended;
  const filled = [filling('a.txt')];
  await until('two jobs wait', async () => (await queue.getWaitingCount()) === 2);
  await sleep(1500);
  let most = await queue.getWaitingCount();
  assert.equal(most, 2);
  const watch = setInterval(async () => { most = Math.max(most, await queue.getWaitingCount().catch(() => 0)); }, 20);

  // A worker is killed in the middle of a job; another takes the job up.
  const first = worker();
  const victim = await until('a job is half done', async () => (await queue.getActive()).find(({ progress }) => progress?.rows > 0));
  const killedAt = Date.now();
  first.kill('SIGKILL');
  const second = worker();
  const again = await until('the job of the killed worker is done', async () => {
    const job = await queue.getJob(victim.id);
    return (await job.isCompleted()) && job;
  });
  result.killed = { progress: victim.progress.rows, of: victim.progress.of, doneAfterSeconds: (again.finishedOn - killedAt) / 1000, attemptsStarted: again.attemptsStarted, stalled: again.stalledCounter };
  assert.ok(again.stalledCounter === 1 && second.text.includes('was left behind by its worker'), second.text);
  await filled[0]; // however fast the worker is, there are jobs left for what follows
  filled.push(filling('b.jsonl'));

  // A worker is told to end in the middle of a job: the job is back in the queue at once, and another does it.
  const put = await until('a job of the second worker is half done', async () => (await queue.getActive()).find(({ progress }) => progress?.rows > 0));
  const toldAt = Date.now();
  second.kill('SIGTERM');
  const { code } = await second.ended;
  result.stopped = { seconds: (Date.now() - toldAt) / 1000, code, state: await (await queue.getJob(put.id)).getState() };
  assert.deepEqual([code, result.stopped.state], [0, 'waiting']);
  const workers = [worker(), worker()];
  result.producers = (await Promise.all(filled)).map(({ code, text }) => {
    assert.equal(code, 0, text);
    return JSON.parse(text.trim().split('\n').at(-1));
  });
  clearInterval(watch);
  result.mostWaiting = most;
  assert.equal(most <= 3, true); // two, and one that a worker gave back

  // Every row once, and its vector that of `embed`.
  const files = readdirSync(out).filter((name) => name.endsWith('.npy')).sort();
  const read = async (paths) => {
    const values = [];
    for (const path of paths) for await (const { data } of readNpy(path)) for (const value of data) values.push(value);
    return values;
  };
  const queued = await read(files.map((name) => join(out, name)));
  writeFileSync(join(folder, 'all.txt'), texts.map((text) => `${text}\n`).join(''));
  const main = fileURLToPath(import.meta.resolve('torch-encoders')).replace(/index\.js$/, 'cli/main.js');
  const plain = await start(process.execPath, [main, 'embed', 'all.txt', '--model', model, '--out', 'all.npy']).ended;
  assert.equal(plain.code, 0, plain.text);
  const wanted = await read([join(folder, 'all.npy')]);
  assert.equal(queued.length, wanted.length);
  result.rows = texts.length;
  result.files = files.length;
  result.largestDifference = queued.reduce((most, value, i) => Math.max(most, Math.abs(value - wanted[i])), 0);
  assert.ok(result.largestDifference <= 1e-6);
  const jobs = await queue.getCompleted();
  assert.ok(jobs.every(({ data }) => Object.keys(data).sort().join() === 'bytes,field,output,path,rows'), 'references, and no texts');
  result.bytesOfAJob = Math.max(...jobs.map(({ data }) => JSON.stringify(data).length));

  // A file that is away for a while is tried again until it is back; a row without a text is not tried again.
  for (const one of workers) one.kill('SIGTERM');
  for (const one of workers) assert.equal((await one.ended).code, 0, one.text);
  writeFileSync(join(folder, 'late.txt'), 'here again\n');
  writeFileSync(join(folder, 'broken.jsonl'), '{"text":"fine"}\n{"title":"no text"}\n');
  const failing = producer('--wait', '--attempts', '6', 'late.txt', 'broken.jsonl');
  const lateJob = async () => (await queue.getJobs(['waiting', 'active', 'delayed', 'completed', 'failed'])).find(({ data }) => data.path.endsWith('late.txt'));
  await until('both jobs are in the queue', async () => (await queue.getWaitingCount()) === 2);
  renameSync(join(folder, 'late.txt'), join(folder, 'away'));
  worker();
  await until('the job has failed twice', async () => (await lateJob())?.attemptsMade >= 2);
  renameSync(join(folder, 'away'), join(folder, 'late.txt'));
  const { code: failed, text } = await failing.ended;
  assert.equal(failed, 1, text);
  assert.match(text, /broken-.*\.npy: .*broken\.jsonl, line 2 has undefined as 'text'; wanted a text/);
  const [broken] = await queue.getFailed();
  const late = await lateJob();
  result.retried = { attempts: late.attemptsMade, state: await late.getState() };
  result.refused = { attempts: broken.attemptsMade, reason: broken.failedReason };
  assert.deepEqual([result.retried.state, broken.attemptsMade], ['completed', 1]);

  // What is in the queue already is not added again.
  const before = await queue.getJobCounts();
  await producer('--rows', String(perJob), 'a.txt', 'b.jsonl').ended;
  assert.deepEqual(await queue.getJobCounts(), before);
  console.log(JSON.stringify(result, null, 2));
} finally {
  await queue?.close().catch(() => undefined);
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
