// torch.nn.functional: the operators under its names and with its defaults.
import { TorchEncodersError } from '../errors.js';
import { torchFunctions as F } from '../tensor/functions.js';
import type { Tensor } from '../tensor/tensor.js';

/** How the losses of single elements become one. */
export type Reduction = 'mean' | 'sum' | 'none';
const reductions = { none: 0, mean: 1, sum: 2 } as const;

export interface CrossEntropyOptions { weight?: Tensor; ignoreIndex?: number; reduction?: Reduction; labelSmoothing?: number }

/** Of logits [N, C] or [N, C, …] and class numbers [N, …], or probabilities of the logits' shape. */
export const crossEntropy = (logits: Tensor, target: Tensor, { weight, ignoreIndex = -100, reduction = 'mean', labelSmoothing = 0 }: CrossEntropyOptions = {}): Tensor =>
  F.crossEntropyLoss(logits, target, weight ?? null, reductions[reduction], ignoreIndex, labelSmoothing);
/** Of log-probabilities. */
export const nllLoss = (logProbabilities: Tensor, target: Tensor, { weight, ignoreIndex = -100, reduction = 'mean' }: Omit<CrossEntropyOptions, 'labelSmoothing'> = {}): Tensor =>
  F.nllLossNd(logProbabilities, target, weight ?? null, reductions[reduction], ignoreIndex);
export const mseLoss = (input: Tensor, target: Tensor, { reduction = 'mean' }: { reduction?: Reduction } = {}): Tensor => F.mseLoss(input, target, reductions[reduction]);
export const l1Loss = (input: Tensor, target: Tensor, { reduction = 'mean' }: { reduction?: Reduction } = {}): Tensor => F.l1Loss(input, target, reductions[reduction]);
export const smoothL1Loss = (input: Tensor, target: Tensor, { reduction = 'mean', beta = 1 }: { reduction?: Reduction; beta?: number } = {}): Tensor => F.smoothL1Loss(input, target, reductions[reduction], beta);
export const huberLoss = (input: Tensor, target: Tensor, { reduction = 'mean', delta = 1 }: { reduction?: Reduction; delta?: number } = {}): Tensor => F.huberLoss(input, target, reductions[reduction], delta);
export const binaryCrossEntropy = (input: Tensor, target: Tensor, { weight, reduction = 'mean' }: { weight?: Tensor; reduction?: Reduction } = {}): Tensor => F.binaryCrossEntropy(input, target, weight ?? null, reductions[reduction]);
export const binaryCrossEntropyWithLogits = (input: Tensor, target: Tensor, { weight, posWeight, reduction = 'mean' }: { weight?: Tensor; posWeight?: Tensor; reduction?: Reduction } = {}): Tensor =>
  F.binaryCrossEntropyWithLogits(input, target, weight ?? null, posWeight ?? null, reductions[reduction]);
/** `batchmean`: the sum, divided by the number of rows: the true divergence. */
export const klDiv = (input: Tensor, target: Tensor, { reduction = 'mean', logTarget = false }: { reduction?: Reduction | 'batchmean'; logTarget?: boolean } = {}): Tensor =>
  reduction === 'batchmean' ? F.klDiv(input, target, reductions.sum, { logTarget }).div(input.shape[0]!) : F.klDiv(input, target, reductions[reduction], { logTarget });
export const cosineEmbeddingLoss = (a: Tensor, b: Tensor, target: Tensor, { margin = 0, reduction = 'mean' }: { margin?: number; reduction?: Reduction } = {}): Tensor => F.cosineEmbeddingLoss(a, b, target, margin, reductions[reduction]);
export const marginRankingLoss = (a: Tensor, b: Tensor, target: Tensor, { margin = 0, reduction = 'mean' }: { margin?: number; reduction?: Reduction } = {}): Tensor => F.marginRankingLoss(a, b, target, margin, reductions[reduction]);
export const tripletMarginLoss = (anchor: Tensor, positive: Tensor, negative: Tensor, { margin = 1, p = 2, eps = 1e-6, swap = false, reduction = 'mean' }: { margin?: number; p?: number; eps?: number; swap?: boolean; reduction?: Reduction } = {}): Tensor =>
  F.tripletMarginLoss(anchor, positive, negative, margin, p, eps, swap, reductions[reduction]);
/**
 * Connectionist temporal classification: log-probabilities [T, N, C], targets [N, S] or end to end, the lengths of both. A target that does not fit its input
 * (a repeated symbol wants a blank between) has an infinite loss, with `zeroInfinity` none and no gradient.
 * @throws ERR_RANGE for a target that is no symbol, ERR_SHAPE and ERR_NATIVE for lengths that do not fit.
 */
export function ctcLoss(logProbabilities: Tensor, targets: Tensor, inputLengths: Tensor | readonly number[], targetLengths: Tensor | readonly number[],
                        { blank = 0, reduction = 'mean', zeroInfinity = false }: { blank?: number; reduction?: Reduction; zeroInfinity?: boolean } = {}): Tensor {
  if (targets.device === 'cpu') checkSymbols(targets, logProbabilities.shape.at(-1)!, targetLengths);
  return F.ctcLoss(logProbabilities, targets, inputLengths as readonly number[], targetLengths as readonly number[], blank, reductions[reduction], zeroInfinity);
}

/** LibTorch does not look, and reads beside its memory. What stands behind a target's length may be anything. */
function checkSymbols(targets: Tensor, symbols: number, targetLengths: Tensor | readonly number[]): void {
  const lengths = 'dataSync' in targetLengths ? Array.from(targetLengths.dataSync(), Number) : targetLengths;
  const rowLength = targets.ndim === 2 ? targets.shape[1]! : Infinity;
  const values = Array.from(targets.dataSync(), Number);
  const end = targets.ndim === 2 ? values.length : lengths.reduce((sum, length) => sum + length, 0);
  const wrong = values.find((symbol, i) => (symbol < 0 || symbol >= symbols) && i < end && (rowLength === Infinity || i % rowLength < (lengths[Math.floor(i / rowLength)] ?? 0)));
  if (wrong !== undefined) throw new TorchEncodersError('ERR_RANGE', `a target is ${wrong}; wanted a symbol from 0 to ${symbols - 1}`);
}

/** x / max(‖x‖ₚ, eps) along a dimension. */
export const normalize = (x: Tensor, { p = 2, dim = 1, eps = 1e-12 }: { p?: number; dim?: number; eps?: number } = {}): Tensor => x.div(x.norm(p, [dim], true).clampMin(eps));
export const cosineSimilarity = (a: Tensor, b: Tensor, { dim = 1, eps = 1e-8 }: { dim?: number; eps?: number } = {}): Tensor => F.cosineSimilarity(a, b, dim, eps);
export const dropout = (x: Tensor, { p = 0.5, training = true }: { p?: number; training?: boolean } = {}): Tensor => F.dropout(x, p, training);
export const linear = (x: Tensor, weight: Tensor, bias?: Tensor): Tensor => F.linear(x, weight, bias ?? null);
export const embedding = (indices: Tensor, weight: Tensor): Tensor => F.embedding(weight, indices);
export const layerNorm = (x: Tensor, normalizedShape: readonly number[], weight?: Tensor, bias?: Tensor, eps = 1e-5): Tensor => F.layerNorm(x, normalizedShape, weight ?? null, bias ?? null, eps);
export const softmax = (x: Tensor, dim: number): Tensor => x.softmax(dim);
export const logSoftmax = (x: Tensor, dim: number): Tensor => x.logSoftmax(dim);
export const relu = (x: Tensor): Tensor => x.relu();
export const gelu = (x: Tensor, approximate: 'none' | 'tanh' = 'none'): Tensor => x.gelu({ approximate });
export const silu = (x: Tensor): Tensor => x.silu();
export const pad = (x: Tensor, amounts: readonly number[], mode: 'constant' | 'reflect' | 'replicate' | 'circular' = 'constant', value = 0): Tensor => F.pad(x, amounts, mode, mode === 'constant' ? value : null);
export const oneHot = (x: Tensor, numClasses = -1): Tensor => F.oneHot(x, numClasses);
export const scaledDotProductAttention = (q: Tensor, k: Tensor, v: Tensor, { attnMask, dropoutP = 0, isCausal = false, scale }: { attnMask?: Tensor; dropoutP?: number; isCausal?: boolean; scale?: number } = {}): Tensor =>
  F.scaledDotProductAttention(q, k, v, attnMask ?? null, dropoutP, isCausal, { scale: scale ?? null });
