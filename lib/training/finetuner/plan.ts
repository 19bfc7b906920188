import { DataLoader } from '../../data/loader.js';
import { TorchEncodersError } from '../../errors.js';
import { within } from '../../sentence/limits.js';
import type { Evaluator } from '../evaluators/evaluator.js';
import type { SentenceLoss } from '../losses/loss.js';
import type { TrainerOptions } from '../options.js';
import { groupByLabelBatches, noDuplicateBatches, proportional, randomBatches, roundRobin, taskBatches, type BatchSampler, type BatchSize, type SampledPart } from '../samplers.js';
import { defaultLoss } from './defaults.js';
import type { NamedRecords } from './finetuner.js';
import { collateTexts, type SentenceTrainingOptions, type SourcedRecord, type TextBatch } from './module.js';
import { drawnTexts, type Records } from './records.js';
import type { Strategy } from './strategies.js';

/** Which rows share a batch. Default: 'no_duplicates' for pairs and triplets without labels, 'group_by_label' for texts with a class, 'by_task' where rows have a task, else 'batch_sampler', any. */
export type SamplerName = 'batch_sampler' | 'no_duplicates' | 'group_by_label' | 'by_task';

/** Options of {@link FineTuner.run}. What is not named here is the trainer's. */
export interface RunOptions extends Pick<TrainerOptions, 'maxSteps' | 'gradientClipVal' | 'accumulateGradBatches' | 'precision' | 'callbacks' | 'logger' | 'logEveryNSteps' | 'valCheckInterval' | 'enableProgressBar' | 'seed'> {
  /** Default: 3. */
  epochs?: number;
  /** Default: 32. */
  batchSize?: number;
  /** Default: by the number of parameters, 5e-5 (up to 80 M), 2e-5 (up to 200 M) or 1e-5; 10 times that for BitFit and LoRA, 100 times for a prefix. */
  lr?: number;
  /** Of all but biases and norms. Default: 0.01. */
  weightDecay?: number;
  /** The share of the steps, or with `warmupSteps` the number, in which the learning rate rises to its value. Default: 0.1. */
  warmupRatio?: number;
  warmupSteps?: number;
  /** How the learning rate falls afterwards. Default: 'linear'. */
  scheduler?: 'linear' | 'cosine' | 'constant';
  /** One for all data sets, or one for each by its name. Default: by what the rows are, `losses.CoSENTLoss` for scores, `losses.BatchHardSoftMarginTripletLoss` for classes, `losses.SimCSELoss` for texts alone, else `losses.MultipleNegativesRankingLoss`. */
  loss?: SentenceLoss | Readonly<Record<string, SentenceLoss>>;
  /** Of the default losses. Default: 0.05. */
  temperature?: number;
  /** Default: 'full'. */
  strategy?: Strategy;
  /** Texts are cut to this many tokens. Default: the model's own limit. */
  maxLength?: number;
  /** Put before the texts of each column, such as ['query: ', 'passage: ']. */
  prompts?: readonly string[];
  batchSampler?: SamplerName;
  /** Of several data sets: as many batches of each as it has, at random; or one of each in turn until one has no more. Default: 'proportional'. */
  multiDatasetBatchSampler?: 'proportional' | 'round_robin';
  /** Leave out last batches that are not full. Default: false. */
  dropLast?: boolean;
  /** Measures before, after each epoch, and after; chooses the best. Default: one that fits the rows to measure on. */
  evaluator?: Evaluator;
  /** A folder for logs, the best checkpoint, evaluations and, in `model`, the model. Default: nothing is written. */
  outputDir?: string;
  /** Go on from a checkpoint of an earlier run. */
  ckptPath?: string;
  signal?: AbortSignal;
  /** Told what is about to be done, line by line. Default: they go to stderr. */
  onLog?: (line: string) => void;
}

/** What a run does, all defaults filled in. */
export interface Plan {
  readonly epochs: number;
  readonly batchSize: number;
  readonly strategy: Strategy;
  readonly losses: readonly SentenceLoss[];
  /** Of each data set. */
  readonly samplers: readonly SamplerName[];
  readonly schedule: Omit<SentenceTrainingOptions, 'lr'>;
  readonly loader: DataLoader<SourcedRecord, TextBatch>;
  readonly validation: DataLoader<SourcedRecord, TextBatch> | undefined;
  readonly log: (line: string) => void;
}

export function planOf(datasets: readonly NamedRecords[], options: RunOptions): Plan {
  const { epochs = 3, batchSize = 32, warmupRatio = 0.1, weightDecay = 0.01, scheduler = 'linear', strategy = 'full', accumulateGradBatches = 1, maxSteps, seed = 42 } = options;
  within('epochs', epochs, 1);
  within('batchSize', batchSize, 1);
  if (!(warmupRatio >= 0 && warmupRatio <= 1)) throw new TorchEncodersError('ERR_RANGE', `warmupRatio is ${warmupRatio}; wanted a share from 0 to 1`);
  if (!['linear', 'cosine', 'constant'].includes(scheduler)) throw new TorchEncodersError('ERR_CONFIG', `scheduler is '${String(scheduler)}'; wanted linear, cosine or constant`);
  const samplers = datasets.map(({ train }) => options.batchSampler ?? defaultSampler(train));
  const losses = datasets.map(({ name, train }) => lossOf(name, train, options));
  const prefix = typeof strategy === 'object' && strategy.type === 'prefix' ? strategy.tokens.join('') : '';
  const collate = collateTexts(datasets.map(({ train }) => drawnTexts(train.rows[0]!, 0).map((_, column) => prefix + (options.prompts?.[column] ?? ''))));
  const sourced = (records: (dataset: NamedRecords) => Records | undefined): SourcedRecord[] => datasets.flatMap((dataset, source) => (records(dataset)?.rows ?? []).map((row) => ({ ...row, source })));
  const loader = new DataLoader<SourcedRecord, TextBatch>(sourced(({ train }) => train), { batchSampler: samplerOf(datasets, samplers, options), collate, seed });
  const measured = sourced(({ validation }) => validation);
  const inOrder = roundless(datasets, batchSize);
  const perEpoch = Math.ceil(loader.length! / accumulateGradBatches);
  if (perEpoch === 0) throw new TorchEncodersError('ERR_CONFIG', `there is no batch of ${batchSize} rows; a smaller batchSize, or dropLast: false, gives some`);
  const totalSteps = Math.min(epochs * perEpoch, maxSteps ?? Infinity);
  return {
    epochs, batchSize, strategy, losses, samplers, loader,
    validation: measured.length > 0 ? new DataLoader<SourcedRecord, TextBatch>(measured, { batchSampler: inOrder, collate, seed }) : undefined,
    schedule: { scheduler, weightDecay, totalSteps, warmupSteps: options.warmupSteps ?? Math.ceil(warmupRatio * totalSteps) },
    log: options.onLog ?? ((line) => process.stderr.write(`${line}\n`)),
  };
}

function lossOf(name: string, { type }: Records, { loss, temperature = 0.05 }: RunOptions): SentenceLoss {
  if (loss === undefined) return defaultLoss(type, temperature);
  if ('ofTexts' in loss) return loss as SentenceLoss;
  if (Object.hasOwn(loss, name)) return loss[name]!;
  throw new TorchEncodersError('ERR_CONFIG', `loss has none for the data set '${name}', only for ${Object.keys(loss).join(', ') || 'none'}`);
}

function defaultSampler({ type, rows }: Records): SamplerName {
  if (rows[0]!.task !== undefined) return 'by_task';
  if (type === 'labelled_text') return 'group_by_label';
  return rows[0]!.label === undefined ? 'no_duplicates' : 'batch_sampler';
}

function samplerOf(datasets: readonly NamedRecords[], names: readonly SamplerName[], { batchSize = 32, dropLast = false, multiDatasetBatchSampler = 'proportional' }: RunOptions): BatchSampler {
  let offset = 0;
  const parts = datasets.map(({ train }, i): SampledPart => {
    const part = { offset, sampler: oneSampler(names[i]!, train, { batchSize, dropLast }) };
    offset += train.rows.length;
    return part;
  });
  if (parts.length === 1) return parts[0]!.sampler;
  if (multiDatasetBatchSampler === 'round_robin') return roundRobin(parts);
  if (multiDatasetBatchSampler === 'proportional') return proportional(parts);
  throw new TorchEncodersError('ERR_CONFIG', `multiDatasetBatchSampler is '${String(multiDatasetBatchSampler)}'; wanted proportional or round_robin`);
}

function oneSampler(name: SamplerName, { rows }: Records, size: BatchSize): BatchSampler {
  switch (name) {
    case 'batch_sampler': return randomBatches(rows.length, size);
    case 'no_duplicates': return noDuplicateBatches(rows.map((row, i) => (row.drawn.length === 0 ? row.texts : drawnTexts(row, i))), size);
    case 'group_by_label': return groupByLabelBatches(rows.map(({ label }) => label), size);
    case 'by_task': return taskBatches(rows.map(({ task }) => task), size);
    default: throw new TorchEncodersError('ERR_CONFIG', `batchSampler is '${String(name)}'; wanted batch_sampler, no_duplicates, group_by_label or by_task`);
  }
}

/** The rows to measure on in their order, each batch of one data set. */
function roundless(datasets: readonly NamedRecords[], batchSize: number): number[][] {
  let offset = 0;
  return datasets.flatMap(({ validation }) => {
    const count = validation?.rows.length ?? 0;
    const batches = Array.from({ length: Math.ceil(count / batchSize) }, (_, i) => Array.from({ length: Math.min(batchSize, count - i * batchSize) }, (__, j) => offset + i * batchSize + j));
    offset += count;
    return batches;
  });
}
