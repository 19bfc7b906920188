// A corpus in shards whose processes are killed again and again: node bench/corpus.mjs MODEL [TEXTS=200000] [SHARDS=4] [KILLS=50]
// Every row must be there once, and its vector that of a run that nobody disturbs, bit by bit.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pathOfShard } from '../dist/lib/cli/shard.js';

const main = fileURLToPath(new URL('../dist/lib/cli/main.js', import.meta.url));
const [model, texts = '200000', shards = '4', kills = '50'] = process.argv.slice(2);
const count = Number(shards);
const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
const input = join(folder, 'in.txt');

/** Runs to the end (what it printed), or is killed (undefined) after so many milliseconds. */
function embed(out, args, killAfter) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, 'embed', input, '--model', model, '--out', out, '--json', ...args], { env: { ...process.env, OMP_NUM_THREADS: '1' } });
    let text = '';
    child.stdout.on('data', (chunk) => { text += chunk; });
    const timer = killAfter && setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(text));
      else resolve(code === 0 ? JSON.parse(text) : undefined);
    });
  });
}

try {
  const words = 'river stone market music winter engine garden letter planet silver window harbor'.split(' ');
  const file = createWriteStream(input);
  for (let i = 0; i < Number(texts); i++) file.write(`${words[i % 12]} ${words[(i * 7 + 3) % 11]} ${i}\n`);
  await new Promise((resolve) => file.end(resolve));

  const whole = await embed(join(folder, 'whole.npy'), []);
  const result = { texts: Number(texts), shards: count, kills: 0, rows: 0, equal: true, wholeSeconds: whole.seconds };
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
  console.log(JSON.stringify(result));
  process.exitCode = result.equal && result.rows === result.texts ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
