import { pearson, spearman } from '../../tasks/metrics/correlation.js';
import { pairwiseSimilarities } from '../../sentence/pairwise.js';
import type { SimilarityFunction } from '../../sentence/similarity.js';
import { named } from '../losses/loss.js';
import { Evaluator, numbersOf, sameRows, type EmbeddingModel, type EvaluatorOptions, type Measured, type Metrics } from './evaluator.js';

export interface EmbeddingSimilarityOptions extends EvaluatorOptions {
  sentences1: readonly string[];
  sentences2: readonly string[];
  /** How alike they are, in any unit. */
  scores: readonly number[];
  /** Default: the model's own; of several, the best is also told as `max`. */
  similarityFnNames?: readonly SimilarityFunction[];
  /** Whose Spearman correlation counts. Default: the only one's, or the best. */
  mainSimilarity?: SimilarityFunction;
}

/** How the similarities of pairs go with given scores: `pearson_cosine`, `spearman_cosine` and so on. */
export class EmbeddingSimilarityEvaluator extends Evaluator {
  readonly #options: EmbeddingSimilarityOptions;
  constructor(options: EmbeddingSimilarityOptions) {
    super(options);
    const { sentences1, sentences2, scores } = options;
    sameRows('EmbeddingSimilarityEvaluator', { sentences1, sentences2, scores });
    for (const one of [...(options.similarityFnNames ?? []), ...(options.mainSimilarity ? [options.mainSimilarity] : [])]) named(pairwiseSimilarities, one);
    this.#options = options;
  }

  protected async measure(model: EmbeddingModel): Promise<Measured> {
    const { sentences1, sentences2, scores, mainSimilarity } = this.#options;
    const names = this.#options.similarityFnNames ?? [mainSimilarity ?? model.similarityFnName];
    using a = await model.encode(sentences1, this.encodeOptions);
    using b = await model.encode(sentences2, this.encodeOptions);
    const metrics: Metrics = {};
    for (const one of names) {
      const found = await numbersOf(pairwiseSimilarities[one](a, b));
      metrics[`pearson_${one}`] = pearson(scores, found);
      metrics[`spearman_${one}`] = spearman(scores, found);
    }
    const row = Object.fromEntries(names.flatMap((one) => [[`${one}_pearson`, metrics[`pearson_${one}`]!], [`${one}_spearman`, metrics[`spearman_${one}`]!]]));
    if (names.length > 1) for (const metric of ['pearson', 'spearman']) metrics[`${metric}_max`] = Math.max(...names.map((one) => metrics[`${metric}_${one}`]!));
    return { metrics, primary: `spearman_${mainSimilarity ?? (names.length > 1 ? 'max' : names[0])}`, row, file: `similarity_evaluation${this.suffix}_results.csv` };
  }
}
