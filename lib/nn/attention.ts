// Multi-head attention and the Transformer layers of torch.nn (Vaswani et al., 2017). N texts, L target length, S source length, E size.
import { TorchEncodersError } from '../errors.js';
import { torchFunctions as F } from '../tensor/functions.js';
import type { Tensor } from '../tensor/tensor.js';
import { constant_, xavierUniform_ } from './init.js';
import { ModuleList } from './containers.js';
import { Dropout, LayerNorm, Linear } from './layers.js';
import { copyModule, Module, Parameter } from './module.js';

export interface AttentionOptions {
  dropout?: number;
  bias?: boolean;
  /** [N, L, E] instead of [L, N, E]. Default: false. */
  batchFirst?: boolean;
}
export interface AttentionCall {
  /** [N, S], bool (true leaves a key out) or floats that are added. */
  keyPaddingMask?: Tensor;
  /** [L, S] or [N · heads, L, S], likewise. */
  attnMask?: Tensor;
  /** Whether the weights come back too. Default: true. */
  needWeights?: boolean;
  /** Their mean over the heads [N, L, S], rather than [N, heads, L, S]. Default: true. */
  averageAttnWeights?: boolean;
}

/** Attention with several heads. forward gives [output, weights]. */
export class MultiheadAttention extends Module {
  readonly inProjWeight: Parameter;
  readonly inProjBias: Parameter | undefined;
  readonly outProj: Linear;
  constructor(readonly embedDim: number, readonly numHeads: number, private readonly options: AttentionOptions = {}) {
    super();
    if (embedDim % numHeads !== 0) throw new TorchEncodersError('ERR_CONFIG', `embedDim ${embedDim} cannot be divided by numHeads ${numHeads}`);
    const { bias = true } = options;
    this.inProjWeight = new Parameter(F.empty([3 * embedDim, embedDim]));
    this.inProjBias = bias ? new Parameter(F.zeros([3 * embedDim])) : undefined;
    this.outProj = new Linear(embedDim, embedDim, { bias });
    xavierUniform_(this.inProjWeight);
    if (this.outProj.bias) constant_(this.outProj.bias, 0);
  }

  forward(query: Tensor, key: Tensor, value: Tensor, { keyPaddingMask, attnMask, needWeights = true, averageAttnWeights = true }: AttentionCall = {}): [Tensor, Tensor | undefined] {
    const { batchFirst = false, dropout = 0 } = this.options;
    const E = this.embedDim;
    const weights = this.inProjWeight.split(E);
    const biases = this.inProjBias?.split(E);
    const heads = (x: Tensor, i: number): Tensor => { // [N, heads, length, E / heads]
      const projected = F.linear(batchFirst ? x : x.transpose(0, 1), weights[i]!, biases?.[i] ?? null);
      return projected.unflatten(-1, [this.numHeads, E / this.numHeads]).transpose(1, 2);
    };
    const [q, k, v] = [heads(query, 0), heads(key, 1), heads(value, 2)];
    const [N, , L, d] = q.shape as [number, number, number, number];
    const mask = added(attnMask, keyPaddingMask, q, N, this.numHeads);
    const p = this.training ? dropout : 0;
    let attended: Tensor;
    let scores: Tensor | undefined;
    if (needWeights) {
      const product = q.mul(1 / Math.sqrt(d)).matmul(k.transpose(-2, -1));
      const probabilities = (mask ? product.add(mask) : product).softmax(-1);
      scores = p > 0 ? F.dropout(probabilities, p, true) : probabilities;
      attended = scores.matmul(v);
    } else {
      attended = F.scaledDotProductAttention(q, k, v, mask ?? null, p);
    }
    const out = this.outProj.forward(attended.transpose(1, 2).reshape([N, L, E]));
    return [batchFirst ? out : out.transpose(0, 1), averageAttnWeights ? scores?.mean([1]) : scores];
  }
}

/** Both masks as one of floats that is added to the scores. */
function added(attnMask: Tensor | undefined, keyPaddingMask: Tensor | undefined, q: Tensor, N: number, heads: number): Tensor | undefined {
  const float = (mask: Tensor): Tensor => (mask.dtype === 'bool' ? F.zerosLike(mask, { dtype: q.dtype }).maskedFill(mask, -Infinity) : mask);
  const keys = keyPaddingMask && float(keyPaddingMask).unsqueeze(1).unsqueeze(1); // [N, 1, 1, S]
  const pairs = attnMask && (attnMask.ndim === 3 ? float(attnMask).unflatten(0, [N, heads]) : float(attnMask));
  return keys && pairs ? keys.add(pairs) : (keys ?? pairs);
}

export interface TransformerLayerOptions {
  dimFeedforward?: number;
  dropout?: number;
  activation?: 'relu' | 'gelu' | ((x: Tensor) => Tensor);
  layerNormEps?: number;
  batchFirst?: boolean;
  /** The norm before attention and feed-forward instead of behind them. Default: false. */
  normFirst?: boolean;
  bias?: boolean;
}
const activationOf = (activation: TransformerLayerOptions['activation']): ((x: Tensor) => Tensor) =>
  typeof activation === 'function' ? activation : activation === 'gelu' ? (x) => x.gelu() : (x) => x.relu();

/** Masks of an encoder layer. */
export interface EncoderMasks { srcMask?: Tensor; srcKeyPaddingMask?: Tensor }

export class TransformerEncoderLayer extends Module {
  readonly selfAttn: MultiheadAttention;
  readonly linear1: Linear;
  readonly dropout: Dropout;
  readonly linear2: Linear;
  readonly norm1: LayerNorm;
  readonly norm2: LayerNorm;
  readonly dropout1: Dropout;
  readonly dropout2: Dropout;
  private readonly activation: (x: Tensor) => Tensor;
  private readonly normFirst: boolean;
  constructor(dModel: number, nhead: number, { dimFeedforward = 2048, dropout = 0.1, activation = 'relu', layerNormEps: eps = 1e-5, batchFirst = false, normFirst = false, bias = true }: TransformerLayerOptions = {}) {
    super();
    this.selfAttn = new MultiheadAttention(dModel, nhead, { dropout, bias, batchFirst });
    this.linear1 = new Linear(dModel, dimFeedforward, { bias });
    this.dropout = new Dropout(dropout);
    this.linear2 = new Linear(dimFeedforward, dModel, { bias });
    this.norm1 = new LayerNorm(dModel, { eps, bias });
    this.norm2 = new LayerNorm(dModel, { eps, bias });
    this.dropout1 = new Dropout(dropout);
    this.dropout2 = new Dropout(dropout);
    this.activation = activationOf(activation);
    this.normFirst = normFirst;
  }
  forward(src: Tensor, { srcMask, srcKeyPaddingMask }: EncoderMasks = {}): Tensor {
    const attend = (x: Tensor): Tensor => this.dropout1.forward(this.selfAttn.forward(x, x, x, { attnMask: srcMask, keyPaddingMask: srcKeyPaddingMask, needWeights: false })[0]);
    const feed = (x: Tensor): Tensor => this.dropout2.forward(this.linear2.forward(this.dropout.forward(this.activation(this.linear1.forward(x)))));
    if (this.normFirst) {
      const x = src.add(attend(this.norm1.forward(src)));
      return x.add(feed(this.norm2.forward(x)));
    }
    const x = this.norm1.forward(src.add(attend(src)));
    return this.norm2.forward(x.add(feed(x)));
  }
}

/** Copies of one layer, one after another, and a norm behind them if one is given. */
export class TransformerEncoder extends Module {
  readonly layers: ModuleList<TransformerEncoderLayer>;
  readonly norm: LayerNorm | undefined;
  constructor(layer: TransformerEncoderLayer, numLayers: number, norm?: LayerNorm) {
    super();
    this.layers = new ModuleList(Array.from({ length: numLayers }, () => copyModule(layer)));
    this.norm = norm;
  }
  forward(src: Tensor, { mask, srcKeyPaddingMask }: { mask?: Tensor; srcKeyPaddingMask?: Tensor } = {}): Tensor {
    let x = src;
    for (const layer of this.layers) x = layer.forward(x, { srcMask: mask, srcKeyPaddingMask });
    return this.norm ? this.norm.forward(x) : x;
  }
}

/** Masks of a decoder layer. */
export interface DecoderMasks { tgtMask?: Tensor; memoryMask?: Tensor; tgtKeyPaddingMask?: Tensor; memoryKeyPaddingMask?: Tensor }

export class TransformerDecoderLayer extends Module {
  readonly selfAttn: MultiheadAttention;
  readonly multiheadAttn: MultiheadAttention;
  readonly linear1: Linear;
  readonly dropout: Dropout;
  readonly linear2: Linear;
  readonly norm1: LayerNorm;
  readonly norm2: LayerNorm;
  readonly norm3: LayerNorm;
  readonly dropout1: Dropout;
  readonly dropout2: Dropout;
  readonly dropout3: Dropout;
  private readonly activation: (x: Tensor) => Tensor;
  private readonly normFirst: boolean;
  constructor(dModel: number, nhead: number, { dimFeedforward = 2048, dropout = 0.1, activation = 'relu', layerNormEps: eps = 1e-5, batchFirst = false, normFirst = false, bias = true }: TransformerLayerOptions = {}) {
    super();
    this.selfAttn = new MultiheadAttention(dModel, nhead, { dropout, bias, batchFirst });
    this.multiheadAttn = new MultiheadAttention(dModel, nhead, { dropout, bias, batchFirst });
    this.linear1 = new Linear(dModel, dimFeedforward, { bias });
    this.dropout = new Dropout(dropout);
    this.linear2 = new Linear(dimFeedforward, dModel, { bias });
    this.norm1 = new LayerNorm(dModel, { eps, bias });
    this.norm2 = new LayerNorm(dModel, { eps, bias });
    this.norm3 = new LayerNorm(dModel, { eps, bias });
    this.dropout1 = new Dropout(dropout);
    this.dropout2 = new Dropout(dropout);
    this.dropout3 = new Dropout(dropout);
    this.activation = activationOf(activation);
    this.normFirst = normFirst;
  }
  /** Without a memory (null) it looks at the target alone, as GPT does; PyTorch fails there. */
  forward(tgt: Tensor, memory: Tensor | null, { tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask }: DecoderMasks = {}): Tensor {
    if (!memory && (memoryMask ?? memoryKeyPaddingMask)) throw new TorchEncodersError('ERR_CONFIG', 'a decoder without a memory (null) takes no memoryMask and no memoryKeyPaddingMask');
    const attend = (x: Tensor): Tensor => this.dropout1.forward(this.selfAttn.forward(x, x, x, { attnMask: tgtMask, keyPaddingMask: tgtKeyPaddingMask, needWeights: false })[0]);
    const look = (x: Tensor, memory: Tensor): Tensor => this.dropout2.forward(this.multiheadAttn.forward(x, memory, memory, { attnMask: memoryMask, keyPaddingMask: memoryKeyPaddingMask, needWeights: false })[0]);
    const feed = (x: Tensor): Tensor => this.dropout3.forward(this.linear2.forward(this.dropout.forward(this.activation(this.linear1.forward(x)))));
    if (this.normFirst) {
      const x = tgt.add(attend(this.norm1.forward(tgt)));
      const y = memory ? x.add(look(this.norm2.forward(x), memory)) : x;
      return y.add(feed(this.norm3.forward(y)));
    }
    const x = this.norm1.forward(tgt.add(attend(tgt)));
    const y = memory ? this.norm2.forward(x.add(look(x, memory))) : x;
    return this.norm3.forward(y.add(feed(y)));
  }
}

export class TransformerDecoder extends Module {
  readonly layers: ModuleList<TransformerDecoderLayer>;
  readonly norm: LayerNorm | undefined;
  constructor(layer: TransformerDecoderLayer, numLayers: number, norm?: LayerNorm) {
    super();
    this.layers = new ModuleList(Array.from({ length: numLayers }, () => copyModule(layer)));
    this.norm = norm;
  }
  forward(tgt: Tensor, memory: Tensor | null, masks: DecoderMasks = {}): Tensor {
    let x = tgt;
    for (const layer of this.layers) x = layer.forward(x, memory, masks);
    return this.norm ? this.norm.forward(x) : x;
  }
}

/** Helpers of torch.nn.Transformer. */
export const Transformer = {
  /** [size, size] of −∞ above the diagonal and 0 elsewhere: a place sees itself and what is before it. */
  generateSquareSubsequentMask: (size: number): Tensor => F.triu(F.full([size, size], -Infinity), 1),
};
