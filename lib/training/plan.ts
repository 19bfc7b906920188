import { countOf, type Loader } from './batches.js';
import type { Settings } from './options.js';

/** How long `fit` will train at most, for schedules. Infinity where that is not known. */
export interface TrainingPlan {
  readonly maxEpochs: number;
  /** Steps of the optimizer. */
  readonly maxSteps: number;
}

export function planOf({ maxEpochs = -1, maxSteps = -1, limitTrainBatches, accumulateGradBatches }: Settings, train: Loader): TrainingPlan {
  const perEpoch = Math.ceil(countOf(train, limitTrainBatches) / accumulateGradBatches);
  const [epochs, steps] = [maxEpochs === -1 ? Infinity : maxEpochs, maxSteps === -1 ? Infinity : maxSteps];
  return { maxEpochs: Math.min(epochs, Math.ceil(steps / perEpoch) || Infinity), maxSteps: Math.min(steps, epochs * perEpoch) };
}
