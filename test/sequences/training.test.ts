// The modules in the trainer: curves of pytorch-lifestream, what is logged, freezing, checkpoints, the other objectives.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  CoLESFinetuneModule, CoLESModule, colesCollate, colesDataset, collateFeatureDict, computeClassWeight, CpcModule, createFinetuneModel, DataLoader, Head, loadSafetensors, MLMPretrainModule, ModelCheckpoint, nn, optim,
  RnnSeqEncoder, RtdModule, rtdCollate, SampleSlices, saveSafetensors, sequenceLosses, sliceDataset, targetCollate, torch, Trainer, TransformerSeqEncoder, TrxEncoder, type Callback, type EventRecord, type FinetuneOptions,
} from '../../lib/index.js';
import type { Tensor } from '../../lib/tensor/tensor.js';
import { close, numbers, referenceTest } from '../reference.js';
import { batchOf, configOf, encoderOf, ptls, under } from './support.js';

const scratch = mkdtempSync(join(tmpdir(), 'coles-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

interface Curve { steps: { lr: number; loss: number; grad_norm?: number }[] }
const curveOf = (folder: string): Curve['steps'] => (JSON.parse(readFileSync(join(ptls, folder, 'expected.json'), 'utf8')) as Curve).steps;
const read = (folder: string, file: string): Promise<Record<string, Tensor>> => loadSafetensors(join(ptls, folder, `${file}.safetensors`));
const stepOf = (batches: Record<string, Tensor>, step: number): Record<string, Tensor> => under(batches, `step${String(step).padStart(2, '0')}/`);
/** The reference's own curve took batch statistics over padding too. */
const referenceEncoder = (folder: string) => encoderOf(configOf(folder, 'expected.json'), { trx: { useBatchNormWithLens: false } });

/** All but the key biases, which have no true gradient: Adam makes steps of rounding noise there. */
function compareWeights(found: Record<string, Tensor>, wanted: Record<string, Tensor>): void {
  for (const [name, one] of Object.entries(wanted)) {
    const middle = one.numel / 3;
    const isKeyBias = (i: number): boolean => name.endsWith('in_proj_bias') && i >= middle && i < 2 * middle;
    close(numbers(found[name]!), numbers(one), { atol: 2e-4 }, name, (i) => !isKeyBias(i));
  }
}

referenceTest('fifteen steps of CoLES follow pytorch-lifestream: loss, learning rate, weights', async () => {
  const [start, batches, final] = [await read('train-coles', 'start'), await read('train-coles', 'batches'), await read('train-coles', 'final')];
  const encoder = referenceEncoder('train-coles');
  encoder.loadStateDict(under(start, 'seq_encoder.'));
  const module = new CoLESModule(encoder);
  const optimizer = new optim.Adam(encoder.parameters(), { lr: 0.004 });
  const scheduler = new optim.lrScheduler.StepLR(optimizer, { stepSize: 5, gamma: 0.9025 });
  for (const [step, { lr, loss: wanted }] of curveOf('train-coles').entries()) {
    const named = stepOf(batches, step);
    const loss = (await module.trainingStep([batchOf(named), named.labels!]))!;
    close([loss.item(), optimizer.paramGroups[0]!.lr], [wanted, lr], { atol: 1e-9, rtol: 1e-4 }, `step ${step}`);
    optimizer.zeroGrad();
    await loss.backward();
    await optimizer.step();
    scheduler.step();
  }
  compareWeights(encoder.stateDict(), under(final, 'seq_encoder.'));
});

referenceTest('fifteen steps of a classifier follow pytorch-lifestream: loss, gradient norm, weights', async () => {
  const [start, batches, final] = [await read('train-finetune', 'start'), await read('train-finetune', 'batches'), await read('train-finetune', 'final')];
  const encoder = referenceEncoder('train-finetune');
  const head = new Head({ inputSize: 16, hiddenLayersSizes: [12], objective: 'classification', numClasses: 3 });
  encoder.loadStateDict(under(start, 'seq_encoder.'));
  head.loadStateDict(under(start, 'head.'));
  const parameters = [...encoder.parameters(), ...head.parameters()];
  const optimizer = new optim.AdamW(parameters, { lr: 0.01, weightDecay: 0.01 });
  const scheduler = new optim.lrScheduler.CosineAnnealingLR(optimizer, { tMax: 15 });
  for (const [step, wanted] of curveOf('train-finetune').entries()) {
    const named = stepOf(batches, step);
    const loss = nn.functional.nllLoss(head.forward(await encoder.encode(batchOf(named))), named.labels!);
    optimizer.zeroGrad();
    await loss.backward();
    const norm = nn.utils.clipGradNorm_(parameters, 1);
    close([loss.item(), norm.item(), optimizer.paramGroups[0]!.lr], [wanted.loss, wanted.grad_norm!, wanted.lr], { atol: 1e-9, rtol: 1e-3 }, `step ${step}`);
    await optimizer.step();
    scheduler.step();
  }
  compareWeights(encoder.stateDict(), under(final, 'seq_encoder.'));
  compareWeights(head.stateDict(), under(final, 'head.'));
});

/** Clients of two kinds: those of label 1 buy code 2 after code 1. */
const clients = (count: number): EventRecord[] => Array.from({ length: count }, (_, i) => {
  const target = i % 2;
  const code = Int32Array.from({ length: 12 + (i % 5) }, (_, t) => (target === 1 && t % 3 === 2 ? 2 : 1 + ((t * 7 + i * 3) % 5)));
  return { id: i, event_time: Float64Array.from(code, (_, t) => t), code, amount: Float32Array.from(code, (one) => one * 1.5), target };
});
const trx = (): TrxEncoder => new TrxEncoder({ embeddings: { code: { in: 7, out: 7 } }, numericValues: { amount: 'log' } });
const small = (): TransformerSeqEncoder => new TransformerSeqEncoder(trx(), { nHeads: 2, dimHidden: 16, nLayers: 1, maxSeqLen: 50 });
const gru = (): RnnSeqEncoder => new RnnSeqEncoder(trx(), { hiddenSize: 8 });
const labeled = (count: number, batchSize = 8): DataLoader<EventRecord, unknown> => new DataLoader<EventRecord, unknown>(clients(count), { batchSize, shuffle: true, seed: 1, collate: targetCollate() as never });
const slices = (count: number): DataLoader => new DataLoader(colesDataset(clients(count), { splitter: new SampleSlices({ splitCount: 3, cntMin: 4, cntMax: 8 }) }) as never, { batchSize: 8, shuffle: true, seed: 1, collate: colesCollate as never });
const quiet = { enableProgressBar: false, numSanityValSteps: 0, handleSignals: false } as const;

test('CoLES in the trainer: a plateau schedule sees the metric under its name, which a checkpoint monitors too', async () => {
  torch.manualSeed(0);
  const module = new CoLESModule(small(), {
    loss: new sequenceLosses.ContrastiveLoss({ reduction: 'mean' }),
    optimizer: (parameters) => new optim.Adam(parameters, { lr: 0.01 }),
    lrScheduler: (optimizer) => new optim.lrScheduler.ReduceLROnPlateau(optimizer, { mode: 'max', patience: 0, factor: 0.5 }),
  });
  const dirpath = join(scratch, 'coles');
  const trainer = new Trainer({ ...quiet, maxEpochs: 4, callbacks: [new ModelCheckpoint({ dirpath, monitor: module.metricName, mode: module.metricMode, saveLast: true })] });
  await trainer.fit(module, slices(24), slices(16));
  const recall = trainer.callbackMetrics['valid/recall_top_k']!;
  assert.ok(recall >= 0 && recall <= 1);
  assert.ok(Number.isFinite(trainer.callbackMetrics.loss) && trainer.callbackMetrics.seq_len! >= 4);
  const state = trainer.schedulers[0]!.scheduler.stateDict() as { best?: number };
  assert.ok(state.best === undefined || Number.isFinite(state.best), 'the schedule has seen the metric');
  const weights = await loadSafetensors(join(dirpath, 'last.ckpt'));
  assert.ok('_seq_encoder.trx_encoder.embeddings.code.weight' in weights, 'names of pytorch-lifestream');

  const finetune = new CoLESFinetuneModule({ seqEncoder: small() });
  const report = await finetune.loadPretrainedEncoder(join(dirpath, 'last.ckpt'));
  assert.equal([report.missing, report.unexpected, report.mismatched], [[], [], []]);
  assert.is(report.matched.length, Object.keys(finetune.seqEncoder.stateDict()).length);
  assert.equal(numbers(finetune.seqEncoder.stateDict()['seq_encoder.starter']!), numbers(module.seqEncoder.stateDict()['seq_encoder.starter']!));
});

/** What of the encoder changes in each epoch. */
async function frozenEpochs(options: Partial<FinetuneOptions>, maxEpochs = 3): Promise<boolean[]> {
  torch.manualSeed(0);
  const module = new CoLESFinetuneModule({ seqEncoder: small(), ...options });
  const still: boolean[] = [];
  let before = '';
  const state = (): string => JSON.stringify(Object.values(module.seqEncoder.stateDict()).map(numbers));
  const watch: Callback = { onTrainEpochStart: () => { before = state(); }, onTrainEpochEnd: () => { still.push(state() === before); } };
  await new Trainer({ ...quiet, maxEpochs, callbacks: [watch] }).fit(module, labeled(16), labeled(8));
  return still;
}

test('freezing: for some epochs, then not; for ever; not at all; statistics of the batch norm stand still too', async () => {
  assert.equal(await frozenEpochs({}), [false, false, false]);
  assert.equal(await frozenEpochs({ freezeEncoder: true }), [true, true, true]);
  assert.equal(await frozenEpochs({ freezeEpochs: 2 }), [true, true, false]);
  assert.equal(await frozenEpochs({ freezeEncoder: true, freezeEpochs: 1 }), [true, false, false]);
});

test('a run that is taken up again freezes and unfreezes where the first would have', async () => {
  const dirpath = join(scratch, 'resume');
  const run = async (maxEpochs: number, ckptPath?: string): Promise<{ weights: number[][]; trainer: Trainer }> => {
    torch.manualSeed(5);
    const module = new CoLESFinetuneModule({ seqEncoder: gru(), freezeEpochs: 2, schedulerType: 'cosine' });
    const stop: Callback = { onTrainEpochStart: (trainer) => { if (trainer.currentEpoch === maxEpochs) throw new Error('the power fails'); } };
    const trainer = new Trainer({ ...quiet, maxEpochs: 4, callbacks: [stop, new ModelCheckpoint({ dirpath, filename: `{epoch}-of-${maxEpochs}` })] });
    await trainer.fit(module, labeled(16), undefined, { ckptPath }).catch((error: Error) => assert.is(error.message, 'the power fails'));
    return { weights: Object.values(module.stateDict()).map(numbers), trainer };
  };
  const whole = await run(4);
  await run(1);
  const resumed = await run(4, join(dirpath, readdirSync(dirpath).find((name) => name.includes('of-1'))!));
  assert.equal(resumed.weights, whole.weights);
});

test('fine-tuning logs six metrics for two classes, five for more; the best three checkpoints by val_acc under their template; loaded back they predict the same', async () => {
  torch.manualSeed(1);
  const dirpath = join(scratch, 'best');
  const module = createFinetuneModel({ seqEncoder: small(), headHiddenDims: [8], lr: 0.01, optimizerType: 'adamw', schedulerType: 'plateau', labelSmoothing: 0.1, classWeights: computeClassWeight('balanced', [0, 0, 1]) });
  const checkpoint = new ModelCheckpoint({ dirpath, monitor: 'val_acc', mode: 'max', saveTopK: 3, filename: 'best_model_{epoch:02d}_{val_acc:.3f}' });
  const trainer = new Trainer({ ...quiet, maxEpochs: 20, callbacks: [checkpoint] });
  await trainer.fit(module, labeled(32), labeled(16));
  assert.equal(Object.keys(trainer.callbackMetrics).sort(), ['train_acc', 'train_loss', 'val_acc', 'val_auc', 'val_f1', 'val_loss']);
  assert.ok(trainer.callbackMetrics.val_acc! > 0.8, `val_acc ${trainer.callbackMetrics.val_acc}`);
  assert.is(readdirSync(dirpath).length, 3);
  assert.match(checkpoint.bestModelPath, /best_model_epoch=\d\d_val_acc=[01]\.\d{3}\.ckpt$/);
  const loaded = await CoLESFinetuneModule.loadFromCheckpoint(checkpoint.bestModelPath, { seqEncoder: small() });
  assert.equal(loaded.hparams.headHiddenDims, [8]);
  const validated = await trainer.validate(loaded, labeled(16));
  assert.is(validated.val_acc, checkpoint.bestModelScore);
  const tested = await trainer.test(loaded, labeled(16));
  assert.equal(Object.keys(tested).sort(), ['test_acc', 'test_auc', 'test_f1', 'test_loss']);
  const [probabilities] = (await trainer.predict(loaded, labeled(16, 16))) as [Tensor];
  close(numbers(probabilities.sum([1])), Array<number>(16).fill(1), { atol: 1e-5 }, 'probabilities');

  const three = new CoLESFinetuneModule({ seqEncoder: small(), nClasses: 3 });
  const other = new Trainer({ ...quiet, maxEpochs: 1 });
  await other.fit(three, labeled(16), labeled(8));
  assert.equal(Object.keys(other.callbackMetrics).sort(), ['train_acc', 'train_loss', 'val_acc', 'val_f1', 'val_loss']);
});

test('val_auc is NaN with one class present', async () => {
  const module = new CoLESFinetuneModule({ seqEncoder: gru() });
  const trainer = new Trainer(quiet);
  const oneClass = clients(16).filter(({ target }) => target === 1);
  assert.ok(Number.isNaN((await trainer.validate(module, new DataLoader(oneClass, { batchSize: 4, collate: targetCollate() }))).val_auc));
});

test('the plateau schedule of fine-tuning sees val_loss; without validation it says what is missing; cosine ends at zero', async () => {
  const fit = async (options: Partial<FinetuneOptions>, val?: DataLoader<EventRecord, unknown>, maxEpochs = 8): Promise<Trainer> => {
    torch.manualSeed(2);
    const trainer = new Trainer({ ...quiet, maxEpochs });
    await trainer.fit(new CoLESFinetuneModule({ seqEncoder: gru(), ...options }), labeled(16), val);
    return trainer;
  };
  const rate = (trainer: Trainer): number => trainer.optimizer!.paramGroups[0]!.lr;
  assert.is(rate(await fit({ lr: 1e-6, schedulerType: 'plateau', freezeEncoder: true }, labeled(8))), 5e-7, 'a loss that stays where it is halves the rate');
  await fit({ schedulerType: 'plateau' }).then(() => assert.unreachable(), (error: Error) => assert.match(error.message, /monitors 'val_loss', which was not logged/));
  close([rate(await fit({ schedulerType: 'cosine' }, undefined, 4))], [0], { atol: 1e-12 }, 'cosine');
  assert.is(rate(await fit({})), 1e-3);
});

test('embeddings for other tools: in the order of the loader, with labels, the same whatever the batches; modes stay as they were', async () => {
  const module = new CoLESFinetuneModule({ seqEncoder: small() });
  const inOrder = (batchSize: number): DataLoader<EventRecord, unknown> => new DataLoader<EventRecord, unknown>(clients(10), { batchSize, collate: targetCollate() as never });
  const { embeddings, labels } = await module.getEmbeddings(inOrder(4));
  assert.equal([embeddings.shape, labels!.toArray()], [[10, 8], clients(10).map(({ target }) => target)]);
  close(numbers((await module.getEmbeddings(inOrder(10))).embeddings), numbers(embeddings), { atol: 1e-6 }, 'other batches');
  assert.is(module.seqEncoder.training, true);
  assert.is((await module.getEmbeddings([collateFeatureDict(clients(3))])).labels, undefined);
  await module.getEmbeddings([]).then(() => assert.unreachable(), (error: Error) => assert.match(error.message, /no batches to embed/));
});

test('the other objectives learn: CPC, replaced events, masked events', async () => {
  torch.manualSeed(3);
  const data = sliceDataset(clients(32), { minLen: 8, maxLen: 12 });
  const loader = (collate: unknown): DataLoader => new DataLoader(data as never, { batchSize: 16, shuffle: true, seed: 2, collate: collate as never });
  const fast = { optimizer: (parameters: Iterable<Tensor>) => new optim.Adam(parameters, { lr: 0.01 }) };
  for (const [module, collate] of [
    [new CpcModule(gru(), { nNegatives: 10, nForwardSteps: 3, ...fast }), collateFeatureDict],
    [new RtdModule(gru(), fast), rtdCollate({ replaceProb: 0.3 })],
    [new MLMPretrainModule(small(), { totalSteps: 60, maxLr: 0.01, replaceProba: 0.3, negCount: 4 }), collateFeatureDict],
  ] as const) {
    const trainer = new Trainer({ ...quiet, maxEpochs: 30 });
    const first = (await trainer.validate(module, loader(collate)))[module.metricName]!;
    await trainer.fit(module, loader(collate), loader(collate));
    const last = trainer.callbackMetrics[module.metricName]!;
    assert.ok(module.metricMode === 'max' ? last > first : last < first, `${module.metricName}: ${first} → ${last}`);
    const path = join(scratch, `${module.metricName.replace('/', '-')}.ckpt`);
    await trainer.saveCheckpoint(path);
    const finetune = new CoLESFinetuneModule({ seqEncoder: module instanceof MLMPretrainModule ? small() : gru() });
    assert.equal((await finetune.loadPretrainedEncoder(path)).missing, [], 'its encoder is loaded for fine-tuning');
  }
  assert.throws(() => new CpcModule(small() as never), /wants an RnnSeqEncoder of one direction/);
  assert.throws(() => new MLMPretrainModule(new RnnSeqEncoder(trx(), { hiddenSize: 5 }), { totalSteps: 1 }), /vectors, 8; this encoder's have 5/);
});

test('16-mixed and bf16-mixed train both encoders', async () => {
  for (const precision of ['16-mixed', 'bf16-mixed'] as const) {
    for (const seqEncoder of [small(), gru()]) {
      const trainer = new Trainer({ ...quiet, maxEpochs: 1, precision, force: true });
      await trainer.fit(new CoLESFinetuneModule({ seqEncoder }), labeled(16), labeled(8));
      assert.ok(Number.isFinite(trainer.callbackMetrics.val_loss!), `${precision} ${seqEncoder.constructor.name}`);
      await new Trainer({ ...quiet, maxEpochs: 1, precision, force: true }).fit(new CoLESModule(seqEncoder), slices(16), slices(8));
    }
  }
});

test('loadPretrainedEncoder reports what matched; strict refuses; a pickle, a foreign file and a head of another size say what is wrong', async () => {
  const refused = (promise: Promise<unknown>, message: RegExp): Promise<void> => promise.then(() => assert.unreachable(), (error: Error) => assert.match(error.message, message));
  const path = join(scratch, 'partly.safetensors');
  const whole = small().stateDict();
  const { 'seq_encoder.starter': _, ...rest } = whole;
  await saveSafetensors(path, { ...rest, '_head.x': torch.ones([1]), 'trx_encoder.embeddings.code.weight': torch.ones([9, 7]) });
  const module = new CoLESFinetuneModule({ seqEncoder: small() });
  const report = await module.loadPretrainedEncoder(path);
  assert.equal([report.missing, report.unexpected, report.mismatched], [['seq_encoder.starter'], ['_head.x'], ['trx_encoder.embeddings.code.weight [9, 7], wanted [7, 7]']]);
  assert.is(report.matched.length, Object.keys(whole).length - 2);
  await refused(module.loadPretrainedEncoder(path, { strict: true }), /does not fit the encoder: missing seq_encoder.starter; of other shapes trx_encoder/);
  await saveSafetensors(path, { 'bert.weight': torch.ones([1]) });
  await refused(module.loadPretrainedEncoder(path), /nothing in .* is of this encoder: it has bert.weight/);
  await refused(module.loadPretrainedEncoder(join(scratch, 'none.safetensors')), /none.safetensors/);
  const other = new CoLESFinetuneModule({ seqEncoder: new RnnSeqEncoder(trx(), { hiddenSize: 5 }) });
  await refused(Promise.resolve().then(() => other.head.forward(torch.ones([2, 8]))), /wants vectors of 5 numbers, the encoder gives 8/);
});

const wrong: [what: string, run: () => unknown, message: RegExp][] = [
  ['no encoder', () => new CoLESFinetuneModule({} as FinetuneOptions), /wants seqEncoder/],
  ['one class', () => new CoLESFinetuneModule({ seqEncoder: gru(), nClasses: 1 }), /nClasses is 1/],
  ['weights of another number', () => new CoLESFinetuneModule({ seqEncoder: gru(), classWeights: [1, 2, 3] }), /classWeights is \[1,2,3\]; wanted 2 numbers/],
  ['an unknown optimizer', () => new CoLESFinetuneModule({ seqEncoder: gru(), optimizerType: 'sgd' as never }), /optimizerType is "sgd"/],
  ['an unknown schedule', () => new CoLESFinetuneModule({ seqEncoder: gru(), schedulerType: 'step' as never }), /schedulerType is "step"/],
  ['half an epoch', () => new CoLESFinetuneModule({ seqEncoder: gru(), freezeEpochs: 0.5 }), /freezeEpochs is 0.5/],
  ['a label beyond the classes', () => new CoLESFinetuneModule({ seqEncoder: gru() }).trainingStep(targetCollate()(clients(2).map((one) => ({ ...one, target: 5 })))), /a label is 5; nClasses 2 has classes 0 to 1/],
  ['a batch without labels', () => new CoLESFinetuneModule({ seqEncoder: gru() }).trainingStep(collateFeatureDict(clients(2))), /no labels to learn from/],
  ['a batch that is none', () => new CoLESFinetuneModule({ seqEncoder: gru() }).trainingStep({ x: 1 }), /a batch of events is a PaddedBatch/],
];
for (const [what, run, message] of wrong) {
  test(`refused with one line: ${what}`, async () => {
    await Promise.resolve().then(run).then(() => assert.unreachable('it was taken'), (error: Error) => assert.match(error.message, message));
  });
}

test.run();
