import { TorchEncodersError } from '../../errors.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { checkColumns, named, rowLabels, SentenceLoss } from './loss.js';

/** How far two texts are from each other. */
export type SiameseDistance = 'cosine' | 'euclidean' | 'manhattan';

const distances: Readonly<Record<SiameseDistance, (a: Tensor, b: Tensor) => Tensor>> = {
  cosine: (a, b) => F.cosineSimilarity(a, b).rsub(1),
  euclidean: (a, b) => F.pairwiseDistance(a, b, 2),
  manhattan: (a, b) => F.pairwiseDistance(a, b, 1),
};

export interface ContrastiveOptions {
  /** Default: 'cosine', which is 1 − cosine. */
  distanceMetric?: SiameseDistance;
  /** How far apart negatives should be. Default: 0.5. */
  margin?: number;
  /** The mean rather than the sum. Default: true. */
  sizeAverage?: boolean;
}

/** ½ · (label · d² + (1 − label) · max(0, margin − d)²) (Hadsell et al., 2006). Columns: two texts; labels: [N] of 0 and 1. */
export class ContrastiveLoss extends SentenceLoss {
  readonly #options: Required<ContrastiveOptions>;
  constructor({ distanceMetric = 'cosine', margin = 0.5, sizeAverage = true }: ContrastiveOptions = {}) {
    super();
    named(distances, distanceMetric);
    this.#options = { distanceMetric, margin, sizeAverage };
  }
  async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    checkColumns(this, embeddings, 2);
    const { distanceMetric, margin, sizeAverage } = this.#options;
    return tidy(() => {
      const distance = distances[distanceMetric](embeddings[0]!, embeddings[1]!);
      const targets = rowLabels(this, embeddings, labels).to(distance.dtype);
      const near = targets.mul(distance.square());
      const far = targets.rsub(1).mul(distance.rsub(margin).relu().square());
      const loss = near.add(far).mul(0.5);
      return sizeAverage ? loss.mean() : loss.sum();
    });
  }
}

/**
 * {@link ContrastiveLoss} of the hard pairs of the batch alone: negatives nearer than the farthest positive, positives farther than the nearest negative; their sum.
 * Columns: two texts; labels: [N] of 0 and 1.
 */
export class OnlineContrastiveLoss extends SentenceLoss {
  readonly #options: Required<Omit<ContrastiveOptions, 'sizeAverage'>>;
  constructor({ distanceMetric = 'cosine', margin = 0.5 }: Omit<ContrastiveOptions, 'sizeAverage'> = {}) {
    super();
    named(distances, distanceMetric);
    this.#options = { distanceMetric, margin };
  }
  async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    checkColumns(this, embeddings, 2);
    const { distanceMetric, margin } = this.#options;
    return tidy(() => {
      const distance = distances[distanceMetric](embeddings[0]!, embeddings[1]!);
      const targets = rowLabels(this, embeddings, labels);
      const [negatives, positives] = [0, 1].map((label) => distance.maskedSelect(targets.eq(label))) as [Tensor, Tensor];
      if (negatives.numel + positives.numel === 0) throw new TorchEncodersError('ERR_RANGE', 'OnlineContrastiveLoss wants labels of 0 and 1, found neither');
      const farthest = (positives.numel > 0 ? positives.max() : negatives.mean()).detach();
      const nearest = (negatives.numel > 0 ? negatives.min() : positives.mean()).detach();
      const hardNegatives = negatives.maskedSelect(negatives.lt(farthest));
      const hardPositives = positives.maskedSelect(positives.gt(nearest));
      return hardPositives.square().sum().add(hardNegatives.rsub(margin).relu().square().sum());
    });
  }
}
