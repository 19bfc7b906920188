// ../shared/parity/train: the trainer goes through the reference's steps: every loss, rate and norm, and the weights at the end.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { test } from 'uvu';
import { AutoEncoder, AutoModelForMaskedLM, AutoModelForSequenceClassification, loadSafetensors, losses, nn, optim, parameterGroups, torch, Trainer, TrainerModule, type Callback, type Optimizers, type Tensor } from '../../lib/index.js';
import { close, numbers, parity, referenceTest } from '../reference.js';

interface Step { lr?: number; loss: number; grad_norm?: number }
interface Expected {
  steps: Step[];
  float_unstable_parameters?: Record<string, number>;
  optimizer: { lr: number; weight_decay: number; betas?: [number, number] };
  loss?: { class_weights: number[]; label_smoothing: number };
}
type Inputs = Record<string, Tensor>;
const folderOf = (name: string): string => join(parity, 'train', name);
const expectedOf = (name: string): Expected => JSON.parse(readFileSync(join(folderOf(name), 'expected.json'), 'utf8')) as Expected;
const camel = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

async function batchesOf(name: string): Promise<Inputs[]> {
  const batches: Inputs[] = [];
  for (const [key, tensor] of Object.entries(await loadSafetensors(join(folderOf(name), 'batches.safetensors')))) {
    const [, step, input] = /^step(\d+)\/(.*)$/.exec(key)!;
    (batches[Number(step)] ??= {})[camel(input!)] = tensor;
  }
  return batches;
}

/** A model, the loss of a batch, and how it is optimised. */
class Curve<Model extends nn.Module> extends TrainerModule {
  readonly found: Step[] = [];
  constructor(readonly model: Model, private readonly lossOf: (model: Model, batch: Inputs) => Promise<Tensor>, private readonly optimizers: (model: Model) => Optimizers) {
    super();
  }
  override *children(): Generator<[string, nn.Module]> {
    yield ['model', this.model];
  }
  async trainingStep(batch: Inputs): Promise<Tensor> {
    const loss = await this.lossOf(this.model, batch);
    this.found.push({ loss: loss.item() });
    return loss;
  }
  configureOptimizers(): Optimizers {
    return this.optimizers(this.model);
  }
}
/** The rate that a step was made with, and the norm of its gradients before clipping. */
const watch: Callback = {
  onTrainBatchStart: (trainer, module) => void ((module as Curve<nn.Module>).found as (Step & { rate?: number })[]).push({ loss: NaN, lr: trainer.optimizer!.paramGroups[0]!.lr }),
  onTrainBatchEnd: (trainer, module) => {
    const { found } = module as Curve<nn.Module>;
    const { loss } = found.pop()!;
    Object.assign(found.at(-1)!, { loss, grad_norm: trainer.gradientNorm });
  },
};

async function follow<Model extends nn.Module>(name: string, options: ConstructorParameters<typeof Trainer>[0], module: Curve<Model>, also: Callback = {}): Promise<void> {
  const { steps, float_unstable_parameters: unstable } = expectedOf(name);
  await new Trainer({ maxEpochs: 1, ...options, callbacks: [watch, also] }).fit(module, await batchesOf(name));
  assert.is(module.found.length, steps.length);
  steps.forEach(({ lr, loss, grad_norm: norm }, i) => {
    const found = module.found[i]!;
    close([found.loss], [loss], { atol: 1e-4, rtol: 1e-4 }, `${name}: loss of step ${i}`);
    if (lr !== undefined) close([found.lr!], [lr], { atol: 1e-12, rtol: 1e-9 }, `${name}: rate of step ${i}`);
    if (norm !== undefined) close([found.grad_norm!], [norm], { atol: 1e-4, rtol: 1e-3 }, `${name}: gradients' norm of step ${i}`);
  });
  const weights = module.model.stateDict();
  // Where the true gradient is 0, Adam turns rounding into steps: what the reference lists, and the keys' biases where it has no list.
  const isUnstable = (key: string): boolean => (unstable ? key in unstable : key.endsWith('attention.self.key.bias'));
  let compared = 0;
  for (const [key, wanted] of Object.entries(await loadSafetensors(join(folderOf(name), 'final.safetensors')))) {
    if (isUnstable(key)) continue;
    close(numbers(weights[key]!), numbers(wanted), { atol: 1e-4 }, `${name}: final ${key}`);
    compared++;
  }
  assert.is(compared, Object.keys(weights).filter((key) => !isUnstable(key)).length, `${name}: every parameter`);
}

const classifier = (name: string, lossOf = async (model: AutoModelForSequenceClassification, batch: Inputs) => (await model.forward(batch)).loss!) => async (optimizers: (model: AutoModelForSequenceClassification) => Optimizers): Promise<Curve<AutoModelForSequenceClassification>> =>
  new Curve(await AutoModelForSequenceClassification.fromPretrained(folderOf(name)), lossOf, optimizers);

for (const name of ['bert-cls-adamw-cosine', 'gte-cls-adamw-cosine']) referenceTest(name, async () => {
  const { optimizer: { lr, weight_decay: weightDecay }, steps } = expectedOf(name);
  const module = await classifier(name)((model) => {
    const optimizer = new optim.AdamW(model.parameters(), { lr, weightDecay });
    return { optimizer, lrScheduler: { scheduler: new optim.lrScheduler.CosineAnnealingLR(optimizer, { tMax: steps.length }), interval: 'step' } };
  });
  await follow(name, { gradientClipVal: 1 }, module);
});

referenceTest('bert-cls-adam-plateau: class weights, smoothing, no clipping', async () => {
  const name = 'bert-cls-adam-plateau';
  const { optimizer: { lr, weight_decay: weightDecay }, loss } = expectedOf(name);
  const weight = torch.tensor(loss!.class_weights);
  const module = await classifier(name, async (model, { labels, ...inputs }) => nn.functional.crossEntropy((await model.forward(inputs)).logits, labels!, { weight, labelSmoothing: loss!.label_smoothing }))(
    (model) => new optim.Adam(model.parameters(), { lr, weightDecay }));
  await follow(name, {}, module);
});

referenceTest('bert-regression-sgd-accum: the gradients of four batches make a step', async () => {
  const name = 'bert-regression-sgd-accum';
  const { optimizer: { lr, weight_decay: weightDecay } } = expectedOf(name);
  const module = await classifier(name)((model) => new optim.SGD(model.parameters(), { lr, weightDecay, momentum: 0.9, nesterov: true }));
  await follow(name, { gradientClipVal: 1, accumulateGradBatches: 4 }, module);
});

referenceTest('bert-cls-freeze-unfreeze: frozen parameters do not move, nor count their steps', async () => {
  const name = 'bert-cls-freeze-unfreeze';
  const { optimizer: { lr, weight_decay: weightDecay } } = expectedOf(name);
  const module = await classifier(name)((model) => new optim.AdamW(model.parameters(), { lr, weightDecay }));
  const freeze: Callback = {
    onTrainBatchStart: (_, __, ___, batchIdx) => {
      for (const [key, parameter] of module.model.namedParameters()) if (key.startsWith('bert.')) parameter.requiresGrad = batchIdx >= 8;
    },
  };
  await follow(name, { gradientClipVal: 1 }, module, freeze);
});

referenceTest('bert-mlm-adamw-warmup: groups without decay, a tied decoder, masked rows alone', async () => {
  const name = 'bert-mlm-adamw-warmup';
  const { optimizer: { lr, weight_decay: weightDecay }, steps } = expectedOf(name);
  const module = new Curve(await AutoModelForMaskedLM.fromPretrained(folderOf(name)), async (model, batch) => (await model.forward(batch)).loss!, (model) => {
    const optimizer = new optim.AdamW(parameterGroups(model, { lr, weightDecay }));
    return { optimizer, lrScheduler: { scheduler: optim.lrScheduler.getLinearScheduleWithWarmup(optimizer, { numWarmupSteps: 5, numTrainingSteps: steps.length }), interval: 'step' } };
  });
  await follow(name, { gradientClipVal: 1 }, module);
});

referenceTest('bert-mnrl-adamw-warmup: in-batch negatives of mean-pooled vectors', async () => {
  const name = 'bert-mnrl-adamw-warmup';
  const { optimizer: { lr, weight_decay: weightDecay }, steps } = expectedOf(name);
  const loss = new losses.MultipleNegativesRankingLoss();
  const encoder = await AutoEncoder.fromPretrained(folderOf(name), { addPoolingLayer: false });
  const module = new Curve(encoder, async (model, batch) => {
    const columns = await Promise.all(['anchor', 'positive'].map((column) => model.encode(batch[`${column}.inputIds`]!, batch[`${column}.attentionMask`], 'mean')));
    return loss.forward(columns);
  }, (model) => {
    const optimizer = new optim.AdamW(parameterGroups(model, { lr, weightDecay }));
    return { optimizer, lrScheduler: { scheduler: optim.lrScheduler.getCosineScheduleWithWarmup(optimizer, { numWarmupSteps: 3, numTrainingSteps: steps.length }), interval: 'step' } };
  });
  await follow(name, { gradientClipVal: 1 }, module);
});

test.run();
