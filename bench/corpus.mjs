// A corpus in shards whose processes are killed again and again: node bench/corpus.mjs MODEL [TEXTS=200000] [SHARDS=4] [KILLS=50]
// Every row must be there once, and its vector that of a run that nobody disturbs, bit by bit; what a process takes in memory from its first quarter to its
// end; and, on a tenth of the texts, three times in turns, its time beside a plain loop over `encode`, each from start to end.
import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { pathOfShard } from '../dist/lib/cli/shard.js';
import { memoryOf } from './harness/memory.mjs';

const main = fileURLToPath(new URL('../dist/lib/cli/main.js', import.meta.url));
if (process.argv[2] === '--plain') {
  await plain(process.argv[3], process.argv[4], process.argv[5]);
  process.exit(0);
}
const [model, texts = '200000', shards = '4', kills = '50'] = process.argv.slice(2);
const count = Number(shards);
const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
const input = join(folder, 'in.txt');

/** What anyone would write: lines, blocks of 2,048, `encode`, the floats into a file. */
async function plain(model, input, out) {
  const { SentenceEncoder } = await import('../dist/lib/index.js');
  const encoder = await SentenceEncoder.fromPretrained(model);
  const file = openSync(out, 'w');
  let texts = [];
  const flush = async () => writeSync(file, Buffer.from((await encoder.encode(texts)).dataSync().buffer));
  for await (const line of createInterface({ input: createReadStream(input) })) {
    if (texts.push(line) < 2048) continue;
    await flush();
    texts = [];
  }
  if (texts.length > 0) await flush();
}

/** Runs to the end (what it printed, how long it took, its memory second by second), or is killed (undefined) after so many milliseconds. */
function run(args, killAfter) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { env: { ...process.env, OMP_NUM_THREADS: '1' } });
    let text = '';
    child.stdout.on('data', (chunk) => { text += chunk; });
    child.stderr.on('data', (chunk) => { text += chunk; });
    const memory = [];
    const sample = setInterval(() => {
      const bytes = memoryOf(child.pid);
      if (bytes) memory.push(bytes / 1024e3);
    }, 1000);
    const timer = killAfter && setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      clearInterval(sample);
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(text));
      else resolve(code === 0 ? { text, seconds: (performance.now() - started) / 1000, memory } : undefined);
    });
  });
}

async function embed(out, args, killAfter) {
  const done = await run([main, 'embed', input, '--model', model, '--out', out, '--json', ...args], killAfter);
  return done && { ...JSON.parse(done.text), memory: done.memory };
}

try {
  const words = 'river stone market music winter engine garden letter planet silver window harbor'.split(' ');
  const file = createWriteStream(input);
  for (let i = 0; i < Number(texts); i++) file.write(`${words[i % 12]} ${words[(i * 7 + 3) % 11]} ${i}\n`);
  await new Promise((resolve) => file.end(resolve));

  const whole = await embed(join(folder, 'whole.npy'), []);
  const from = Math.ceil(whole.memory.length / 4);
  const memory = { atQuarter: whole.memory[from], last: whole.memory.at(-1), mostAfterQuarter: Math.max(...whole.memory.slice(from)) };
  const result = { texts: Number(texts), shards: count, kills: 0, rows: 0, equal: true, wholeSeconds: whole.seconds, memoryMB: memory };
  const out = join(folder, 'out.npy');
  const mean = (1000 * whole.seconds) / count / Math.max(1, Number(kills) / count); // so that the kills fall all along the way
  for (let index = 0; index < count; index++) {
    let done;
    while (!done) {
      const isKilled = result.kills < ((index + 1) * Number(kills)) / count;
      done = await embed(out, ['--shard', `${index}/${count}`, '--resume'], isKilled ? 300 + 2 * mean * Math.random() : undefined);
      if (!done) result.kills++;
    }
    result.rows += done.rows;
  }
  const wanted = readFileSync(join(folder, 'whole.npy'));
  const parts = Array.from({ length: count }, (_, index) => readFileSync(pathOfShard(out, { index, count })).subarray(128));
  const blockBytes = 2048 * 4 * whole.dimensions;
  const blocks = Math.ceil(Number(texts) / 2048);
  for (let block = 0; block < blocks; block++) {
    const at = Math.floor(block / count) * blockBytes;
    const expected = wanted.subarray(128 + block * blockBytes, 128 + (block + 1) * blockBytes);
    if (!parts[block % count].subarray(at, at + expected.length).equals(expected)) result.equal = false;
  }
  if (parts.reduce((sum, part) => sum + part.length, 0) !== wanted.length - 128) result.equal = false;

  // The same texts by a plain loop, in turns.
  const few = join(folder, 'few.txt');
  writeFileSync(few, readFileSync(input, 'utf8').split('\n').slice(0, Number(texts) / 10).join('\n') + '\n');
  const times = { embed: [], plain: [] };
  for (let round = 0; round < 3; round++) {
    times.embed.push((await run([main, 'embed', few, '--model', model, '--out', join(folder, `few-${round}.npy`), '--shard', '0/1', '--json'])).seconds);
    times.plain.push((await run([fileURLToPath(import.meta.url), '--plain', model, few, join(folder, 'plain.bin')])).seconds);
  }
  const ofEmbed = readFileSync(pathOfShard(join(folder, 'few-0.npy'), { index: 0, count: 1 })).subarray(128);
  result.equal &&= ofEmbed.equals(readFileSync(join(folder, 'plain.bin')));
  console.log(JSON.stringify({ ...result, seconds: times }));
  process.exitCode = result.equal && result.rows === result.texts ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
