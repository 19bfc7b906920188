import { describe } from '../../config.js';
import { TorchEncodersError } from '../../errors.js';
import { noGrad } from '../../tensor/modes.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tensor, type Tensor } from '../../tensor/tensor.js';

/** What is learned of a data set. */
export type TaskType = 'mlm' | 'regression' | 'multi_target_regression' | 'binary_classification' | 'classification' | 'multi_label_classification';

/** Options of {@link TaskHandler.create}. */
export interface TaskOptions {
  /** How many numbers the model gives for a text: classes, labels, targets; of mlm the vocabulary. */
  outputDim: number;
  /** The names of classes, labels or targets, for `decode`. */
  labels?: readonly string[];
  /** What the classes weigh in the loss; with several labels at once, what their ones weigh. */
  classWeights?: readonly number[];
  /** How much of a class's probability is spread over all. Default: 0. */
  labelSmoothing?: number;
  /** How regression labels were made small: what is measured and decoded is value · std + mean. */
  normalization?: { mean: readonly number[]; std: readonly number[] };
}

/** What is kept of a batch until the metrics of the epoch: a few numbers for each row. */
export type Summary = readonly Tensor[];

type Make = new (taskType: TaskType, options: TaskOptions) => TaskHandler;
const makers = new Map<TaskType, Make>();

/**
 * A task's loss, its decoding and its metrics. Outputs are the model's, [B, outputDim]; labels are float32 [B] or [B, T] for regressions, int64 [B] for classes,
 * float32 [B, C] for several labels at once, int64 [B, L] with −100 for words that are not asked. A label that is NaN is missing and counts nowhere.
 *
 * @example
 * const handler = TaskHandler.create('classification', { outputDim: 3, labels: ['no', 'maybe', 'yes'] });
 * const loss = handler.computeLoss(outputs, labels);
 * handler.computeMetrics(outputs, labels); // { acc, f1, f1_micro, auc, pr_auc, mcc }
 */
export abstract class TaskHandler {
  /** The metric that says which model is better, and how. */
  abstract readonly primaryMetric: string;
  abstract readonly mode: 'min' | 'max';
  readonly outputDim: number;

  /** @internal Use {@link TaskHandler.create}. */
  constructor(readonly taskType: TaskType, protected readonly options: TaskOptions) {
    const { outputDim, labels, labelSmoothing = 0, classWeights } = options;
    if (!Number.isSafeInteger(outputDim) || outputDim < 1) throw new TorchEncodersError('ERR_RANGE', `outputDim is ${describe(outputDim)}; wanted a whole number of at least 1`);
    if (labels && labels.length !== outputDim) throw new TorchEncodersError('ERR_SHAPE', `${labels.length} labels are named; outputDim is ${outputDim}`);
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) throw new TorchEncodersError('ERR_RANGE', `labelSmoothing is ${describe(labelSmoothing)}; wanted a number from 0 to below 1`);
    if (classWeights && classWeights.length !== outputDim) throw new TorchEncodersError('ERR_SHAPE', `${classWeights.length} class weights are given; outputDim is ${outputDim}`);
    this.outputDim = outputDim;
  }

  /** @throws ERR_CONFIG for a task that is not known, ERR_RANGE and ERR_SHAPE for options that do not fit. */
  static create(taskType: TaskType, options: TaskOptions): TaskHandler {
    const Handler = makers.get(taskType);
    if (!Handler) throw new TorchEncodersError('ERR_CONFIG', `the task is ${describe(taskType)}; wanted ${[...makers.keys()].join(', ')}`);
    return new Handler(taskType, options);
  }

  /** A number, with the gradient's way back. @throws ERR_SHAPE, ERR_DTYPE for labels that are not the task's. */
  abstract computeLoss(outputs: Tensor, labels: Tensor): Tensor;
  /** What the outputs mean, a value for each row: the name of a class or its number, names of labels, numbers. */
  abstract decode(outputs: Tensor): unknown[];
  /** @internal What the metrics need of a batch. */
  abstract summarize(outputs: Tensor, labels: Tensor): Summary;
  /** @internal The metrics of all batches. */
  protected abstract metrics(...summary: Tensor[]): Record<string, number>;

  /** The task's metrics, equal to scikit-learn's. NaN where one is not defined, such as the area under a curve with one class present. */
  computeMetrics(outputs: Tensor, labels: Tensor): Record<string, number> {
    return this.metricsOf([this.summarize(outputs, labels)]);
  }
  /** @internal */
  metricsOf(summaries: readonly Summary[]): Record<string, number> {
    if (summaries.length === 0) return {};
    return noGrad(() => this.metrics(...summaries[0]!.map((_, part) => F.cat(summaries.map((one) => one[part]!)))));
  }

  /** The name of a class, label or target, or its number where none was given. */
  protected nameOf(index: number): string | number {
    return this.options.labels?.[index] ?? index;
  }
  /** Losses and probabilities are computed in float32 at least. */
  protected exact(outputs: Tensor): Tensor {
    return outputs.dtype === 'float64' ? outputs : outputs.to('float32');
  }
  protected weights(outputs: Tensor): Tensor | undefined {
    return this.options.classWeights && tensor([...this.options.classWeights], { dtype: outputs.dtype, device: outputs.device });
  }
  protected refuseLabels(labels: Tensor, wanted: string): never {
    throw new TorchEncodersError('ERR_SHAPE', `labels are ${labels.dtype} [${labels.shape.join(', ')}]; ${this.taskType} wants ${wanted}`);
  }
}

/** Makes a kind of handler known under its tasks. */
export function register(Handler: Make, ...types: readonly TaskType[]): void {
  for (const type of types) makers.set(type, Handler);
}

/** A tensor as a list of numbers. */
export const numbersOf = (values: Tensor): number[] => Array.from(values.dataSync() as Float32Array, Number);
/** A matrix as a list of its rows. */
export function rowsOf(values: Tensor): number[][] {
  const flat = numbersOf(values);
  const [count, width] = values.shape as [number, number];
  return Array.from({ length: count }, (_, row) => flat.slice(row * width, (row + 1) * width));
}
