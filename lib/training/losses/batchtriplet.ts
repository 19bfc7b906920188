import { cosSim } from '../../sentence/similarity.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { checkColumns, named, rowLabels, SentenceLoss } from './loss.js';

/** The distance of each text of a batch from each other: [N, N]. */
export type BatchDistance = 'euclidean' | 'cosine';

const distances: Readonly<Record<BatchDistance, (x: Tensor) => Tensor>> = {
  cosine: (x) => cosSim(x, x).rsub(1),
  euclidean: (x) => {
    const dots = x.matmul(x.t());
    const squares = dots.diagonal();
    const distance = squares.unsqueeze(0).sub(dots.mul(2)).add(squares.unsqueeze(1)).clampMin(0);
    const isZero = distance.eq(0).to(x.dtype); // the root's slope at 0 is endless
    return isZero.rsub(1).mul(distance.add(isZero.mul(1e-16)).sqrt());
  },
};

export interface BatchTripletOptions {
  /** Default: 'euclidean'. */
  distanceMetric?: BatchDistance;
  /** How much farther a text of another label should be. Default: 5. */
  margin?: number;
}

/** Which pairs of a batch have one label, [N, N], and which of them are two texts. */
interface Labelled {
  readonly distance: Tensor;
  readonly isSame: Tensor;
  readonly isPositive: Tensor;
}

/** Losses over all triplets of a batch (Hermans et al., 2017). One column of texts; labels: [N] of classes. */
abstract class BatchTripletLoss extends SentenceLoss {
  readonly #distance: (x: Tensor) => Tensor;
  protected readonly margin: number;

  constructor({ distanceMetric = 'euclidean', margin = 5 }: BatchTripletOptions = {}) {
    super();
    this.#distance = named(distances, distanceMetric);
    this.margin = margin;
  }

  async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    checkColumns(this, embeddings, 1);
    return tidy(() => {
      const targets = rowLabels(this, embeddings, labels);
      const distance = this.#distance(embeddings[0]!);
      const isSame = targets.unsqueeze(0).eq(targets.unsqueeze(1));
      return this.ofBatch({ distance, isSame, isPositive: isSame.logicalAnd(F.eye(targets.numel, { dtype: 'bool' }).logicalNot()) });
    });
  }

  protected abstract ofBatch(batch: Labelled): Tensor;
}

/** The mean over all triplets that are not yet as far apart as the margin. */
export class BatchAllTripletLoss extends BatchTripletLoss {
  protected ofBatch({ distance, isSame, isPositive }: Labelled): Tensor {
    const [anchors, positives] = isPositive.nonzero().unbind(1) as [Tensor, Tensor];
    const positive = distance.index(anchors, positives).unsqueeze(1);
    const isNegative = isSame.index(anchors).logicalNot();
    const losses = positive.sub(distance.index(anchors)).add(this.margin).mul(isNegative).relu();
    const counted = losses.detach().gt(1e-16).sum();
    return losses.sum().div(counted.to(losses.dtype).add(1e-16));
  }
}

/** Of each text its farthest positive and its nearest negative: [N]. */
function hardest({ distance, isSame, isPositive }: Labelled): { positive: Tensor; negative: Tensor } {
  const positive = distance.mul(isPositive).max(1).values;
  const largest = distance.max(1, true).values;
  const negative = distance.add(largest.mul(isSame)).min(1).values;
  return { positive, negative };
}

/** mean(max(0, farthest positive − nearest negative + margin)). */
export class BatchHardTripletLoss extends BatchTripletLoss {
  protected ofBatch(batch: Labelled): Tensor {
    const { positive, negative } = hardest(batch);
    return positive.sub(negative).add(this.margin).relu().mean();
  }
}

/** mean(log(1 + exp(farthest positive − nearest negative))): without a margin. */
export class BatchHardSoftMarginTripletLoss extends BatchTripletLoss {
  constructor({ distanceMetric }: Pick<BatchTripletOptions, 'distanceMetric'> = {}) {
    super({ distanceMetric });
  }
  protected ofBatch(batch: Labelled): Tensor {
    const { positive, negative } = hardest(batch);
    return F.softplus(positive.sub(negative)).mean();
  }
}

/** For each positive the nearest negative that is farther than it; where there is none, the farthest negative. */
export class BatchSemiHardTripletLoss extends BatchTripletLoss {
  protected ofBatch({ distance, isSame, isPositive }: Labelled): Tensor {
    const N = distance.shape[0]!;
    const sorted = distance.maskedFill(isSame, Infinity).sort({ stable: true, dim: 1 }).values;
    const places = F.searchsorted(sorted.detach().contiguous(), distance.detach().contiguous(), { right: true });
    const outside = sorted.gather(1, places.clampMax(N - 1));
    const least = distance.min(1, true).values;
    const inside = distance.sub(least).mul(isSame.logicalNot()).max(1, true).values.add(least);
    const negative = outside.where(outside.isfinite(), inside);
    const losses = distance.sub(negative).add(this.margin).mul(isPositive).relu();
    return losses.sum().div(isPositive.sum().to(losses.dtype).clampMin(1e-16));
  }
}
