import { basename, join, resolve } from 'node:path';
import { Config } from '../../config.js';
import { allGatherObject, barrier, isFirst } from '../../distributed/group.js';
import { architectures } from '../../encoders/auto.js';
import { architectureOf, type EncoderOptions } from '../../encoders/load.js';
import { TorchEncodersError } from '../../errors.js';
import { exists } from '../../files.js';
import { SentenceEncoder } from '../../sentence/encoder.js';
import { Pooling } from '../../sentence/modules.js';
import { withSpecialTokens } from '../../sentence/specialtokens.js';
import { ModelCheckpoint } from '../callbacks/modelcheckpoint.js';
import { readCheckpoint } from '../checkpoint.js';
import type { Evaluator, Metrics } from '../evaluators/evaluator.js';
import { SequentialEvaluator } from '../evaluators/others.js';
import { CSVLogger } from '../loggers/csv.js';
import { Trainer } from '../trainer.js';
import { writeCard, type Training } from './card.js';
import { defaultLearningRate } from './defaults.js';
import { evaluatorOf } from './evaluation.js';
import { SentenceTraining } from './module.js';
import { planOf, type Plan, type RunOptions } from './plan.js';
import { recordsOf, type RecordOptions, type Records, type Row } from './records.js';
import { splitOf, type SplitTextData, type TextData } from './sources.js';
import { learningOf, type Learning } from './strategies.js';

/** Options of {@link FineTuner.fromPretrained}. */
export interface FineTunerOptions extends EncoderOptions, RecordOptions {
  /** Rows to train on, alone or with rows to measure on. */
  dataset?: TextData | SplitTextData;
  /** Several of them by their names, in place of `dataset`: a batch is of one of them. */
  datasets?: Readonly<Record<string, TextData | SplitTextData>>;
  /** The folder that the files of a card lie under. Default: ./data. */
  dataRoot?: string;
}

/** A data set by its name, read. */
export interface NamedRecords {
  readonly name: string;
  readonly train: Records;
  readonly validation: Records | undefined;
  readonly test: Records | undefined;
}

/** What a run was and gave. */
export interface FineTuneResult {
  /** The evaluator's metrics, where there is one. */
  readonly before: Metrics | undefined;
  readonly after: Metrics | undefined;
  /** The loss of each step. */
  readonly losses: readonly number[];
  readonly steps: number;
  readonly seconds: number;
}

/**
 * Fine-tunes a model of sentence embeddings on pairs, triplets or scored pairs, with defaults that fit the data and the model.
 *
 * @example
 * const tuner = await FineTuner.fromPretrained('sentence-transformers/all-MiniLM-L6-v2', { dataset: [{ sentence1: 'A cat.', sentence2: 'A kitten.', label: 4 }, …] });
 * const { before, after } = await tuner.run({ epochs: 1, outputDir: 'runs/minilm' });
 */
export class FineTuner {
  readonly datasets: readonly NamedRecords[];
  #model: SentenceEncoder;
  #training: Training | undefined;
  readonly #source: string | undefined;

  private constructor(model: SentenceEncoder, datasets: readonly NamedRecords[], source: string | undefined) {
    this.#model = model;
    this.datasets = datasets;
    this.#source = source;
  }

  /**
   * Loads a model, or takes one that is loaded, and reads the data.
   * @throws as {@link SentenceEncoder.fromPretrained}; ERR_CONFIG and ERR_DTYPE for rows whose fields say nothing, or two things, or are no texts.
   */
  static async fromPretrained(model: string | SentenceEncoder, { dataset, datasets, dataRoot, recordType, numNegatives, ...options }: FineTunerOptions): Promise<FineTuner> {
    if ((dataset === undefined) === (datasets === undefined)) throw new TorchEncodersError('ERR_CONFIG', `FineTuner wants either dataset or datasets, found ${dataset === undefined ? 'neither' : 'both'}`);
    const named = datasets ?? { dataset: dataset! };
    const read = await Promise.all(Object.entries(named).map(async ([name, data]): Promise<NamedRecords> => {
      const { train, validation, test } = await splitOf(data, name, dataRoot);
      const records = recordsOf(train, { recordType, numNegatives }, name);
      const measured = (rows: readonly Row[] | undefined, what: string): Records | undefined => rows && recordsOf(rows, { recordType: records.type === 'n_tuple' ? undefined : recordType, numNegatives }, `${name}, ${what}`);
      return { name, train: records, validation: measured(validation, 'validation'), test: measured(test, 'test') };
    }));
    if (typeof model !== 'string') return new FineTuner(model, read, undefined);
    const loaded = await SentenceEncoder.fromPretrained(model, options);
    return new FineTuner(loaded, read, (await exists(model)) ? basename(resolve(model)) : model);
  }

  /** The model, as far as it has been trained. */
  get model(): SentenceEncoder {
    return this.#model;
  }

  /**
   * Trains; the model is then the best one, where there is something to tell by, or else the last.
   * @throws ERR_CONFIG, ERR_RANGE for options that cannot be; ERR_RANGE where the loss is no number any more; AbortError where the signal says so.
   */
  async run(options: RunOptions = {}): Promise<FineTuneResult> {
    const plan = planOf(this.datasets, options);
    const { outputDir, seed = 42, maxLength } = options;
    if (maxLength !== undefined) this.#model.maxSeqLength = maxLength;
    const learning = await this.#learning(plan, options);
    const chooser = options.evaluator ?? this.#defaultEvaluator('validation');
    const evaluator = options.evaluator ?? this.#defaultEvaluator('test') ?? chooser; // of which is told
    const evaluate = async (by: Evaluator | undefined, epoch: number, steps: number): Promise<Metrics | undefined> => by?.evaluate(this.#model, { epoch, steps, ...(outputDir !== undefined && isFirst() && { outputPath: join(outputDir, 'eval') }) });
    const before = await evaluate(evaluator, 0, 0);
    if (chooser && chooser !== evaluator && outputDir !== undefined) await evaluate(chooser, 0, 0);
    const lr = options.lr ?? defaultLearningRate([...this.#model.parameters()].reduce((sum, { numel }) => sum + numel, 0), plan.strategy);
    const module = new SentenceTraining(this.#model, plan.losses, learning, () => evaluate(chooser, trainer.currentEpoch + 1, trainer.globalStep), { ...plan.schedule, lr });
    for (const line of this.#describe(plan, lr)) plan.log(line);

    const checkpoints = outputDir !== undefined && (chooser || plan.validation) ? bestBy(chooser, outputDir) : undefined;
    const trainer: Trainer = new Trainer({
      seed, maxEpochs: plan.epochs, maxSteps: options.maxSteps, gradientClipVal: options.gradientClipVal ?? 1, accumulateGradBatches: options.accumulateGradBatches, precision: options.precision,
      valCheckInterval: options.valCheckInterval, logEveryNSteps: options.logEveryNSteps, numSanityValSteps: 0, enableProgressBar: options.enableProgressBar,
      callbacks: [...(checkpoints ? [checkpoints] : []), ...(options.callbacks ?? [])],
      logger: options.logger ?? (outputDir === undefined ? false : new CSVLogger({ saveDir: outputDir })),
    });
    const began = performance.now();
    this.#model.train();
    try {
      await trainer.fit(module, plan.loader, plan.validation ?? (chooser ? [] : undefined), { signal: options.signal, ckptPath: options.ckptPath });
    } finally {
      this.#model.eval();
    }
    const seconds = (performance.now() - began) / 1000;
    const [best] = await allGatherObject(checkpoints?.bestModelPath ?? '');
    if (best) await restore(module, best);
    learning.lora?.merge();
    const after = await evaluate(evaluator, trainer.currentEpoch, trainer.globalStep);
    const result: FineTuneResult = { before, after, losses: module.stepLosses, steps: trainer.globalStep, seconds };
    this.#training = { source: this.#source, datasets: this.datasets, plan, lr, options, result, evaluator };
    if (evaluator) plan.log(`${evaluator.primaryMetric}: ${before![evaluator.primaryMetric]!.toFixed(4)} before, ${after![evaluator.primaryMetric]!.toFixed(4)} after ${trainer.globalStep} steps in ${seconds.toFixed(0)} s`);
    if (outputDir !== undefined && isFirst()) await this.savePretrained(join(outputDir, 'model'));
    await barrier(); // what is written is there for all
    return result;
  }

  /** Writes the model and its card, README.md: what it was trained on and how, and the evaluation before and after. sentence-transformers loads it. */
  async savePretrained(folder: string): Promise<void> {
    await this.#model.savePretrained(folder);
    await writeCard(folder, this.#model, this.#training);
  }

  /** Frees the model. */
  dispose(): void {
    this.#model.dispose();
  }
  [Symbol.dispose](): void {
    this.dispose();
  }

  async #learning(plan: Plan, { prompts = [] }: RunOptions): Promise<Learning> {
    const { strategy } = plan;
    const tokens = typeof strategy === 'object' && strategy.type === 'prefix' ? strategy.tokens : [];
    if (tokens.length > 0) {
      const before = this.#model;
      this.#model = await withSpecialTokens(before, tokens, { prompt: tokens.join('') });
      before.dispose();
    }
    const pooling = [...this.#model.children()].map(([, module]) => module).find((module) => module instanceof Pooling);
    if (pooling && !pooling.includePrompt && (tokens.length > 0 || prompts.some((prompt) => prompt))) {
      throw new TorchEncodersError('ERR_UNSUPPORTED', 'the model leaves prompts out of its pooling, which training with prompts cannot do yet');
    }
    const encoder = [...this.#model.children()].some(([name]) => name === 'encoder') ? this.#model.encoder : undefined;
    const wordEmbeddings = encoder ? architectureOf(Config.from(encoder.config, 'config.json'), architectures).wordEmbeddings : 'embedding.weight';
    return learningOf(this.#model, strategy, { encoder, wordEmbeddings, newTokens: tokens.map((token) => this.#model.tokenizer.tokenToId(token)!), usesPooler: pooling?.methods.includes('pooler') ?? false });
  }

  /** Of the rows of every data set that has some. Where several have, their names stand before their metrics, and the mean of what counts counts. */
  #defaultEvaluator(part: 'validation' | 'test'): Evaluator | undefined {
    const measured = this.datasets.flatMap((dataset) => (dataset[part] ? [{ name: dataset.name, records: dataset[part] }] : []));
    const evaluators = measured.flatMap(({ name, records }) => evaluatorOf(records, [...(measured.length > 1 ? [name] : []), ...(part === 'test' ? ['test'] : [])].join('_')) ?? []);
    return evaluators.length > 1 ? new SequentialEvaluator(evaluators, { mainScoreFunction: (scores) => scores.reduce((sum, score) => sum + score, 0) / scores.length }) : evaluators[0];
  }

  #describe(plan: Plan, lr: number): string[] {
    const all = [...this.#model.parameters()];
    const count = (some: readonly { readonly numel: number }[]): string => `${(some.reduce((sum, { numel }) => sum + numel, 0) / 1e6).toFixed(1)} M`;
    return [
      ...this.datasets.map(({ name, train, validation }, i) => `${name}: ${train.rows.length} rows of ${train.columns.join(', ')}${train.labelColumn ? ` with ${train.labelColumn}` : ''} (${train.type})${validation ? `, ${validation.rows.length} to measure on` : ''}; ${plan.losses[i]!.constructor.name}`),
      `${count(all.filter(({ requiresGrad }) => requiresGrad))} of ${count(all)} parameters learn (${typeof plan.strategy === 'string' ? plan.strategy : plan.strategy.type}); learning rate ${lr}, ${plan.schedule.scheduler} after ${plan.schedule.warmupSteps} steps of warm-up, weight decay ${plan.schedule.weightDecay}`,
      `${plan.schedule.totalSteps} steps in ${plan.epochs} epoch${plan.epochs === 1 ? '' : 's'} of batches of ${plan.batchSize} (${plan.samplers.join(', ')})`,
    ];
  }
}

const bestBy = (evaluator: Evaluator | undefined, outputDir: string): ModelCheckpoint =>
  new ModelCheckpoint({ dirpath: join(outputDir, 'checkpoints'), monitor: evaluator?.primaryMetric ?? 'val_loss', mode: evaluator ? 'max' : 'min', saveWeightsOnly: true });

async function restore(module: SentenceTraining, path: string): Promise<void> {
  const { weights } = await readCheckpoint(path);
  module.loadStateDict(weights);
  for (const weight of Object.values(weights)) weight.dispose();
}
