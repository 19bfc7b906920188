import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readChecked } from '../../checked.js';
import { barrier, initProcessGroup, isFirst, isInitialized, isLaunched } from '../../distributed/group.js';
import { TorchEncodersError } from '../../errors.js';
import { exists, fileError } from '../../files.js';
import { EventDataPreprocessor, type Row } from '../../sequences/preprocessor.js';
import { EventStore } from '../../sequences/store.js';
import { manualSeed } from '../../tensor/random.js';
import { ModelCheckpoint } from '../../training/callbacks/modelcheckpoint.js';
import { CSVLogger } from '../../training/loggers/csv.js';
import { Trainer } from '../../training/trainer.js';
import { bar, print, type Output } from '../console.js';
import { rowsOf, sizeOf } from '../rows.js';
import { colesConfig, printDefaults, type ColesConfig } from './config.js';

export interface ColesOptions extends Output {
  readonly config?: string;
  readonly printConfig?: boolean;
}

/** What a command works with: the configuration, and where its files are. */
export interface Work {
  readonly config: ColesConfig;
  readonly output: Output;
  readonly preprocessor: string;
  readonly events: string;
  readonly pretrained: string;
  readonly finetuned: string;
}

/** The configuration, or undefined where it was asked for and printed. */
export async function workOf(options: ColesOptions): Promise<Work | undefined> {
  if (options.printConfig) {
    process.stdout.write(`${printDefaults()}\n`);
    return undefined;
  }
  if (options.config === undefined) throw new TorchEncodersError('ERR_CONFIG', 'coles wants --config FILE; --print-config shows all keys with their defaults');
  const config = await readChecked(options.config, () => colesConfig);
  const at = (name: string): string => join(config.output_dir, name);
  await mkdir(config.output_dir, { recursive: true }).catch((error: unknown) => {
    throw fileError(config.output_dir, error);
  });
  if (isLaunched() && !isInitialized()) await initProcessGroup();
  manualSeed(config.training.seed);
  return { config, output: options, preprocessor: at('preprocessor.json'), events: at('events'), pretrained: at('pretrain'), finetuned: at('finetune') };
}

/**
 * The events, coded and shared out to files by client. The table is read once for the codes, unless an earlier command has learnt them, and once more to be written;
 * neither holds more than a part of it in memory. Of processes that train together one does it, and the others read what it wrote.
 */
export async function prepare({ config: { data }, output, preprocessor: path, events }: Work, { isNew }: { isNew: boolean }): Promise<{ preprocessor: EventDataPreprocessor; store: EventStore }> {
  if (!isFirst()) {
    await barrier();
    return { preprocessor: await EventDataPreprocessor.load(path), store: await EventStore.open(events) };
  }
  const size = await sizeOf(data.events);
  const rows = async function* (what: string): AsyncGenerator<Row> {
    const drawn = await bar(what, size, output);
    let count = 0;
    try {
      for await (const { fields, bytes } of rowsOf(data.events)) {
        if (++count % 5000 === 0) drawn.update(bytes, `${count} events`);
        yield fields;
      }
    } finally {
      drawn.stop();
    }
  };
  const preprocessor = !isNew && (await exists(path)) ? await EventDataPreprocessor.load(path) : await new EventDataPreprocessor({
    colId: data.col_id, colEventTime: data.col_event_time, eventTimeTransformation: data.event_time_transformation,
    colsCategory: data.cols_category, categoryTransformation: data.category_transformation, colsNumerical: Object.keys(data.cols_numerical),
  }).fit(rows('codes '));
  await preprocessor.save(path);
  const store = await EventStore.write(events, preprocessor, rows('events'), { buckets: data.buckets });
  await barrier();
  return { preprocessor, store };
}

export function trainerOf({ config: { training }, output }: Work, dirpath: string, monitor: string, mode: 'min' | 'max'): { trainer: Trainer; checkpoint: ModelCheckpoint } {
  const checkpoint = new ModelCheckpoint({ dirpath, monitor, mode, saveTopK: training.save_top_k, saveLast: true });
  const trainer = new Trainer({
    maxEpochs: training.epochs, precision: training.precision, gradientClipVal: training.grad_clip ?? undefined, seed: training.seed, callbacks: [checkpoint],
    logger: new CSVLogger({ saveDir: dirpath, name: 'log' }), ...(output.json ? { enableProgressBar: false } : {}),
  });
  return { trainer, checkpoint };
}

/** What was reached, for people or machines. */
export function report({ output }: Work, what: string, trainer: Trainer, checkpoint: ModelCheckpoint, more: object): void {
  const { callbackMetrics: metrics, currentEpoch: epochs } = trainer;
  const { bestModelPath: best, lastModelPath: last } = checkpoint;
  print(output, { ...more, epochs, metrics, best, last }, `${what} in ${epochs} epochs: ${Object.entries(metrics).map(([name, value]) => `${name} ${value.toFixed(4)}`).join(', ')}\nbest ${best}\nlast ${last}`);
}
