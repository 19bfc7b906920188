import { pairwiseSimilarities } from '../../sentence/pairwise.js';
import type { SimilarityFunction } from '../../sentence/similarity.js';
import { tidy } from '../../tensor/scope.js';
import { named } from '../losses/loss.js';
import { Evaluator, sameRows, type EmbeddingModel, type EvaluatorOptions, type Measured, type Metrics } from './evaluator.js';

export interface TripletEvaluatorOptions extends EvaluatorOptions {
  anchors: readonly string[];
  positives: readonly string[];
  negatives: readonly string[];
  /** Default: the model's own; of several, the best is also told as `max`. */
  similarityFnNames?: readonly SimilarityFunction[];
  /** By how much the positive is to be more alike, for all or for each. Default: 0. */
  margin?: number | Partial<Record<SimilarityFunction, number>>;
  /** Whose accuracy counts. Default: the only one's, or the best. */
  mainSimilarityFunction?: SimilarityFunction;
}

/** The share of triplets in which the positive is more alike than the negative: `cosine_accuracy`. Anchors are embedded as queries, the rest as documents. */
export class TripletEvaluator extends Evaluator {
  readonly #options: TripletEvaluatorOptions;
  constructor(options: TripletEvaluatorOptions) {
    super(options);
    const { anchors, positives, negatives, similarityFnNames = [], margin = 0 } = options;
    sameRows('TripletEvaluator', { anchors, positives, negatives });
    for (const one of [...similarityFnNames, ...(typeof margin === 'object' ? Object.keys(margin) : [])]) named(pairwiseSimilarities, one);
    this.#options = options;
  }

  protected async measure(model: EmbeddingModel): Promise<Measured> {
    const { anchors, positives, negatives, margin = 0, mainSimilarityFunction: main } = this.#options;
    const names = this.#options.similarityFnNames ?? [main ?? model.similarityFnName];
    using anchor = await model.encodeQuery(anchors, this.encodeOptions);
    using positive = await model.encodeDocument(positives, this.encodeOptions);
    using negative = await model.encodeDocument(negatives, this.encodeOptions);
    const metrics: Metrics = {};
    for (const one of names) {
      const least = typeof margin === 'number' ? margin : (margin[one] ?? 0);
      const similarity = pairwiseSimilarities[one];
      metrics[`${one}_accuracy`] = tidy(() => similarity(anchor, positive).gt(similarity(anchor, negative).add(least)).to('float32').mean().item());
    }
    const row = Object.fromEntries(names.map((one) => [`accuracy_${one}`, metrics[`${one}_accuracy`]!]));
    if (names.length > 1) metrics.max_accuracy = Math.max(...Object.values(metrics));
    return { metrics, primary: `${main ?? (names.length > 1 ? 'max' : names[0])}_accuracy`, row, file: `triplet_evaluation${this.suffix}_results.csv` };
  }
}
