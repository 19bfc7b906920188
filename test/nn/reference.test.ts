// ../shared/parity: torch-blocks, the schedules and optimizers of train/schedulers-optimizers, clipping.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nn, optim, torch, type Tensor } from '../../lib/index.js';
import { checkGradients, close, numbers, parity, referenceOf, referenceTest, type Case, type Reference } from '../reference.js';

const blocks = join(parity, 'torch-blocks');
const forward = { atol: 2e-5, rtol: 1e-4 };

/** A case with its inputs apart from its weights. */
async function caseOf(name: string): Promise<{ one: Case; inputs: Record<string, Tensor>; weights: Record<string, Tensor>; reference: Reference }> {
  const reference = await referenceOf(blocks);
  const one = reference.cases.find((found) => found.name === name)!;
  const entries = Object.entries(one.inputs).map(([key, tensor]) => [key, reference.tensors[tensor]!] as const);
  const isWeight = ([key]: readonly [string, Tensor]): boolean => key.startsWith('weights.');
  return {
    one, reference,
    inputs: Object.fromEntries(entries.filter((entry) => !isWeight(entry))),
    weights: Object.fromEntries(entries.filter(isWeight).map(([key, tensor]) => [key.slice('weights.'.length), tensor])),
  };
}
const outputOf = ({ one, reference }: { one: Case; reference: Reference }, name: string): number[] => {
  const { tensor, value } = one.outputs[name]!;
  return tensor ? numbers(reference.tensors[tensor]!) : [value!];
};

for (const name of ['transformer_encoder_postnorm', 'transformer_encoder_prenorm_gelu']) {
  referenceTest(`torch-blocks: ${name}`, async () => {
    const found = await caseOf(name);
    const config = (found.one as unknown as { config: { d_model: number; nhead: number; dim_feedforward: number; num_layers: number; final_norm: boolean; norm_first: boolean; activation: 'relu' | 'gelu' } }).config;
    const layer = new nn.TransformerEncoderLayer(config.d_model, config.nhead, { dimFeedforward: config.dim_feedforward, normFirst: config.norm_first, activation: config.activation, batchFirst: true });
    const encoder = new nn.TransformerEncoder(layer, config.num_layers, config.final_norm ? new nn.LayerNorm(config.d_model) : undefined);
    encoder.loadStateDict(found.weights);
    encoder.eval();
    const { x, src_key_padding_mask: padding } = found.inputs as { x: Tensor; src_key_padding_mask: Tensor };
    const y = encoder.forward(x, { srcKeyPaddingMask: padding.to('bool') });
    const hidden = numbers(padding);
    close(numbers(y), outputOf(found, 'y'), forward, 'y', (i) => hidden[Math.floor(i / config.d_model)] === 0);
    const causal = encoder.forward(x, { mask: nn.Transformer.generateSquareSubsequentMask(x.shape[1]!) });
    close(numbers(causal), outputOf(found, 'y_causal'), forward, 'y_causal');
  });
}

referenceTest('torch-blocks: embedding bags, an empty one among them, with gradients', async () => {
  const found = await caseOf('embedding_bag');
  class Classifier extends nn.Module {
    embedding = new nn.EmbeddingBag(...(found.weights['embedding.weight']!.shape as [number, number]));
    classifier = new nn.Linear(...([...found.weights['classifier.weight']!.shape].reverse() as [number, number]));
    forward(ids: Tensor, offsets: Tensor): Tensor { return this.classifier.forward(this.embedding.forward(ids, offsets)); }
  }
  const model = new Classifier();
  model.loadStateDict(found.weights);
  const { ids, offsets, labels } = found.inputs as Record<string, Tensor>;
  const logits = model.forward(ids!, offsets!);
  close(numbers(logits), outputOf(found, 'logits'), forward, 'logits');
  for (const mode of ['sum', 'max'] as const) {
    const bag = new nn.EmbeddingBag(...(model.embedding.weight.shape as [number, number]), { mode });
    bag.loadStateDict({ weight: found.weights['embedding.weight']! });
    close(numbers(bag.forward(ids!, offsets!)), outputOf(found, `bag_${mode}`), forward, mode);
  }
  const loss = nn.functional.crossEntropy(logits, labels!);
  close([loss.item()], outputOf(found, 'loss'), { atol: 1e-5, rtol: 1e-5 }, 'loss');
  await loss.backward();
  if (found.one.grads) checkGradients(model, { ...found.one, grad_norms: found.one.grad_norms ?? {} }, found.reference.tensors);
});

referenceTest('torch-blocks: losses and activations', async () => {
  const found = await caseOf('losses');
  const { logits, labels, class_weights: weight, binary_targets: binary, regression_targets: regression } = found.inputs as Record<string, Tensor>;
  const F = nn.functional;
  const known: Record<string, () => Tensor> = {
    'cross_entropy.plain': () => F.crossEntropy(logits!, labels!), 'cross_entropy.weights': () => F.crossEntropy(logits!, labels!, { weight }),
    'cross_entropy.smoothing0.1': () => F.crossEntropy(logits!, labels!, { labelSmoothing: 0.1 }), 'cross_entropy.weights_smoothing': () => F.crossEntropy(logits!, labels!, { weight, labelSmoothing: 0.2 }),
    'cross_entropy.sum': () => F.crossEntropy(logits!, labels!, { reduction: 'sum' }), 'cross_entropy.sum_weights_smoothing': () => F.crossEntropy(logits!, labels!, { reduction: 'sum', weight, labelSmoothing: 0.2 }),
    bce_with_logits: () => F.binaryCrossEntropyWithLogits(logits!, binary!), 'bce_with_logits.pos_weight': () => F.binaryCrossEntropyWithLogits(logits!, binary!, { posWeight: torch.tensor([1, 2, 0.5, 3]) }), mse: () => F.mseLoss(logits!, regression!), l1: () => F.l1Loss(logits!, regression!), 'huber.delta0.7': () => F.huberLoss(logits!, regression!, { delta: 0.7 }),
    smooth_l1: () => F.smoothL1Loss(logits!, regression!), 'kl_div.batchmean': () => F.klDiv(logits!.logSoftmax(-1), regression!.softmax(-1), { reduction: 'batchmean' }),
  };
  assert.equal(Object.keys(known).sort(), Object.keys(found.one.outputs).sort());
  for (const [name, loss] of Object.entries(known)) close(numbers(loss()), outputOf(found, name), { atol: 1e-5, rtol: 1e-5 }, name);
  const activations = await caseOf('activations');
  const x = activations.inputs.x!;
  const functions: Record<string, () => Tensor> = { gelu: () => x.gelu(), gelu_tanh: () => F.gelu(x, 'tanh'), silu: () => x.silu(), relu: () => x.relu(), tanh: () => x.tanh(), mish: () => x.mish() };
  for (const [name, run] of Object.entries(functions)) close(numbers(run()), outputOf(activations, name), { atol: 1e-6, rtol: 1e-6 }, name);
});

interface Schedules { plateau_metric: number[]; schedulers: Record<string, number[]>; quadratic: { A: number[][]; b: number[]; w0: number[] }; optimizers: Record<string, { losses: number[]; final?: number[]; w?: number[] }> }
const schedules = (): Schedules => JSON.parse(readFileSync(join(parity, 'train/schedulers-optimizers/expected.json'), 'utf8')) as Schedules;

referenceTest('every schedule of 40 steps', () => {
  const { plateau_metric: metric, schedulers } = schedules();
  const S = optim.lrScheduler;
  const warm = { numWarmupSteps: 6, numTrainingSteps: 40 };
  type Made = { step(metric?: number): void };
  const make: Record<string, (o: optim.SGD) => Made> = {
    'CosineAnnealingLR(T_max=40)': (o) => new S.CosineAnnealingLR(o, { tMax: 40 }), 'CosineAnnealingLR(T_max=7,eta_min=0.01)': (o) => new S.CosineAnnealingLR(o, { tMax: 7, etaMin: 0.01 }),
    'CosineAnnealingWarmRestarts(T_0=7,T_mult=2)': (o) => new S.CosineAnnealingWarmRestarts(o, { t0: 7, tMult: 2 }), 'StepLR(step_size=7,gamma=0.5)': (o) => new S.StepLR(o, { stepSize: 7, gamma: 0.5 }),
    'MultiStepLR([5,20],0.1)': (o) => new S.MultiStepLR(o, { milestones: [5, 20], gamma: 0.1 }), 'ExponentialLR(0.9)': (o) => new S.ExponentialLR(o, { gamma: 0.9 }),
    'LinearLR(0.2,1.0,10)': (o) => new S.LinearLR(o, { startFactor: 0.2, endFactor: 1, totalIters: 10 }), 'OneCycleLR(max_lr=0.5,total_steps=41)': (o) => new S.OneCycleLR(o, { maxLr: 0.5, totalSteps: 41 }),
    'ReduceLROnPlateau(factor=0.5,patience=3)': (o) => new S.ReduceLROnPlateau(o, { factor: 0.5, patience: 3 }) as unknown as Made,
    'SequentialLR(LinearLR(0.1,1,5),CosineAnnealingLR(35))': (o) => new S.SequentialLR(o, [new S.LinearLR(o, { startFactor: 0.1, endFactor: 1, totalIters: 5 }), new S.CosineAnnealingLR(o, { tMax: 35 })], { milestones: [5] }),
    'hf_linear(warmup=6,total=40)': (o) => S.getLinearScheduleWithWarmup(o, warm), 'hf_cosine(warmup=6,total=40)': (o) => S.getCosineScheduleWithWarmup(o, warm),
    'hf_cosine_hard_restarts(warmup=4,total=40,cycles=3)': (o) => S.getCosineWithHardRestartsScheduleWithWarmup(o, { numWarmupSteps: 4, numTrainingSteps: 40, numCycles: 3 }),
    'hf_constant(warmup=6)': (o) => S.getConstantScheduleWithWarmup(o, warm), 'hf_polynomial(warmup=6,total=40,lr_end=1e-3,power=2)': (o) => S.getPolynomialDecayScheduleWithWarmup(o, { ...warm, lrEnd: 1e-3, power: 2 }),
  };
  assert.equal(Object.keys(make).sort(), Object.keys(schedulers).sort());
  for (const [name, wanted] of Object.entries(schedulers)) {
    const optimizer = new optim.SGD([torch.zeros([1], { requiresGrad: true })], { lr: 0.1 });
    const scheduler = make[name]!(optimizer);
    const found = wanted.map((_, i) => {
      const { lr } = optimizer.paramGroups[0]!;
      scheduler.step(metric[i]);
      return lr;
    });
    close(found, wanted, { atol: 1e-9 }, name);
  }
});

referenceTest('every optimizer on the quadratic, in float64', async () => {
  const { quadratic: { A, b, w0 }, optimizers } = schedules();
  const double = { dtype: 'float64' } as const;
  const [matrix, vector] = [torch.tensor(A, double), torch.tensor(b, double)];
  const make: Record<string, (p: Tensor[]) => { zeroGrad(): void; step(): Promise<unknown> }> = {
    'SGD(lr=0.05)': (p) => new optim.SGD(p, { lr: 0.05 }), 'SGD(lr=0.05,momentum=0.9)': (p) => new optim.SGD(p, { lr: 0.05, momentum: 0.9 }),
    'SGD(lr=0.05,momentum=0.9,nesterov,weight_decay=0.01)': (p) => new optim.SGD(p, { lr: 0.05, momentum: 0.9, nesterov: true, weightDecay: 0.01 }), 'Adam(lr=0.05)': (p) => new optim.Adam(p, { lr: 0.05 }),
    'Adam(lr=0.05,weight_decay=0.1,betas=(0.8,0.95),eps=1e-6)': (p) => new optim.Adam(p, { lr: 0.05, weightDecay: 0.1, betas: [0.8, 0.95], eps: 1e-6 }), 'AdamW(lr=0.05,weight_decay=0.01)': (p) => new optim.AdamW(p, { lr: 0.05, weightDecay: 0.01 }),
    'AdamW(lr=0.05,weight_decay=0.3,amsgrad)': (p) => new optim.AdamW(p, { lr: 0.05, weightDecay: 0.3, amsgrad: true }), 'RMSprop(lr=0.01)': (p) => new optim.RMSprop(p, { lr: 0.01 }), 'Adagrad(lr=0.1)': (p) => new optim.Adagrad(p, { lr: 0.1 }),
  };
  assert.equal(Object.keys(make).sort(), Object.keys(optimizers).sort());
  for (const [name, { losses }] of Object.entries(optimizers)) {
    const w = torch.tensor(w0, { ...double, requiresGrad: true });
    const optimizer = make[name]!([w]);
    const found: number[] = [];
    for (let i = 0; i < losses.length; i++) {
      const loss = w.dot(matrix.mv(w)).mul(0.5).sub(vector.dot(w));
      found.push(loss.item());
      optimizer.zeroGrad();
      await loss.backward();
      await optimizer.step();
    }
    close(found, losses, { atol: 1e-5 }, name);
  }
});

referenceTest('clipping by the norm', () => {
  const { grads, expected } = JSON.parse(readFileSync(join(parity, 'train/schedulers-optimizers/clip_grad_norm.json'), 'utf8')) as { grads: (number[][] | null)[]; expected: Record<string, { total_norm: number; grads: (number[][] | null)[] }> };
  for (const [name, { total_norm: total, grads: wanted }] of Object.entries(expected)) {
    const [, max, type] = /max_norm=([\d.]+),norm_type=([\d.]+|Infinity)/.exec(name)!;
    const parameters = grads.map((gradient) => {
      const parameter = torch.zerosLike(torch.tensor(gradient ?? [0]), { requiresGrad: true });
      if (gradient) parameter.grad = torch.tensor(gradient);
      return parameter;
    });
    const norm = nn.utils.clipGradNorm_(parameters, Number(max), Number(type));
    close([norm.item()], [total], { atol: 1e-5, rtol: 1e-5 }, name);
    parameters.forEach((parameter, i) => { if (wanted[i]) close(numbers(parameter.grad!), wanted[i].flat(), { atol: 1e-6, rtol: 1e-5 }, name); else assert.is(parameter.grad, undefined); });
    nn.utils.clipGradValue_(parameters, 0.05);
    assert.ok(parameters.every(({ grad }) => !grad || grad.abs().max().item() <= 0.05 + 1e-7));
  }
});

test.run();
