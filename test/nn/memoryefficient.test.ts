// Attention of sequences end to end against the plain one with every mask written out, and its gradients.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BlockDiagonalMask, LowerTriangularMask, memoryEfficientAttention, torch, TorchEncodersError, type Tensor } from '../../lib/index.js';
import { close, numbers } from '../reference.js';

/** [B, M, heads, K], with every score in memory. */
function plain(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | undefined, scale = 1 / Math.sqrt(q.shape[3]!)): Tensor {
  const [a, b, c] = [q, k, v].map((x) => x.transpose(1, 2)) as [Tensor, Tensor, Tensor];
  const scores = a.matmul(b.transpose(2, 3)).mul(scale);
  return (mask ? scores.add(mask) : scores).softmax(-1).matmul(c).transpose(1, 2);
}
const leaf = (...shape: number[]): Tensor => {
  const x = torch.randn(shape);
  x.requiresGrad = true;
  return x;
};

async function compare(q: Tensor, k: Tensor, v: Tensor, options: Parameters<typeof memoryEfficientAttention>[3], mask: Tensor | undefined): Promise<void> {
  const [found, wanted] = [memoryEfficientAttention(q, k, v, options), plain(q, k, v, mask, options?.scale)];
  assert.equal(found.shape, wanted.shape);
  close(numbers(found), numbers(wanted), { atol: 2e-6 }, 'values');
  const weight = torch.randn(wanted.shape as number[]);
  const gradients: number[][] = [];
  for (const out of [found, wanted]) {
    for (const x of [q, k, v]) x.grad = undefined;
    await out.mul(weight).sum().backward();
    for (const x of [q, k, v]) gradients.push(numbers(x.grad!));
  }
  for (let i = 0; i < 3; i++) close(gradients[i]!, gradients[i + 3]!, { atol: 5e-6 }, `gradient ${i}`);
}

test('none, a tensor, and the lower triangle', async () => {
  torch.manualSeed(1);
  const [q, k, v] = [leaf(2, 5, 3, 8), leaf(2, 7, 3, 8), leaf(2, 7, 3, 4)];
  await compare(q, k, v, {}, undefined);
  const bias = torch.randn([2, 3, 5, 7]);
  await compare(q, k, v, { attnBias: bias, scale: 0.3 }, bias);
  await compare(q, k, v, { attnBias: new LowerTriangularMask() }, new LowerTriangularMask().materialize([5, 7]));
});

test('blocks: each sequence sees itself alone, causal from either corner', async () => {
  torch.manualSeed(2);
  const [q, k, v] = [leaf(1, 12, 2, 8), leaf(1, 15, 2, 8), leaf(1, 15, 2, 8)];
  const same = BlockDiagonalMask.fromSeqlens([3, 1, 8]);
  const differing = BlockDiagonalMask.fromSeqlens([3, 1, 8], [3, 4, 8]);
  for (const mask of [same, same.makeCausal()]) await compare(q, q, q, { attnBias: mask }, mask.materialize());
  for (const mask of [differing, differing.makeCausal(), differing.makeCausalFromBottomright()]) await compare(q, k, v, { attnBias: mask }, mask.materialize());
  const [mask, joined] = BlockDiagonalMask.fromTensorList([q.slice(1, 0, 3), q.slice(1, 3, 12)]);
  assert.equal([mask.qSeqinfo.seqstart, joined.shape], [[0, 3, 12], [1, 12, 2, 8]]);
  assert.equal(mask.split(joined).map(({ shape }) => shape[1]), [3, 9]);
});

test('dropout drops some of the probabilities; shapes that cannot be are refused', () => {
  torch.manualSeed(3);
  const q = torch.ones([1, 64, 1, 4]);
  const found = numbers(memoryEfficientAttention(q, q, q, { p: 0.5 }));
  const mean = found.reduce((sum, x) => sum + x, 0) / found.length;
  assert.ok(Math.abs(mean - 1) < 0.1 && found.some((x) => x !== 1), `${mean}`);
  for (const call of [() => memoryEfficientAttention(q.squeeze(0), q, q), () => memoryEfficientAttention(q, q, q, { attnBias: BlockDiagonalMask.fromSeqlens([3]) }), () => BlockDiagonalMask.fromSeqlens([1, 2], [3])]) {
    assert.throws(call, (error: unknown) => error instanceof TorchEncodersError && error.code === 'ERR_SHAPE');
  }
  assert.throws(() => BlockDiagonalMask.fromSeqlens([1, -2]), /qSeqlen has -2/);
});

test.run();
