// The loop: what it does in which order, that it learns, evaluates, and can be repeated.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CSVLogger, ModelCheckpoint, optim, readCheckpoint, torch, Trainer, type Callback, type Tensor } from '../../lib/index.js';
import { batches, failure, folder, hashOf, is, net, Net, type Batch } from './support.js';

const quiet = { numSanityValSteps: 0 } as const;

test('fit learns, validate and test measure, predict gives the outputs', async () => {
  const module = net();
  const trainer = new Trainer({ maxEpochs: 60, ...quiet });
  const before = (await trainer.validate(module, batches(2))).val_loss!;
  await trainer.fit(module, batches(6), batches(2));
  const after = (await trainer.test(module, batches(2))).test_loss!;
  assert.ok(after < before / 2, `${before} to ${after}`);
  assert.is(trainer.globalStep, 360);
  assert.is(trainer.currentEpoch, 60);
  assert.is(trainer.callbackMetrics.test_loss, after);
  const outputs = (await trainer.predict(module, batches(3))) as Tensor[];
  assert.equal(outputs.map(({ shape }) => shape), [[8, 1], [8, 1], [8, 1]]);
  assert.ok(outputs.every(({ requiresGrad }) => !requiresGrad));
});

test('hooks come in Lightning\'s order; modes are put back', async () => {
  const seen: string[] = [];
  class Watched extends Net {
    override trainingStep(batch: Batch): Tensor { seen.push(`step ${this.training}`); return super.trainingStep(batch); }
    override validationStep(batch: Batch): void { seen.push(`val ${this.training} ${torch.isGradEnabled()}`); super.validationStep(batch); }
    override onTrainEpochEnd(): void { seen.push('module epoch end'); }
  }
  const callback: Callback = Object.fromEntries((['onFitStart', 'onTrainStart', 'onTrainEpochStart', 'onBeforeOptimizerStep', 'onValidationEpochEnd', 'onValidationEnd', 'onTrainEpochEnd', 'onTrainEnd', 'onFitEnd', 'onSanityCheckEnd'] as const)
    .map((name) => [name, () => void seen.push(name)]));
  const module = new Watched();
  module.dropout.eval();
  await new Trainer({ maxEpochs: 1, callbacks: [callback], numSanityValSteps: 1 }).fit(module, batches(2), batches(1));
  assert.equal(seen, ['onFitStart', 'val false false', 'onValidationEpochEnd', 'onValidationEnd', 'onSanityCheckEnd', 'onTrainStart', 'onTrainEpochStart', 'step true', 'onBeforeOptimizerStep', 'step true', 'onBeforeOptimizerStep',
    'val false false', 'onValidationEpochEnd', 'onValidationEnd', 'onTrainEpochEnd', 'module epoch end', 'onTrainEnd', 'onFitEnd']);
});

test('accumulation: the gradients of n batches make one step, a rest at the end makes one too', async () => {
  const sgd = (module: Net): optim.SGD => new optim.SGD(module.parameters(), { lr: 0.1 });
  const [a, b] = [net(sgd), net(sgd)];
  a.dropout = b.dropout = new (a.dropout.constructor as new (p: number) => typeof a.dropout)(0);
  const trainer = new Trainer({ maxEpochs: 1, accumulateGradBatches: 2 });
  await trainer.fit(a, batches(3));
  assert.is(trainer.globalStep, 2);
  const [first, second, third] = batches(3) as [Batch, Batch, Batch];
  const optimizer = sgd(b);
  for (const group of [[first, second], [third]]) {
    for (const batch of group) await b.loss(batch).div(2).backward();
    await optimizer.step();
    optimizer.zeroGrad();
  }
  assert.is(hashOf(a), hashOf(b));
});

test('schedulers step by epoch or by step; a plateau looks at what is logged', async () => {
  const rates: number[] = [];
  const watch: Callback = { onTrainBatchStart: (trainer) => void rates.push(trainer.optimizer!.paramGroups[0]!.lr) };
  const by = (interval: 'epoch' | 'step') => (module: Net) => {
    const optimizer = new optim.SGD(module.parameters(), { lr: 1 });
    return { optimizer, lrScheduler: { scheduler: new optim.lrScheduler.StepLR(optimizer, { stepSize: 1, gamma: 0.5 }), interval } };
  };
  await new Trainer({ maxEpochs: 2, callbacks: [watch] }).fit(net(by('epoch')), batches(2));
  assert.equal(rates.splice(0), [1, 1, 0.5, 0.5]);
  await new Trainer({ maxEpochs: 2, callbacks: [watch] }).fit(net(by('step')), batches(2));
  assert.equal(rates.splice(0), [1, 0.5, 0.25, 0.125]);
  const plateau = (monitor: string) => (module: Net) => {
    const optimizer = new optim.SGD(module.parameters(), { lr: 0 });
    return { optimizer, lrScheduler: { scheduler: new optim.lrScheduler.ReduceLROnPlateau(optimizer, { patience: 0 }), monitor } };
  };
  await new Trainer({ maxEpochs: 2, callbacks: [watch], ...quiet }).fit(net(plateau('val_loss')), batches(1), batches(1));
  assert.ok(is('ERR_CONFIG', /monitors 'nothing'.*logged are.*val_loss/)(await failure(new Trainer({ maxEpochs: 1, ...quiet }).fit(net(plateau('nothing')), batches(1), batches(1)))));
});

test('CSV: a row for each step that is logged and one for the epoch, new columns in older rows empty', async () => {
  const saveDir = folder();
  const logger = new CSVLogger({ saveDir });
  await new Trainer({ maxEpochs: 2, logger, logEveryNSteps: 1, ...quiet }).fit(net(), batches(2), batches(1));
  const rows = readFileSync(join(await logger.logDir(), 'metrics.csv'), 'utf8').trim().split('\n').map((row) => row.split(','));
  assert.equal(rows[0], ['step', 'epoch', 'train_loss_step', 'val_loss', 'train_loss_epoch']);
  assert.equal(rows.slice(1).map((row) => row.map((value) => (value === '' ? 0 : 1)).join('')), ['11100', '11100', '11010', '11001', '11100', '11100', '11010', '11001']);
  const steps = rows.slice(1, 3).map((row) => Number(row[2]));
  assert.ok(Math.abs(Number(rows[4]![4]) - (steps[0]! + steps[1]!) / 2) < 1e-6);
  const again = new CSVLogger({ saveDir });
  assert.match(await again.logDir(), /version_1$/);
});

test('ModelCheckpoint keeps the best, the last, and what Lightning\'s names say', async () => {
  const dirpath = folder();
  const checkpoint = new ModelCheckpoint({ dirpath, monitor: 'val_loss', saveTopK: 2, saveLast: true, filename: 'net_{epoch:02d}_{val_loss:.3f}' });
  const module = net();
  await new Trainer({ maxEpochs: 4, callbacks: [checkpoint] }).fit(module, batches(4), batches(2));
  const names = readdirSync(dirpath).sort();
  assert.is(names.length, 3);
  assert.match(names.join(' '), /^last\.ckpt net_epoch=\d\d_val_loss=\d\.\d{3}\.ckpt net_epoch=\d\d_val_loss=\d\.\d{3}\.ckpt$/);
  assert.is(checkpoint.bestModelScore, Math.min(...Object.values(checkpoint.bestKModels)));
  const { weights, checkpoint: state } = await readCheckpoint(join(dirpath, 'last.ckpt'));
  assert.equal(Object.keys(weights).sort(), Object.keys(module.stateDict()).sort());
  assert.is(state.globalStep, 16);
  assert.ok((await new Trainer().validate(net(), batches(2), { ckptPath: checkpoint.bestModelPath })).val_loss! <= checkpoint.bestModelScore! + 1e-9);
});

for (const [name, options, loader] of [['at an epoch\'s end', { everyNEpochs: 1 }, 5], ['inside an epoch', { everyNTrainSteps: 3 }, 5], ['between two steps', { trainTimeInterval: 0 }, 5]] as const) {
  test(`resume ${name} gives the same bits`, async () => {
    const optimizers = (module: Net) => {
      const optimizer = new optim.AdamW(module.parameters(), { lr: 0.05 });
      return { optimizer, lrScheduler: { scheduler: new optim.lrScheduler.CosineAnnealingLR(optimizer, { tMax: 7 }), interval: 'step' as const } };
    };
    const common = { maxEpochs: 3, accumulateGradBatches: 2, seed: 5, ...quiet } as const;
    const whole = net(optimizers);
    await new Trainer(common).fit(whole, batches(loader), batches(2));
    const dirpath = folder();
    let after = 0;
    const stop: Callback = { onBatchSettled: () => { if (++after === 8) throw new Error('killed'); } };
    await failure(new Trainer({ ...common, callbacks: [new ModelCheckpoint({ dirpath, saveTopK: -1, monitor: undefined, ...options }), stop] }).fit(net(optimizers), batches(loader), batches(2)));
    const resumed = net(optimizers);
    await new Trainer({ ...common, callbacks: [new ModelCheckpoint({ dirpath, saveTopK: -1, ...options })] }).fit(resumed, batches(loader), batches(2), { ckptPath: 'last' });
    assert.ok(resumed.losses.length < whole.losses.length);
    assert.equal(resumed.losses, whole.losses.slice(-resumed.losses.length));
    assert.is(hashOf(resumed), hashOf(whole));
  });
}

test('what does not fit is refused in one line', async () => {
  assert.throws(() => new Trainer({ maxEpoch: 3 } as object), is('ERR_CONFIG', /no option 'maxEpoch'.*maxEpochs/));
  assert.throws(() => new Trainer({ precision: '8' as '32' }), is('ERR_CONFIG', /precision is "8"; wanted 32, 16-mixed, bf16-mixed/));
  assert.throws(() => new Trainer({ gradientClipVal: -1 }), is('ERR_CONFIG', /gradientClipVal is -1/));
  assert.throws(() => new ModelCheckpoint({ dirpath: 'x', saveTopK: 3 }), is('ERR_CONFIG', /wants a value to monitor/));
  assert.throws(() => new ModelCheckpoint({ dirpath: 'x', filename: '{epoch:3q}' }), is('ERR_CONFIG', /format '3q'/));
  assert.ok(is('ERR_CONFIG', /maxEpochs or maxSteps/)(await failure(new Trainer().fit(net(), batches(1)))));
  assert.ok(is('ERR_CONFIG', /no batches/)(await failure(new Trainer({ maxEpochs: 1 }).fit(net(), []))));
  assert.ok(is('ERR_CONFIG', /no gradient reached 2 of 6 parameters.*unused\.weight/)(await failure(new Trainer({ maxEpochs: 1 }).fit(Object.assign(net(), { unused: new Net().first }), batches(1)))));
});

test.run();
