import { TorchEncodersError } from '../errors.js';
import { op, queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import { normalized, unit } from './vectors.js';

/** What `similarity_fn_name` of a model can be. */
export type SimilarityFunction = 'cosine' | 'dot' | 'euclidean' | 'manhattan';
export const similarityFunctions: readonly SimilarityFunction[] = ['cosine', 'dot', 'euclidean', 'manhattan'];

/**
 * The similarity of each vector of `a` with each of `b`: [A, B], from [A, D] or [D] and [B, D] or [D].
 * 'euclidean' and 'manhattan' are distances with a minus, so that more is always more alike.
 */
export function similarity(a: Tensor, b: Tensor, by: SimilarityFunction): Tensor {
  using rows = matrix(a);
  using columns = matrix(b);
  if (rows.shape[1] !== columns.shape[1]) throw new TorchEncodersError('ERR_SHAPE', `vectors of ${rows.shape[1]} and of ${columns.shape[1]} dimensions cannot be compared`);
  switch (by) {
    case 'cosine': {
      using unitRows = unit(rows);
      using unitColumns = unit(columns);
      return dot(unitRows, unitColumns);
    }
    case 'dot':
      return dot(rows, columns);
    case 'euclidean':
    case 'manhattan': {
      using distance = op('aten::_cdist_forward', rows, columns, by === 'euclidean' ? 2 : 1, 2); // 2: without the matrix product that loses digits
      return op('aten::neg', distance);
    }
    default:
      throw new TorchEncodersError('ERR_CONFIG', `a similarity is one of ${similarityFunctions.join(', ')}, found '${String(by)}'`);
  }
}

/** The cosine of each pair: [A, B]. */
export const cosSim = (a: Tensor, b: Tensor): Tensor => similarity(a, b, 'cosine');
/** The dot product of each pair: [A, B]. */
export const dotScore = (a: Tensor, b: Tensor): Tensor => similarity(a, b, 'dot');

/** Any of them: [A, B] from [A, D] and [B, D]. */
export type Similarity = (a: Tensor, b: Tensor) => Tensor;
export const similarities: Readonly<Record<SimilarityFunction, Similarity>> = {
  cosine: cosSim, dot: dotScore, euclidean: (a, b) => similarity(a, b, 'euclidean'), manhattan: (a, b) => similarity(a, b, 'manhattan'),
};

function dot(a: Tensor, b: Tensor): Tensor {
  using columns = op('aten::t', b);
  return op('aten::mm', a, columns);
}

async function queuedDot(a: Tensor, b: Tensor): Promise<Tensor> {
  using columns = op('aten::t', b);
  return await queued('aten::mm', a, columns);
}

/** [D] as [1, D]; int8 and the like as float32. */
function matrix(x: Tensor): Tensor {
  if (x.ndim !== 1 && x.ndim !== 2) throw new TorchEncodersError('ERR_SHAPE', `embeddings have shape [${x.shape.join(', ')}]; wanted [N, D] or [D]`);
  using numbers = /^float/.test(x.dtype) ? op('aten::alias', x) : op('aten::_to_copy', x, { dtype: 'float32' });
  return x.ndim === 1 ? op('aten::unsqueeze', numbers, 0) : op('aten::alias', numbers);
}

/** Vectors of length 1, in rows; the caller frees them. */
export async function cosineMatrix(embeddings: Tensor): Promise<Tensor> {
  using rows = matrix(embeddings);
  return await normalized(rows);
}

/** Options of {@link semanticSearch}. */
export interface SearchOptions {
  /** How many for each query. Default: 10. */
  topK?: number;
  /** Default: the cosine. */
  scoreFunction?: (queries: Tensor, corpus: Tensor) => Tensor | Promise<Tensor>;
  /** How many queries, and how many of the corpus, are scored at a time. Defaults: 100 and 500,000. */
  queryChunkSize?: number;
  corpusChunkSize?: number;
}

export interface Hit {
  /** The row of the corpus. */
  corpusId: number;
  score: number;
}

/**
 * The rows of the corpus [N, D] that are most like each query [Q, D] or [D], best first. As sentence-transformers' semantic_search.
 *
 * @example
 * const [hits] = await semanticSearch(await model.encode('What is a tensor?'), await model.encode(passages), { topK: 3 });
 */
export async function semanticSearch(queries: Tensor, corpus: Tensor, { topK = 10, scoreFunction, queryChunkSize = 100, corpusChunkSize = 500_000 }: SearchOptions = {}): Promise<Hit[][]> {
  for (const [name, value] of Object.entries({ topK, queryChunkSize, corpusChunkSize })) {
    if (!Number.isSafeInteger(value) || value < 1) throw new TorchEncodersError('ERR_RANGE', `${name} is ${String(value)}; wanted a whole number of at least 1`);
  }
  using givenRows = matrix(queries);
  using givenColumns = matrix(corpus);
  using rows = scoreFunction ? op('aten::alias', givenRows) : await normalized(givenRows);
  using columns = scoreFunction ? op('aten::alias', givenColumns) : await normalized(givenColumns);
  const found: Hit[][] = Array.from({ length: rows.shape[0]! }, () => []);
  for (let q = 0; q < rows.shape[0]!; q += queryChunkSize) {
    using someQueries = op('aten::slice.Tensor', rows, 0, q, q + queryChunkSize);
    for (let c = 0; c < columns.shape[0]!; c += corpusChunkSize) {
      using someCorpus = op('aten::slice.Tensor', columns, 0, c, c + corpusChunkSize);
      using scores = await (scoreFunction ? scoreFunction(someQueries, someCorpus) : queuedDot(someQueries, someCorpus));
      const kept = Math.min(topK, scores.shape[1]!);
      const [values, places] = await queued<[Tensor, Tensor]>('aten::topk', scores, kept);
      const [value, place] = [await values.data(), await places.data()];
      values.dispose();
      places.dispose();
      for (let i = 0; i < value.length; i++) found[q + Math.floor(i / kept)]!.push({ corpusId: c + Number(place[i]), score: Number(value[i]) });
    }
  }
  return found.map((hits) => hits.sort((a, b) => b.score - a.score || a.corpusId - b.corpusId).slice(0, topK));
}
