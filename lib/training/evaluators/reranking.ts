import { mean } from '../../tasks/metrics/correlation.js';
import { averagePrecision, bestFirst, ndcgScore } from '../../tasks/metrics/ranking.js';
import { TorchEncodersError } from '../../errors.js';
import type { Similarity, SimilarityFunction } from '../../sentence/similarity.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { similarityOf } from '../losses/loss.js';
import { Evaluator, numbersOf, type EmbeddingModel, type EvaluatorOptions, type Measured } from './evaluator.js';

export interface RerankingSample {
  query: string;
  positive: string | readonly string[];
  negative: string | readonly string[];
}

export interface RerankingOptions extends EvaluatorOptions {
  /** Those without a positive or without a negative are left out. */
  samples: readonly RerankingSample[];
  /** Default: 10. */
  atK?: number;
  /** Default: 'cosine'. */
  similarityFct?: SimilarityFunction | Similarity;
}

/** How well the positives of each query come before its negatives: `map`, `mrr@10`, `ndcg@10`. */
export class RerankingEvaluator extends Evaluator {
  readonly #samples: readonly { readonly query: string; readonly positive: readonly string[]; readonly negative: readonly string[] }[];
  readonly #k: number;
  readonly #similarity: Similarity;
  constructor({ samples, atK = 10, similarityFct = 'cosine', ...options }: RerankingOptions) {
    super({ batchSize: 64, ...options });
    this.#samples = samples
      .map(({ query, positive, negative }) => ({ query, positive: [positive].flat() as readonly string[], negative: [negative].flat() as readonly string[] }))
      .filter(({ positive, negative }) => positive.length > 0 && negative.length > 0);
    if (this.#samples.length === 0) throw new TorchEncodersError('ERR_SHAPE', 'RerankingEvaluator has no sample with both a positive and a negative');
    this.#k = atK;
    this.#similarity = similarityOf(similarityFct);
  }

  protected async measure(model: EmbeddingModel): Promise<Measured> {
    using queries = await model.encodeQuery(this.#samples.map(({ query }) => query), this.encodeOptions);
    using documents = await model.encodeDocument(this.#samples.flatMap(({ positive, negative }) => [...positive, ...negative]), this.encodeOptions);
    const [precisions, reciprocals, gains]: [number[], number[], number[]] = [[], [], []];
    let next = 0;
    for (const [i, { positive, negative }] of this.#samples.entries()) {
      const relevance = [...positive.map(() => 1), ...negative.map(() => 0)];
      using own = F.slice(documents, 0, next, (next += relevance.length));
      using query = F.slice(queries, 0, i, i + 1);
      const scores = await numbersOf(this.#similarity(query, own));
      const rank = bestFirst(scores).slice(0, this.#k).findIndex((place) => relevance[place] === 1);
      reciprocals.push(rank < 0 ? 0 : 1 / (rank + 1));
      gains.push(ndcgScore(relevance, scores, this.#k));
      precisions.push(averagePrecision(relevance, scores));
    }
    const k = this.#k;
    const [map, mrr, ndcg] = [mean(precisions), mean(reciprocals), mean(gains)];
    return {
      metrics: { map, [`mrr@${k}`]: mrr, [`ndcg@${k}`]: ndcg }, primary: `ndcg@${k}`,
      row: { MAP: map, [`MRR@${k}`]: mrr, [`NDCG@${k}`]: ndcg }, file: `RerankingEvaluator${this.suffix}_results_@${k}.csv`,
    };
  }
}
