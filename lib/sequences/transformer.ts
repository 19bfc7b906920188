import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { TransformerEncoder, TransformerEncoderLayer } from '../nn/attention.js';
import { LayerNorm } from '../nn/layers.js';
import { Buffer, Module, Parameter } from '../nn/module.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Layout } from './layout.js';
import { SeqEncoder, type SequenceModel } from './seqencoder.js';
import type { TrxEncoder } from './trxencoder.js';

export interface TransformerOptions {
  /** The size of an event's vector. Default: that of the trx encoder. */
  inputSize?: number;
  /** A learnt vector in front of each sequence, or zeros that are not learnt. Default: 'randn'. */
  starter?: 'randn' | 'zeros';
  /** The same weights in all layers, with the norm behind each. Default: false. */
  sharedLayers?: boolean;
  /** Default: 8. */
  nHeads?: number;
  /** Of the feed-forward. Default: 256. */
  dimHidden?: number;
  /** Default: 0.1. */
  dropout?: number;
  /** Default: 6. */
  nLayers?: number;
  /** Default: true. */
  usePositionalEncoding?: boolean;
  /** Places begin at a random one in training, so that all are learnt. Default: true. */
  useStartRandomShift?: boolean;
  /** The longest sequence. Default: 5000. */
  maxSeqLen?: number;
  /** An event sees the starter and those before it. Default: false. */
  useAfterMask?: boolean;
  /** Default: true. */
  useNormLayer?: boolean;
}

/** Sines and cosines of the place (Vaswani et al., 2017). The buffer stands in checkpoints as `pe.pe`. */
class PositionalEncoding extends Module {
  readonly pe: Buffer;
  constructor(size: number, readonly maxLength: number, private readonly useStartRandomShift: boolean) {
    super();
    const places = F.arange(maxLength).unsqueeze(1);
    const angles = places.mul(F.arange(0, size, 2).mul(-Math.log(10000) / size).exp());
    this.pe = new Buffer(F.stack([angles.sin(), angles.cos()], 2).flatten(1).slice(1, 0, size).unsqueeze(0).contiguous());
  }
  forward(layout: Layout): Tensor {
    const room = this.maxLength - layout.paddedLength;
    const shift = this.training && this.useStartRandomShift && room > 0 ? F.randint(room + 1, [1]).item() : 0;
    return this.pe.squeeze(0).slice(0, shift).indexSelect(0, layout.places);
  }
}

/** The Transformer behind a {@link TransformerSeqEncoder}; its weights have pytorch-lifestream's names. */
export class EventTransformer extends Module implements SequenceModel {
  readonly starter: Parameter;
  readonly encLayer: TransformerEncoderLayer | undefined;
  readonly encNorm: LayerNorm | undefined;
  readonly enc: TransformerEncoder | undefined;
  readonly pe: PositionalEncoding | undefined;
  readonly #options: Required<Pick<TransformerOptions, 'nHeads' | 'dropout' | 'nLayers' | 'useAfterMask'>>;

  constructor(readonly inputSize: number, { starter = 'randn', sharedLayers = false, nHeads = 8, dimHidden = 256, dropout = 0.1, nLayers = 6, usePositionalEncoding = true,
    useStartRandomShift = true, maxSeqLen = 5000, useAfterMask = false, useNormLayer = true }: TransformerOptions) {
    super();
    if (inputSize % nHeads !== 0) throw new TorchEncodersError('ERR_CONFIG', `an event's vector has ${inputSize} numbers, which ${nHeads} heads cannot share; change nHeads, or set linearProjectionSize of the TrxEncoder`);
    if (starter !== 'randn' && starter !== 'zeros') throw new TorchEncodersError('ERR_CONFIG', `starter is ${describe(starter)}; wanted 'randn' or 'zeros'`);
    this.#options = { nHeads, dropout, nLayers, useAfterMask };
    this.starter = starter === 'randn' ? new Parameter(F.randn([1, 1, inputSize])) : new Parameter(F.zeros([1, 1, inputSize]), { requiresGrad: false });
    const layer = new TransformerEncoderLayer(inputSize, nHeads, { dimFeedforward: dimHidden, dropout, batchFirst: true });
    const norm = useNormLayer ? new LayerNorm(inputSize) : undefined;
    this.encLayer = sharedLayers ? layer : undefined;
    this.encNorm = sharedLayers ? norm : undefined;
    this.enc = sharedLayers ? undefined : new TransformerEncoder(layer, nLayers, norm);
    this.pe = usePositionalEncoding ? new PositionalEncoding(inputSize, maxSeqLen, useStartRandomShift) : undefined;
  }

  /** The starter's last state. */
  async reduced(events: Tensor, layout: Layout): Promise<Tensor> {
    const starts = layout.index('starters', (fill) => layout.order.forEach((sequence, rank) => { fill[sequence] = layout.offsets[rank]! + rank; }), layout.lengths.length);
    using states = await this.#states(events, layout);
    return states.indexSelect(0, starts);
  }

  async sequence(events: Tensor, layout: Layout): Promise<Tensor> {
    const rows = layout.index('behind starters', (fill) => layout.order.forEach((_, rank) => {
      for (let at = layout.offsets[rank]!; at < layout.offsets[rank + 1]!; at++) fill[at] = at + rank + 1;
    }));
    using states = await this.#states(events, layout);
    return await queued('aten::index_select', states, 0, rows);
  }

  forward(): never {
    throw new TypeError('an EventTransformer is called by its TransformerSeqEncoder');
  }

  /** [T + B, E]: each sequence behind its starter. */
  async #states(events: Tensor, layout: Layout): Promise<Tensor> {
    const B = layout.lengths.length;
    const rows = layout.index('with starters', (fill) => layout.order.forEach((_, rank) => {
      const [begin, end] = [layout.offsets[rank]!, layout.offsets[rank + 1]!];
      fill[begin + rank] = rank;
      for (let at = begin; at < end; at++) fill[at + rank + 1] = B + at;
    }), layout.total + B);
    using placed = this.pe ? events.add(this.pe.forward(layout)) : events.clone();
    using joined = F.cat([this.starter.squeeze(0).expand([B, this.inputSize]), placed], 0);
    let x = await queued('aten::index_select', joined, 0, rows);
    const offsets = layout.offsets.map((offset, rank) => offset + rank);
    const { nHeads, dropout, nLayers, useAfterMask } = this.#options;
    const through = async (weights: Iterable<Tensor>, norm: LayerNorm | undefined): Promise<void> => {
      using before = x;
      x = await queued('torch_encoders::transformer_encoder', before, offsets, [...weights], nHeads, this.training ? dropout : 0, useAfterMask);
      if (!norm) return;
      using plain = x;
      x = await queued('aten::layer_norm', plain, [this.inputSize], norm.weight, norm.bias);
    };
    if (this.enc) await through(this.enc.layers.parameters(), this.enc.norm);
    else for (let i = 0; i < nLayers; i++) await through(this.encLayer!.parameters(), this.encNorm);
    return x;
  }
}

/**
 * A Transformer over events: the state of a learnt starter in front of them is the sequence's vector. Defaults, formulas and names of
 * weights are those of pytorch-lifestream's class of the name.
 *
 * @example
 * const seqEncoder = new TransformerSeqEncoder(trxEncoder, { nHeads: 4, dimHidden: 128, nLayers: 2, maxSeqLen: 500 });
 * const vectors = await seqEncoder.encode(batch); // [B, trxEncoder.outputSize]
 */
export class TransformerSeqEncoder extends SeqEncoder<EventTransformer> {
  readonly #maxSeqLen: number;
  constructor(trxEncoder: TrxEncoder, { isReduceSequence = true, ...options }: TransformerOptions & { isReduceSequence?: boolean } = {}) {
    super(trxEncoder, new EventTransformer(options.inputSize ?? trxEncoder.outputSize, options), isReduceSequence);
    this.#maxSeqLen = this.seqEncoder.pe?.maxLength ?? Infinity;
  }
  override get embeddingSize(): number {
    return this.seqEncoder.inputSize;
  }
  override get stateSize(): number {
    return this.seqEncoder.inputSize;
  }
  override get maxSeqLen(): number {
    return this.#maxSeqLen;
  }
}
