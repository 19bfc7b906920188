import { pairwiseCosSim, pairwiseEuclideanSim, pairwiseManhattanSim } from '../../sentence/pairwise.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { checkColumns, named, SentenceLoss } from './loss.js';

const distances = {
  cosine: (a: Tensor, b: Tensor) => pairwiseCosSim(a, b).rsub(1),
  euclidean: (a: Tensor, b: Tensor) => pairwiseEuclideanSim(a, b).neg(),
  manhattan: (a: Tensor, b: Tensor) => pairwiseManhattanSim(a, b).neg(),
} as const;

export interface TripletOptions {
  /** Default: 'euclidean'. */
  distanceMetric?: keyof typeof distances;
  /** How much farther the negative should be. Default: 5. */
  tripletMargin?: number;
}

/** mean(max(0, d(anchor, positive) − d(anchor, negative) + margin)). Columns: anchors, positives, negatives. */
export class TripletLoss extends SentenceLoss {
  readonly #options: Required<TripletOptions>;
  constructor({ distanceMetric = 'euclidean', tripletMargin = 5 }: TripletOptions = {}) {
    super();
    named(distances, distanceMetric);
    this.#options = { distanceMetric, tripletMargin };
  }
  async forward(embeddings: readonly Tensor[]): Promise<Tensor> {
    checkColumns(this, embeddings, 3);
    const [anchor, positive, negative] = embeddings as [Tensor, Tensor, Tensor];
    const distance = distances[this.#options.distanceMetric];
    return tidy(() => distance(anchor, positive).sub(distance(anchor, negative)).add(this.#options.tripletMargin).relu().mean());
  }
}
