import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { Module, Parameter } from '../nn/module.js';
import { GRU, LSTM } from '../nn/recurrent.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { queued } from '../tensor/ops.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import type { Layout } from './layout.js';
import type { EventPayload, PaddedBatch } from './paddedbatch.js';
import { SeqEncoder, type SequenceModel } from './seqencoder.js';
import type { TrxEncoder } from './trxencoder.js';

export interface RnnOptions {
  /** The size of an event's vector. Default: that of the trx encoder. */
  inputSize?: number;
  hiddenSize: number;
  /** Default: 'gru'. */
  type?: 'gru' | 'lstm';
  /** Default: false. */
  bidir?: boolean;
  /** Default: 1. */
  numLayers?: number;
  /** Between layers. Default: 0. */
  dropout?: number;
  /** 'static': the GRU begins with tanh of a learnt vector; 'none': with zeros. An LSTM begins with zeros in both, as in pytorch-lifestream. Default: 'static'. */
  trainableStarter?: 'static' | 'none';
  /** What the vector of a sequence is; 'last_max_avg': the three side by side, of real events alone. Default: 'last_step'. */
  reducer?: 'last_step' | 'first_step' | 'last_max_avg';
}

/** What an RNN remembers of sequences: h, and c of an LSTM, each [layers · directions, B, hiddenSize]. */
export interface RnnState {
  readonly h: Tensor;
  readonly c?: Tensor;
}

const reducers = ['last_step', 'first_step', 'last_max_avg'] as const;

/** The GRU or LSTM behind an {@link RnnSeqEncoder}; its weights have pytorch-lifestream's names. */
export class EventRnn extends Module implements SequenceModel {
  readonly starterH: Parameter | undefined;
  readonly rnn: GRU | LSTM;
  readonly outputSize: number;
  readonly #options: Required<Omit<RnnOptions, 'inputSize'>>;

  constructor(inputSize: number, { hiddenSize, type = 'gru', bidir = false, numLayers = 1, dropout = 0, trainableStarter = 'static', reducer = 'last_step' }: RnnOptions) {
    super();
    if (type !== 'gru' && type !== 'lstm') throw new TorchEncodersError('ERR_CONFIG', `type is ${describe(type)}; wanted 'gru' or 'lstm'`);
    if (!reducers.includes(reducer)) throw new TorchEncodersError('ERR_CONFIG', `reducer is ${describe(reducer)}; wanted one of ${reducers.join(', ')}`);
    this.#options = { hiddenSize, type, bidir, numLayers, dropout, trainableStarter, reducer };
    this.starterH = trainableStarter === 'static' ? new Parameter(F.randn([this.#layers, 1, hiddenSize]), { requiresGrad: type === 'gru' }) : undefined;
    this.rnn = new (type === 'gru' ? GRU : LSTM)(inputSize, hiddenSize, { numLayers, dropout, bidirectional: bidir, batchFirst: true });
    this.outputSize = hiddenSize * (bidir ? 2 : 1);
  }

  /** The size of a sequence's vector. */
  get embeddingSize(): number {
    return this.#options.reducer === 'last_max_avg' ? 3 * this.outputSize : this.outputSize;
  }
  get isBidirectional(): boolean {
    return this.#options.bidir;
  }
  get #layers(): number {
    return this.#options.numLayers * (this.#options.bidir ? 2 : 1);
  }
  /** Why a sequence cannot be continued from its state, or undefined. */
  get notIncremental(): string | undefined {
    if (this.isBidirectional) return 'a bidirectional RNN reads from the end too';
    return this.#options.reducer === 'last_step' ? undefined : `its reducer is ${this.#options.reducer}`;
  }

  async reduced(events: Tensor, layout: Layout): Promise<Tensor> {
    return (await this.reducedFrom(events, layout)).embedding;
  }
  /** The same, behind what came before, and with what is remembered afterwards. */
  async reducedFrom(events: Tensor, layout: Layout, state?: RnnState): Promise<{ embedding: Tensor; state: RnnState }> {
    const { states, after } = await this.#run(events, layout, state);
    using own = states;
    return { embedding: await this.#reduce(own, layout), state: after };
  }
  async sequence(events: Tensor, layout: Layout): Promise<Tensor> {
    return (await this.#run(events, layout)).states;
  }
  forward(): never {
    throw new TypeError('an EventRnn is called by its RnnSeqEncoder');
  }

  /** The state behind each event [T, H], and the last of each sequence in the batch's order. LibTorch wants the first event of all, then the second … */
  async #run(events: Tensor, layout: Layout, state?: RnnState): Promise<{ states: Tensor; after: RnnState }> {
    const { type, numLayers, dropout, bidir } = this.#options;
    const sizes = batchSizes(layout);
    const starts = cumulative(sizes);
    const byTime = layout.index('by time', (fill) => eachStep(layout, starts, (at, step) => { fill[step] = at; }));
    const byEvent = layout.index('by event', (fill) => eachStep(layout, starts, (at, step) => { fill[at] = step; }));
    using data = await queued('aten::index_select', events, 0, byTime);
    using stepSizes = tensor(sizes, { dtype: 'int64' });
    const order = tensor(layout.order as number[], { dtype: 'int64', device: events.device });
    const { h, c } = state ?? this.start(layout.lengths.length, events);
    const hidden = type === 'gru' ? h.indexSelect(1, order) : [h.indexSelect(1, order), (c ?? F.zerosLike(h)).indexSelect(1, order)];
    const found = await queued<Tensor[]>(`aten::${type}.data`, data, stepSizes, hidden, [...this.rnn.parameters()], true, numLayers, dropout, this.training, bidir);
    using out = found[0]!;
    const states = await queued('aten::index_select', out, 0, byEvent);
    const [hAfter, cAfter] = found.slice(1).map((last) => last.indexSelect(1, layout.ranks));
    return { states, after: cAfter ? { h: hAfter!, c: cAfter } : { h: hAfter! } };
  }

  /** What is remembered before the first event. */
  start(B: number, like: Tensor): RnnState {
    const zeros = F.zeros([this.#layers, B, this.#options.hiddenSize], { dtype: like.dtype, device: like.device });
    if (this.#options.type === 'lstm') return { h: zeros, c: zeros };
    return { h: this.starterH ? this.starterH.tanh().expand([this.#layers, B, this.#options.hiddenSize]) : zeros };
  }

  async #reduce(states: Tensor, layout: Layout): Promise<Tensor> {
    const { reducer } = this.#options;
    const at = (name: string, place: (rank: number) => number): Tensor =>
      states.indexSelect(0, layout.index(name, (fill) => layout.order.forEach((sequence, rank) => { fill[sequence] = place(rank); }), layout.lengths.length));
    if (reducer === 'first_step') return at('first', (rank) => layout.offsets[rank]!);
    const last = at('last', (rank) => layout.offsets[rank + 1]! - 1);
    if (reducer === 'last_step') return last;
    const lengths = tensor(layout.order.map((sequence) => layout.lengths[sequence]!), { dtype: 'int64', device: states.device });
    const over = async (reduce: string): Promise<Tensor> => (await queued('aten::segment_reduce', states, reduce, { lengths })).indexSelect(0, layout.ranks);
    return F.cat([last, await over('max'), await over('mean')], 1);
  }
}

/** How many sequences have a first event, a second … */
function batchSizes({ lengths }: Layout): number[] {
  const ends = new Array<number>(Math.max(...lengths)).fill(0);
  for (const length of lengths) ends[length - 1]!++;
  for (let step = ends.length - 2; step >= 0; step--) ends[step]! += ends[step + 1]!;
  return ends;
}
function cumulative(sizes: readonly number[]): Int32Array {
  const starts = new Int32Array(sizes.length);
  for (let step = 1; step < sizes.length; step++) starts[step] = starts[step - 1]! + sizes[step - 1]!;
  return starts;
}
function eachStep(layout: Layout, starts: Int32Array, visit: (at: number, step: number) => void): void {
  layout.order.forEach((sequence, rank) => {
    for (let place = 0; place < layout.lengths[sequence]!; place++) visit(layout.offsets[rank]! + place, starts[place]! + rank);
  });
}

/**
 * A GRU or LSTM over events: its last state is the sequence's vector. Defaults, formulas and names of weights are those of
 * pytorch-lifestream's class of the name; padding has no part in any reducer or direction.
 *
 * @example
 * const seqEncoder = new RnnSeqEncoder(trxEncoder, { hiddenSize: 64 });
 * const { embedding, state } = await seqEncoder.encodeFrom(monday);
 * await seqEncoder.encodeFrom(tuesday, state); // as if both days had been read at once
 */
export class RnnSeqEncoder extends SeqEncoder<EventRnn> {
  constructor(trxEncoder: TrxEncoder, { isReduceSequence = true, ...options }: RnnOptions & { isReduceSequence?: boolean }) {
    super(trxEncoder, new EventRnn(options.inputSize ?? trxEncoder.outputSize, options), isReduceSequence);
  }
  override get embeddingSize(): number {
    return this.seqEncoder.embeddingSize;
  }
  override get stateSize(): number {
    return this.seqEncoder.outputSize;
  }

  /**
   * The vectors of sequences whose earlier events gave `state`, and the state behind these.
   * @throws ERR_UNSUPPORTED where the earlier events would have to be read again: both directions, or a reducer other than 'last_step'.
   */
  async encodeFrom(batch: PaddedBatch<EventPayload>, state?: RnnState): Promise<{ embedding: Tensor; state: RnnState }> {
    const reason = this.seqEncoder.notIncremental;
    if (reason) throw new TorchEncodersError('ERR_UNSUPPORTED', `this RnnSeqEncoder cannot continue a sequence: ${reason}`);
    const B = state?.h.shape[1];
    if (B !== undefined && B !== batch.length) throw new TorchEncodersError('ERR_SHAPE', `the state is of ${B} sequences, the batch of ${batch.length}`);
    using events = await this.eventsOf(batch);
    return await this.seqEncoder.reducedFrom(events, batch.layout, state);
  }
}
