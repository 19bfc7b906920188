import { TorchEncodersError } from '../errors.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { tidy } from '../tensor/scope.js';
import type { Tensor } from '../tensor/tensor.js';
import type { SimilarityFunction } from './similarity.js';
import { unit } from './vectors.js';

/** Row by row: [N] of two matrices [N, D]. */
export type PairwiseSimilarity = (a: Tensor, b: Tensor) => Tensor;

/** The cosine of each row of `a` with the row of `b` beside it: [N], from [N, D] and [N, D]. With gradients. */
export const pairwiseCosSim: PairwiseSimilarity = (a, b) => ofPairs(a, b, () => unit(a).mul(unit(b)).sum(-1));
/** The dot product, row by row. */
export const pairwiseDotScore: PairwiseSimilarity = (a, b) => ofPairs(a, b, () => a.mul(b).sum(-1));
/** Minus the Euclidean distance, row by row. */
export const pairwiseEuclideanSim: PairwiseSimilarity = (a, b) => ofPairs(a, b, () => a.sub(b).norm(2, [-1]).neg());
/** Minus the Manhattan distance, row by row. */
export const pairwiseManhattanSim: PairwiseSimilarity = (a, b) => ofPairs(a, b, () => a.sub(b).abs().sum(-1).neg());

/**
 * How near the angles of two complex vectors are, row by row, as AnglE (Li and Li, 2023) has it: the halves of a row are the real and the imaginary part.
 * A row of odd length gains a zero.
 */
export const pairwiseAngleSim: PairwiseSimilarity = (a, b) => ofPairs(a, b, () => {
  const even = (x: Tensor): Tensor => unit(x.shape[1]! % 2 === 0 ? x : F.constantPadNd(x, [0, 1]));
  const [x, y] = [even(a), even(b)];
  const [firstX, lastX] = x.chunk(2, 1) as [Tensor, Tensor];
  const [firstY, lastY] = y.chunk(2, 1) as [Tensor, Tensor];
  return x.mul(y).sum(1).add(lastX.mul(firstY).sub(firstX.mul(lastY)).sum(1)).abs();
});

export const pairwiseSimilarities: Readonly<Record<SimilarityFunction, PairwiseSimilarity>> = {
  cosine: pairwiseCosSim, dot: pairwiseDotScore, euclidean: pairwiseEuclideanSim, manhattan: pairwiseManhattanSim,
};

function ofPairs(a: Tensor, b: Tensor, compute: () => Tensor): Tensor {
  if (a.ndim === 2 && `${a.shape}` === `${b.shape}`) return tidy(compute);
  throw new TorchEncodersError('ERR_SHAPE', `pairs of embeddings have the shapes [${a.shape.join(', ')}] and [${b.shape.join(', ')}]; wanted [N, D] twice`);
}
