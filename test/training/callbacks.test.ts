// Early stopping, rates, progress, freezing, names of checkpoints, and what happens when training is interrupted.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bitFit, createEncoder, EarlyStopping, Freezing, LearningRateMonitor, ModelCheckpoint, nn, optim, ProgressBar, readCheckpoint, Trainer, TrainerModule, type Callback, type Tensor } from '../../lib/index.js';
import { formatName } from '../../lib/training/callbacks/filename.js';
import { batches, failure, folder, hashOf, is, net, Net, type Batch } from './support.js';

/** Logs the values that it is given, one for each epoch. */
class Scripted extends Net {
  constructor(private readonly values: readonly number[]) { super(); }
  #epoch = 0;
  override trainingStep(batch: Batch): Tensor { return this.loss(batch); }
  override validationStep(): void { this.log('score', this.values[this.#epoch++] ?? NaN); }
}
const stopsAfter = async (values: readonly number[], options: Omit<ConstructorParameters<typeof EarlyStopping>[0], 'monitor'>): Promise<[number, string]> => {
  const stopping = new EarlyStopping({ monitor: 'score', ...options });
  const trainer = new Trainer({ maxEpochs: 10, callbacks: [stopping], numSanityValSteps: 0 });
  await trainer.fit(new Scripted(values), batches(1), batches(1));
  return [trainer.currentEpoch, stopping.stoppingReason];
};

test('EarlyStopping: patience, delta, thresholds, NaN, as Lightning counts them', async () => {
  assert.equal(await stopsAfter([5, 4, 4, 4, 4, 4, 4], { patience: 2 }), [4, 'score was no better than 4 in 2 checks']);
  assert.is((await stopsAfter([5, 4, 3.95, 3.9, 1, 1, 1, 1], { patience: 2, minDelta: 0.2 }))[0], 4);
  assert.is((await stopsAfter([1, 2, 3, 2, 2, 2, 9, 9, 9, 9], { mode: 'max', patience: 3 }))[0], 6);
  assert.equal(await stopsAfter([1, 0.2, 0.1], { stoppingThreshold: 0.5 }), [2, 'score is 0.2, better than 0.5']);
  assert.equal(await stopsAfter([1, 2, 30], { divergenceThreshold: 10 }), [3, 'score is 30, worse than 10']);
  assert.equal(await stopsAfter([1, NaN], {}), [2, 'score is NaN']);
  assert.ok(is('ERR_CONFIG', /monitors 'nothing'.*logged are score/)(await failure(new Trainer({ maxEpochs: 1, numSanityValSteps: 0, callbacks: [new EarlyStopping({ monitor: 'nothing' })] }).fit(new Scripted([1]), batches(1), batches(1)))));
  const trainer = new Trainer({ maxEpochs: 8, minEpochs: 5, numSanityValSteps: 0, callbacks: [new EarlyStopping({ monitor: 'score', patience: 1 })] });
  await trainer.fit(new Scripted([1, 2, 3, 4, 5, 6, 7, 8]), batches(1), batches(1));
  assert.is(trainer.currentEpoch, 5);
});

test('LearningRateMonitor logs each group; ProgressBar tells rate, time left and values in plain lines', async () => {
  const lines: string[] = [];
  const module = net((one) => {
    const optimizer = new optim.AdamW([{ params: one.first.parameters(), lr: 0.1 }, { params: one.last.parameters(), lr: 0.2 }]);
    return { optimizer, lrScheduler: { scheduler: new optim.lrScheduler.ExponentialLR(optimizer, { gamma: 0.5 }) } };
  });
  module.validationStep = function (batch: Batch): void { this.log('val_loss', this.loss(batch), { progBar: true }); };
  const bar = new ProgressBar({ output: { write: (text: string) => void lines.push(text) }, interval: 0 });
  const trainer = new Trainer({ maxEpochs: 2, callbacks: [new LearningRateMonitor({ loggingInterval: 'epoch' }), bar] });
  await trainer.fit(module, batches(2), batches(1));
  assert.is(trainer.callbackMetrics['lr-AdamW/pg2'], 0.1);
  assert.match(lines.join(''), /^Epoch 1\/2: 1\/2 batches, [\d.e+]+ batches\/s, \d+ s left.*\nEpoch 1\/2: 2\/2 .*\nEpoch 1\/2: 2\/2 batches, .*val_loss=0\.\d+\nEpoch 2\/2/);
});

test('names of checkpoints: Python\'s formats, Lightning\'s insertion, versions on a clash', async () => {
  const metrics = { epoch: 2, step: 7, val_acc: 0.87345, 'val/loss': 1e-5, big: 123456.7 };
  const named = (template: string, insert = true): string => formatName(template, metrics, insert);
  assert.is(named('best_model_{epoch:02d}_{val_acc:.3f}'), 'best_model_epoch=02_val_acc=0.873');
  assert.is(named('best_model_{epoch:02d}_{val_acc:.3f}', false), 'best_model_02_0.873');
  assert.is(named('{epoch}-{step}'), 'epoch=2-step=7');
  assert.is(named('{missing:.1f} {val/loss:.2e} {val/loss} {val_acc:.2g} {big:.3g} {val_acc:8.2f}', false), '0.0 1.00e-05 1e-05 0.87 1.23e+05     0.87');
  assert.is(formatName('{a}_{b}_{epoch}', { a: 1, b: 0.1, epoch: 1 }, true), 'a=1.0_b=0.1_epoch=1');
  const dirpath = folder();
  for (let run = 0; run < 3; run++) await new Trainer({ maxEpochs: 1, callbacks: [new ModelCheckpoint({ dirpath, filename: 'same' })] }).fit(net(), batches(1));
  assert.equal(readdirSync(dirpath).sort(), ['same-v1.ckpt', 'same-v2.ckpt', 'same.ckpt']);
  await new Trainer({ maxEpochs: 1, callbacks: [new ModelCheckpoint({ dirpath, filename: 'same', enableVersionCounter: false })] }).fit(net(), batches(1));
  assert.is(readdirSync(dirpath).length, 3);
});

test('ModelCheckpoint: a value that is not logged, weights alone, every n steps, the best of three', async () => {
  const fit = (options: Partial<ConstructorParameters<typeof ModelCheckpoint>[0]>, dirpath = folder()): Promise<string[]> =>
    new Trainer({ maxEpochs: 4, numSanityValSteps: 0, callbacks: [new ModelCheckpoint({ dirpath, ...options })] }).fit(new Scripted([3, 1, 2, 5]), batches(3), batches(1)).then(() => readdirSync(dirpath).sort());
  assert.ok(is('ERR_CONFIG', /monitors 'nothing'.*logged are.*score/)(await failure(fit({ monitor: 'nothing' }))));
  assert.equal(await fit({ monitor: 'score', saveTopK: 2, filename: '{score:.0f}' }), ['score=1.ckpt', 'score=2.ckpt']);
  assert.equal(await fit({ monitor: 'score', mode: 'max', filename: '{score:.0f}' }), ['score=5.ckpt']);
  assert.equal(await fit({ monitor: 'score', saveTopK: -1, filename: '{score:.0f}' }), ['score=1.ckpt', 'score=2.ckpt', 'score=3.ckpt', 'score=5.ckpt']);
  assert.equal(await fit({ everyNTrainSteps: 5, saveTopK: -1 }), ['epoch=1-step=5.ckpt', 'epoch=3-step=10.ckpt']);
  assert.equal(await fit({ everyNEpochs: 2, saveTopK: -1 }), ['epoch=1-step=6.ckpt', 'epoch=3-step=12.ckpt']);
  assert.equal(await fit({ saveTopK: 0, saveLast: true }), ['last.ckpt']);
  const dirpath = folder();
  await fit({ saveWeightsOnly: true, filename: 'light' }, dirpath);
  assert.ok(is('ERR_FILE', /holds weights alone/)(await failure(new Trainer({ maxEpochs: 9 }).fit(net(), batches(1), undefined, { ckptPath: join(dirpath, 'light.ckpt') }))));
  assert.ok(is('ERR_FILE', /no ModelCheckpoint/)(await failure(new Trainer({ maxEpochs: 9 }).fit(net(), batches(1), undefined, { ckptPath: 'last' }))));
});

test('Freezing: the head alone, then layer by layer from the top; bitFit: biases and the head', async () => {
  class Tuned extends TrainerModule {
    head = new nn.Linear(8, 1);
    constructor(readonly encoder: Awaited<ReturnType<typeof createEncoder>>) { super(); }
    async trainingStep(ids: Tensor): Promise<Tensor> { return this.head.forward(await this.encoder.encode(ids)).square().mean(); }
    configureOptimizers(): optim.AdamW { return new optim.AdamW(this.parameters(), { lr: 0.01 }); }
  }
  const ids = (await import('../../lib/index.js')).torch.tensor([[1, 2, 3]], { dtype: 'int64' });
  const made = async (): Promise<Tuned> => new Tuned(await createEncoder('bert', { vocab_size: 9, hidden_size: 8, num_hidden_layers: 3, num_attention_heads: 2, intermediate_size: 8, max_position_embeddings: 8 }));
  const module = await made();
  const learning = (): string => [...new Set([...module.namedParameters()].filter(([, { requiresGrad }]) => requiresGrad).map(([name]) => /layer\.\d|embeddings|head/.exec(name)![0]))].sort().join(' ');
  const seen: string[] = [];
  await new Trainer({ maxEpochs: 6, callbacks: [new Freezing({ epochs: 1, everyNEpochs: 1 }), { onTrainBatchStart: () => void seen.push(learning()) }] }).fit(module, [ids]);
  assert.equal(seen, ['head', 'head layer.2', 'head layer.1 layer.2', 'head layer.0 layer.1 layer.2', 'embeddings head layer.0 layer.1 layer.2', 'embeddings head layer.0 layer.1 layer.2']);
  const { trainable, total } = bitFit(module);
  assert.ok(trainable < total / 5 && trainable > 9);
  assert.ok([...module.namedParameters()].every(([name, { requiresGrad }]) => requiresGrad === (/bias/.test(name) || name.startsWith('head'))));
  await new Trainer({ maxEpochs: 1 }).fit(module, [ids]);
  assert.ok(is('ERR_CONFIG', /nothing would learn/)(await failure((async () => bitFit(await made(), { keywords: ['x'], keep: () => false }))())));
});

test('a loss that is no number stops training; the weights are those after the last step, and are kept', async () => {
  const dirpath = folder();
  const bad = batches(4);
  bad[2]!.y.fill_(NaN);
  const [module, before] = [net(), net()];
  const error = await failure(new Trainer({ maxEpochs: 1, seed: 1, callbacks: [new ModelCheckpoint({ dirpath })] }).fit(module, bad));
  assert.ok(is('ERR_RANGE', /the loss is NaN in epoch 0, batch 2; the weights are those after step 2/)(error), String(error));
  await new Trainer({ maxSteps: 2, seed: 1 }).fit(before, batches(4));
  assert.is(hashOf(module), hashOf(before));
  const { weights } = await readCheckpoint(join(dirpath, 'interrupted.ckpt'));
  before.loadStateDict(weights);
  assert.is(hashOf(before), hashOf(module));
});

test('gradients that are no numbers are not applied either', async () => {
  class Broken extends Net {
    override trainingStep(batch: Batch): Tensor {
      const loss = this.loss(batch);
      return loss.add(this.first.weight.sub(this.first.weight.detach()).abs().sum().sqrt()); // 0, with an infinite slope
    }
  }
  const module = new Broken();
  const before = hashOf(module);
  assert.ok(is('ERR_RANGE', /the norm of the gradients is (NaN|Infinity)/)(await failure(new Trainer({ maxEpochs: 1 }).fit(module, batches(1)))));
  assert.is(hashOf(module), before);
});

test('an abort ends training after the batch that runs, and the checkpoint goes on from there', async () => {
  const dirpath = folder();
  const controller = new AbortController();
  let seen = 0;
  const abort: Callback = { onTrainBatchEnd: () => { if (++seen === 5) controller.abort(); } };
  const whole = net();
  await new Trainer({ maxEpochs: 3, seed: 1 }).fit(whole, batches(3));
  const error = (await failure(new Trainer({ maxEpochs: 3, seed: 1, callbacks: [abort, new ModelCheckpoint({ dirpath, saveTopK: 0 })] }).fit(net(), batches(3), undefined, { signal: controller.signal }))) as Error;
  assert.is(error.name, 'AbortError');
  assert.ok(existsSync(join(dirpath, 'interrupted.ckpt')));
  const resumed = net();
  await new Trainer({ maxEpochs: 3, seed: 1 }).fit(resumed, batches(3), undefined, { ckptPath: join(dirpath, 'interrupted.ckpt') });
  assert.is(hashOf(resumed), hashOf(whole));
});

test('SIGTERM: the state is kept, fit rejects with an AbortError, the process lives on', async () => {
  const dirpath = folder();
  const send: Callback = { onTrainBatchEnd: (_, __, ___, ____, batchIdx) => { if (batchIdx === 1) process.kill(process.pid, 'SIGTERM'); } };
  const slow: Callback = { onTrainBatchEnd: () => new Promise((resolve) => setTimeout(resolve, 20)) };
  const error = (await failure(new Trainer({ maxEpochs: 3, callbacks: [send, slow, new ModelCheckpoint({ dirpath, saveTopK: 0 })] }).fit(net(), batches(4)))) as Error;
  assert.is(error.name, 'AbortError');
  assert.match(error.message, /SIGTERM/);
  const { checkpoint } = await readCheckpoint(join(dirpath, 'interrupted.ckpt'));
  assert.ok(checkpoint.globalStep >= 2 && checkpoint.globalStep <= 4);
  assert.is(process.listenerCount('SIGTERM'), 0);
});

test.run();
