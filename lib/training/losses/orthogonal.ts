import { TorchEncodersError } from '../../errors.js';
import type { Similarity, SimilarityFunction } from '../../sentence/similarity.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { checkColumns, SentenceLoss, similarityOf } from './loss.js';

export interface OrthogonalOptions {
  /** Default: 'cosine'. */
  similarityFct?: SimilarityFunction | Similarity;
  /** Of the squared mean of the similarities. Default: 1. */
  meanWeight?: number;
  /** Of what their second moment has above 1 / D. Default: 1. */
  secondMomentWeight?: number;
  /** Over the columns. Default: 'mean'. */
  aggregation?: 'mean' | 'sum';
}

/** Spreads the vectors of each column over the sphere (Zhang et al., 2017): to be added to another loss. Any number of columns. */
export class GlobalOrthogonalRegularizationLoss extends SentenceLoss {
  readonly #similarity: Similarity;
  readonly #options: Required<Omit<OrthogonalOptions, 'similarityFct'>>;
  constructor({ similarityFct = 'cosine', meanWeight = 1, secondMomentWeight = 1, aggregation = 'mean' }: OrthogonalOptions = {}) {
    super();
    if (!meanWeight && !secondMomentWeight) throw new TorchEncodersError('ERR_CONFIG', 'meanWeight and secondMomentWeight are both 0; wanted one of them to count');
    this.#similarity = similarityOf(similarityFct);
    this.#options = { meanWeight, secondMomentWeight, aggregation };
  }
  async forward(embeddings: readonly Tensor[]): Promise<Tensor> {
    checkColumns(this, embeddings, 1, Infinity);
    const { meanWeight, secondMomentWeight, aggregation } = this.#options;
    return tidy(() => {
      const terms = F.stack(embeddings.map((one) => {
        const [N, D] = one.shape as [number, number];
        const others = this.#similarity(one, one).maskedFill(F.eye(N, { dtype: 'bool' }), 0);
        const pairs = Math.max(N * (N - 1), 1);
        const spread = others.square().sum().div(pairs).sub(1 / D).relu();
        return others.sum().div(pairs).square().mul(meanWeight).add(spread.mul(secondMomentWeight));
      }));
      return aggregation === 'sum' ? terms.sum() : terms.mean();
    });
  }
}
