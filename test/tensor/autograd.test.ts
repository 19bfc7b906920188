import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { enableGrad, inferenceMode, noGrad, torch, TorchEncodersError, type Tensor } from '../../lib/index.js';
import { heldTensors } from '../memory.js';

const lib = fileURLToPath(new URL('../../lib/index.js', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'autograd-'));
test.after(() => rmSync(scratch, { recursive: true }));
const leaf = (...values: number[]): Tensor => torch.tensor(values, { requiresGrad: true });
const failure = async (call: Promise<unknown>): Promise<Error> => call.then(() => assert.unreachable('did not fail') as never, (e: unknown) => e as Error);

test('backward adds to grad, grad can be cleared, a graph can be kept', async () => {
  const x = leaf(1, 2);
  const y = x.mul(x).sum();
  await y.backward(undefined, { retainGraph: true });
  await y.backward();
  assert.equal(x.grad!.toArray(), [4, 8]);
  x.grad = undefined;
  assert.is(x.grad, undefined);
  assert.match((await failure(y.backward())).message, /second time/);
  await x.mul(3).backward(torch.tensor([1, 10]));
  assert.equal(x.grad!.toArray(), [3, 30]);
  assert.equal([x.isLeaf, y.isLeaf, y.gradFn, x.gradFn], [true, false, 'SumBackward0', undefined]);
  assert.throws(() => { x.grad = torch.tensor([1]); }, /shape \[2\]/);
  const inner = x.mul(2);
  inner.retainGrad();
  await inner.sum().backward();
  assert.equal(inner.grad!.toArray(), [1, 1]);
});

test('grad of chosen inputs, and gradients of gradients', async () => {
  const x = leaf(3);
  const [dx] = await torch.autograd.grad([x.pow(3).sum()], [x], { createGraph: true });
  const [ddx] = await torch.autograd.grad([dx!.sum()], [x]);
  assert.equal([dx!.toArray(), ddx!.toArray(), x.grad], [[27], [18], undefined]);
  const z = leaf(1);
  assert.equal(await torch.autograd.grad([x.sum()], [z], { allowUnused: true }), [undefined]);
  assert.match((await failure(torch.autograd.grad([x.sum()], [z]))).message, /unused/i);
});

test('the mode follows asynchronous code', async () => {
  const x = leaf(1);
  await noGrad(async () => {
    assert.is(x.mul(2).requiresGrad, false);
    await new Promise((resolve) => setTimeout(resolve, 2));
    assert.is(x.mul(2).requiresGrad, false);
    assert.is((await torch.async.mul(x, 2)).requiresGrad, false);
    assert.is(enableGrad(() => x.mul(2).requiresGrad), true);
  });
  const [outside] = await Promise.all([
    (async () => { await new Promise((resolve) => setTimeout(resolve, 1)); return x.mul(2).requiresGrad; })(),
    noGrad(async () => { await new Promise((resolve) => setTimeout(resolve, 3)); }),
  ]);
  assert.is(outside, true);
  const made = inferenceMode(() => x.mul(2));
  assert.is(made.requiresGrad, false);
  assert.throws(() => x.mul(made).sum(), /[Ii]nference tensors/);
  assert.throws(() => noGrad(() => { throw new Error('through'); }), /through/);
  assert.is(x.mul(2).requiresGrad, true);
});

test('hooks see and change gradients, run operators at once, and can be removed', async () => {
  const x = leaf(1, 2);
  const y = x.mul(2);
  const seen: unknown[] = [];
  const first = y.registerHook((gradient) => { seen.push(gradient.toArray(), torch.ones([2]).add(gradient).sum().item()); });
  y.registerHook((gradient) => gradient.mul(10));
  await y.sum().backward();
  assert.equal([seen, x.grad!.toArray()], [[[1, 1], 4], [20, 20]]);
  first.remove();
  x.grad = undefined;
  await x.mul(2).sum().backward();
  assert.equal([seen.length, x.grad], [2, x.grad]);
  assert.throws(() => torch.tensor([1]).registerHook(() => undefined), TorchEncodersErrorWith('ERR_CONFIG'));
});

const TorchEncodersErrorWith = (code: string) => (e: unknown): boolean => e instanceof TorchEncodersError && e.code === code;

test('what a hook throws is what backward rejects with, and an async hook is refused', async () => {
  const x = leaf(1);
  const y = x.mul(2);
  const mine = new RangeError('of the hook');
  y.registerHook(() => { throw mine; });
  assert.is(await failure(y.sum().backward()), mine);
  const z = x.mul(2);
  z.registerHook((async () => undefined) as never);
  assert.match((await failure(z.sum().backward())).message, /cannot be async/);
  const w = x.mul(2);
  w.registerHook(() => { throw 'a string'; });
  assert.match((await failure(w.sum().backward())).message, /a string/);
  await x.mul(2).sum().backward();
  assert.equal(x.grad!.toArray(), [2]);
});

test('a hook runs also while the program waits for a synchronous operator behind the backward', async () => {
  const x = leaf(1, 2);
  const y = x.mul(3);
  let ran = 0;
  y.registerHook((gradient) => { ran++; return gradient.add(gradient.sum()); });
  const done = y.sum().backward();
  x.detach().add_(0); // waits for the backward, which waits for the hook
  assert.is(ran, 1);
  await done;
  assert.equal(x.grad!.toArray(), [9, 9]);
});

test('synchronous and queued work mean what they say, in order', async () => {
  const x = torch.zeros([1000]);
  const promises: Promise<unknown>[] = [];
  for (let i = 0; i < 50; i++) {
    promises.push(torch.async.add(x, 0));
    x.add_(1);
  }
  const sums = (await Promise.all(promises)) as Tensor[];
  assert.equal(sums.map((one) => one.index(0).item()), Array.from({ length: 50 }, (_, i) => i));
});

const square = torch.autograd.customFunction({
  name: 'SquareBackward',
  forward(context, x: Tensor) {
    context.saved.x = x;
    return x.mul(x);
  },
  backward: (context, dy) => (context.saved.x as Tensor).mul(2).mul(dy),
});

test('a function with a backward in TypeScript', async () => {
  const x = leaf(3, 4);
  const y = square(x);
  assert.is(y.gradFn, 'SquareBackward');
  await square(y).sum().backward();
  assert.equal(x.grad!.toArray(), [4 * 27, 4 * 64]);
  assert.is(noGrad(() => square(x)).requiresGrad, false);
  assert.is(square(torch.tensor([1])).requiresGrad, false);

  const two = torch.autograd.customFunction({
    forward: (_, a: Tensor, scale: number, b: Tensor) => [a.mul(scale), b.add(1)] as const,
    backward: (_, da, db) => [da!.mul(2), undefined, db],
  });
  const [a, b] = [leaf(1), leaf(2)];
  const [left] = two(a, 2, b);
  await left.sum().backward(); // of an output that is not used the gradient is zero
  assert.equal([a.grad!.toArray(), b.grad!.toArray()], [[2], [0]]);

  const broken = torch.autograd.customFunction({ name: 'Broken', forward: (_, a: Tensor, b: Tensor) => a.add(b), backward: (_, d) => [d!] });
  assert.match((await failure(broken(a, b).sum().backward())).message, /Broken: backward gives 1 gradients; wanted 2/);
  const wrong = torch.autograd.customFunction({ forward: (_, a: Tensor) => a.mul(2), backward: () => torch.zeros([7]) });
  assert.match((await failure(wrong(leaf(1, 2)).sum().backward())).message, /shape/);
});

test('checkpoint: the same gradients, with the same random numbers, also of parameters inside', async () => {
  const weight = leaf(2, 3);
  const run = (x: Tensor): Tensor => torch.dropout(x.mul(weight).exp(), 0.5, true).mul(x);
  const gradients: unknown[] = [];
  for (const through of [(x: Tensor) => run(x), (x: Tensor) => torch.utils.checkpoint(run, x)]) {
    torch.manualSeed(3);
    weight.grad = undefined;
    const x = leaf(0.5, -1);
    const y = through(x);
    const after = torch.rand([1]).item();
    await y.sum().backward();
    gradients.push([y.toArray(), x.grad!.toArray(), weight.grad!.toArray(), after]);
  }
  assert.equal(gradients[0], gradients[1]);
});

test('anomaly detection names the operation whose gradient is NaN', async () => {
  const x = leaf(-1);
  const error = await failure(torch.autograd.detectAnomaly(async () => { await x.sqrt().mul(0).sum().backward(); }));
  assert.match(error.message, /SqrtBackward0.*nan/);
  await x.sqrt().mul(0).sum().backward();
  assert.ok(Number.isNaN(x.grad!.item()));
});

test('hooks and functions leave nothing behind', async () => {
  const before = await heldTensors();
  for (let i = 0; i < 50; i++) {
    const x = leaf(1, 2);
    const y = square(x);
    y.registerHook((gradient) => gradient.mul(2));
    await y.sum().backward();
  }
  const after = await heldTensors();
  assert.ok(after <= before + 4, `${after} tensors, before ${before}`); // the last round may still be on the stack
});

test('random numbers: a seed repeats them, a generator is a stream of its own, states are exchanged, threads do not matter', () => {
  const draw = (): unknown => [torch.rand([3]).toArray(), torch.randn([20]).sum().item(), torch.randperm(5).toArray(), torch.dropout(torch.ones([8]), 0.5, true).toArray()];
  torch.manualSeed(5);
  const first = draw();
  const state = torch.getRngState();
  const second = draw();
  torch.manualSeed(5);
  assert.equal(draw(), first);
  torch.setRngState(state);
  assert.equal(draw(), second);
  const generator = new torch.Generator().manualSeed(5);
  const own = torch.rand([3], { generator }).toArray();
  assert.equal(own, (first as unknown[])[0]); // the same seed, the same numbers
  assert.equal(torch.rand([2], { generator: new torch.Generator().setState(generator.getState()) }).toArray(), torch.rand([2], { generator }).toArray());
  const threads = torch.getNumThreads();
  const big = [1, 2].map((count) => {
    torch.setNumThreads(count);
    torch.manualSeed(6);
    return torch.randn([100_000]).sum({ dim: 0 }).item();
  });
  torch.setNumThreads(threads);
  assert.is(big[0], big[1]);
});

test('random numbers are PyTorch\'s', () => {
  torch.manualSeed(0);
  assert.equal(torch.rand([3]).toArray(), [0.49625658988952637, 0.7682217955589294, 0.08847743272781372]);
  assert.equal(torch.randint(10, [4]).toArray(), [0, 3, 9, 7]);
});

test('each worker has its own mode and its own stream', async () => {
  const file = join(scratch, 'worker.mjs');
  writeFileSync(file, `
    import { parentPort, workerData } from 'node:worker_threads';
    import { torch, noGrad } from ${JSON.stringify(lib)};
    torch.manualSeed(workerData);
    const out = [];
    for (let i = 0; i < 20; i++) {
      out.push(torch.rand([1]).item());
      const x = torch.ones([2], { requiresGrad: true });
      const y = await noGrad(async () => { await new Promise((r) => setImmediate(r)); return x.mul(2); });
      const h = x.mul(2);
      h.registerHook((g) => g.mul(workerData));
      await h.sum().backward();
      if (y.requiresGrad || x.grad.index(0).item() !== 2 * workerData) throw new Error('wrong');
    }
    parentPort.postMessage(out);
  `);
  const run = (seed: number): Promise<unknown> => new Promise((resolve, reject) => new Worker(file, { workerData: seed }).on('message', resolve).on('error', reject));
  const [one, two, again] = await Promise.all([run(1), run(2), run(1)]);
  assert.equal(one, again);
  assert.not.equal(one, two);
});

test('a worker that is stopped inside a hook ends cleanly', () => {
  const file = join(scratch, 'stopped.mjs');
  writeFileSync(file, `
    import { Worker } from 'node:worker_threads';
    const worker = new Worker(\`
      import(${JSON.stringify(JSON.stringify(lib)).slice(1, -1)}).then(({ torch }) => {
        const x = torch.ones([2], { requiresGrad: true }).mul(2);
        x.registerHook(() => { require('node:worker_threads').parentPort.postMessage('inside'); for (;;) ; });
        x.sum().backward().catch(() => {});
      });
    \`, { eval: true });
    worker.on('message', async () => { await new Promise((r) => setTimeout(r, 50)); console.log(await worker.terminate()); });
    worker.on('error', (e) => console.log(e));
  `);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8', timeout: 20_000 });
  assert.equal([status, stdout.trim(), stderr], [0, '1', '']);
});

test.run();
