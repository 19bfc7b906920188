// Memory that runs out: batches in parts, also in the middle of a step, and the search for a size; float32 or half precision.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { buildInfo, createEncoder, findBatchSize, nn, optim, TaskHandler, TaskModule, torch, Trainer, UnifiedTaskModel, type Optimizers, type Tensor } from '../../lib/index.js';
import { close, numbers } from '../reference.js';
import { batches, failure, hashOf, is, Net, type Batch } from './support.js';

/** Asks for more memory than there is, for batches of more than `limit` rows: before the loss, or in backward. */
class Hungry extends Net {
  tried: number[] = [];
  constructor(private readonly limit: number, private readonly where: 'forward' | 'backward', optimizers?: (net: Net) => Optimizers) { super(optimizers); }
  override trainingStep(batch: Batch): Tensor {
    const rows = batch.x.shape[0]!;
    this.tried.push(rows);
    const fails = rows > this.limit;
    if (fails && this.where === 'forward') torch.zeros([2 ** 46]);
    const loss = super.trainingStep(batch);
    if (fails) this.last.weight.registerHook(() => { torch.zeros([2 ** 46]); });
    return loss;
  }
}
const sgd = (module: Net): optim.SGD => new optim.SGD(module.parameters(), { lr: 0.1 });
const fresh = (limit: number, where: 'forward' | 'backward'): Hungry => {
  torch.manualSeed(1);
  const module = new Hungry(limit, where, sgd);
  module.dropout = new nn.Dropout(0);
  return module;
};

for (const accumulateGradBatches of [1, 2]) {
  test(`a batch for which memory is not enough is taken in parts, with the same result; ${accumulateGradBatches} batches a step`, async () => {
    const options = { maxEpochs: 1, accumulateGradBatches, splitOnOutOfMemory: true, seed: 2 };
    const whole = fresh(8, 'forward');
    await new Trainer(options).fit(whole, batches(3));
    assert.equal(whole.tried, [8, 8, 8]);
    const parted = fresh(3, 'forward');
    const trainer = new Trainer(options);
    await trainer.fit(parted, batches(3));
    assert.equal(parted.tried, [8, 4, 2, 2, 2, 2, ...Array(8).fill(2)]);
    for (const [name, tensor] of Object.entries(whole.stateDict())) close(numbers(parted.stateDict()[name]!), numbers(tensor), { atol: 1e-6 }, name);
    close([trainer.callbackMetrics.train_loss_epoch!], [whole.losses.reduce((sum, loss) => sum + loss / 3, 0)], { atol: 1e-3 }, 'logged once');
  });
}

test('memory that runs out in backward, in the second batch of a step: the step begins again', async () => {
  const options = { maxEpochs: 1, accumulateGradBatches: 2, splitOnOutOfMemory: true };
  const data = batches(2);
  data[0] = { x: data[0]!.x.slice(0, 0, 4), y: data[0]!.y.slice(0, 0, 4) };
  const [whole, parted] = [fresh(8, 'backward'), fresh(4, 'backward')];
  await new Trainer(options).fit(whole, data);
  let hooks: { remove(): void }[] = [];
  parted.last.weight.registerHook = (): { remove(): void } => { // once for each failing batch
    const hook = Object.getPrototypeOf(parted.last.weight).registerHook.call(parted.last.weight, () => { hooks.forEach((one) => one.remove()); hooks = []; torch.zeros([2 ** 46]); }) as { remove(): void };
    hooks.push(hook);
    return hook;
  };
  await new Trainer(options).fit(parted, data);
  assert.equal(parted.tried, [4, 8, 2, 2, 4, 4]);
  for (const [name, tensor] of Object.entries(whole.stateDict())) close(numbers(parted.stateDict()[name]!), numbers(tensor), { atol: 1e-6 }, name);
});

test('without the option, or when one row is too much, it is an error', async () => {
  assert.ok(is('ERR_MEMORY')(await failure(new Trainer({ maxEpochs: 1 }).fit(fresh(4, 'forward'), batches(1)))));
  assert.ok(is('ERR_MEMORY')(await failure(new Trainer({ maxEpochs: 1, splitOnOutOfMemory: true }).fit(fresh(0, 'forward'), batches(1)))));
});

test('findBatchSize: doubled until it fails, or searched between; nothing is left changed', async () => {
  const module = fresh(20, 'forward');
  const [x, y] = [torch.randn([64, 4]), torch.randn([64, 1])];
  const loaderOf = (size: number): Batch[] => [{ x: x.slice(0, 0, size), y: y.slice(0, 0, size) }];
  const before = hashOf(module);
  const rng = numbers(torch.getRngState());
  assert.is(await findBatchSize(module, loaderOf, { stepsPerTrial: 1 }), 16);
  assert.is(await findBatchSize(module, loaderOf, { mode: 'binsearch', stepsPerTrial: 1 }), 20);
  assert.is(await findBatchSize(module, loaderOf, { max: 10, stepsPerTrial: 1 }), 10);
  assert.equal([hashOf(module), numbers(torch.getRngState()), module.first.weight.grad], [before, rng, undefined]);
  assert.ok(is('ERR_MEMORY', /not even a batch of 32/)(await failure(findBatchSize(module, loaderOf, { initial: 32 }))));
  assert.ok(is('ERR_CONFIG', /initial is 0/)(await failure(findBatchSize(module, loaderOf, { initial: 0 }))));
});

for (const precision of ['bf16-mixed', '16-mixed'] as const) {
  test(`${precision}: products in half, weights, gradients and steps in float32; a CPU without such arithmetic trains in float32`, async () => {
    const seen = new Set<string>();
    class Watched extends Net {
      override trainingStep(batch: Batch): Tensor {
        seen.add(this.first.forward(batch.x).dtype);
        return super.trainingStep(batch);
      }
    }
    const run = async (options: object): Promise<Watched> => {
      torch.manualSeed(1);
      const module = new Watched();
      await new Trainer({ maxEpochs: 40, seed: 3, ...options }).fit(module, batches(4));
      return module;
    };
    const half = precision === '16-mixed' ? 'float16' : 'bfloat16';
    const forced = await run({ precision, force: true, gradientClipVal: 1 });
    assert.equal([...seen], [half]);
    assert.equal(Object.values(forced.stateDict()).map(({ dtype }) => dtype), ['float32', 'float32', 'float32', 'float32']);
    assert.ok(forced.losses.at(-1)! < 0.6 * forced.losses[0]!, `${forced.losses[0]} to ${forced.losses.at(-1)}`);
    seen.clear();
    await run({ precision, maxEpochs: 1 });
    assert.equal([...seen], [buildInfo().nativeHalf.includes(half) ? half : 'float32']);
  });
}

test('16-mixed: an infinite gradient leaves the step out and halves the scale, and training goes on', async () => {
  class Spiky extends Net {
    #steps = 0;
    override trainingStep(batch: Batch): Tensor {
      const loss = super.trainingStep(batch);
      return this.#steps++ === 1 ? loss.mul(Infinity) : loss;
    }
  }
  const module = new Spiky();
  const hashes: string[] = [];
  await new Trainer({ maxEpochs: 1, precision: '16-mixed', force: true, callbacks: [{ onTrainBatchEnd: () => void hashes.push(hashOf(module)) }] }).fit(module, batches(3));
  assert.is(hashes[1], hashes[0]);
  assert.is.not(hashes[2], hashes[1]);
});

for (const type of ['bert', 'gte'] as const) {
  test(`${type} in bf16-mixed and 16-mixed: the loss falls, weights stay float32, layers may be computed again`, async () => {
    const sizes = { vocab_size: 30, hidden_size: 16, num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 32, max_position_embeddings: 32 };
    const batch = { inputIds: torch.tensor([[1, 2, 3, 4], [5, 6, 0, 0]], { dtype: 'int64' }), attentionMask: torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]], { dtype: 'int64' }), labels: torch.tensor([0, 1], { dtype: 'int64' }) };
    for (const precision of ['bf16-mixed', '16-mixed'] as const) {
      const losses: number[] = [];
      const encoder = await createEncoder(type, sizes);
      encoder.gradientCheckpointingEnable();
      const module = new TaskModule(new UnifiedTaskModel(encoder, 'classification', 2), TaskHandler.create('classification', { outputDim: 2 }), { lr: 0.01, scheduler: null });
      await new Trainer({ maxEpochs: 20, precision, force: true, gradientClipVal: 1, callbacks: [{ onTrainEpochEnd: ({ callbackMetrics }) => void losses.push(callbackMetrics.train_loss!) }] }).fit(module, [batch]);
      assert.ok(losses.at(-1)! < 0.7 * losses[0]!, `${precision}: ${losses[0]} to ${losses.at(-1)}`);
      assert.ok(Object.values(module.stateDict()).every(({ dtype }) => dtype === 'float32'));
    }
  });
}

test.run();
