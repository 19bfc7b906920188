import { averagePrecision, bestFirst, ties } from '../../tasks/metrics/ranking.js';
import { matthews } from '../../tasks/metrics/confusion.js';
import { pairwiseSimilarities } from '../../sentence/pairwise.js';
import { TorchEncodersError } from '../../errors.js';
import type { SimilarityFunction } from '../../sentence/similarity.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tensor, type Tensor } from '../../tensor/tensor.js';
import { named } from '../losses/loss.js';
import { Evaluator, numbersOf, sameRows, type EmbeddingModel, type EvaluatorOptions, type Measured, type Metrics } from './evaluator.js';

export interface BinaryClassificationOptions extends EvaluatorOptions {
  sentences1: readonly string[];
  sentences2: readonly string[];
  /** 1: alike; 0: not. */
  labels: readonly number[];
  /** Default: the model's own; of several, the best of each metric is also told as `max`. */
  similarityFnNames?: readonly SimilarityFunction[];
}

const columns = ['accuracy', 'accuracy_threshold', 'f1', 'precision', 'recall', 'f1_threshold', 'ap', 'mcc'] as const;

/** How well a threshold on the similarity tells pairs apart: accuracy, F1, precision and recall at their best thresholds, average precision, Matthews' correlation. */
export class BinaryClassificationEvaluator extends Evaluator {
  readonly #options: BinaryClassificationOptions;
  constructor(options: BinaryClassificationOptions) {
    super({ batchSize: 32, ...options });
    const { sentences1, sentences2, labels, similarityFnNames = [] } = options;
    sameRows('BinaryClassificationEvaluator', { sentences1, sentences2, labels });
    const wrong = labels.find((label) => label !== 0 && label !== 1);
    if (wrong !== undefined) throw new TorchEncodersError('ERR_RANGE', `BinaryClassificationEvaluator wants labels of 0 and 1, found ${wrong}`);
    for (const one of similarityFnNames) named(pairwiseSimilarities, one);
    this.#options = options;
  }

  protected async measure(model: EmbeddingModel): Promise<Measured> {
    const { sentences1, sentences2, labels } = this.#options;
    const names = this.#options.similarityFnNames ?? [model.similarityFnName];
    const unique = [...new Set([...sentences1, ...sentences2])];
    const placeOf = new Map(unique.map((text, i) => [text, BigInt(i)]));
    using all = await model.encode(unique, this.encodeOptions);
    const rows = (texts: readonly string[]): Tensor => {
      using places = tensor(BigInt64Array.from(texts, (text) => placeOf.get(text)!));
      return F.indexSelect(all, 0, places);
    };
    using a = rows(sentences1);
    using b = rows(sentences2);
    const found: Record<string, Metrics> = {};
    for (const one of names) {
      const similarities = await numbersOf(pairwiseSimilarities[one](a, b));
      found[one] = ofScores(labels, similarities, one === 'cosine' || one === 'dot' ? 1 : -1);
    }
    const metrics = Object.fromEntries(names.flatMap((one) => Object.entries(found[one]!).map(([metric, value]) => [`${one}_${metric}`, value])));
    const row = Object.fromEntries(names.flatMap((one) => columns.map((metric) => [`${one}_${metric}`, found[one]![metric]!])));
    if (names.length > 1) for (const metric of columns) metrics[`max_${metric}`] = Math.max(...names.map((one) => found[one]![metric]!));
    return { metrics, primary: names.length > 1 ? 'max_ap' : `${names[0]}_ap`, row, file: `binary_classification_evaluation${this.suffix}_results.csv` };
  }
}

/** @param sign -1 where thresholds are those of distances, which similarities are with a minus. */
function ofScores(labels: readonly number[], scores: Float32Array, sign: 1 | -1): Metrics {
  const order = bestFirst(scores);
  const positives = labels.filter((label) => label === 1).length;
  let accuracy = (labels.length - positives) / labels.length; // of calling none alike
  let accuracyThreshold = after(scores[order[0]!]!);
  let best = { f1: 0, precision: 0, recall: 0, threshold: 0 };
  let found = 0;
  for (const [begin, end] of ties(scores, order)) {
    for (let i = begin; i < end; i++) found += labels[order[i]!]!;
    const threshold = between(scores[order[begin]!]!, end < order.length ? scores[order[end]!] : undefined);
    const correct = (found + labels.length - positives - (end - found)) / labels.length;
    if (correct > accuracy) [accuracy, accuracyThreshold] = [correct, threshold];
    if (found === 0) continue;
    const [precision, recall] = [found / end, found / positives];
    const f1 = (2 * precision * recall) / (precision + recall);
    if (f1 > best.f1) best = { f1, precision, recall, threshold };
  }
  const predicted = Array.from(scores, (score) => (best.f1 > 0 ? score >= best.threshold : score * sign >= 0) ? 1 : 0);
  const { f1, precision, recall, threshold } = best;
  return {
    accuracy, accuracy_threshold: sign * accuracyThreshold, f1, f1_threshold: best.f1 > 0 ? sign * threshold : 0, precision, recall,
    ap: averagePrecision(labels, scores), mcc: matthews(labels, predicted),
  };
}

/** Half way to the next score, in float32; the score itself where there is nothing between. */
function between(score: number, next: number | undefined): number {
  if (next === undefined) return score;
  const middle = Math.fround(Math.fround(score + next) / 2);
  return middle === next ? score : middle;
}

/** The next float32 above. */
function after(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  const bits = view.getInt32(0);
  view.setInt32(0, value === 0 ? 1 : value > 0 ? bits + 1 : bits - 1);
  return view.getFloat32(0);
}
