// Validation, testing and prediction: one pass over a loader without gradients.
import { noGrad } from '../tensor/modes.js';
import type { Module } from '../nn/module.js';
import { batchTo, countOf, iterate, sizeOf, type Loader } from './batches.js';
import type { TrainerModule } from './module.js';
import type { Run } from './run.js';

const stages = {
  validate: { step: 'validationStep', name: 'Validation' },
  test: { step: 'testStep', name: 'Test' },
  predict: { step: 'predictStep', name: 'Predict' },
} as const;
export type EvaluationStage = keyof typeof stages;

export interface Evaluation {
  /** The epoch's values, as the loggers get them. */
  metrics: Record<string, number>;
  /** What the steps gave. */
  outputs: unknown[];
}

/** Runs the stage's step on each batch, with the modules in evaluation mode; afterwards they are as before. */
export function evaluate(run: Run, stage: EvaluationStage, loader: Loader, limit: number, onBegin: (numBatches: number) => void): Promise<Evaluation> {
  const { module, logs } = run;
  const { step, name } = stages[stage];
  return logs.aside(() => inEvaluation(module, () => noGrad(async () => {
    await loader.setEpoch?.(run.trainer.currentEpoch); // before its length, which may follow from the epoch
    const count = countOf(loader, limit);
    onBegin(count);
    const outputs: unknown[] = [];
    logs.place = 'epoch';
    await run.call(`on${name}Start`);
    if (stage !== 'predict') await run.call(`on${name}EpochStart` as 'onValidationEpochStart');
    const iterator = iterate(loader);
    let batchIdx = 0;
    for (; batchIdx < count; batchIdx++) {
      const { value, done } = await iterator.next();
      if (done) break;
      run.stopIfAborted();
      const batch = batchTo(value, run.device);
      logs.place = 'evaluation step';
      logs.batchSize = sizeOf(batch);
      const { parallel } = stage === 'predict' ? { parallel: undefined } : run; // what predict gives is every process's own affair
      const part = parallel?.part(batch);
      if (part) logs.batchSize = part.weight;
      const forward = async (): Promise<unknown> => (stage === 'predict' && !module.predictStep ? module.forward(...([batch] as never[])) : module[step]?.(part ? part.batch : batch, batchIdx));
      const output = await run.precision.run(() => (part ? parallel!.step(part, forward) : forward()));
      if (stage === 'predict') outputs.push(output);
      await run.call(`on${name}BatchEnd`, output, batch, batchIdx);
    }
    if (batchIdx === count) await iterator.return?.();
    logs.place = 'epoch';
    if (stage !== 'predict') await run.call(`on${name}EpochEnd` as 'onValidationEpochEnd');
    const metrics = await logs.takeEpoch();
    await run.call(`on${name}End`);
    return { metrics, outputs };
  })));
}

/** Each module is put back into the mode that it had. */
async function inEvaluation<Result>(module: TrainerModule, fn: () => Promise<Result>): Promise<Result> {
  const modes = [...module.modules()].map((one): [Module, boolean] => [one, one.training]);
  module.eval();
  try {
    return await fn();
  } finally {
    for (const [one, mode] of modes) if (one.training !== mode) one.train(mode); // from the outside in
  }
}

