// What training is made of beside the modules: mixed precision, averages, containers, state dicts, and whether it can be repeated.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { amp, loadSafetensors, nn, optim, saveSafetensors, torch, TorchEncodersError, type Tensor } from '../../lib/index.js';
import { close, numbers } from '../reference.js';

const is = (code: string, message = /./) => (e: unknown): boolean => e instanceof TorchEncodersError && e.code === code && message.test(e.message);

class Net extends nn.Module {
  inputLayer = new nn.Linear(4, 8);
  norm = new nn.BatchNorm1d(8);
  blocks = new nn.ModuleList([new nn.Linear(8, 8), new nn.Linear(8, 8)]);
  LayerNorm = new nn.LayerNorm(8);
  head = new nn.Sequential(new nn.Dropout(0.2), new nn.Linear(8, 1));
  forward(x: Tensor): Tensor {
    let hidden = this.norm.forward(this.inputLayer.forward(x)).relu();
    for (const block of this.blocks) hidden = block.forward(hidden).relu();
    return this.head.forward(this.LayerNorm.forward(hidden));
  }
}
const data = (): [Tensor, Tensor] => {
  const x = torch.randn([32, 4]);
  return [x, x.sum({ dim: 1, keepdim: true }).sin()];
};
async function train(model: Net, steps: number, x: Tensor, y: Tensor): Promise<number[]> {
  const optimizer = new optim.AdamW(model.parameters(), { lr: 0.01 });
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) {
    const loss = nn.functional.mseLoss(model.forward(x), y);
    optimizer.zeroGrad();
    await loss.backward();
    await optimizer.step();
    losses.push(loss.item());
  }
  return losses;
}

test('a model of one\'s own: PyTorch\'s names, training that learns and can be repeated bit by bit', async () => {
  const runs: number[][] = [];
  for (let run = 0; run < 2; run++) {
    torch.manualSeed(4);
    const model = new Net();
    assert.equal(Object.keys(model.stateDict()).sort(), ['LayerNorm.bias', 'LayerNorm.weight', 'blocks.0.bias', 'blocks.0.weight', 'blocks.1.bias', 'blocks.1.weight', 'head.1.bias', 'head.1.weight', 'input_layer.bias',
      'input_layer.weight', 'norm.bias', 'norm.num_batches_tracked', 'norm.running_mean', 'norm.running_var', 'norm.weight']);
    runs.push(await train(model, 60, ...data()));
  }
  assert.equal(runs[0], runs[1]);
  assert.ok(runs[0]!.at(-1)! < 0.5 * runs[0]![0]!, `${runs[0]!.at(-1)}`);
});

test('a state dict goes to a file and back; what does not fit is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nn-'));
  try {
    const [a, b] = [new Net(), new Net()];
    const [x] = data();
    a.forward(x);
    await saveSafetensors(join(folder, 'net.safetensors'), a.stateDict());
    b.loadStateDict(await loadSafetensors(join(folder, 'net.safetensors')));
    assert.equal(b.eval().forward(x).toArray(), a.eval().forward(x).toArray());
    const { 'head.1.bias': _, ...rest } = a.stateDict();
    assert.throws(() => b.loadStateDict({ ...rest, extra: x }), is('ERR_CONFIG', /missing head\.1\.bias; unexpected extra/));
    assert.equal(b.loadStateDict({ ...rest, extra: x }, { strict: false }), { missingKeys: ['head.1.bias'], unexpectedKeys: ['extra'] });
    assert.throws(() => b.loadStateDict({ ...a.stateDict(), 'head.1.bias': x }), is('ERR_SHAPE', /head\.1\.bias has shape \[32, 4\].*\[1\]/));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('train, eval, freezing, dtype, dispose reach everything inside', () => {
  const model = new Net();
  assert.equal([model.training, model.head.layers[0]!.training, model.eval().head.layers[0]!.training], [true, true, false]);
  model.requiresGrad_(false);
  assert.ok([...model.parameters()].every(({ requiresGrad }) => !requiresGrad));
  assert.is([...model.parameters()].length, 12);
  model.to('float64');
  assert.equal([model.inputLayer.weight.dtype, model.norm.runningMean!.dtype, model.norm.numBatchesTracked!.dtype], ['float64', 'float64', 'int64']);
  assert.is(model.forward(torch.zeros([2, 4], { dtype: 'float64' })).dtype, 'float64');
  model.dispose();
  assert.is(model.inputLayer.weight.disposed, true);
});

test('Sequential gives a promise where a layer is async, and its value where none is', async () => {
  class Later extends nn.Module {
    async forward(x: Tensor): Promise<Tensor> { return x.mul(2); }
  }
  const x = torch.tensor([1]);
  assert.equal(new nn.Sequential(new nn.ReLU(), new nn.Identity()).forward(x).toArray(), [1]);
  const result: unknown = new nn.Sequential(new nn.ReLU(), new Later(), new nn.ReLU()).forward(x);
  assert.instance(result, Promise);
  assert.equal(((await result) as Tensor).toArray(), [2]);
});

test('autocast: matrix products in bfloat16, losses in float32, gradients in the parameters\' dtype', async () => {
  const layer = new nn.Linear(4, 4);
  const x = torch.randn([2, 4]);
  const [product, sum] = amp.autocast(() => [layer.forward(x), nn.functional.mseLoss(layer.forward(x), x)]);
  assert.equal([product!.dtype, sum!.dtype, layer.forward(x).dtype], ['bfloat16', 'float32', 'float32']);
  await sum!.backward();
  assert.is(layer.weight.grad!.dtype, 'float32');
  assert.is(amp.autocast(() => layer.forward(x), { enabled: false }).dtype, 'float32');
  await amp.autocast(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    assert.is(layer.forward(x).dtype, 'bfloat16');
  });
});

test('GradScaler: scales, unscales, leaves bad steps out, grows and backs off', async () => {
  const weight = new nn.Parameter(torch.tensor([1, 2]));
  const optimizer = new optim.SGD([weight], { lr: 0.1 });
  const scaler = new amp.GradScaler({ growthInterval: 2 });
  assert.is(scaler.getScale(), 65536);
  const step = async (factor: number): Promise<void> => {
    optimizer.zeroGrad();
    await scaler.scale(weight.mul(factor).sum()).backward();
    await scaler.step(optimizer);
    scaler.update();
  };
  await step(1);
  close(numbers(weight), [0.9, 1.9], { atol: 1e-6 }, 'after a good step');
  await step(Infinity);
  close(numbers(weight), [0.9, 1.9], { atol: 1e-6 }, 'after a bad step');
  assert.is(scaler.getScale(), 32768);
  await step(1);
  await step(1);
  assert.is(scaler.getScale(), 65536);
  optimizer.zeroGrad();
  await scaler.scale(weight.sum()).backward();
  await scaler.unscale_(optimizer);
  assert.equal(weight.grad!.toArray(), [1, 1]);
  const again = new amp.GradScaler();
  again.loadStateDict(scaler.stateDict());
  assert.is(again.getScale(), 65536);
});

test('averages of weights: the mean of all, and the exponential one', () => {
  const model = new nn.Linear(1, 1, { bias: false });
  const [mean, ema] = [new optim.AveragedModel(model), new optim.AveragedModel(model, { avgFn: optim.getEmaAvgFn(0.9) })];
  for (const value of [1, 2, 6]) {
    model.loadStateDict({ weight: torch.tensor([[value]]) });
    mean.updateParameters(model);
    ema.updateParameters(model);
  }
  close([mean.module.weight.item(), ema.module.weight.item()], [3, 0.9 * (0.9 + 0.2) + 0.6], { atol: 1e-6 }, 'averages');
  assert.equal(mean.forward(torch.tensor([[2]])).toArray(), [[6]]);
});

test('SWALR is PyTorch\'s', () => {
  const [wanted] = JSON.parse(readFileSync(new URL('../../../test/fixtures/nn/swa.json', import.meta.url), 'utf8')) as { cos: number[]; linear: number[] }[];
  for (const strategy of ['cos', 'linear'] as const) {
    const optimizer = new optim.SGD([new nn.Parameter(torch.zeros([1]))], { lr: 0.1 });
    const scheduler = new optim.SWALR(optimizer, { swaLr: 0.03, annealEpochs: 7, annealStrategy: strategy });
    const found = wanted![strategy].map(() => {
      const { lr } = optimizer.paramGroups[0]!;
      scheduler.step();
      return lr;
    });
    close(found, wanted![strategy], { atol: 1e-9 }, strategy);
  }
});

test('what an optimizer cannot take is refused', async () => {
  const weight = new nn.Parameter(torch.zeros([2]));
  assert.throws(() => new optim.SGD([]), is('ERR_CONFIG', /found none/));
  assert.throws(() => new optim.SGD([weight, weight]), is('ERR_CONFIG', /twice/));
  assert.throws(() => new optim.SGD([weight.mul(2)]), is('ERR_CONFIG', /leaves/));
  assert.throws(() => new optim.SGD([weight], { lr: -1 }), is('ERR_RANGE', /lr is -1/));
  assert.throws(() => new optim.SGD([weight], { nesterov: true }), is('ERR_CONFIG', /momentum/));
  assert.throws(() => new optim.Adam([weight], { betas: [1, 0.9] }), is('ERR_RANGE', /betas\[0\] is 1/));
  assert.throws(() => new optim.Adam([weight]).loadStateDict({ state: {}, paramGroups: [] }), is('ERR_CONFIG', /groups of {2}parameters|groups of/));
  assert.throws(() => new nn.MultiheadAttention(5, 2), is('ERR_CONFIG', /5 cannot be divided by numHeads 2/));
  const dense = new optim.SparseAdam([weight]);
  await weight.sum().backward();
  assert.ok(is('ERR_CONFIG', /use Adam/)(await dense.step().catch((e: unknown) => e)));
});

test('dropout: about p are zero in training, the rest scaled; nothing happens in evaluation', () => {
  torch.manualSeed(1);
  const layer = new nn.Dropout(0.3);
  const x = torch.ones([10_000]);
  const y = layer.forward(x);
  const zeros = y.eq(0).sum().item();
  assert.ok(zeros > 2800 && zeros < 3200, `${zeros}`);
  assert.ok(Math.abs(y.max().item() - 1 / 0.7) < 1e-6);
  assert.is(layer.eval().forward(x), x);
});

test.run();
