import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import type { VocabManager } from '../text/vocab.js';
import { computeClassWeight } from './classweight.js';
import { defaultCache, encodeTexts } from './cache.js';
import { formatOf, loadCard, taskTypes, type Card, type DatasetTask } from './card.js';
import { Dataset } from './dataset.js';
import { headOf, summariesOf, type Description } from './describe.js';
import { EncodedDataset, padCollate, type EncodedRows, type TextBatch } from './encoded.js';
import { examplesOf, type Example, type Examples } from './examples.js';
import { DataLoader, type DataLoaderOptions } from './loader.js';
import { mixSeeds } from './random.js';
import { collateRecordings, RecordingDataset } from './recordings.js';
import { fitScaler, type LabelScaler } from './scaler.js';
import { readFiles } from './sources/index.js';
import type { Retrieval } from './sources/trec.js';
import { splitRows, splits, type Split } from './split.js';
import { vocabularyOf, type DataConfig } from './vocabulary.js';

/** Options of {@link UnifiedDataInterface.load}. */
export interface LoadOptions {
  /** The folder that the card's files lie under. Default: the card's own; for the cards of this package, ./data. */
  dataRoot?: string;
  /** The configuration of a run, or the part of it that the data follows from: encoder, vocabulary, `dataset.max_length`, `task.type`. */
  config?: DataConfig;
  /** In place of the one that the configuration says. */
  vocab?: VocabManager;
  /** Where encoded texts are kept; null: nowhere. Default: ~/.cache/torch-encoders/data. */
  cacheDir?: string | null;
  /** Told in a line what is left out and what is cut. */
  log?: (line: string) => void;
}

/** Options of {@link UnifiedDataInterface.getLoaders}: those of a {@link DataLoader}, and the model's limit. */
export interface LoadersOptions extends Omit<DataLoaderOptions<never, unknown>, 'sampler' | 'batchSampler' | 'collate' | 'shuffle'> {
  /** The longest text that the model takes; the effective length is the least of this, `dataset.max_length` and the tokenizer's own limit. */
  maxLength?: number;
  /** What is made of each batch, such as its masking. */
  transform?: (batch: TextBatch, context: { readonly epoch: number; readonly batch: number; readonly seed: number }) => unknown;
}

type Loaders = Record<Split, DataLoader<unknown, unknown>>;

/**
 * One uniform format for every data set: a card says what its files are, and everything after it is the same.
 *
 * @example
 * const udi = await UnifiedDataInterface.load('esol', { dataRoot: './data' });
 * udi.getDatasetTaskType(); // 'regression'
 * const { train } = udi.getLoaders({ batchSize: 32 });
 * for await (const { inputIds, attentionMask, labels } of train) …
 */
export class UnifiedDataInterface {
  readonly card: Card;
  /** Mean and deviation of the training labels of a regression, by which labels in batches are normalised; undefined where they are as they were. */
  readonly labelScaler: LabelScaler | undefined;
  /** Documents, queries and judgements of a data set for retrieval. */
  readonly retrieval: Retrieval | undefined;
  /** What it was loaded with. */
  readonly config: DataConfig & { readonly encoder_type: string };
  readonly #examples: Examples;
  readonly #splits: Readonly<Record<Split, readonly number[]>>;
  readonly #vocab: VocabManager | undefined;
  readonly #rows: EncodedRows | undefined;
  readonly #log: (line: string) => void;

  private constructor(parts: { card: Card; config: UnifiedDataInterface['config']; examples: Examples; splits: Readonly<Record<Split, readonly number[]>>; scaler?: LabelScaler; retrieval?: Retrieval; vocab?: VocabManager; rows?: EncodedRows; log: (line: string) => void }) {
    this.card = parts.card;
    this.labelScaler = parts.scaler;
    this.retrieval = parts.retrieval;
    this.config = parts.config;
    this.#examples = parts.examples;
    this.#splits = parts.splits;
    this.#vocab = parts.vocab;
    this.#rows = parts.rows;
    this.#log = parts.log;
  }

  /**
   * Reads a data set by the name or the path of its card.
   * @throws ERR_CONFIG for a card that is wrong or does not fit its files (which row, column and value), ERR_FILE for files that are missing or broken.
   */
  static async load(cardPathOrName: string, { dataRoot, config: asked = {}, vocab: given, cacheDir = defaultCache(), log = () => {} }: LoadOptions = {}): Promise<UnifiedDataInterface> {
    const card = await loadCard(cardPathOrName);
    const config = { encoder_type: 'bert', ...asked };
    const task = taskOf(card, config.task?.type ?? 'auto');
    const read = await readFiles(card, dataRoot);
    const examples = examplesOf(card, task, read);
    const { withoutText, withoutLabel } = examples.leftOut;
    if (withoutText + withoutLabel > 0) log(`${card.name}: ${withoutText} rows without text and ${withoutLabel} without label are left out`);
    const parts = splitRows(card, examples.examples);
    const scaler = card.normalize && (task === 'regression' || task === 'multi_target_regression') ? fitScaler(parts.train.map((i) => examples.examples[i]!.label)) : undefined;
    const common = { card, config, examples, splits: parts, scaler, retrieval: read.retrieval, log };
    if (formatOf(card) === 'wav') return new UnifiedDataInterface(common);
    const texts = examples.examples.flatMap((example) => example.texts);
    const vocab = given ?? (await vocabularyOf(config, card, () => parts.train.flatMap((i) => examples.examples[i]!.texts)));
    const { ids, offsets, isCached } = await encodeTexts(texts, vocab, cacheDir);
    log(`${card.name}: ${texts.length} texts, ${ids.length} tokens of ${vocab.size}${isCached ? ', encoded before' : ''}`);
    const perRow = examples.examples[0]?.texts.length ?? 1;
    const rows = { ids, offsets, texts: perRow, ...labelsArray(examples.examples, scaler), template: vocab.tokenizer.templates[perRow - 1]!, side: vocab.tokenizer.truncationSide };
    return new UnifiedDataInterface({ ...common, vocab, rows });
  }

  /** @throws ERR_UNSUPPORTED for recordings, which have none. */
  getVocab(): VocabManager {
    return this.#vocab ?? this.#refuseSound();
  }
  /** The card's, unless the configuration forces another. */
  getDatasetTaskType(): DatasetTask {
    return this.#examples.labels.task;
  }
  /** How many numbers a model gives for a row: 1 for a regression, one for each target, label or class (2 of a binary classification); of 'mlm' the vocabulary's size. */
  getOutputDim(): number {
    return this.getDatasetTaskType() === 'mlm' ? this.getVocab().size : this.#examples.labels.outputDim;
  }
  /** The values of the classes, or the columns of several labels; undefined for one number. */
  getLabelNames(): readonly string[] | undefined {
    return this.#examples.labels.names;
  }
  /** {@link labelScaler}, as a task's handler undoes it in its metrics. */
  getNormalization(): LabelScaler | undefined {
    return this.labelScaler;
  }
  /**
   * What classes weigh in the loss by the configuration: its numbers, or for 'balanced' n / (classes · count) over the training rows; of several labels at once,
   * what their ones weigh: zeros / ones. A class that does not occur weighs 1.
   */
  getClassWeights(): readonly number[] | undefined {
    const asked = this.config.training?.class_weights ?? undefined;
    const { task, outputDim } = this.#examples.labels;
    if (asked !== undefined && !/classification/.test(task)) throw new TorchEncodersError('ERR_CONFIG', `training.class_weights is ${describe(asked)}, and ${task} has no classes`);
    if (asked !== 'balanced') return asked;
    const labels = this.getExamples('train').map(({ label }) => label);
    const count = (fits: (label: readonly number[]) => boolean): number => labels.filter(fits).length;
    const classes = Array.from({ length: outputDim }, (_, i) => i);
    if (task === 'multi_label_classification') return classes.map((i) => count((label) => label[i] === 0) / count((label) => label[i] === 1)).map((weight) => (Number.isFinite(weight) && weight > 0 ? weight : 1));
    const present = computeClassWeight('balanced', labels.map(([label]) => label!));
    return classes.map((i) => (count(([label]) => label === i) > 0 ? present.shift()! : 1));
  }
  /** The rows of a part, with their texts and labels as they stand in the files. */
  getExamples(split: Split): Example[] {
    return this.#splits[split].map((i) => this.#examples.examples[i]!);
  }

  /**
   * The three parts in batches: {@link TextBatch}, or {@link SoundBatch} of recordings. Training rows are shuffled in each epoch, by `seed`.
   * A part that the data set does not have has no batches.
   */
  getLoaders({ maxLength, transform, ...options }: LoadersOptions = {}): Loaders {
    const length = this.getMaxLength(maxLength);
    const datasets = Object.fromEntries(splits.map((split) => [split, this.#datasetOf(split, length)])) as Record<Split, Dataset>;
    if (this.#rows) this.#tellCuts(datasets as Record<Split, EncodedDataset>, length);
    const { batchSize = options.maxTokens === undefined ? 32 : undefined, lengthBuckets, dropLast, ...rest } = options;
    return Object.fromEntries(splits.map((split) => {
      const own = split === 'train' ? { shuffle: true, lengthBuckets, dropLast } : {};
      const collate = this.#rows ? this.#collate(transform, split) : collateRecordings;
      return [split, new DataLoader(datasets[split], { batchSize, collate: collate as never, ...(rest as object), ...own })];
    })) as Loaders;
  }

  /** The effective length of a row, in tokens. */
  getMaxLength(modelLimit = Infinity): number {
    return Math.min(this.config.dataset?.max_length ?? Infinity, modelLimit, this.#vocab?.tokenizer.modelMaxLength ?? Infinity);
  }

  describe(): Description {
    const { examples, leftOut } = this.#examples;
    const whole = this.#rows && new EncodedDataset(this.#rows, examples.map((_, i) => i), Infinity);
    const lengths = whole && examples.map((_, i) => whole.fullLengthOf(i));
    const seconds = formatOf(this.card) === 'wav' ? examples.map(({ row }) => row.fields.seconds as number) : undefined;
    return {
      ...headOf(this.card),
      task: this.getDatasetTaskType(),
      outputDim: this.getOutputDim(),
      rows: Object.fromEntries(splits.map((split) => [split, this.#splits[split].length])) as Record<Split, number>,
      leftOut,
      labels: summariesOf(this.#examples, this.getExamples('train').map(({ label }) => label), this.labelScaler),
      ...(lengths && { tokens: { vocabulary: this.getVocab().size, mean: lengths.reduce((sum, length) => sum + length / lengths.length, 0), max: lengths.reduce((most, length) => Math.max(most, length), 0) } }),
      ...(seconds && { seconds: { total: seconds.reduce((sum, one) => sum + one, 0), sampleRates: [...new Set(examples.map(({ row }) => row.fields.sample_rate as number))] } }),
      ...(this.retrieval && {
        retrieval: {
          documents: Object.keys(this.retrieval.corpus).length, emptyDocuments: this.retrieval.emptyDocuments, queries: Object.keys(this.retrieval.queries).length,
          judgements: Object.values(this.retrieval.judgements).reduce((sum, judged) => sum + Object.keys(judged).length, 0),
        },
      }),
    };
  }

  #datasetOf(split: Split, maxLength: number): Dataset {
    if (this.#rows) return new EncodedDataset(this.#rows, this.#splits[split], maxLength);
    const examples = this.getExamples(split);
    return new RecordingDataset(examples.map(({ row }) => row.fields.path as string), examples.map(({ label }) => label[0]!));
  }
  /** What is measured on is the same in every epoch. */
  #collate(transform: LoadersOptions['transform'], split: Split): NonNullable<DataLoaderOptions<never, unknown>['collate']> {
    const task = this.getDatasetTaskType();
    const pad = padCollate(this.getVocab().padId, task === 'classification' || task === 'binary_classification' ? 'classes' : 'numbers');
    if (!transform) return pad;
    return (items, context) => transform(pad(items), split === 'train' ? context : { ...context, epoch: 0, seed: mixSeeds(context.batch) });
  }
  #tellCuts(datasets: Record<Split, EncodedDataset>, length: number): void {
    for (const split of splits) {
      const dataset = datasets[split];
      const cut = Array.from({ length: dataset.length }, (_, i) => dataset.fullLengthOf(i)).filter((full) => full > length);
      if (cut.length > 0) this.#log(`${this.card.name}: ${cut.length} of ${dataset.length} rows for ${split} are cut to ${length} tokens; the longest has ${cut.reduce((most, full) => Math.max(most, full), 0)}`);
    }
  }
  #refuseSound(): never {
    throw new TorchEncodersError('ERR_UNSUPPORTED', `'${this.card.name}' is of recordings, which have no vocabulary; take its loaders (inputValues, lengths, labels) with the modules of speech`);
  }
}

function taskOf(card: Card, asked: string): DatasetTask {
  if (asked === 'auto') return card.task;
  const found = taskTypes.find((task) => task === asked);
  if (found) return found;
  throw new TorchEncodersError('ERR_CONFIG', `task.type is ${describe(asked)}; wanted auto, ${taskTypes.join(', ')}`);
}

/** Labels in one array, normalised. */
function labelsArray(examples: readonly Example[], scaler: LabelScaler | undefined): Pick<EncodedRows, 'labels' | 'width'> {
  const width = examples[0]?.label.length ?? 0;
  const labels = new Float32Array(examples.length * width);
  examples.forEach(({ label }, row) => label.forEach((value, column) => (labels[row * width + column] = scaler ? (value - scaler.mean[column]!) / scaler.std[column]! : value)));
  return { labels, width };
}
