// The passes between matrix products, and the product itself, against LibTorch's operators one by one: values and gradients.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { buildInfo, nn, noGrad, torch, TorchEncodersError, type Tensor } from '../../lib/index.js';
import { op, type Argument } from '../../lib/tensor/ops.js';
import { close, numbers } from '../reference.js';

const F = nn.functional;
const ours = (name: string, ...args: Argument[]): Tensor => op(`torch_encoders::${name}`, ...args);
const leaf = (...shape: number[]): Tensor => {
  const x = torch.randn(shape);
  x.requiresGrad = true;
  return x;
};
const activations: Record<string, (x: Tensor) => Tensor> = {
  none: (x) => x, gelu: (x) => F.gelu(x), gelu_tanh: (x) => x.gelu({ approximate: 'tanh' }), relu: (x) => x.relu(), silu: (x) => x.silu(), tanh: (x) => x.tanh(),
};

async function compare(found: Tensor, wanted: Tensor, leaves: readonly Tensor[], what: string): Promise<void> {
  close(numbers(found), numbers(wanted), { atol: 1e-6, rtol: 1e-6 }, what);
  const weight = torch.randn(wanted.shape as number[]);
  const gradients: number[][][] = [];
  for (const out of [found, wanted]) {
    for (const x of leaves) x.grad = undefined;
    await out.mul(weight).sum().backward();
    gradients.push(leaves.map((x) => numbers(x.grad!)));
  }
  leaves.forEach((_, i) => close(gradients[0]![i]!, gradients[1]![i]!, { atol: 2e-6, rtol: 1e-5 }, `${what}, gradient ${i}`));
}

// Sizes of whole vectors and with a rest.
for (const size of [5, 8, 64, 100]) {
  test(`bias and activation, gates, sum and norm over ${size} numbers`, async () => {
    torch.manualSeed(size);
    const [x, bias, residual, weight] = [leaf(33, size), leaf(size), leaf(33, size), leaf(size)];
    for (const [name, act] of Object.entries(activations)) {
      await compare(ours('bias_activation', x, bias, name), act(x.add(bias)), [x, bias], name);
      await compare(ours('bias_activation', x, null, name), act(x), [x], name);
      for (const gateFirst of [false, true]) {
        const both = leaf(33, 2 * size);
        const [a, b] = both.chunk(2, -1) as [Tensor, Tensor];
        await compare(ours('gated_activation', both, name, gateFirst), gateFirst ? act(a).mul(b) : act(b).mul(a), [both], `${name}, gate ${gateFirst}`);
      }
    }
    await compare(ours('add_layer_norm', x, residual, weight, bias, 1e-6), F.layerNorm(x.add(residual), [size], weight, bias, 1e-6), [x, residual, weight, bias], 'sum and norm');
    await compare(ours('add_layer_norm', x, null, weight), F.layerNorm(x, [size], weight), [x, weight], 'norm');
  });
}

test('far from zero: gelu at both ends, the norm of large numbers that are alike', () => {
  const ends = torch.linspace(-12, 12, 4001);
  close(numbers(ours('bias_activation', ends, null, 'gelu')), numbers(F.gelu(ends.to('float64')).to('float32')), { atol: 1e-6 }, 'gelu'); // LibTorch's own is within 1.2e-6
  const alike = torch.randn([4, 64]).add(1000);
  close(numbers(ours('add_layer_norm', alike, null, torch.ones([64]))), numbers(F.layerNorm(alike.to('float64'), [64]).to('float32')), { atol: 2e-4 }, 'norm');
});

test('other dtypes go through LibTorch; unknown activations are refused', () => {
  const x = torch.randn([3, 8], { dtype: 'float64' });
  close(numbers(ours('bias_activation', x, null, 'gelu')), numbers(F.gelu(x)), { atol: 1e-15 }, 'float64');
  assert.is(ours('gated_activation', x.to('bfloat16'), 'silu').dtype, 'bfloat16');
  assert.throws(() => ours('bias_activation', x, null, 'swishy'), (error: unknown) => error instanceof TorchEncodersError && /activation 'swishy' is not known; wanted none, gelu/.test(error.message));
});

test('a stack of events: the product without a copy of its weights is LibTorch\'s, and a row has the same bits in any company', () => {
  // Inference takes our product, training LibTorch's; sizes with rests in rows, columns and depth.
  torch.manualSeed(9);
  for (const [E, hidden] of [[8, 40], [20, 200], [64, 1000]] as const) {
    const weights = [[3 * E, E], [3 * E], [E, E], [E], [hidden, E], [hidden], [E, hidden], [E], [E], [E], [E], [E]].map((shape) => leaf(...shape).mul(0.3).detach());
    for (const T of [1, 7, 16, 33, 300]) {
      const x = torch.randn([T, E]);
      const through = (rows: Tensor, cu: number[]): Tensor => ours('transformer_encoder', rows, cu, weights, 2);
      const inference = noGrad(() => through(x, [0, T]));
      const trained = through(Object.assign(x.clone(), { requiresGrad: true }), [0, T]);
      close(numbers(inference), numbers(trained), { atol: 2e-5 }, `${T} tokens of ${E}`);
      if (buildInfo().cpuCapability === 'DEFAULT') continue; // there the product is LibTorch's too
      const company = noGrad(() => through(torch.cat([torch.randn([5, E]), x]), [0, 5, 5 + T]));
      assert.equal(numbers(company.slice(0, 5)), numbers(inference), `${T} tokens of ${E}: the bits in company`);
    }
  }
});

test.run();
