import { mean } from '../../tasks/metrics/correlation.js';
import { TorchEncodersError } from '../../errors.js';
import { similarities, type Similarity, type SimilarityFunction } from '../../sentence/similarity.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { queued } from '../../tensor/ops.js';
import type { Tensor } from '../../tensor/tensor.js';
import { Evaluator, type EmbeddingModel, type EvaluatorOptions, type Measured, type Metrics } from './evaluator.js';

export interface InformationRetrievalOptions extends EvaluatorOptions {
  /** Texts by id. Queries without relevant documents are left out. */
  queries: Readonly<Record<string, string>>;
  corpus: Readonly<Record<string, string>>;
  /** The ids of the documents that answer a query, by its id. */
  relevantDocs: Readonly<Record<string, Iterable<string>>>;
  /** How many documents are embedded and scored at a time. Default: 50,000. */
  corpusChunkSize?: number;
  /** Defaults: [10], [10], [1, 3, 5, 10], [1, 3, 5, 10], [100]. */
  mrrAtK?: readonly number[];
  ndcgAtK?: readonly number[];
  accuracyAtK?: readonly number[];
  precisionRecallAtK?: readonly number[];
  mapAtK?: readonly number[];
  /** By name. Default: the model's own. */
  scoreFunctions?: Readonly<Record<string, Similarity>>;
  /** Whose ndcg counts. Default: the best. */
  mainScoreFunction?: string;
  queryPrompt?: string;
  queryPromptName?: string;
  corpusPrompt?: string;
  corpusPromptName?: string;
}

interface Hit {
  readonly id: string;
  readonly score: number;
}
const byRank = (a: Hit, b: Hit): number => b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0); // ties by id, as a string

/** How well the documents of a corpus are found: `cosine_accuracy@1`, `cosine_precision@3`, `cosine_recall@10`, `cosine_ndcg@10`, `cosine_mrr@10`, `cosine_map@100`. */
export class InformationRetrievalEvaluator extends Evaluator {
  readonly #options: InformationRetrievalOptions & Required<Pick<InformationRetrievalOptions, 'corpusChunkSize' | 'mrrAtK' | 'ndcgAtK' | 'accuracyAtK' | 'precisionRecallAtK' | 'mapAtK'>>;
  readonly #relevant: ReadonlyMap<string, ReadonlySet<string>>;

  constructor({ corpusChunkSize = 50_000, mrrAtK = [10], ndcgAtK = [10], accuracyAtK = [1, 3, 5, 10], precisionRecallAtK = [1, 3, 5, 10], mapAtK = [100], ...options }: InformationRetrievalOptions) {
    super({ batchSize: 32, ...options });
    this.#options = { ...options, corpusChunkSize, mrrAtK, ndcgAtK, accuracyAtK, precisionRecallAtK, mapAtK };
    const relevant = Object.keys(options.queries).map((id): [string, Set<string>] => [id, new Set(options.relevantDocs[id] ?? [])]);
    this.#relevant = new Map(relevant.filter(([, documents]) => documents.size > 0));
    if (this.#relevant.size === 0) throw new TorchEncodersError('ERR_SHAPE', 'InformationRetrievalEvaluator has no query with a relevant document');
    if (Object.keys(options.corpus).length === 0) throw new TorchEncodersError('ERR_SHAPE', 'InformationRetrievalEvaluator has an empty corpus');
  }

  protected async measure(model: EmbeddingModel): Promise<Measured> {
    const { ndcgAtK, mainScoreFunction } = this.#options;
    const functions = this.#options.scoreFunctions ?? { [model.similarityFnName]: similarities[model.similarityFnName as SimilarityFunction] };
    const hits = await this.#search(model, functions);
    const metrics: Metrics = {};
    const row: Record<string, number> = {};
    for (const name of Object.keys(functions)) {
      for (const [key, value] of Object.entries(this.#ofHits(hits[name]!))) metrics[`${name}_${key}`] = value;
    }
    for (const name of Object.keys(functions).sort()) {
      for (const [label, k] of this.#csvColumns()) row[`${name}-${label}@${k}`] = metrics[`${name}_${label.toLowerCase()}@${k}`]!;
    }
    const k = Math.max(...ndcgAtK);
    const ndcgOf = (name: string): number => metrics[`${name}_ndcg@${k}`]!;
    const main = mainScoreFunction ?? Object.keys(functions).sort().reduce((best, name) => (ndcgOf(name) > ndcgOf(best) ? name : best));
    return { metrics, primary: `${main}_ndcg@${k}`, row, file: `Information-Retrieval_evaluation${this.suffix}_results.csv` };
  }

  #csvColumns(): [string, number][] {
    const { accuracyAtK, precisionRecallAtK, mrrAtK, ndcgAtK, mapAtK } = this.#options;
    const at = (label: string, ks: readonly number[]): [string, number][] => ks.map((k) => [label, k]);
    return [...at('Accuracy', accuracyAtK), ...precisionRecallAtK.flatMap((k): [string, number][] => [['Precision', k], ['Recall', k]]), ...at('MRR', mrrAtK), ...at('NDCG', ndcgAtK), ...at('MAP', mapAtK)];
  }

  /** The best documents of each query by each function, best first. */
  async #search(model: EmbeddingModel, functions: Readonly<Record<string, Similarity>>): Promise<Record<string, Hit[][]>> {
    const { queries, corpus, corpusChunkSize, mrrAtK, ndcgAtK, accuracyAtK, precisionRecallAtK, mapAtK, queryPrompt, queryPromptName, corpusPrompt, corpusPromptName } = this.#options;
    const most = Math.max(...mrrAtK, ...ndcgAtK, ...accuracyAtK, ...precisionRecallAtK, ...mapAtK);
    const ids = Object.keys(corpus);
    using embedded = await model.encodeQuery([...this.#relevant.keys()].map((id) => queries[id]!), { ...this.encodeOptions, prompt: queryPrompt, promptName: queryPromptName });
    const found = Object.fromEntries(Object.keys(functions).map((name) => [name, Array.from({ length: this.#relevant.size }, (): Hit[] => [])]));
    for (let begin = 0; begin < ids.length; begin += corpusChunkSize) {
      const chunk = ids.slice(begin, begin + corpusChunkSize);
      using documents = await model.encodeDocument(chunk.map((id) => corpus[id]!), { ...this.encodeOptions, prompt: corpusPrompt, promptName: corpusPromptName });
      for (const [name, score] of Object.entries(functions)) {
        using scores = score(embedded, documents);
        const best = await bestOf(scores, chunk, most);
        best.forEach((hits, query) => (found[name]![query] = [...found[name]![query]!, ...hits].sort(byRank).slice(0, most)));
      }
    }
    return found;
  }

  #ofHits(hits: readonly (readonly Hit[])[]): Metrics {
    const { mrrAtK, ndcgAtK, accuracyAtK, precisionRecallAtK, mapAtK } = this.#options;
    const relevant = [...this.#relevant.values()];
    const isRight = hits.map((list, query) => list.map(({ id }) => relevant[query]!.has(id)));
    const over = (of: (found: readonly boolean[], total: number) => number, k: number): number => mean(isRight.map((found, query) => of(found.slice(0, k), relevant[query]!.size)));
    const count = (found: readonly boolean[]): number => found.filter(Boolean).length;
    const gain = (found: readonly boolean[]): number => found.reduce((total, right, rank) => total + (right ? 1 / Math.log2(rank + 2) : 0), 0);
    const metrics: Metrics = {};
    for (const k of accuracyAtK) metrics[`accuracy@${k}`] = over((found) => (found.includes(true) ? 1 : 0), k);
    for (const k of precisionRecallAtK) metrics[`precision@${k}`] = over((found) => count(found) / k, k);
    for (const k of precisionRecallAtK) metrics[`recall@${k}`] = over((found, total) => count(found) / total, k);
    for (const k of ndcgAtK) metrics[`ndcg@${k}`] = over((found, total) => gain(found) / gain(new Array<boolean>(Math.min(total, k)).fill(true)), k);
    for (const k of mrrAtK) metrics[`mrr@${k}`] = over((found) => (found.includes(true) ? 1 / (found.indexOf(true) + 1) : 0), k);
    for (const k of mapAtK) metrics[`map@${k}`] = over((found, total) => averagePrecisions(found) / Math.min(k, total), k);
    return metrics;
  }
}

/** The sum of the precisions at each right place. */
function averagePrecisions(found: readonly boolean[]): number {
  let [right, sum] = [0, 0];
  found.forEach((one, rank) => {
    if (one) sum += ++right / (rank + 1);
  });
  return sum;
}

/** The best `most` of each row. Where equal scores stand at the edge, those of the first ids are taken. */
async function bestOf(scores: Tensor, ids: readonly string[], most: number): Promise<Hit[][]> {
  const [Q, N] = scores.shape as [number, number];
  const k = Math.min(most, N);
  const [values, places] = await queued<[Tensor, Tensor]>('aten::topk', scores, k);
  using least = F.slice(values, 1, k - 1, k);
  using isCandidate = scores.ge(least);
  using counts = isCandidate.sum(1);
  const [value, place, candidates] = [(await values.data()) as Float32Array, (await places.data()) as BigInt64Array, (await counts.data()) as BigInt64Array];
  values.dispose();
  places.dispose();
  const rows: Hit[][] = [];
  for (let query = 0; query < Q; query++) {
    const hits = Array.from({ length: k }, (_, i): Hit => ({ id: ids[Number(place[query * k + i])]!, score: value[query * k + i]! }));
    if (Number(candidates[query]) > k) {
      const edge = hits.at(-1)!.score;
      using row = F.select(scores, 0, query);
      const all = (await row.data()) as Float32Array;
      const atEdge = ids.filter((_, i) => all[i] === edge).sort();
      const above = hits.filter(({ score }) => score > edge);
      rows.push([...above, ...atEdge.slice(0, k - above.length).map((id): Hit => ({ id, score: edge }))]);
    } else rows.push(hits);
  }
  return rows;
}
