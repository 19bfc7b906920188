import { paraphraseMiningEmbeddings, type MiningOptions } from '../../sentence/mining.js';
import { Evaluator, type EmbeddingModel, type EvaluatorOptions, type Measured } from './evaluator.js';

export interface ParaphraseMiningEvaluatorOptions extends EvaluatorOptions, MiningOptions {
  /** Texts by id. */
  sentencesMap: Readonly<Record<string, string>>;
  /** The ids of pairs that say the same. Pairs with an unknown id are left out. */
  duplicatesList: readonly (readonly [string, string])[];
  /** What says the same as what says the same says the same. Default: false. */
  addTransitiveClosure?: boolean;
}

/** How well paraphrases are found among all pairs: `average_precision`, and `f1`, `precision`, `recall` at the best `threshold`. */
export class ParaphraseMiningEvaluator extends Evaluator {
  readonly #ids: readonly string[];
  readonly #texts: readonly string[];
  readonly #duplicates: ReadonlySet<string>;
  readonly #mining: MiningOptions;
  constructor({ sentencesMap, duplicatesList, addTransitiveClosure = false, queryChunkSize, corpusChunkSize, maxPairs, topK, ...options }: ParaphraseMiningEvaluatorOptions) {
    super(options);
    this.#ids = Object.keys(sentencesMap);
    this.#texts = Object.values(sentencesMap);
    this.#mining = { queryChunkSize, corpusChunkSize, maxPairs, topK };
    const known = duplicatesList.filter((pair) => pair.every((id) => Object.hasOwn(sentencesMap, id)));
    this.#duplicates = new Set((addTransitiveClosure ? closureOf(known) : known).map(([a, b]) => keyOf(a, b)));
  }

  protected async measure(model: EmbeddingModel): Promise<Measured> {
    using embeddings = await model.encode(this.#texts, this.encodeOptions);
    const pairs = await paraphraseMiningEmbeddings(embeddings, this.#mining);
    const total = this.#duplicates.size;
    let [right, before, average] = [0, 0, 0];
    let best = { f1: 0, precision: 0, recall: 0, threshold: 0 };
    pairs.forEach(([score, i, j], place) => {
      if (this.#duplicates.has(keyOf(this.#ids[i]!, this.#ids[j]!))) right++;
      const next = pairs[place + 1]?.[0];
      if (next === score) return;
      if (right > before) {
        const [precision, recall] = [right / (place + 1), total > 0 ? right / total : 0];
        const f1 = (2 * precision * recall) / (precision + recall);
        average += precision * (right - before);
        if (f1 > best.f1) best = { f1, precision, recall, threshold: (score + (next ?? score)) / 2 };
      }
      before = right;
    });
    const average_precision = total > 0 ? average / total : 0;
    const { f1, precision, recall, threshold } = best;
    return {
      metrics: { average_precision, f1, precision, recall, threshold }, primary: 'average_precision',
      row: { precision, recall, f1, threshold, average_precision }, file: `paraphrase_mining_evaluation${this.suffix}_results.csv`,
    };
  }
}

const keyOf = (a: string, b: string): string => JSON.stringify(a < b ? [a, b] : [b, a]);

/** All pairs within each group that the pairs connect. */
function closureOf(pairs: readonly (readonly [string, string])[]): [string, string][] {
  const group = new Map<string, Set<string>>();
  for (const [a, b] of pairs) {
    const merged = new Set([...(group.get(a) ?? [a]), ...(group.get(b) ?? [b])]);
    for (const id of merged) group.set(id, merged);
  }
  return [...new Set(group.values())].flatMap((ids) => {
    const list = [...ids];
    return list.flatMap((a, i) => list.slice(i + 1).map((b): [string, string] => [a, b]));
  });
}
