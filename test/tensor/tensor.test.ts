import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memory, slice, tidy, torch, TorchEncodersError, type Index, type Tensor } from '../../lib/index.js';
import { heldTensors } from '../memory.js';
import { unpackTensor, type Packed } from '../packed.js';

const folder = fileURLToPath(new URL('../../../test/fixtures/tensors/', import.meta.url));
const read = <Value>(name: string): Value => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Value;
const is = (code: string, message = /./) => (e: unknown): boolean => e instanceof TorchEncodersError && e.code === code && message.test(e.message) && !/\n/.test(e.message);

test('printing is PyTorch\'s, character by character', () => {
  for (const one of read<(Packed & { text: string; requiresGrad?: boolean; op?: 'exp' | 'sin' })[]>('prints.json')) {
    const x = unpackTensor(one);
    if (one.requiresGrad) x.requiresGrad = true;
    assert.is(String(one.op ? x[one.op]() : x), one.text);
  }
  assert.is(inspect({ x: torch.tensor([1, 2]) }), '{ x: tensor([1., 2.]) }');
});

test('indexing is PyTorch\'s, to read and to write', () => {
  for (const { index, get, set } of read<{ index: Index[]; get: Packed; set: Packed }[]>('indexes.json')) {
    const x = torch.arange(60).reshape(3, 4, 5);
    const found = x.index(...index);
    assert.equal([found.shape, found.toArray()], [get.t[1], unpackTensor(get).toArray()], JSON.stringify(index));
    assert.equal(x.set(index, -1).toArray(), unpackTensor(set).toArray(), JSON.stringify(index));
  }
});

test('an index is a view, a mask picks, a tensor is written with broadcasting', () => {
  const x = torch.tensor([[1, 2, 3], [4, 5, 6]]);
  x.index(0).mul_(10);
  assert.equal(x.toArray(), [[10, 20, 30], [4, 5, 6]]);
  assert.equal(x.index(x.gt(5)).toArray(), [10, 20, 30, 6]);
  x.set([x.gt(5)], 0);
  x.set([slice(), slice(1, null)], torch.tensor([7n, 8n]));
  assert.equal(x.toArray(), [[0, 7, 8], [4, 7, 8]]);
  x.set(0, torch.tensor([1]));
  assert.equal(x.toArray(), [[1, 1, 1], [4, 7, 8]]);
  assert.throws(() => x.index(0, 0, 0), is('ERR_RANGE', /too many indices/));
  assert.throws(() => x.index(5), is('ERR_RANGE'));
  assert.throws(() => x.index('a'), is('ERR_CONFIG', /'1:3'/));
  assert.throws(() => x.index('::-1'), is('ERR_RANGE', /flip/));
  assert.throws(() => x.index('...', '...'), is('ERR_CONFIG'));
});

test('creation: numbers, bigints, booleans, typed arrays; and back', async () => {
  assert.equal([torch.tensor([1, 2]).dtype, torch.tensor([1n]).dtype, torch.tensor([true]).dtype, torch.tensor(new Int16Array(2)).dtype], ['float32', 'int64', 'bool', 'int16']);
  assert.equal(torch.tensor([2n ** 62n]).toArray(), [2n ** 62n]);
  assert.equal(torch.tensor([1, 2], { dtype: 'int64' }).dataSync(), BigInt64Array.from([1n, 2n]));
  assert.equal(await torch.tensor([1.5, -2], { dtype: 'float16' }).data(), Uint16Array.from([0x3e00, 0xc000]));
  assert.equal([torch.zeros(2, 3).shape, torch.zeros([2, 3]).shape, torch.ones([2], { dtype: 'int32', requiresGrad: false }).dtype, torch.rand([2], { requiresGrad: true }).requiresGrad], [[2, 3], [2, 3], 'int32', true]);
  assert.equal(torch.arange(1, 2, 0.25).toArray(), [1, 1.25, 1.5, 1.75]);
  assert.throws(() => torch.tensor([[1], [2, 3]]), is('ERR_SHAPE'));
  assert.throws(() => torch.tensor(['a'] as never), is('ERR_DTYPE'));
});

test('to: dtype, device, another tensor; this very tensor where nothing changes', () => {
  const x = torch.tensor([1.7, -2]);
  assert.equal([x.to('int64').toArray(), x.to(torch.tensor([1n])).dtype, x.to({ dtype: 'float64' }).dtype, x.to('cpu').device], [[1, -2], 'int64', 'float64', 'cpu']);
  x.to('float32').mul_(0);
  assert.equal(x.toArray(), [0, -0]);
  assert.throws(() => x.to('float31' as never), is('ERR_DEVICE', /found 'float31'/));
});

test('several results have their names, sizes may be spelled out, options come last', async () => {
  const x = torch.tensor([[3, 1, 2]]);
  const top = x.topk(2);
  assert.equal([top.values.toArray(), top[1].toArray(), top.indices.toArray(), top.length], [[[3, 2]], [[0, 2]], [[0, 2]], 2]);
  assert.equal([x.view(3, 1).shape, x.permute(1, 0).shape, x.sum({ dim: 1, keepdim: true }).shape, x.sum(1, true).shape], [[3, 1], [3, 1], [1, 1], [1, 1]]);
  assert.equal((await torch.async.mm(x, x.T)).toArray(), [[14]]);
  assert.equal(torch.linalg.norm(x).item().toFixed(4), '3.7417');
  assert.equal(torch.ops.aten!._softmax!(x, -1, false).shape, [1, 3]);
});

test('a wrong argument says which, what was found, and what the schema wants', () => {
  const x = torch.tensor([1, 2]);
  assert.throws(() => (x as never as { sum(a: string): void }).sum('a'), is('ERR_DTYPE', /aten::sum\.dim_IntList: argument dim \(int\[\]\?\) wants an integer, found a string/));
  assert.throws(() => (x as never as { add(a: string): void }).add('a'), is('ERR_DTYPE', /aten::add\.\w+: argument other .* found a string/));
  assert.throws(() => (x as never as { sum(a: object): void }).sum({ dims: 1 }), is('ERR_DTYPE', /has no option 'dims'; it has dim, keepdim, dtype/));
  assert.throws(() => (torch as never as { mm(a: Tensor): void }).mm(x), is('ERR_DTYPE', /aten::mm: argument mat2 \(Tensor\) is missing/));
  assert.throws(() => torch.mm(x, x), is('ERR_SHAPE'));
  assert.throws(() => x.add(torch.tensor([1, 2, 3])), is('ERR_SHAPE', /2.*3/));
});

test('tidy frees what was made inside and keeps what comes back; using frees; use after dispose throws', async () => {
  const before = await heldTensors();
  const x = torch.tensor([1, 2]);
  const kept = tidy(() => {
    const inner = tidy(() => [x.add(1), x.add(2)]);
    return { sum: inner[0]!.add(inner[1]!) };
  });
  assert.equal(kept.sum.toArray(), [5, 7]);
  assert.is(memory().tensors, before + 2);
  assert.throws(() => tidy(() => { x.add(1); throw new Error('mine'); }), /mine/);
  assert.throws(() => tidy(async () => x), is('ERR_CONFIG', /async/));
  {
    using y = x.add(1);
    assert.is(y.disposed, false);
  }
  assert.is(memory().tensors, before + 2);
  kept.sum.dispose();
  x.dispose();
  assert.throws(() => x.add(1), is('ERR_DISPOSED'));
  assert.is(String(x), 'tensor(disposed)');
  assert.is(memory().tensors, before);
});

for (const hasTurns of [true, false]) {
  test(`100,000 operations without dispose, ${hasTurns ? 'with' : 'without'} turns of the event loop: what is forgotten is freed`, async () => {
    const before = await heldTensors();
    const x = torch.tensor(new Float32Array(2500));
    let most = 0;
    for (let i = 0; i < 100_000; i++) {
      x.add(1);
      if (i % 1000 !== 0) continue;
      most = Math.max(most, memory().bytes);
      if (hasTurns) await new Promise((resolve) => setImmediate(resolve));
    }
    assert.ok(most < 400e6, `${most} bytes at most`); // of 1 GB in all
    assert.ok((await heldTensors()) <= before + 4);
  });
}

test.run();
