import { torchFunctions as F } from '../../tensor/functions.js';
import { noGrad } from '../../tensor/modes.js';
import { queued } from '../../tensor/ops.js';
import type { Tensor } from '../../tensor/tensor.js';

const MOST = 2 ** 24; // numbers of differences at a time: 64 MB

/** Euclidean distances of every row of a [n, d] to every row of b [m, d]: [n, m]. torch.pairwise_distance adds 1e-6 to each difference. */
export function outerPairwiseDistance(a: Tensor, b: Tensor = a): Promise<Tensor> {
  const [[n, d], m] = [a.shape as [number, number], b.shape[0]!];
  const rows = Math.max(1, Math.floor(MOST / Math.max(1, m * d)));
  const distance = (part: Tensor): Promise<Tensor> => queued('aten::pairwise_distance', part.unsqueeze(1), b.unsqueeze(0));
  if (n <= rows) return distance(a);
  return joined(Array.from({ length: Math.ceil(n / rows) }, (_, i) => distance(a.slice(0, i * rows, Math.min(n, (i + 1) * rows)))));
}
const joined = async (parts: readonly Promise<Tensor>[]): Promise<Tensor> => F.cat(await Promise.all(parts), 0);

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
