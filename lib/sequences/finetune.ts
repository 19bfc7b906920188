import { describe } from '../config.js';
import { ofAllParts } from '../distributed/parts.js';
import { TorchEncodersError } from '../errors.js';
import { crossEntropy } from '../nn/functional.js';
import { Adam, AdamW } from '../optim/optimizers.js';
import { CosineAnnealingLR, ReduceLROnPlateau } from '../optim/schedulers.js';
import { accuracy, macroF1, rocAuc } from '../tasks/metrics/classification.js';
import { tensor, Tensor } from '../tensor/tensor.js';
import type { Loader } from '../training/batches.js';
import type { Checkpoint } from '../training/checkpoint.js';
import { TrainerModule, type Optimizers } from '../training/module.js';
import type { TrainingPlan } from '../training/plan.js';
import { embedBatches, partsOf, type Embedded } from './embed.js';
import { MLPHead } from './head.js';
import { sequencesOf, type EventPayload, type PaddedBatch } from './paddedbatch.js';
import { loadEncoderWeights, type EncoderLoading } from './pretrained.js';
import type { SeqEncoder } from './seqencoder.js';

export interface FinetuneOptions {
  /** New, or as pretraining left it. */
  seqEncoder: SeqEncoder;
  /** Default: 2. */
  nClasses?: number;
  /** Hidden layers of the head. Default: null, one linear layer. */
  headHiddenDims?: readonly number[] | null;
  /** Of the head. Default: 0.2. */
  dropout?: number;
  /** Default: 0.001. */
  lr?: number;
  /** Default: 0.00001. */
  weightDecay?: number;
  /** Only the head learns: for ever, or for `freezeEpochs`. A frozen encoder is in evaluation: no dropout, no new statistics. Default: false. */
  freezeEncoder?: boolean;
  /** In so many first epochs only the head learns. Default: 0. */
  freezeEpochs?: number;
  /** Default: 'adam'. */
  optimizerType?: 'adam' | 'adamw';
  /** 'cosine': to zero over all epochs; 'plateau': half when `val_loss` has not become better for more than three epochs. Default: null, a constant rate. */
  schedulerType?: 'cosine' | 'plateau' | null;
  /** One for each class, such as {@link computeClassWeight} gives. Default: null. */
  classWeights?: readonly number[] | Tensor | null;
  /** Default: 0. */
  labelSmoothing?: number;
}

type Settings = Required<Omit<FinetuneOptions, 'seqEncoder' | 'classWeights'>> & { readonly classWeights: readonly number[] | null };

/**
 * A classifier of event sequences: an encoder, pretrained or new, and a head. For a {@link Trainer} and batches of {@link targetCollate}; logs train_loss,
 * train_acc, val_loss, val_acc, val_f1 (macro) and, of two classes, val_auc (NaN with one class present); in `test` the same as test_…
 *
 * @example
 * const module = new CoLESFinetuneModule({ seqEncoder, nClasses: 4, headHiddenDims: [64], freezeEpochs: 3, schedulerType: 'cosine' });
 * await module.loadPretrainedEncoder('pretrained.ckpt');
 * await new Trainer({ maxEpochs: 20 }).fit(module, trainLoader, valLoader);
 */
export class CoLESFinetuneModule extends TrainerModule {
  override readonly lossOver = 'all';
  readonly seqEncoder: SeqEncoder;
  readonly head: MLPHead;
  override readonly hparams: Readonly<Record<string, unknown>>;
  readonly #settings: Settings;
  /** Those that learn where nothing is frozen: not a starter of zeros. */
  readonly #encoderParameters: readonly Tensor[];
  /** How many epochs are done. */
  #epoch = 0;
  #seen: { logits: number[][]; labels: number[] } = { logits: [], labels: [] };

  /** @throws ERR_CONFIG for an option that does not fit. */
  constructor({ seqEncoder, ...options }: FinetuneOptions) {
    super();
    if (!seqEncoder) throw new TorchEncodersError('ERR_CONFIG', 'CoLESFinetuneModule wants seqEncoder: a TransformerSeqEncoder or RnnSeqEncoder');
    this.#settings = settingsOf(options);
    this.hparams = this.#settings;
    this.seqEncoder = seqEncoder;
    this.#encoderParameters = [...seqEncoder.parameters()].filter(({ requiresGrad }) => requiresGrad);
    const { nClasses, headHiddenDims: hiddenDims, dropout } = this.#settings;
    this.head = new MLPHead({ inputDim: seqEncoder.embeddingSize, hiddenDims, nClasses, dropout });
  }

  /** Logits [B, nClasses]. */
  override async forward(events: PaddedBatch<EventPayload>): Promise<Tensor> {
    using embeddings = await this.seqEncoder.encode(events);
    return this.head.forward(embeddings);
  }

  override rowsOfBatch(batch: unknown): number {
    return partsOf(batch).events.length;
  }
  override costsOfBatch(batch: unknown): readonly number[] {
    return partsOf(batch).events.layout.lengths;
  }
  override partOfBatch(batch: unknown, begin: number, end: number): unknown {
    return sequencesOf(batch, begin, end);
  }

  async trainingStep(batch: unknown): Promise<Tensor> {
    const { logits, labels, loss } = await this.#loss(batch);
    const epochMean = { onStep: false, onEpoch: true, progBar: true, batchSize: labels.numel };
    this.log('train_loss', loss, epochMean);
    this.log('train_acc', logits.detach().argmax(1).eq(labels).to('float32').mean(), epochMean);
    return loss;
  }
  override validationStep(batch: unknown): Promise<void> {
    return this.#evaluate(batch, 'val');
  }
  override testStep(batch: unknown): Promise<void> {
    return this.#evaluate(batch, 'test');
  }
  /** The probability of each class: [B, nClasses]. */
  override async predictStep(batch: unknown): Promise<Tensor> {
    return (await this.forward(partsOf(batch).events)).softmax(1);
  }

  async #loss(batch: unknown): Promise<{ logits: Tensor; labels: Tensor; loss: Tensor }> {
    const { events, labels: own } = partsOf(batch);
    if (!own) throw new TorchEncodersError('ERR_DTYPE', 'a batch has no labels to learn from; make batches with targetCollate()');
    const { nClasses, classWeights, labelSmoothing } = this.#settings;
    const labels = await ofAllParts(own);
    const most = labels.max().item();
    if (most >= nClasses) throw new TorchEncodersError('ERR_RANGE', `a label is ${most}; nClasses ${nClasses} has classes 0 to ${nClasses - 1}`);
    const logits = await ofAllParts(await this.forward(events)); // a few numbers a row: each process computes the loss of all
    const weight = classWeights ? tensor(classWeights as number[], { dtype: 'float32', device: logits.device }) : undefined;
    return { logits, labels, loss: crossEntropy(logits, labels, { weight, labelSmoothing }) };
  }

  async #evaluate(batch: unknown, stage: 'val' | 'test'): Promise<void> {
    const { logits, labels, loss } = await this.#loss(batch);
    this.log(`${stage}_loss`, loss, { batchSize: labels.numel, progBar: true });
    this.#seen.logits.push(...(logits.toArray() as number[][]));
    this.#seen.labels.push(...(labels.toArray() as number[]));
  }
  override onValidationEpochStart(): void {
    this.#seen = { logits: [], labels: [] };
  }
  override onTestEpochStart(): void {
    this.onValidationEpochStart();
  }
  override onValidationEpochEnd(): void {
    this.#logMetrics('val');
  }
  override onTestEpochEnd(): void {
    this.#logMetrics('test');
  }
  /** Over all of it at once: an F1 or an area under a curve is no mean of batches. */
  #logMetrics(stage: 'val' | 'test'): void {
    const { logits, labels } = this.#seen;
    const predicted = logits.map((row) => row.indexOf(Math.max(...row)));
    this.log(`${stage}_acc`, accuracy(labels, predicted), { progBar: true });
    this.log(`${stage}_f1`, macroF1(labels, predicted));
    if (this.#settings.nClasses === 2) this.log(`${stage}_auc`, rocAuc(labels, logits.map(([no, yes]) => yes! - no!)));
  }

  configureOptimizers({ maxEpochs }: TrainingPlan = { maxEpochs: Infinity, maxSteps: Infinity }): Optimizers {
    const { optimizerType, lr, weightDecay, schedulerType } = this.#settings;
    const optimizer = new (optimizerType === 'adam' ? Adam : AdamW)([...this.#encoderParameters, ...this.head.parameters()], { lr, weightDecay });
    if (schedulerType === 'plateau') return { optimizer, lrScheduler: { scheduler: new ReduceLROnPlateau(optimizer, { factor: 0.5, patience: 3 }), monitor: 'val_loss' } };
    if (schedulerType === null) return optimizer;
    if (!Number.isFinite(maxEpochs)) throw new TorchEncodersError('ERR_CONFIG', 'schedulerType cosine wants to know how long training will be: set maxEpochs of the Trainer');
    return { optimizer, lrScheduler: new CosineAnnealingLR(optimizer, { tMax: maxEpochs }) };
  }

  override onFitStart(): void {
    this.#epoch = 0;
    this.#freeze();
  }
  override onTrainStart(): void {
    this.#freeze(); // behind a resumed checkpoint too
  }
  override onTrainEpochStart(): void {
    this.#freeze();
  }
  override onTrainEpochEnd(): void {
    this.#epoch++;
  }
  override onSaveCheckpoint(checkpoint: Checkpoint): void {
    checkpoint.module.epochs = this.#epoch;
  }
  override onLoadCheckpoint({ module: { epochs = 0 } }: Checkpoint): void {
    this.#epoch = epochs as number;
  }

  override onFitEnd(): void {
    for (const parameter of this.#encoderParameters) parameter.requiresGrad = true;
  }

  #freeze(): void {
    const { freezeEncoder, freezeEpochs } = this.#settings;
    const isFrozen = this.#epoch < freezeEpochs || (freezeEncoder && freezeEpochs === 0);
    for (const parameter of this.#encoderParameters) parameter.requiresGrad = !isFrozen;
    this.seqEncoder.train(!isFrozen);
  }

  /**
   * Loads the encoder's weights from a file: a state dict of an encoder, or a checkpoint of a pretraining module, ours or pytorch-lifestream's behind
   * `torch-encoders convert`. Names are those of pytorch-lifestream, with or without the prefix `_seq_encoder.`.
   * @param options.strict refuse what does not fit, rather than report it (default false).
   * @returns what matched, what the file lacks, what it has besides, what has another shape.
   */
  loadPretrainedEncoder(path: string, options?: { strict?: boolean }): Promise<EncoderLoading> {
    return loadEncoderWeights(this.seqEncoder, path, options);
  }

  /** The vectors of all sequences of a loader, for other tools, and their labels. */
  getEmbeddings(loader: Loader): Promise<Embedded> {
    return embedBatches(this.seqEncoder, loader);
  }
}

function settingsOf(options: Omit<FinetuneOptions, 'seqEncoder'>): Settings {
  const { nClasses = 2, headHiddenDims = null, dropout = 0.2, lr = 1e-3, weightDecay = 1e-5, freezeEncoder = false, freezeEpochs = 0, optimizerType = 'adam', schedulerType = null, classWeights = null, labelSmoothing = 0 } = options;
  const refuse = (isWrong: boolean, name: string, value: unknown, wanted: string): void => {
    if (isWrong) throw new TorchEncodersError('ERR_CONFIG', `CoLESFinetuneModule: ${name} is ${describe(value)}; wanted ${wanted}`);
  };
  refuse(!Number.isSafeInteger(nClasses) || nClasses < 2, 'nClasses', nClasses, 'a whole number of at least 2');
  refuse(!(lr > 0), 'lr', lr, 'a number above 0');
  refuse(!(weightDecay >= 0), 'weightDecay', weightDecay, 'a number of at least 0');
  refuse(!Number.isSafeInteger(freezeEpochs) || freezeEpochs < 0, 'freezeEpochs', freezeEpochs, 'a whole number of at least 0');
  refuse(optimizerType !== 'adam' && optimizerType !== 'adamw', 'optimizerType', optimizerType, "'adam' or 'adamw'");
  refuse(schedulerType !== null && schedulerType !== 'cosine' && schedulerType !== 'plateau', 'schedulerType', schedulerType, "'cosine', 'plateau' or null");
  refuse(!(labelSmoothing >= 0 && labelSmoothing < 1), 'labelSmoothing', labelSmoothing, 'a number from 0 to below 1');
  const weights = classWeights instanceof Tensor ? (classWeights.toArray() as number[]) : classWeights;
  refuse(weights !== null && weights.length !== nClasses, 'classWeights', weights, `${nClasses} numbers, one for each class`);
  return { nClasses, headHiddenDims, dropout, lr, weightDecay, freezeEncoder, freezeEpochs, optimizerType, schedulerType, classWeights: weights, labelSmoothing };
}

/** As `new CoLESFinetuneModule(options)`. */
export const createFinetuneModel = (options: FinetuneOptions): CoLESFinetuneModule => new CoLESFinetuneModule(options);
