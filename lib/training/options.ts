import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import type { Callback } from './callbacks/callback.js';
import type { Logger } from './loggers/logger.js';
import { precisions, type PrecisionMode } from './precision.js';

/** Options of {@link Trainer}. Names and meanings are Lightning's. */
export interface TrainerOptions {
  /** How long to train: whichever comes first. One of them must be given for `fit`. -1: without end. */
  maxEpochs?: number;
  /** Steps of the optimizer. */
  maxSteps?: number;
  /** What EarlyStopping may not cut short. Default: 0. */
  minEpochs?: number;
  minSteps?: number;
  /** Default: '32'. */
  precision?: PrecisionMode;
  /** Compute in the half precision that was asked for also where it is slow. Default: false. */
  force?: boolean;
  /** The most that the norm of all gradients may be, or each element of them with 'value'. Default: no clipping. */
  gradientClipVal?: number;
  gradientClipAlgorithm?: 'norm' | 'value';
  /** How many batches make a step; a rest at the end of an epoch makes one too. Default: 1. */
  accumulateGradBatches?: number;
  callbacks?: readonly Callback[];
  /** Default: none. */
  logger?: Logger | readonly Logger[] | false;
  /** Seeds the default generator when `fit` starts. */
  seed?: number;
  /** Default: 50. */
  logEveryNSteps?: number;
  /** Validate after so many batches, or after such a share of an epoch; 1 is its end. Default: 1. */
  valCheckInterval?: number;
  /** Validate in every n-th epoch. Default: 1. */
  checkValEveryNEpoch?: number;
  /** How many batches of an epoch are taken; below 1: which share. Default: all. */
  limitTrainBatches?: number;
  limitValBatches?: number;
  limitTestBatches?: number;
  limitPredictBatches?: number;
  /** Batches of validation before training begins, to find mistakes early. Default: 2. */
  numSanityValSteps?: number;
  /** Default: on a terminal. */
  enableProgressBar?: boolean;
  /** Stop when the loss or a gradient is no finite number, before the step that would spoil the weights. Default: true. */
  terminateOnNan?: boolean;
  /** Refuse a parameter that is to be trained and got no gradient in the first step. Default: true. */
  checkGradients?: boolean;
  /** Split a batch in halves when memory runs out, and go on with the halves. Default: false, where it is an error. */
  splitOnOutOfMemory?: boolean;
  /** Stop at SIGINT and SIGTERM when the batch that runs is done; ModelCheckpoint keeps the state, `fit` rejects with an AbortError. A second signal ends the process. Default: true. */
  handleSignals?: boolean;
}

type Defaulted = 'minEpochs' | 'minSteps' | 'precision' | 'force' | 'gradientClipAlgorithm' | 'accumulateGradBatches' | 'logEveryNSteps' | 'valCheckInterval' | 'checkValEveryNEpoch' | 'limitTrainBatches' |
  'limitValBatches' | 'limitTestBatches' | 'limitPredictBatches' | 'numSanityValSteps' | 'terminateOnNan' | 'checkGradients' | 'splitOnOutOfMemory' | 'handleSignals';
export type Settings = Required<Pick<TrainerOptions, Defaulted>> & Omit<TrainerOptions, Defaulted>;

const defaults: Required<Pick<TrainerOptions, Defaulted>> = {
  minEpochs: 0, minSteps: 0, precision: '32', force: false, gradientClipAlgorithm: 'norm', accumulateGradBatches: 1, logEveryNSteps: 50, valCheckInterval: 1, checkValEveryNEpoch: 1,
  limitTrainBatches: Infinity, limitValBatches: Infinity, limitTestBatches: Infinity, limitPredictBatches: Infinity, numSanityValSteps: 2, terminateOnNan: true, checkGradients: true,
  splitOnOutOfMemory: false, handleSignals: true,
};

type Rule = readonly [fits: (value: unknown) => boolean, wanted: string];
const isNumber = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value);
const count: Rule = [(value) => Number.isInteger(value) && (value as number) >= 1, 'a whole number of at least 1'];
const countOrNone: Rule = [(value) => Number.isInteger(value) && (value as number) >= 0, 'a whole number of at least 0'];
const length: Rule = [(value) => Number.isInteger(value) && (value as number) >= -1, 'a whole number of at least -1'];
const limit: Rule = [(value) => isNumber(value) && value >= 0 && (value < 1 || value === Infinity || Number.isInteger(value)), 'a whole number, or a share below 1'];
const flag: Rule = [(value) => typeof value === 'boolean', 'true or false'];
const oneOf = (...values: readonly string[]): Rule => [(value) => values.includes(value as string), values.join(', ')];

const rules: Record<keyof TrainerOptions, Rule> = {
  maxEpochs: length, maxSteps: length, minEpochs: countOrNone, minSteps: countOrNone, precision: oneOf(...precisions), force: flag,
  gradientClipVal: [(value) => isNumber(value) && value > 0, 'a number above 0'], gradientClipAlgorithm: oneOf('norm', 'value'), accumulateGradBatches: count,
  callbacks: [Array.isArray, 'a list of callbacks'], logger: [(value) => value === false || (typeof value === 'object' && value !== null), 'a logger, a list of them, or false'],
  seed: [Number.isSafeInteger, 'a whole number'], logEveryNSteps: count, valCheckInterval: [(value) => isNumber(value) && value > 0 && (value < 1 || Number.isInteger(value)), 'a whole number, or a share below 1'],
  checkValEveryNEpoch: count, limitTrainBatches: limit, limitValBatches: limit, limitTestBatches: limit, limitPredictBatches: limit, numSanityValSteps: countOrNone, enableProgressBar: flag, terminateOnNan: flag,
  checkGradients: flag, splitOnOutOfMemory: flag, handleSignals: flag,
};

/** The options with their defaults. @throws ERR_CONFIG for one that is not known or does not fit. */
export function settingsOf(options: TrainerOptions): Settings {
  for (const [name, value] of Object.entries(options)) {
    const rule = rules[name as keyof TrainerOptions];
    if (!rule) throw new TorchEncodersError('ERR_CONFIG', `Trainer has no option '${name}'; it has ${Object.keys(rules).join(', ')}`);
    if (value !== undefined && !rule[0](value)) throw new TorchEncodersError('ERR_CONFIG', `Trainer: ${name} is ${describe(value)}; wanted ${rule[1]}`);
  }
  return { ...defaults, ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) };
}
