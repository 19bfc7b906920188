import { TorchEncodersError } from '../errors.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { Tensor, tensor, type Device } from '../tensor/tensor.js';
import { isSequenceFeature } from './features.js';
import { Layout } from './layout.js';

/** What a batch of events holds under a name: a tensor [B, L, …] for what each event has, [B, …] for what a client has, or texts. */
export type PayloadValue = Tensor | readonly unknown[];
export type EventPayload = Readonly<Record<string, PayloadValue>>;

/**
 * Sequences of different lengths, padded at their ends to the longest. B sequences, L padded length.
 *
 * @example
 * const batch = new PaddedBatch({ mcc: torch.tensor([[1, 2, 0], [3, 4, 5]], { dtype: 'int64' }) }, torch.tensor([2, 3], { dtype: 'int64' }));
 * batch.seqLenMask.toArray(); // [[1, 1, 0], [1, 1, 1]]
 */
export class PaddedBatch<Payload extends Tensor | EventPayload = Tensor | EventPayload> {
  readonly payload: Payload;
  /** int64 [B]. */
  readonly seqLens: Tensor;
  #layout: Layout | undefined;

  /**
   * @param payload tensors by name, or one tensor [B, L, …].
   * @param length int64 [B], or numbers: how many places of each row are real.
   * @throws ERR_SHAPE where a tensor has another number of sequences or places, ERR_RANGE for a length that does not fit.
   */
  constructor(payload: Payload, length: Tensor | readonly number[]) {
    this.payload = payload;
    this.seqLens = length instanceof Tensor ? length : tensor(length as number[], { dtype: 'int64' });
    const [B] = this.seqLens.shape;
    if (this.seqLens.ndim !== 1) throw new TorchEncodersError('ERR_SHAPE', `length has shape [${this.seqLens.shape.join(', ')}]; wanted [B], the number of events of each sequence`);
    for (const [name, value] of Object.entries(payload instanceof Tensor ? { payload } : payload)) {
      const found = value instanceof Tensor ? value.shape[0] : (value as readonly unknown[]).length;
      if (found !== B) throw new TorchEncodersError('ERR_SHAPE', `${name} is of ${found} sequences, length of ${B}`);
    }
    const sizes = new Set(this.#sequences().map((one) => one.shape[1]));
    if (sizes.size > 1) throw new TorchEncodersError('ERR_SHAPE', `the features are padded to different lengths: ${[...sizes].join(', ')}; wanted one`);
  }

  #sequences(): Tensor[] {
    if (this.payload instanceof Tensor) return [this.payload];
    return Object.entries(this.payload as EventPayload).flatMap(([name, value]) => (value instanceof Tensor && isSequence(name, value) ? [value] : []));
  }

  /** The number of sequences B. */
  get length(): number {
    return this.seqLens.shape[0]!;
  }
  /** The padded length L. */
  get paddedLength(): number {
    const [first] = this.#sequences();
    if (!first) throw new TorchEncodersError('ERR_CONFIG', 'the batch has no feature of events, only of clients');
    return first.shape[1]!;
  }
  get device(): Device {
    return this.seqLens.device;
  }

  /** int64 [B, L]: 1 for an event, 0 for padding. */
  get seqLenMask(): Tensor {
    const places = F.arange(this.paddedLength, { device: this.device });
    return places.unsqueeze(0).lt(this.seqLens.unsqueeze(1)).to('int64');
  }

  /** @internal Where the events stand when they are laid end to end. */
  get layout(): Layout {
    return (this.#layout ??= new Layout(Array.from(this.seqLens.dataSync(), Number), this.paddedLength, this.device));
  }

  /** Sequences `start` to `end`, end left out, as views. */
  slice(start: number, end = this.length): PaddedBatch<Payload> {
    const cut = (value: PayloadValue): PayloadValue => (value instanceof Tensor ? value.slice(0, start, end) : value.slice(start, end));
    return new PaddedBatch(this.#map(cut), this.seqLens.slice(0, start, end));
  }

  to(device: Device): PaddedBatch<Payload> {
    return new PaddedBatch(this.#map((value) => (value instanceof Tensor ? value.to(device) : value)), this.seqLens.to(device));
  }

  #map(change: (value: PayloadValue) => PayloadValue): Payload {
    if (this.payload instanceof Tensor) return change(this.payload) as Payload;
    return Object.fromEntries(Object.entries(this.payload as EventPayload).map(([name, value]) => [name, change(value)])) as unknown as Payload;
  }

  /** What clients have rather than events, by name. */
  dropSeqFeatures(): Record<string, PayloadValue> {
    return Object.fromEntries(Object.entries(this.payload as EventPayload).filter(([name, value]) => !isSequence(name, value)));
  }
  /** The same batch with what events have alone. */
  keepSeqFeatures(): PaddedBatch<EventPayload> {
    return new PaddedBatch(Object.fromEntries(Object.entries(this.payload as EventPayload).filter(([name, value]) => isSequence(name, value))), this.seqLens);
  }

  /** Frees its tensors. */
  dispose(): void {
    for (const value of this.payload instanceof Tensor ? [this.payload] : Object.values(this.payload)) if (value instanceof Tensor) value.dispose();
    this.seqLens.dispose();
    this.#layout?.dispose();
  }
  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** In a batch, what has a row of places for each sequence; event_time always, what begins with target never. */
const isSequence = (name: string, value: PayloadValue): boolean => value instanceof Tensor && isSequenceFeature(name, value.ndim > 1);

/** Sequences `begin` to before `end` of a batch, alone or with a label for each sequence. */
export function sequencesOf(batch: unknown, begin: number, end: number): unknown {
  if (batch instanceof PaddedBatch) return batch.slice(begin, end);
  const [events, labels] = batch as [PaddedBatch, Tensor];
  if (labels.shape[0] !== events.length) throw new TorchEncodersError('ERR_UNSUPPORTED', `a batch of ${events.length} sequences has ${labels.shape[0]} labels, so it cannot be divided among processes`);
  return [events.slice(begin, end), labels.slice(0, begin, end)];
}
