import { TorchEncodersError } from '../errors.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { op } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import { scaledDotProductAttention } from './functional.js';

/** A token sees itself and those before it, counted from the first query and the first key. */
export class LowerTriangularMask {
  /** The mask as numbers to add, [queries, keys]: 0 and −∞. */
  materialize([queries, keys]: readonly [number, number]): Tensor {
    return F.full([queries, keys], -Infinity).triu(1);
  }
}

/** Where each sequence begins, and the end. */
export interface SequenceInfo {
  readonly seqstart: readonly number[];
  readonly maxSeqlen: number;
  readonly minSeqlen: number;
}

function infoOf(lengths: readonly number[], name: string): SequenceInfo {
  const bad = lengths.find((length) => !Number.isSafeInteger(length) || length < 0);
  if (bad !== undefined || lengths.length === 0) throw new TorchEncodersError('ERR_RANGE', `${name} has ${bad ?? 'no length'}; wanted whole numbers of at least 0`);
  const seqstart = [0];
  for (const length of lengths) seqstart.push(seqstart.at(-1)! + length);
  return { seqstart, maxSeqlen: Math.max(...lengths), minSeqlen: Math.min(...lengths) };
}

/**
 * Sequences end to end, each of which sees itself alone: no padding, and no matrix over all of them. As xformers' class of the name.
 *
 * @example
 * const mask = BlockDiagonalMask.fromSeqlens([3, 5]); // q, k, v: [1, 8, heads, K]
 * memoryEfficientAttention(q, k, v, { attnBias: mask });
 */
export class BlockDiagonalMask {
  private constructor(readonly qSeqinfo: SequenceInfo, readonly kSeqinfo: SequenceInfo, readonly causal: 'none' | 'topLeft' | 'bottomRight') {}

  /** @param keys the lengths of the sequences that are looked at, where they differ from those that look. */
  static fromSeqlens(queries: readonly number[], keys: readonly number[] = queries): BlockDiagonalMask {
    if (keys.length !== queries.length) throw new TorchEncodersError('ERR_SHAPE', `${queries.length} sequences look at ${keys.length}; wanted as many`);
    return new BlockDiagonalMask(infoOf(queries, 'qSeqlen'), infoOf(keys, 'kvSeqlen'), 'none');
  }
  /** The mask of tensors [1, M, …] of one sequence each, and these end to end. */
  static fromTensorList(tensors: readonly Tensor[]): [BlockDiagonalMask, Tensor] {
    return [BlockDiagonalMask.fromSeqlens(tensors.map(({ shape }) => shape[1]!)), F.cat([...tensors], 1)];
  }
  /** Each token sees what stands before it in its sequence, counted from the first. */
  makeCausal(): BlockDiagonalMask {
    return new BlockDiagonalMask(this.qSeqinfo, this.kSeqinfo, 'topLeft');
  }
  /** The same counted from the last query and the last key. */
  makeCausalFromBottomright(): BlockDiagonalMask {
    return new BlockDiagonalMask(this.qSeqinfo, this.kSeqinfo, 'bottomRight');
  }
  /** [1, T, …] as a tensor [1, M, …] for each sequence. */
  split(tensor: Tensor): Tensor[] {
    const { seqstart } = this.qSeqinfo;
    return seqstart.slice(1).map((end, i) => tensor.slice(1, seqstart[i]!, end));
  }
  /** The mask of one of the sequences, in numbers to add; undefined where all is seen. */
  maskOf(index: number): Tensor | undefined {
    if (this.causal === 'none') return undefined;
    const [m, n] = [lengthOf(this.qSeqinfo, index), lengthOf(this.kSeqinfo, index)];
    return F.full([m, n], -Infinity).triu(this.causal === 'topLeft' ? 1 : n - m + 1);
  }
  /** The mask of all as numbers to add, [queries, keys]: 0 and −∞. Large: for looking at. */
  materialize(): Tensor {
    const whole = F.full([this.qSeqinfo.seqstart.at(-1)!, this.kSeqinfo.seqstart.at(-1)!], -Infinity);
    this.qSeqinfo.seqstart.slice(1).forEach((end, i) => {
      const [m, n] = [lengthOf(this.qSeqinfo, i), lengthOf(this.kSeqinfo, i)];
      whole.slice(0, end - m, end).slice(1, this.kSeqinfo.seqstart[i]!, this.kSeqinfo.seqstart[i + 1]!).copy_(this.maskOf(i) ?? F.zeros([m, n]));
    });
    return whole;
  }
}

const lengthOf = ({ seqstart }: SequenceInfo, i: number): number => seqstart[i + 1]! - seqstart[i]!;

/** Options of {@link memoryEfficientAttention}. */
export interface AttentionOptions {
  /** Numbers to add to the scores, to be broadcast to [B, heads, M, N], or one of the masks. Default: none. */
  attnBias?: Tensor | BlockDiagonalMask | LowerTriangularMask;
  /** Of the probabilities, dropped. Default: 0. */
  p?: number;
  /** Of the scores. Default: 1/√K. */
  scale?: number;
}

/**
 * softmax(q kᵀ · scale + bias) v without the matrix of all scores in memory, unless the bias is one. As xformers' function of the name.
 * @param q [B, M, heads, K]. @param k [B, N, heads, K]. @param v [B, N, heads, Kv]: → [B, M, heads, Kv].
 * @throws ERR_SHAPE for other shapes, and for a BlockDiagonalMask that is not of B = 1 and these lengths.
 */
export function memoryEfficientAttention(q: Tensor, k: Tensor, v: Tensor, { attnBias, p = 0, scale }: AttentionOptions = {}): Tensor {
  for (const [name, one] of Object.entries({ q, k, v })) if (one.ndim !== 4) throw new TorchEncodersError('ERR_SHAPE', `${name} has shape [${one.shape.join(', ')}]; wanted [B, M, heads, K]`);
  const attend = (q: Tensor, k: Tensor, v: Tensor, mask: Tensor | undefined, isCausal = false): Tensor =>
    scaledDotProductAttention(q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2), { attnMask: mask, dropoutP: p, isCausal, scale }).transpose(1, 2);
  if (attnBias instanceof LowerTriangularMask) return attend(q, k, v, undefined, true);
  if (!(attnBias instanceof BlockDiagonalMask)) return attend(q, k, v, attnBias);
  const [queries, keys] = [attnBias.qSeqinfo.seqstart, attnBias.kSeqinfo.seqstart];
  if (q.shape[0] !== 1 || q.shape[1] !== queries.at(-1) || k.shape[1] !== keys.at(-1)) {
    throw new TorchEncodersError('ERR_SHAPE', `the mask is of ${queries.at(-1)} queries and ${keys.at(-1)} keys in a batch of 1; q has shape [${q.shape.join(', ')}], k [${k.shape.join(', ')}]`);
  }
  return op('torch_encoders::varlen_attention', q.squeeze(0), k.squeeze(0), v.squeeze(0), queries, {
    cuSeqlensK: keys, scale, causal: attnBias.causal !== 'none', bottomRight: attnBias.causal === 'bottomRight', dropoutP: p,
  }).unsqueeze(0);
}
