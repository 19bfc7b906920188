import { TorchEncodersError } from '../errors.js';
import { Module } from '../nn/module.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Layout } from './layout.js';
import { PaddedBatch, type EventPayload } from './paddedbatch.js';
import type { TrxEncoder } from './trxencoder.js';

/** What reads the vectors of events [T, E], end to end in the order of the layout. */
export interface SequenceModel extends Module {
  /** One vector for each sequence: [B, embeddingSize], in the batch's order. */
  reduced(events: Tensor, layout: Layout): Promise<Tensor>;
  /** One for each event: [T, H]. */
  sequence(events: Tensor, layout: Layout): Promise<Tensor>;
}

/**
 * Events → vectors: a {@link TrxEncoder} and what reads its vectors as a sequence. Inside there is no padding.
 * Its state dict has pytorch-lifestream's names: `trx_encoder.…`, `seq_encoder.…`.
 */
export abstract class SeqEncoder<Model extends SequenceModel = SequenceModel> extends Module {
  /** Whether `forward` gives a vector for each sequence, or one for each event. */
  isReduceSequence: boolean;

  constructor(readonly trxEncoder: TrxEncoder, readonly seqEncoder: Model, isReduceSequence: boolean) {
    super();
    this.isReduceSequence = isReduceSequence;
  }

  /** The size of a sequence's vector. */
  abstract get embeddingSize(): number;
  /** The size of the state behind an event. */
  abstract get stateSize(): number;
  /** The most events that one call can read; Infinity: any number. */
  get maxSeqLen(): number {
    return Infinity;
  }

  /** [B, embeddingSize]. */
  async encode(batch: PaddedBatch<EventPayload>): Promise<Tensor> {
    using events = await this.eventsOf(batch);
    return await this.seqEncoder.reduced(events, batch.layout);
  }

  /** [B, L, H], zeros on padding. */
  async getSequenceOutput(batch: PaddedBatch<EventPayload>): Promise<PaddedBatch<Tensor>> {
    using events = await this.eventsOf(batch);
    using states = await this.seqEncoder.sequence(events, batch.layout);
    return new PaddedBatch(await batch.layout.unpack(states), batch.seqLens);
  }

  forward(batch: PaddedBatch<EventPayload>): Promise<Tensor | PaddedBatch<Tensor>> {
    return this.isReduceSequence ? this.encode(batch) : this.getSequenceOutput(batch);
  }

  /** @internal The trx encoder's vectors, [T, E]. */
  eventsOf(batch: PaddedBatch<EventPayload>): Promise<Tensor> {
    if (Math.max(...batch.layout.lengths) > this.maxSeqLen) {
      throw new TorchEncodersError('ERR_RANGE', `a sequence has ${Math.max(...batch.layout.lengths)} events, more than maxSeqLen ${this.maxSeqLen}; cut it with lastEvents(record, ${this.maxSeqLen})`);
    }
    return this.trxEncoder.forwardPacked(batch);
  }
}
