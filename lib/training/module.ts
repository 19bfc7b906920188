import { TorchEncodersError } from '../errors.js';
import { Module } from '../nn/module.js';
import type { LRScheduler, ReduceLROnPlateau, SequentialLR } from '../optim/schedulers.js';
import type { Optimizer } from '../optim/optimizer.js';
import { Tensor } from '../tensor/tensor.js';
import { readCheckpoint, type Checkpoint } from './checkpoint.js';
import { sizeOf } from './batches.js';
import { canSplit, rowsOfBatch } from './memory.js';
import type { TrainingPlan } from './plan.js';

/** Any scheduler of `optim.lrScheduler`. */
export type AnyScheduler = LRScheduler | SequentialLR | ReduceLROnPlateau;

/** A scheduler and when it steps. */
export interface SchedulerConfig {
  scheduler: AnyScheduler;
  /** Default: 'epoch'. */
  interval?: 'epoch' | 'step';
  /** Every how many of them. Default: 1. */
  frequency?: number;
  /** The logged value that a ReduceLROnPlateau looks at. */
  monitor?: string;
  /** Under which LearningRateMonitor logs it. */
  name?: string;
}

/** What `configureOptimizers` gives. */
export type Optimizers = Optimizer | { optimizer: Optimizer; lrScheduler?: AnyScheduler | SchedulerConfig };

/** The loss of a step, alone or with whatever else callbacks should see. undefined leaves the batch out. */
export type StepOutput = Tensor | { loss: Tensor; [name: string]: unknown } | undefined;

type Later<Value> = Value | Promise<Value>;

/** How a logged value is kept. The defaults are those of the place it is logged from: steps in training, the epoch's mean in validation. */
export interface LogOptions {
  /** Log the value of each step. */
  onStep?: boolean;
  /** Log the value over the epoch. With both, the names get `_step` and `_epoch`. */
  onEpoch?: boolean;
  /** How an epoch's value comes of its steps'; the mean weighs by batch size. Default: 'mean'. */
  reduce?: 'mean' | 'sum' | 'min' | 'max';
  /** Show it in the progress bar. Default: false. */
  progBar?: boolean;
  /** Give it to the loggers. Default: true. */
  logger?: boolean;
  /** The weight of this step in the epoch's mean. Default: the batch's own first dimension. */
  batchSize?: number;
}

/** @internal Where a module's logged values go while a trainer runs it. */
export interface LogSink {
  log(name: string, value: Tensor | number, options: LogOptions): void;
}
const sinks = new WeakMap<TrainerModule, LogSink>();

/** @internal Connects a module to the trainer that runs it, or takes it off. */
export function connect(module: TrainerModule, sink: LogSink | undefined): void {
  if (sink) sinks.set(module, sink);
  else sinks.delete(module);
}

/**
 * A model with its training: what {@link Trainer} runs. As Lightning's LightningModule.
 *
 * @example
 * class Regression extends TrainerModule {
 *   net = new nn.Linear(4, 1);
 *   trainingStep({ x, y }: { x: Tensor; y: Tensor }) {
 *     const loss = nn.functional.mseLoss(this.net.forward(x), y);
 *     this.log('train_loss', loss);
 *     return loss;
 *   }
 *   configureOptimizers() { return new optim.AdamW(this.parameters(), { lr: 1e-3 }); }
 * }
 */
export abstract class TrainerModule extends Module {
  /** What the module was made with: loggers show it, checkpoints keep it, and {@link loadFromCheckpoint} makes the module with it again. */
  readonly hparams?: Readonly<Record<string, unknown>>;

  /**
   * Where several processes train together, each with its part of the rows: whether the loss is a mean over those rows, or one that `torch.distributed` was asked for already,
   * such as a loss of rows gathered from all, so that its mean over processes is the loss of the batch. Default: 'rows'.
   */
  readonly lossOver: 'rows' | 'all' = 'rows';
  /** How many rows a batch has. Default: the first dimension of its first tensor. */
  rowsOfBatch(batch: unknown): number {
    return sizeOf(batch);
  }
  /** How much work each row is, in any unit, so that processes get alike much of a batch. Default: its real tokens, where the batch has an `attentionMask`; else the same for each. */
  costsOfBatch(batch: unknown): readonly number[] | undefined {
    const mask = typeof batch === 'object' && batch !== null ? (batch as { attentionMask?: unknown }).attentionMask : undefined;
    if (!(mask instanceof Tensor) || mask.ndim !== 2) return undefined;
    using sums = mask.sum({ dim: [1] });
    return Array.from(sums.dataSync() as Iterable<number | bigint>, Number);
  }
  /** Rows `begin` to before `end` of a batch. Default: of each of its tensors. @throws ERR_UNSUPPORTED for a batch of other things. */
  partOfBatch(batch: unknown, begin: number, end: number): unknown {
    if (canSplit(batch, 1)) return rowsOfBatch(batch, begin, end);
    throw new TorchEncodersError('ERR_UNSUPPORTED', `${this.constructor.name}: its batches are no lists of tensors with the same rows, so they cannot be divided among processes; write rowsOfBatch and partOfBatch`);
  }

  /** The loss of a batch; gradients and the step are the trainer's work. */
  abstract trainingStep(batch: unknown, batchIdx: number): Later<StepOutput>;
  /** The optimizer, with its scheduler if there is one. Called once, at the start of `fit`, and told how long that will train. */
  abstract configureOptimizers(plan: TrainingPlan): Later<Optimizers>;

  validationStep?(batch: unknown, batchIdx: number): unknown;
  testStep?(batch: unknown, batchIdx: number): unknown;
  /** What `predict` collects. Default: `forward(batch)`. */
  predictStep?(batch: unknown, batchIdx: number): unknown;

  onFitStart?(): Later<void>;
  onFitEnd?(): Later<void>;
  onTrainStart?(): Later<void>;
  onTrainEnd?(): Later<void>;
  onTrainEpochStart?(): Later<void>;
  onTrainEpochEnd?(): Later<void>;
  onTrainBatchStart?(batch: unknown, batchIdx: number): Later<void>;
  onTrainBatchEnd?(output: StepOutput, batch: unknown, batchIdx: number): Later<void>;
  onAfterBackward?(): Later<void>;
  onBeforeOptimizerStep?(optimizer: Optimizer): Later<void>;
  onValidationStart?(): Later<void>;
  onValidationEnd?(): Later<void>;
  onValidationBatchEnd?(output: unknown, batch: unknown, batchIdx: number): Later<void>;
  onValidationEpochStart?(): Later<void>;
  onValidationEpochEnd?(): Later<void>;
  onTestStart?(): Later<void>;
  onTestEnd?(): Later<void>;
  onTestBatchEnd?(output: unknown, batch: unknown, batchIdx: number): Later<void>;
  onTestEpochStart?(): Later<void>;
  onTestEpochEnd?(): Later<void>;
  onPredictStart?(): Later<void>;
  onPredictEnd?(): Later<void>;
  onPredictBatchEnd?(output: unknown, batch: unknown, batchIdx: number): Later<void>;
  /** May add to `checkpoint.module`: objects, numbers, tensors. */
  onSaveCheckpoint?(checkpoint: Checkpoint): Later<void>;
  onLoadCheckpoint?(checkpoint: Checkpoint): Later<void>;

  /**
   * The module of a checkpoint: made with its `hparams` and with `options`, which come first, then given the weights.
   * @param options what cannot stand in a file, such as an encoder.
   * @example
   * const module = await Classifier.loadFromCheckpoint('runs/best.ckpt', { encoder });
   */
  static async loadFromCheckpoint<Made extends TrainerModule, Options extends object>(this: new (options: Options) => Made, path: string, options?: Partial<Options>, { strict = true }: { strict?: boolean } = {}): Promise<Made> {
    const { weights, checkpoint } = await readCheckpoint(path);
    const module = new this({ ...(checkpoint.trainer.hparams as Options | undefined), ...options } as Options);
    module.loadStateDict(weights, { strict });
    await module.onLoadCheckpoint?.(checkpoint);
    return module;
  }

  forward(..._inputs: never[]): unknown {
    throw new TorchEncodersError('ERR_UNSUPPORTED', `${this.constructor.name} has no forward; write one, or predictStep`);
  }

  /**
   * Logs a number, or a tensor with one element, to the loggers and to the callbacks that monitor it. Outside of a trainer it does nothing.
   * @example
   * this.log('val_acc', accuracy, { progBar: true });
   */
  log(name: string, value: Tensor | number, options: LogOptions = {}): void {
    sinks.get(this)?.log(name, value, options);
  }
  /** Several at once. */
  logDict(values: Readonly<Record<string, Tensor | number>>, options: LogOptions = {}): void {
    for (const [name, value] of Object.entries(values)) this.log(name, value, options);
  }
}
