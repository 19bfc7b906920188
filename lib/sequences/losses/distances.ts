import { torchFunctions as F } from '../../tensor/functions.js';
import { noGrad } from '../../tensor/modes.js';
import { queued } from '../../tensor/ops.js';
import type { Tensor } from '../../tensor/tensor.js';

/** Euclidean distances of every row of a [n, d] to every row of b [m, d]: [n, m]. 1e-6 is added to each difference, as torch.pairwise_distance does. */
export const outerPairwiseDistance = (a: Tensor, b: Tensor = a): Promise<Tensor> => queued('aten::cdist', a.add(1e-6), b, 2, EXACT);
const EXACT = 2; // not by a product of matrices, which is wrong for rows that are near each other

/** Cosines of every row with every row: [n, m]. */
export function outerCosineSimilarity(a: Tensor, b: Tensor = a): Promise<Tensor> {
  const unit = (x: Tensor): Tensor => x.div(x.norm(2, [1], true));
  return queued('aten::mm', unit(a), unit(b).t());
}

/** The distances of the pairs [P, 2] of rows. */
export const pairDistances = (embeddings: Tensor, pairs: Tensor): Tensor => F.pairwiseDistance(embeddings.indexSelect(0, pairs.select(1, 0)), embeddings.indexSelect(0, pairs.select(1, 1)));

/**
 * Of the k nearest others of each row, how many have its label: the mean over rows, from 0 to 1. With fewer than k others, of those that there are.
 * @param embeddings [N, d]. @param labels int64 [N].
 */
export function recallTopK(embeddings: Tensor, labels: Tensor, { k = 4, metric = 'cosine' }: { k?: number; metric?: 'cosine' | 'euclidean' } = {}): Promise<number> {
  return noGrad(async () => {
    const N = embeddings.shape[0]!;
    const near = Math.min(k, N - 1);
    if (near < 1) return NaN;
    using distances = metric === 'cosine' ? (await outerCosineSimilarity(embeddings)).neg() : await outerPairwiseDistance(embeddings);
    distances.fillDiagonal_(Infinity);
    const [, nearest] = distances.topk(near, 1, false);
    const hits = labels.indexSelect(0, nearest.flatten()).unflatten(0, [N, near]).eq(labels.unsqueeze(1));
    return hits.sum().item() / (N * near);
  });
}
