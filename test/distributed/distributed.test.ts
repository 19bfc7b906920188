// Processes that train together, against one that has the whole batch: test/distributed/rank.ts is what each runs.
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { launch, type Rank } from './launch.js';

const program = fileURLToPath(new URL('./rank.js', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'distributed-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const start = (size: number, name: string, options: object = {}, env: Record<string, string> = {}): Promise<Rank[]> => launch(size, [program, name, JSON.stringify(options)], env);
/** What each rank told last. */
async function run<Told>(size: number, name: string, options: object = {}, env: Record<string, string> = {}): Promise<Told[]> {
  const ranks = await start(size, name, options, env);
  return Promise.all(ranks.map(async ({ code, output, errors }) => {
    assert.is(await code, 0, errors());
    return JSON.parse(output().trim().split('\n').at(-1)!) as Told;
  }));
}

interface Trained { steps: Record<string, number[]>[]; [metric: string]: unknown }
/** Weights after each step, and whatever numbers were told beside. */
function compare(found: Trained, wanted: Trained, what: string, tolerance = 1e-6): void {
  assert.is(found.steps.length, wanted.steps.length, what);
  for (const [step, weights] of wanted.steps.entries()) for (const [name, values] of Object.entries(weights)) {
    const difference = Math.max(...values.map((value, i) => Math.abs(value - found.steps[step]![name]![i]!)));
    assert.ok(difference <= tolerance, `${what}, step ${step}, ${name}: ${difference}`);
  }
  for (const [name, value] of Object.entries(wanted)) if (typeof value === 'number') assert.ok(Math.abs(value - (found[name] as number)) <= 1e-5, `${what}, ${name}: ${String(found[name])} instead of ${value}`);
}

test('collectives: sums, means, the least, the largest, one for all, rows of different numbers with their gradients, values', async () => {
  const ranks = await run<Record<string, unknown>>(3, 'collectives', {}, { LOCAL_WORLD_SIZE: '3' });
  for (const [rank, told] of ranks.entries()) {
    assert.equal(told.reduced, { sum: [6, -3], mean: [2, -1], min: [1, -2], max: [3, 0] });
    assert.equal([told.rank, told.size, told.given], [rank, 3, [1, 1]]);
    assert.equal(told.all, [[2, 2], [3, 3], [3, 3]]);
    // 2 x, times three ranks, for an average over them.
    if (rank > 0) assert.equal(told.grad, Array.from({ length: rank }, () => [6 * (rank + 1), 6 * (rank + 1)]));
    assert.equal(told.turned, [[1, 3], [2, 4], [1, 3], [2, 4], [1, 3], [2, 4]]);
    assert.equal(told.objects, [0, 1, 2].map((one) => ({ rank: one, text: 'ä\n' })));
    assert.is(told.refused, 'processes exchange tensors on cpu and cuda, found one on meta');
    assert.is(told.after, 1);
  }
});

for (const [name, options] of [['regression', {}], ['regression', { accumulate: 2 }], ['regression', { rows: 3 }], ['ranking', {}], ['cached', {}], ['mlm', {}], ['classes', {}], ['coles', {}]] as const) {
  test(`2 and 4 processes give the weights of one: ${name} ${JSON.stringify(options)}`, async () => {
    const [alone] = await run<Trained>(1, name, options);
    for (const size of [2, 4]) for (const [rank, told] of (await run<Trained>(size, name, options)).entries()) compare(told, alone!, `rank ${rank} of ${size}`);
  });
}

test('a checkpoint of two processes goes on with one, with two and with four, also between steps', async () => {
  for (const accumulate of [1, 3]) {
    const [whole] = await run<Trained>(1, 'resumed', { dirpath: join(scratch, `whole${accumulate}`), accumulate });
    const dirpath = join(scratch, `cut${accumulate}`);
    await run(2, 'resumed', { dirpath, maxSteps: 1, accumulate });
    const [first] = readdirSync(dirpath).filter((file) => /step=1\.ckpt$/.test(file));
    for (const size of [1, 2, 4]) {
      const ranks = await run<Trained>(size, 'resumed', { dirpath: join(scratch, `on${accumulate}-${size}`), ckptPath: join(dirpath, first!), accumulate });
      for (const told of ranks) compare(told, whole!, `${size} processes`);
    }
  }
});

test('one that is killed ends all, with a line each', async () => {
  const ranks = await start(3, 'endless');
  await Promise.all(ranks.map(({ child }) => once(createInterface({ input: child.stdout! }), 'line')));
  const began = Date.now();
  ranks[1]!.child.kill('SIGKILL');
  for (const { code, errors } of [ranks[0]!, ranks[2]!]) {
    assert.is(await code, 1);
    assert.match(errors(), /rank [02].*(failed|ended|see what the other processes say)/);
  }
  assert.ok(Date.now() - began < 30_000, `${Date.now() - began} ms`);
});

test('one that stands still ends the others when their patience does', async () => {
  const ranks = await start(2, 'endless', { patience: 4 });
  await Promise.all(ranks.map(({ child }) => once(createInterface({ input: child.stdout! }), 'line')));
  ranks[1]!.child.kill('SIGSTOP');
  const began = Date.now();
  assert.is(await ranks[0]!.code, 1);
  assert.match(ranks[0]!.errors(), /rank 0: rank 1 has not been heard of for \d+ s; it has ended, or the network is down/);
  assert.ok(Date.now() - began < 30_000);
  ranks[1]!.child.kill('SIGKILL');
  await ranks[1]!.code;
});

test('a launcher that says too little, or nonsense', async () => {
  for (const [env, message] of [
    [{ RANK: '0', WORLD_SIZE: '2' }, /MASTER_ADDR is not set/],
    [{ RANK: '0', WORLD_SIZE: '2', MASTER_ADDR: '127.0.0.1' }, /MASTER_PORT is not set/],
    [{ RANK: '2', WORLD_SIZE: '2', MASTER_ADDR: '127.0.0.1', MASTER_PORT: '1' }, /RANK is 2 and WORLD_SIZE is 2; ranks go from 0 to 1/],
    [{ RANK: 'x', WORLD_SIZE: '2', MASTER_ADDR: '127.0.0.1', MASTER_PORT: '1' }, /RANK is 'x'; wanted a whole number/],
    [{ RANK: '1', WORLD_SIZE: '2', MASTER_ADDR: 'no.such.host.invalid', MASTER_PORT: '1' }, /MASTER_ADDR 'no\.such\.host\.invalid' is not reached/],
  ] as const) {
    const [rank] = await start(1, 'regression', {}, env);
    assert.is(await rank!.code, 1);
    assert.match(rank!.errors(), message);
  }
});

test.run();
