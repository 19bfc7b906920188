import type { Module } from '../nn/module.js';
import { Adam } from '../optim/optimizers.js';
import type { Optimizer } from '../optim/optimizer.js';
import { ReduceLROnPlateau } from '../optim/schedulers.js';
import type { Tensor } from '../tensor/tensor.js';
import { TrainerModule, type AnyScheduler, type Optimizers } from '../training/module.js';
import type { Loader } from '../training/batches.js';
import type { LabeledBatch } from './datasets.js';
import { embedBatches, partsOf, type Embedded } from './embed.js';
import { sequencesOf, type EventPayload, type PaddedBatch } from './paddedbatch.js';
import type { SeqEncoder } from './seqencoder.js';

/** How a pretraining module is optimised. */
export interface PretrainOptions {
  /** Default: Adam with a learning rate of 0.001. */
  optimizer?: (parameters: Iterable<Tensor>) => Optimizer;
  /** Stepped behind each epoch. A ReduceLROnPlateau looks at the module's `metricName`. Default: none. */
  lrScheduler?: (optimizer: Optimizer) => AnyScheduler;
}

/**
 * What all objectives that need no labels have in common: an encoder, a loss of batches, a metric of validation.
 * Weights stand under pytorch-lifestream's names: `_seq_encoder.…`, `_head.…`.
 */
export abstract class PretrainModule<Encoder extends SeqEncoder = SeqEncoder, Batch = LabeledBatch> extends TrainerModule {
  /** Under which validation logs its metric: what ModelCheckpoint and ReduceLROnPlateau monitor. */
  abstract readonly metricName: string;
  /** Whether more of the metric is better. */
  abstract readonly metricMode: 'max' | 'min';
  readonly #options: PretrainOptions;

  constructor(readonly seqEncoder: Encoder, options: PretrainOptions) {
    super();
    this.#options = options;
  }

  /** The other modules that learn, by their names in a checkpoint. */
  protected abstract parts(): Record<string, Module | undefined>;
  override *children(): Generator<[string, Module]> {
    yield ['_seq_encoder', this.seqEncoder];
    for (const [name, part] of Object.entries(this.parts())) if (part) yield [name, part];
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

  protected abstract loss(batch: Batch): Promise<Tensor | undefined>;

  async trainingStep(batch: Batch): Promise<Tensor | undefined> {
    const loss = await this.loss(batch);
    if (loss) this.log('loss', loss, { progBar: true });
    return loss;
  }
  configureOptimizers(): Optimizers {
    const { optimizer: make = (parameters: Iterable<Tensor>) => new Adam(parameters, { lr: 1e-3 }), lrScheduler } = this.#options;
    const optimizer = make([...this.parameters()].filter(({ requiresGrad }) => requiresGrad));
    const scheduler = lrScheduler?.(optimizer);
    if (!scheduler) return optimizer;
    return { optimizer, lrScheduler: scheduler instanceof ReduceLROnPlateau ? { scheduler, monitor: this.metricName } : { scheduler } };
  }

  /** The vectors of a batch's sequences: [B, embeddingSize]. */
  override forward(batch: PaddedBatch<EventPayload>): Promise<Tensor> {
    return this.seqEncoder.encode(batch);
  }
  /** The vectors of all sequences of a loader, and their labels where its batches have some. */
  getEmbeddings(loader: Loader): Promise<Embedded> {
    return embedBatches(this.seqEncoder, loader);
  }
}
