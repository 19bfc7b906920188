// torch_encoders::varlen_attention against attention with every score written out: values and gradients of each thing it can do, and its memory.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { noGrad, torch, TorchEncodersError, type DType, type Tensor } from '../../lib/index.js';
import { op } from '../../lib/tensor/ops.js';
import { close, numbers } from '../reference.js';

interface Options {
  cuSeqlensK?: number[];
  scale?: number;
  causal?: boolean;
  bottomRight?: boolean;
  window?: number;
  bias?: Tensor;
  seen?: Tensor;
  columns?: Tensor;
  dropoutP?: number;
}
const attend = (q: Tensor, k: Tensor, v: Tensor, cuSeqlens: number[], options: Options = {}): Tensor => op('torch_encoders::varlen_attention', q, k, v, cuSeqlens, { ...options });

/** Text by text; what is not seen is −∞, and a token that sees nothing gives 0. */
function plain(q: Tensor, k: Tensor, v: Tensor, queries: number[], { cuSeqlensK: keys = queries, scale = 1 / Math.sqrt(q.shape[2]!), causal, bottomRight, window = -1, bias, seen, columns }: Options): Tensor {
  const each = q.shape[1]! / k.shape[1]!;
  const texts = queries.slice(1).map((end, b) => {
    const [m, n] = [end - queries[b]!, keys[b + 1]! - keys[b]!];
    const heads = (x: Tensor, from: number, to: number): Tensor => x.slice(0, from, to).transpose(0, 1);
    let scores = heads(q, queries[b]!, end).matmul(heads(k, keys[b]!, keys[b + 1]!).repeatInterleave(each, 0).transpose(1, 2)).mul(scale);
    const rows = columns?.slice(0, queries[b]!, end) ?? torch.arange(m).add(bottomRight ? n - m : 0);
    const back = rows.unsqueeze(1).sub((columns?.slice(0, keys[b]!, keys[b + 1]!) ?? torch.arange(n)).unsqueeze(0)).to('int64');
    if (bias) scores = scores.add(bias.indexSelect(1, back.flatten().add((bias.shape[1]! - 1) / 2)).view([-1, m, n]));
    let hidden = torch.zeros([m, n], { dtype: 'bool' });
    if (causal) hidden = hidden.logicalOr(back.lt(0));
    if (window >= 0) hidden = hidden.logicalOr(back.abs().gt(window));
    if (seen) hidden = hidden.logicalOr(seen.slice(0, keys[b]!, keys[b + 1]!).logicalNot().unsqueeze(0));
    return op('aten::_safe_softmax', scores.maskedFill(hidden, -Infinity), -1).matmul(heads(v, keys[b]!, keys[b + 1]!).repeatInterleave(each, 0)).transpose(0, 1);
  });
  return torch.cat(texts);
}

const leaf = (shape: number[], dtype: DType = 'float32'): Tensor => {
  const x = torch.randn(shape, { dtype });
  x.requiresGrad = true;
  return x;
};
const offsets = (lengths: number[]): number[] => lengths.reduce<number[]>((all, length) => [...all, all.at(-1)! + length], [0]);

async function compare(q: Tensor, k: Tensor, v: Tensor, queries: number[], options: Options, limits = { value: 2e-6, gradient: 1e-5 }): Promise<void> {
  const [found, wanted] = [attend(q, k, v, queries, options), plain(q, k, v, queries, options)];
  assert.equal(found.shape, wanted.shape);
  close(numbers(found), numbers(wanted), { atol: limits.value }, 'values');
  close(numbers(noGrad(() => attend(q, k, v, queries, options))), numbers(found), { atol: limits.value }, 'without gradients');
  const leaves = [q, k, v, ...(options.bias?.requiresGrad ? [options.bias] : [])];
  const weight = torch.randn(wanted.shape as number[], { dtype: q.dtype });
  const gradients: number[][] = [];
  for (const out of [found, wanted]) {
    for (const x of leaves) x.grad = undefined;
    await out.mul(weight).sum().backward();
    for (const x of leaves) gradients.push(numbers(x.grad!));
  }
  leaves.forEach((_, i) => close(gradients[i]!, gradients[i + leaves.length]!, { atol: limits.gradient * Math.max(1, ...gradients[i + leaves.length]!.map(Math.abs)) }, `gradient ${i}`));
}

// Below, at and above the sizes of a vector, of a block of queries and of a block of keys.
const mixed = offsets([1, 7, 8, 9, 16, 17, 33, 64, 300]);
const T = mixed.at(-1)!;

test('texts of many lengths, heads of many sizes, float32 and float64', async () => {
  torch.manualSeed(1);
  for (const d of [4, 7, 32, 64]) await compare(leaf([T, 2, d]), leaf([T, 2, d]), leaf([T, 2, d]), mixed, {});
  await compare(leaf([T, 2, 12]), leaf([T, 2, 12]), leaf([T, 2, 5]), mixed, { scale: 0.7 });
  await compare(leaf([T, 2, 8], 'float64'), leaf([T, 2, 8], 'float64'), leaf([T, 2, 8], 'float64'), mixed, { causal: true }, { value: 1e-13, gradient: 1e-12 });
});

test('causal, windows, bias by distance, heads that share keys, tokens that are not seen, places', async () => {
  torch.manualSeed(2);
  const [q, k, v] = [leaf([T, 4, 16]), leaf([T, 4, 16]), leaf([T, 4, 16])];
  const bias = leaf([4, 2 * 300 - 1]);
  const slopes = torch.tensor([0.5, 0.25, 0.125, 0.0625]).unsqueeze(1);
  const alibi = torch.arange(-299, 300).abs().neg().unsqueeze(0).mul(slopes);
  const seen = torch.arange(T).remainder(3).ne(1);
  await compare(q, k, v, mixed, { causal: true });
  await compare(q, k, v, mixed, { window: 5 });
  await compare(q, k, v, mixed, { window: 20, causal: true });
  await compare(q, k, v, mixed, { bias });
  await compare(q, k, v, mixed, { bias: alibi });
  await compare(q, k, v, mixed, { bias, causal: true, window: 40, seen });
  await compare(q, leaf([T, 2, 16]), leaf([T, 2, 16]), mixed, { causal: true });
  await compare(q, leaf([T, 1, 16]), leaf([T, 1, 16]), mixed, { bias });
  await compare(q, k, v, mixed, { seen });
  await compare(q, k, v, mixed, { seen: torch.zeros([T], { dtype: 'bool' }) }); // nobody sees anything
  const columns = torch.cat(mixed.slice(1).map((end, b) => torch.arange(end - mixed[b]!).mul(2).add(b % 2))).to('int64');
  await compare(q, k, v, mixed, { columns, window: 9, bias: leaf([4, 2 * 600 - 1]) });
});

test('keys that are more or fewer than the queries, causal from either corner', async () => {
  torch.manualSeed(3);
  const [queries, keys] = [offsets([3, 1, 40, 5]), offsets([3, 4, 70, 2])];
  const [q, k, v] = [leaf([queries.at(-1)!, 2, 8]), leaf([keys.at(-1)!, 2, 8]), leaf([keys.at(-1)!, 2, 8])];
  for (const options of [{}, { causal: true }, { causal: true, bottomRight: true }]) await compare(q, k, v, queries, { ...options, cuSeqlensK: keys });
});

test('views of one projection, and half types through float32', () => {
  torch.manualSeed(4);
  const [q, k, v] = torch.randn([T, 3, 2, 16]).unbind(1) as [Tensor, Tensor, Tensor];
  close(numbers(attend(q, k, v, mixed)), numbers(plain(q, k, v, mixed, {})), { atol: 2e-6 }, 'views');
  const half = [q, k, v].map((x) => x.to('bfloat16')) as [Tensor, Tensor, Tensor];
  const found = attend(...half, mixed);
  assert.is(found.dtype, 'bfloat16');
  close(numbers(found.to('float32')), numbers(plain(...(half.map((x) => x.to('float32')) as [Tensor, Tensor, Tensor]), mixed, {})), { atol: 1e-2 }, 'bfloat16');
});

test('dropout: what is left has the right mean, a seed repeats it, and the gradient drops the same', async () => {
  const one = torch.ones([400, 2, 8]);
  const [a, b] = [0, 1].map(() => (torch.manualSeed(5), attend(one, one, one, [0, 400], { dropoutP: 0.25 })));
  assert.equal(numbers(a!), numbers(b!));
  const mean = a!.mean().item() as number;
  assert.ok(Math.abs(mean - 1) < 0.01 && numbers(a!).some((x) => Math.abs(x - 1) > 1e-3), `${mean}`);
  // Linear in v: the gradient of v times v is the sum of the output, drop by drop.
  const [q, k, v] = [leaf([T, 2, 8]), leaf([T, 2, 8]), leaf([T, 2, 8])];
  const out = attend(q, k, v, mixed, { dropoutP: 0.3 });
  await out.sum().backward();
  close([v.grad!.mul(v).sum().item() as number], [out.sum().item() as number], { atol: 1e-3 }, 'sum');
  // The gradient of q by finite differences, with the same drops from the same seed.
  const loss = (x: Tensor): Tensor => (torch.manualSeed(6), attend(x, k, v, mixed, { dropoutP: 0.3 }).mul(v).sum());
  q.grad = undefined;
  await loss(q).backward();
  const direction = torch.randn([T, 2, 8]);
  const [above, below] = noGrad(() => [1e-2, -1e-2].map((step) => loss(q.add(direction.mul(step))).item() as number)) as [number, number];
  const wanted = q.grad!.mul(direction).sum().item() as number;
  assert.ok(Math.abs((above - below) / 2e-2 - wanted) < 0.02 * Math.max(1, Math.abs(wanted)), `${(above - below) / 2e-2} and ${wanted}`);
});

test('what cannot be is refused in a line', () => {
  const x = torch.ones([4, 2, 8]);
  const refused = (call: () => unknown, words: RegExp): void => assert.throws(call, (error: unknown) => error instanceof TorchEncodersError && words.test(error.message) && !error.message.includes('\n'));
  refused(() => attend(x, x, x, [0, 3]), /cu_seqlens must run from 0 to the 4 tokens/);
  refused(() => attend(x, x, x, [0, 3, 2, 4]), /without a step back/);
  refused(() => attend(x, torch.ones([4, 2, 7]), x, [0, 4]), /k \[4, 2, 7\]/);
  refused(() => attend(x, torch.ones([4, 3, 8]), torch.ones([4, 3, 8]), [0, 4]), /a divisor of them/);
  refused(() => attend(x, x, x.to('float64'), [0, 4]), /wanted one floating dtype/);
  refused(() => attend(x, x, x, [0, 4], { bias: torch.ones([2, 5]) }), /of 3 places, the longest text has 4/);
  refused(() => attend(x, x, x, [0, 4], { dropoutP: 1.5 }), /0 to 1/);
  assert.equal(attend(torch.ones([0, 2, 8]), torch.ones([0, 2, 8]), torch.ones([0, 2, 8]), [0]).shape, [0, 2, 8]);
  assert.equal(attend(torch.ones([2, 2, 8]), torch.ones([2, 2, 8]), torch.ones([2, 2, 8]), [0, 0, 2, 2]).shape, [2, 2, 8]);
});

test('memory grows with the tokens: 8,192 of them in one text, and 64 mixed texts, forward and backward', () => {
  // A matrix of 12 x 8192 x 8192 scores would be 3.2 GB.
  const program = `
    const { torch, noGrad } = await import(${JSON.stringify(new URL('../../lib/index.js', import.meta.url).href)});
    const { op } = await import(${JSON.stringify(new URL('../../lib/tensor/ops.js', import.meta.url).href)});
    const lengths = process.argv[1].split(',').map(Number);
    const cu = [0]; for (const n of lengths) cu.push(cu.at(-1) + n);
    const [q, k, v] = [0, 1, 2].map(() => { const x = torch.randn([cu.at(-1), 2, 16]); x.requiresGrad = true; return x; });
    const before = process.resourceUsage().maxRSS;
    await op('torch_encoders::varlen_attention', q, k, v, cu, { window: process.argv[2] === 'window' ? 64 : -1 }).sum().backward();
    console.log(process.resourceUsage().maxRSS - before);
  `;
  for (const args of [['8192', 'all'], ['8192', 'window'], [Array.from({ length: 64 }, (_, i) => 8 + ((i * 37) % 505)).join(','), 'all']]) {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program, ...args], { encoding: 'utf8', cwd: fileURLToPath(new URL('../../..', import.meta.url)) });
    const grown = Number(stdout) / 1024; // MB
    assert.ok(stdout !== '' && grown < 60, `${args.join(' ').slice(0, 40)}: ${grown} MB ${stderr}`);
  }
});

test.run();
