import { ofAllParts } from '../distributed/parts.js';
import type { Module } from '../nn/module.js';
import type { Tensor } from '../tensor/tensor.js';
import type { LabeledBatch } from './datasets.js';
import { Head } from './head.js';
import { recallTopK } from './losses/distances.js';
import { ContrastiveLoss, type SequenceLoss } from './losses/pairs.js';
import { PretrainModule, type PretrainOptions } from './pretrain.js';
import type { SeqEncoder } from './seqencoder.js';

export interface CoLESOptions extends PretrainOptions {
  /** Default: `new sequenceLosses.ContrastiveLoss()`, margin 0.5 with the five hardest negatives. */
  loss?: SequenceLoss;
  /** Between the encoder and the loss; has no part in embeddings. Default: vectors of length 1. */
  head?: Module & { forward(x: Tensor): Tensor };
  /** Of how many neighbours the recall is. Default: 4. */
  recallK?: number;
}

/**
 * Contrastive learning for event sequences (Babaev et al., 2022): subsequences of one client are alike, those of others are not. For a {@link Trainer};
 * validation logs `valid/recall_top_k`, recall@4 by cosine.
 *
 * @example
 * const module = new CoLESModule(seqEncoder);
 * const trainer = new Trainer({ maxEpochs: 20, callbacks: [new ModelCheckpoint({ dirpath: 'runs', monitor: module.metricName, mode: 'max' })] });
 * await trainer.fit(module, trainLoader, valLoader); // loaders of colesDataset with colesCollate
 */
export class CoLESModule extends PretrainModule {
  override readonly lossOver = 'all';
  override readonly metricName = 'valid/recall_top_k';
  override readonly metricMode = 'max';
  readonly #loss: SequenceLoss;
  readonly #head: NonNullable<CoLESOptions['head']>;
  readonly #recallK: number;

  constructor(seqEncoder: SeqEncoder, { loss = new ContrastiveLoss(), head = new Head({ useNormEncoder: true }), recallK = 4, ...options }: CoLESOptions = {}) {
    super(seqEncoder, options);
    this.#loss = loss;
    this.#head = head;
    this.#recallK = recallK;
  }
  protected override parts(): Record<string, Module> {
    return { _head: this.#head, _loss: this.#loss };
  }

  protected async loss([events, labels]: LabeledBatch): Promise<Tensor> {
    this.log('seq_len', events.layout.total / events.length, { progBar: true });
    using embeddings = await this.seqEncoder.encode(events);
    return await this.#loss.forward(await ofAllParts(this.#head.forward(embeddings)), await ofAllParts(labels));
  }
  override async validationStep([events, labels]: LabeledBatch): Promise<void> {
    using embeddings = await this.seqEncoder.encode(events);
    this.log(this.metricName, await recallTopK(await ofAllParts(this.#head.forward(embeddings)), await ofAllParts(labels), { k: this.#recallK }), { batchSize: 1, progBar: true });
  }
}
