import { mixSeeds } from '../../data/random.js';
import type { BatchContext } from '../../data/dataset.js';
import { AdamW } from '../../optim/optimizers.js';
import { getConstantScheduleWithWarmup, getCosineScheduleWithWarmup, getLinearScheduleWithWarmup } from '../../optim/schedulers.js';
import { shareOf } from '../../distributed/parts.js';
import { TorchEncodersError } from '../../errors.js';
import { Module } from '../../nn/module.js';
import type { SentenceEncoder } from '../../sentence/encoder.js';
import { tensor, type Tensor } from '../../tensor/tensor.js';
import type { Metrics } from '../evaluators/evaluator.js';
import { TrainerModule, type Optimizers } from '../module.js';
import type { TextColumns } from '../losses/loss.js';
import type { Lora } from '../lora.js';
import { decays } from './defaults.js';
import { drawnTexts, type TextRecord } from './records.js';
import type { Learning } from './strategies.js';

/** Rows of one data set as columns. */
export interface TextBatch {
  readonly columns: TextColumns;
  readonly labels: Tensor | undefined;
  /** Which of several data sets. */
  readonly source: number;
}

/** A record and the number of its data set. */
export interface SourcedRecord extends TextRecord {
  readonly source: number;
}

/** Makes a batch of records. @param prompts what stands before the texts of each column. */
export const collateTexts = (prompts: readonly (readonly string[])[]) => (records: readonly SourcedRecord[], { seed }: BatchContext): TextBatch => {
  const rows = records.map((record, i) => drawnTexts(record, mixSeeds(seed, i)));
  const { source } = records[0]!;
  const own = prompts[source] ?? [];
  const columns = rows[0]!.map((_, column) => rows.map((texts) => (own[column] ?? '') + texts[column]!));
  const hasLabels = records[0]!.label !== undefined;
  return { source, columns, labels: hasLabels ? tensor(records.map(({ label }) => label as number), { dtype: 'float32' }) : undefined };
};

/** What computes the loss of texts: those of `losses`, also of cross-encoders. */
export interface TextLoss extends Module {
  /** Whether that is of the rows of all processes that train together; else it is a mean over one's own. */
  readonly lossOver?: 'rows' | 'all';
  ofTexts(model: Module, columns: TextColumns, labels?: Tensor): Promise<Tensor>;
}

export interface SentenceTrainingOptions {
  lr: number;
  weightDecay: number;
  warmupSteps: number;
  totalSteps: number;
  scheduler: 'linear' | 'cosine' | 'constant';
}

/** A model and what learns beside it, to those who ask for all parameters. */
class WithLora extends Module {
  constructor(readonly model: SentenceEncoder, readonly lora: Lora) {
    super();
  }
  embedColumns(columns: TextColumns): Promise<Tensor[]> {
    return this.model.embedColumns(columns);
  }
  embedLayers(columns: TextColumns): Promise<Tensor[][]> {
    return this.model.embedLayers(columns);
  }
  forward(): never {
    throw new TorchEncodersError('ERR_UNSUPPORTED', 'forward is the model\'s own');
  }
}

/** @internal The training of a model by losses of texts, as {@link Trainer} runs it. */
export class SentenceTraining extends TrainerModule {
  override readonly lossOver = 'all';
  readonly model: Module;
  readonly losses: readonly TextLoss[];
  override readonly hparams: Readonly<Record<string, unknown>>;
  readonly #learning: Learning;
  readonly #evaluate: () => Promise<Metrics | undefined>;
  readonly #options: SentenceTrainingOptions;
  /** Of each batch. */
  readonly stepLosses: number[] = [];

  readonly #embedder: Module;

  constructor(model: Module, losses: readonly TextLoss[], learning: Learning, evaluate: () => Promise<Metrics | undefined>, options: SentenceTrainingOptions) {
    super();
    this.model = model;
    this.losses = losses;
    this.hparams = { ...options };
    this.#learning = learning;
    this.#embedder = learning.lora ? new WithLora(model as SentenceEncoder, learning.lora) : model;
    this.#evaluate = evaluate;
    this.#options = options;
  }

  override *children(): Generator<[string, Module]> {
    yield ['model', this.model];
    for (const [i, loss] of this.losses.entries()) yield [`loss.${i}`, loss];
    if (this.#learning.lora) yield ['lora', this.#learning.lora];
  }

  override rowsOfBatch({ columns }: TextBatch): number {
    return columns[0]!.length;
  }
  override costsOfBatch({ columns }: TextBatch): readonly number[] {
    return columns[0]!.map((_, row) => columns.reduce((sum, texts) => sum + texts[row]!.length, 1));
  }
  override partOfBatch({ columns, labels, source }: TextBatch, begin: number, end: number): TextBatch {
    return { source, columns: columns.map((texts) => texts.slice(begin, end)), labels: labels?.slice(0, begin, end) };
  }

  override async trainingStep({ columns, labels, source }: TextBatch): Promise<Tensor> {
    const of = this.losses[source]!;
    const loss = await of.ofTexts(this.#embedder, columns, labels);
    labels?.dispose();
    this.stepLosses.push(loss.item());
    this.log('train_loss', loss, { progBar: true, onEpoch: true, batchSize: columns[0]!.length });
    const share = of.lossOver === 'all' ? 1 : await shareOf(columns[0]!.length);
    return share === 1 ? loss : loss.mul(share);
  }
  override async validationStep({ columns, labels, source }: TextBatch): Promise<void> {
    using loss = await this.losses[source]!.ofTexts(this.#embedder, columns, labels);
    labels?.dispose();
    this.log('val_loss', loss, { batchSize: columns[0]!.length });
  }
  override async onValidationEpochEnd(): Promise<void> {
    const metrics = await this.#evaluate();
    if (metrics) this.logDict(metrics);
  }

  override onBeforeOptimizerStep(): void {
    this.#learning.gather?.();
  }

  override configureOptimizers(): Optimizers {
    const { lr, weightDecay, warmupSteps: numWarmupSteps, totalSteps: numTrainingSteps, scheduler: name } = this.#options;
    const parameters = [...this.#learning.parameters, ...this.losses.flatMap((loss) => [...loss.namedParameters()])];
    const isDecayed = (one: string): boolean => (this.#learning.decays ?? true) && decays(one);
    const groups = [{ params: parameters.filter(([one]) => isDecayed(one)), weightDecay }, { params: parameters.filter(([one]) => !isDecayed(one)), weightDecay: 0 }];
    const optimizer = new AdamW(groups.filter(({ params }) => params.length > 0).map((group) => ({ ...group, params: group.params.map(([, parameter]) => parameter) })), { lr });
    const make = { linear: getLinearScheduleWithWarmup, cosine: getCosineScheduleWithWarmup, constant: getConstantScheduleWithWarmup }[name];
    return { optimizer, lrScheduler: { scheduler: make(optimizer, { numWarmupSteps, numTrainingSteps }), interval: 'step' } };
  }
}
