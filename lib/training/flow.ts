// What finetune and pretrain have in common: a module, its loaders, and a configuration's training, in the configuration's output_dir.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataLoader } from '../data/loader.js';
import type { Split } from '../data/split.js';
import { barrier, isFirst } from '../distributed/group.js';
import type { BaseEncoder } from '../encoders/base.js';
import { TorchEncodersError } from '../errors.js';
import { exists, fileError, writeJson } from '../files.js';
import type { VocabManager } from '../text/vocab.js';
import type { Callback } from './callbacks/callback.js';
import { EarlyStopping } from './callbacks/earlystopping.js';
import { LearningRateMonitor } from './callbacks/learningrate.js';
import { ModelCheckpoint } from './callbacks/modelcheckpoint.js';
import { printConfiguration, type Configuration } from './configuration.js';
import { Freezing } from './freezing.js';
import { CSVLogger } from './loggers/csv.js';
import { JSONLLogger } from './loggers/jsonl.js';
import type { Logger } from './loggers/logger.js';
import { TensorBoardLogger } from './loggers/tensorboard.js';
import type { TrainerModule } from './module.js';
import { TrainingReport } from './report.js';
import { Trainer } from './trainer.js';

/** Options of {@link finetune} and {@link pretrain}. */
export interface FlowOptions {
  /** Told in a line what happens. */
  log?: (line: string) => void;
  /** Stops after the batch that runs. */
  signal?: AbortSignal;
  /** Go on where an earlier run into the same output_dir was interrupted, or ended. Default: false. */
  resume?: boolean;
  /** Where encoded texts are kept; null: nowhere. Default: as {@link UnifiedDataInterface.load}. */
  cacheDir?: string | null;
  enableProgressBar?: boolean;
}

export interface FlowResult {
  readonly outputDir: string;
  /** The checkpoint of the best epoch; undefined where none was kept. */
  readonly checkpoint: string | undefined;
  /** What is measured on the test rows (or, without them, those of validation): before training, and with the best weights. */
  readonly before: Readonly<Record<string, number>>;
  readonly after: Readonly<Record<string, number>>;
  readonly epochs: number;
  readonly steps: number;
  readonly seconds: number;
}

export interface Flow {
  readonly config: Configuration;
  readonly module: TrainerModule;
  readonly loaders: Record<Split, DataLoader<unknown, unknown>>;
  /** What the best is chosen by, unless the configuration says. */
  readonly primary: { readonly monitor: string; readonly mode: 'min' | 'max' };
  readonly encoder: BaseEncoder;
  readonly vocab: VocabManager;
  /** Before the encoder is written, such as merging adapters. */
  readonly settle?: (outputDir: string) => Promise<void>;
}

/** Trains, measures before and after, and leaves in output_dir: config.yml as it was resolved, checkpoints, logs, results.json and encoder/, a model folder. */
export async function runFlow({ config, module, loaders, primary, encoder, vocab, settle }: Flow, { log: tell = () => {}, signal, resume = false, enableProgressBar }: FlowOptions): Promise<FlowResult> {
  const { training, output_dir: outputDir } = config;
  const log = isFirst() ? tell : () => {}; // as it is with what is written: by one of the processes that train together
  const started = performance.now();
  try {
    if (isFirst()) {
      await mkdir(outputDir, { recursive: true });
      await writeFile(join(outputDir, 'config.yml'), await printConfiguration(config));
    }
  } catch (error) {
    throw fileError(outputDir, error);
  }
  const hasValidation = loaders.val.length! > 0;
  const { monitor, mode } = watchedOf(config, primary, hasValidation);
  const keeper = new ModelCheckpoint({ dirpath: join(outputDir, 'checkpoints'), monitor, mode, saveTopK: training.save_top_k, saveLast: true, filename: `best_model_{epoch:02d}_{${monitor}:.3f}` });
  const trainer = new Trainer({
    maxEpochs: training.epochs, ...(training.max_steps !== null && { maxSteps: training.max_steps }), precision: training.precision, accumulateGradBatches: training.accumulate,
    ...(training.grad_clip !== null && { gradientClipVal: training.grad_clip }), seed: training.seed, callbacks: callbacksOf(config, keeper, { monitor, mode }), logger: loggersOf(config), enableProgressBar,
  });
  const measured = loaders.test.length! > 0 ? loaders.test : loaders.val;
  const measure = async (options = {}): Promise<Record<string, number>> => (measured.length! > 0 ? plainNames(await trainer.test(module, measured, options)) : {});
  const before = await measure({ signal });
  log(`before training: ${shown(before)}`);
  await trainer.fit(module, loaders.train, hasValidation ? loaders.val : undefined, { signal, ...(resume && { ckptPath: await checkpointOf(outputDir) }) });
  const checkpoint = keeper.bestModelPath || undefined;
  const after = await measure({ signal, ...(checkpoint !== undefined && { ckptPath: checkpoint }) });
  log(`after ${trainer.currentEpoch} epochs and ${trainer.globalStep} steps: ${shown(after)}`);
  const result: FlowResult = { outputDir, checkpoint, before, after, epochs: trainer.currentEpoch, steps: trainer.globalStep, seconds: (performance.now() - started) / 1000 };
  if (isFirst()) {
    await settle?.(outputDir);
    await encoder.savePretrained(join(outputDir, 'encoder'));
    await vocab.save(join(outputDir, 'encoder'));
    await writeJson(join(outputDir, 'results.json'), result);
  }
  await barrier();
  return result;
}

/** The value that says which model is better. */
function watchedOf({ training }: Configuration, primary: Flow['primary'], hasValidation: boolean): Flow['primary'] {
  const { monitor } = training;
  if (monitor === null) return hasValidation ? primary : { monitor: 'train_loss_epoch', mode: 'min' };
  return { monitor, mode: monitor === primary.monitor ? primary.mode : /loss|mae|rmse|mse|perplexity/.test(monitor) ? 'min' : 'max' };
}

function callbacksOf({ training }: Configuration, keeper: ModelCheckpoint, watched: Flow['primary']): Callback[] {
  const { early_stopping: stopping, freeze_epochs: epochs, logger } = training;
  return [
    ...(logger.length > 0 ? [new LearningRateMonitor()] : []),
    ...(epochs > 0 ? [new Freezing({ epochs })] : []),
    ...(stopping ? [new EarlyStopping({ ...watched, patience: stopping.patience, minDelta: stopping.min_delta })] : []),
    keeper,
  ];
}

function loggersOf({ training, output_dir: saveDir, dataset }: Configuration): Logger[] {
  const options = (name: string): { saveDir: string; name: string } => ({ saveDir: join(saveDir, 'logs'), name });
  const makers: Record<Configuration['training']['logger'][number], () => Logger> = {
    tensorboard: () => new TensorBoardLogger(options('tensorboard')), csv: () => new CSVLogger(options('csv')), jsonl: () => new JSONLLogger(options('jsonl')), report: () => new TrainingReport({ path: join(saveDir, 'report.html'), title: dataset.name }),
  };
  return training.logger.map((name) => makers[name]());
}

/** Where an earlier run stands. */
async function checkpointOf(outputDir: string): Promise<string> {
  for (const name of ['interrupted.ckpt', 'last.ckpt']) {
    const path = join(outputDir, 'checkpoints', name);
    if (await exists(path)) return path;
  }
  throw new TorchEncodersError('ERR_FILE', `${outputDir} has no checkpoint to go on from; leave --resume out`);
}

const plainNames = (metrics: Readonly<Record<string, number>>): Record<string, number> => Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name.replace(/^test_/, ''), value]));
const shown = (metrics: Readonly<Record<string, number>>): string => Object.entries(metrics).map(([name, value]) => `${name} ${value.toFixed(4)}`).join(', ') || 'nothing to measure on';
