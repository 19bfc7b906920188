// embed --shard --resume: killed and run again, every row once, the same bytes; what does not fit is refused.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readNpy } from '../../lib/cli/npy.js';
import { pathOfShard, shardOf } from '../../lib/cli/shard.js';
import { parity, referenceTest } from '../reference.js';

const main = fileURLToPath(new URL('../../lib/cli/main.js', import.meta.url));
const bert = resolve(parity, 'models/bert');
const scratch = mkdtempSync(join(tmpdir(), 'resume-'));
test.after(() => rmSync(scratch, { recursive: true }));

const input = join(scratch, 'in.txt');
const rows = 9000; // five blocks, the last not full
writeFileSync(input, Array.from({ length: rows }, (_, i) => `a dog ${i % 7 === 0 ? 'barks at' : 'and'} ${i}\n`).join(''));

/** Lines after the first; -1 where there is no journal, or no longer. */
function blocksIn(journal: string): number {
  try {
    return readFileSync(journal, 'utf8').split('\n').length - 2;
  } catch {
    return -1;
  }
}
interface Run { code: number | null; text: string }
/** Killed as soon as its journal tells of so many blocks. */
function embed(out: string, args: string[], killAt = Infinity): Promise<Run> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [main, 'embed', input, '--model', bert, '--out', out, '--json', ...args], { env: { ...process.env, OMP_NUM_THREADS: '1' } });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    const journal = `${out.replace(/\.npy$/, '')}${args.includes('0/2') ? '-00000-of-00002' : ''}.npy.journal`;
    const watch = setInterval(() => {
      if (blocksIn(journal) >= killAt) child.kill('SIGKILL');
    }, 2);
    child.on('close', (code) => {
      clearInterval(watch);
      settle({ code, text });
    });
  });
}
const told = ({ text }: Run): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

referenceTest('killed and run again: each row once, bit by bit what a run gives that nobody disturbs', async () => {
  const [plain, out] = [join(scratch, 'plain.npy'), join(scratch, 'out.npy')];
  assert.is((await embed(plain, [])).code, 0);
  for (const killAt of [0, 1, 2]) assert.is((await embed(out, ['--resume'], killAt)).code, null, 'it was killed');
  assert.is(existsSync(out), false);
  appendFileSync(`${out}.journal`, '{"rows":2048,"en'); // a line, and a block, of which the power took the end
  appendFileSync(`${out}.part`, 'half a block');
  const done = await embed(out, ['--resume']);
  assert.is(done.code, 0, done.text);
  assert.is(told(done).rows, rows);
  assert.ok((told(done).embedded as number) <= rows - 2 * 2048, 'what was there is not computed again');
  assert.ok(readFileSync(out).equals(readFileSync(plain)));
  assert.equal(readdirSync(scratch).filter((name) => name.startsWith('out')).sort(), ['out.npy', 'out.npy.done.json']);
  assert.is(told(await embed(out, ['--resume'])).embedded, 0);

  // What was written is not there any more: the block is made again; the output is not what the marker says: refused.
  truncateSync(out, 5000);
  const cut = await embed(out, ['--resume']);
  assert.is(cut.code, 1);
  assert.match(cut.text, /is not what .* tells of/);
});

referenceTest('a block that is not on the disk as it was written is made again', async () => {
  const [plain, out] = [join(scratch, 'plain.npy'), join(scratch, 'worn.npy')];
  assert.is((await embed(out, ['--resume'], 3)).code, null);
  const bytes = readFileSync(`${out}.part`);
  bytes[128 + 2048 * 48 * 4 + 7]! ^= 1; // in the second block
  writeFileSync(`${out}.part`, bytes);
  const done = await embed(out, ['--resume']);
  assert.is(told(done).embedded, rows - 2048);
  assert.ok(readFileSync(out).equals(readFileSync(plain)));
});

referenceTest('shards: every n-th block, together all rows', async () => {
  const out = join(scratch, 'parts.npy');
  assert.is((await embed(out, ['--shard', '0/2', '--resume'], 1)).code, null);
  for (const shard of ['0/2', '1/2']) assert.is((await embed(out, ['--shard', shard, '--resume'])).code, 0);
  const parts = await Promise.all([0, 1].map((index) => readNpy(pathOfShard(out, { index, count: 2 }))));
  assert.equal(parts.map(({ shape }) => shape[0]), [2 * 2048 + 9000 - 4 * 2048, 2 * 2048]);
  const { data } = await readNpy(join(scratch, 'plain.npy'));
  const block = (i: number): Float32Array => parts[i % 2]!.data.subarray(Math.floor(i / 2) * 2048 * 48, (Math.floor(i / 2) + 1) * 2048 * 48);
  const joined = Float32Array.from([0, 1, 2, 3, 4].flatMap((i) => [...block(i)]));
  assert.ok(Buffer.from(joined.buffer).equals(Buffer.from(data.buffer, data.byteOffset, data.byteLength)));
});

referenceTest('another plan or other texts are refused', async () => {
  const out = join(scratch, 'other.npy');
  assert.is((await embed(out, ['--resume'], 1)).code, null);
  const other = await embed(out, ['--resume', '--normalize']);
  assert.is(other.code, 2);
  assert.match(other.text, /normalize missing, and now it is true/);
  const whole = readFileSync(input, 'utf8');
  writeFileSync(input, whole.replace('a dog', 'A dog').replace('barks', 'bArks'));
  const changed = await embed(out, ['--resume']);
  writeFileSync(input, whole);
  assert.is(changed.code, 2);
  assert.match(changed.text, /block 0 was made of other texts/);
  assert.is(told(await embed(out, ['--shard', '0/1'])).embedded, rows);
  const ranged = await embed(out, ['--resume', '--precision', 'int8']);
  assert.is(ranged.code, 2);
  assert.match(ranged.text, /neither --shard nor --resume/);
});

referenceTest('docs/corpora.md: the command', async () => {
  const [, command] = /```sh\nnpx torch-encoders (.+)\n```/.exec(readFileSync(new URL('../../../docs/corpora.md', import.meta.url), 'utf8'))!;
  writeFileSync(join(scratch, 'texts.jsonl'), '{"text": "a dog barks"}\n');
  const { status, stderr } = spawnSync(process.execPath, [main, ...command!.replace('MODEL', bert).split(' ')], { cwd: scratch, encoding: 'utf8' });
  assert.is(status, 0, stderr);
  assert.equal((await readNpy(join(scratch, 'vectors-00000-of-00004.npy'))).shape, [1, 48]);
});

test('which shard it is: given, or by what Kubernetes and Slurm say', () => {
  assert.equal(shardOf('3/4'), { index: 3, count: 4 });
  assert.equal(shardOf('auto', { JOB_COMPLETION_INDEX: '2', JOB_COMPLETIONS: '5' }), { index: 2, count: 5 });
  assert.equal(shardOf('auto/8', { JOB_COMPLETION_INDEX: '7' }), { index: 7, count: 8 });
  assert.equal(shardOf('auto', { SLURM_PROCID: '1', SLURM_NTASKS: '4' }), { index: 1, count: 4 });
  assert.equal(shardOf('auto', { SLURM_PROCID: '0', SLURM_NTASKS: '1', SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_MIN: '1', SLURM_ARRAY_TASK_COUNT: '4' }), { index: 2, count: 4 });
  assert.is(pathOfShard('a.b/out.npy', { index: 1, count: 4 }), 'a.b/out-00001-of-00004.npy');
  for (const [text, env, message] of [
    ['4/4', {}, /no part 4 of 4/], ['1', {}, /does not say of how many/], ['1/0', {}, /no part 1 of 0/], ['-1/2', {}, /that is no shard/], ['auto', {}, /JOB_COMPLETION_INDEX, .* is set/],
    ['auto', { JOB_COMPLETION_INDEX: '1' }, /JOB_COMPLETIONS is not set/], ['auto/2', { SLURM_PROCID: 'x' }, /SLURM_PROCID is 'x'/],
  ] as const) assert.throws(() => shardOf(text, env), (error: Error & { code?: string }) => error.code === 'ERR_CONFIG' && message.test(error.message), text);
});

test.run();
