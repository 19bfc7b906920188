import type { Optimizer } from '../../optim/optimizer.js';
import type { Checkpoint } from '../checkpoint.js';
import type { StepOutput, TrainerModule } from '../module.js';
import type { Trainer } from '../trainer.js';

type Hook<More extends unknown[] = []> = (trainer: Trainer, module: TrainerModule, ...more: More) => void | Promise<void>;

/** What may be hung into training. Every part is optional; hooks run in the order of the callbacks, and before the module's own. */
export interface Callback {
  onFitStart?: Hook;
  onFitEnd?: Hook;
  onSanityCheckStart?: Hook;
  onSanityCheckEnd?: Hook;
  onTrainStart?: Hook;
  onTrainEnd?: Hook;
  onTrainEpochStart?: Hook;
  onTrainEpochEnd?: Hook;
  onTrainBatchStart?: Hook<[batch: unknown, batchIdx: number]>;
  onTrainBatchEnd?: Hook<[output: StepOutput, batch: unknown, batchIdx: number]>;
  onAfterBackward?: Hook;
  onBeforeOptimizerStep?: Hook<[optimizer: Optimizer]>;
  onValidationStart?: Hook;
  onValidationEnd?: Hook;
  onValidationBatchEnd?: Hook<[output: unknown, batch: unknown, batchIdx: number]>;
  onValidationEpochStart?: Hook;
  onValidationEpochEnd?: Hook;
  onTestStart?: Hook;
  onTestEnd?: Hook;
  onTestBatchEnd?: Hook<[output: unknown, batch: unknown, batchIdx: number]>;
  onTestEpochStart?: Hook;
  onTestEpochEnd?: Hook;
  onPredictStart?: Hook;
  onPredictEnd?: Hook;
  onPredictBatchEnd?: Hook<[output: unknown, batch: unknown, batchIdx: number]>;
  /** After all that belongs to a batch, schedulers included: what is saved here continues exactly. */
  onBatchSettled?: Hook;
  /** After all that belongs to an epoch; `trainer.currentEpoch` is still that epoch. */
  onEpochSettled?: Hook;
  /** Training stops early at a point from which it can go on: a signal, an abort, a loss that is no number. */
  onInterrupt?: Hook<[reason: Error]>;
  /** `fit` is about to reject, for whatever reason. */
  onException?: Hook<[error: unknown]>;
  onSaveCheckpoint?: Hook<[checkpoint: Checkpoint]>;
  onLoadCheckpoint?: Hook<[checkpoint: Checkpoint]>;

  /** Under which the state stands in a checkpoint. Default: the name of the class. */
  readonly stateKey?: string;
  stateDict?(): unknown;
  loadStateDict?(state: never): void | Promise<void>;
}
