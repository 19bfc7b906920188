import { TorchEncodersError } from '../errors.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { queued } from '../tensor/ops.js';
import { tensor, type Device, type Tensor } from '../tensor/tensor.js';

/**
 * Where the T real events of a batch [B, L] stand when they are laid end to end, without padding. Sequences stand by falling length: equal
 * lengths are neighbours, which attention takes together, and the first n are those that have an n-th event, as LibTorch's recurrent layers want them.
 */
export class Layout {
  /** The sequences in their packed order. */
  readonly order: readonly number[];
  /** Where each begins, and the end: [B + 1]. */
  readonly offsets: readonly number[];
  readonly #device: Device;
  readonly #made = new Map<string, Tensor>();

  constructor(readonly lengths: readonly number[], readonly paddedLength: number, device: Device) {
    const bad = lengths.findIndex((length) => !Number.isSafeInteger(length) || length < 1 || length > paddedLength);
    if (bad >= 0) throw new TorchEncodersError('ERR_RANGE', `sequence ${bad} of the batch has length ${lengths[bad]}; wanted 1 to ${paddedLength}, the padded length: leave sequences without events out`);
    this.order = lengths.map((_, i) => i).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
    const offsets = [0];
    for (const i of this.order) offsets.push(offsets.at(-1)! + lengths[i]!);
    this.offsets = offsets;
    this.#device = device;
  }

  /** The number of events T. */
  get total(): number {
    return this.offsets.at(-1)!;
  }
  /** A list of places as a tensor, made when it is first asked for. */
  index(name: string, make: (fill: Int32Array) => void, size = this.total): Tensor {
    let found = this.#made.get(name);
    if (!found) {
      const places = new Int32Array(size);
      make(places);
      this.#made.set(name, (found = tensor(places, { device: this.#device })));
    }
    return found;
  }
  /** For each event its row of [B · L]. */
  get rows(): Tensor {
    return this.index('rows', (fill) => this.forEach((at, sequence, place) => { fill[at] = sequence * this.paddedLength + place; }));
  }
  /** For each event its place in its sequence, from 0. */
  get places(): Tensor {
    return this.index('places', (fill) => this.forEach((at, _, place) => { fill[at] = place; }));
  }
  /** For each event its sequence. */
  get sequences(): Tensor {
    return this.index('sequences', (fill) => this.forEach((at, sequence) => { fill[at] = sequence; }));
  }
  /** For each sequence of the batch its place in the packed order. */
  get ranks(): Tensor {
    return this.index('ranks', (fill) => this.order.forEach((sequence, rank) => { fill[sequence] = rank; }), this.lengths.length);
  }

  forEach(visit: (at: number, sequence: number, place: number) => void): void {
    this.order.forEach((sequence, rank) => {
      const begin = this.offsets[rank]!;
      for (let place = 0; place < this.lengths[sequence]!; place++) visit(begin + place, sequence, place);
    });
  }

  /** [B, L, …] → [T, …]. */
  async pack(padded: Tensor): Promise<Tensor> {
    return await queued('aten::index_select', padded.flatten(0, 1), 0, this.rows);
  }
  /** [T, …] → [B, L, …], zeros on padding. */
  async unpack(packed: Tensor): Promise<Tensor> {
    const [B, L, rest] = [this.lengths.length, this.paddedLength, packed.shape.slice(1)];
    using empty = F.zeros([B * L, ...rest], { dtype: packed.dtype, device: packed.device });
    const filled = await queued('aten::index_copy', empty, 0, this.rows.to('int64'), packed);
    return filled.unflatten(0, [B, L]);
  }

  dispose(): void {
    for (const one of this.#made.values()) one.dispose();
  }
}
