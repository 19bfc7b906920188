import { op, queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import type { EncodeOptions, SentenceEncoder } from './encoder.js';
import { within } from './limits.js';
import { cosineMatrix } from './similarity.js';

/** Options of {@link paraphraseMiningEmbeddings}. */
export interface MiningOptions {
  /** How many rows are compared with how many at a time. Defaults: 5,000 and 100,000. */
  queryChunkSize?: number;
  corpusChunkSize?: number;
  /** How many pairs are kept. Default: 500,000. */
  maxPairs?: number;
  /** How many others are looked at for each. Default: 100. */
  topK?: number;
}

/** How alike two rows are, and which: i < j. */
export type MinedPair = readonly [score: number, i: number, j: number];

/** The pairs of sentences that are most alike, best first. As sentence-transformers' paraphrase_mining. */
export async function paraphraseMining(model: SentenceEncoder, sentences: readonly string[], { queryChunkSize, corpusChunkSize, maxPairs, topK, ...options }: MiningOptions & Omit<EncodeOptions, 'outputValue' | 'precision'> = {}): Promise<MinedPair[]> {
  using embeddings = await model.encode(sentences, options);
  return await paraphraseMiningEmbeddings(embeddings, { queryChunkSize, corpusChunkSize, maxPairs, topK });
}

/**
 * The rows [N, D] that are most alike by the cosine, in pairs, best first.
 *
 * @example
 * for (const [score, i, j] of await paraphraseMiningEmbeddings(vectors, { maxPairs: 10 })) …
 */
export async function paraphraseMiningEmbeddings(embeddings: Tensor, { queryChunkSize = 5000, corpusChunkSize = 100_000, maxPairs = 500_000, topK = 100 }: MiningOptions = {}): Promise<MinedPair[]> {
  for (const [name, value] of Object.entries({ queryChunkSize, corpusChunkSize, maxPairs, topK })) within(name, value, 1);
  using rows = await cosineMatrix(embeddings);
  const N = rows.shape[0]!;
  const found = new Map<number, MinedPair>(); // by i · N + j
  for (let q = 0; q < N; q += queryChunkSize) {
    using queries = op('aten::slice.Tensor', rows, 0, q, q + queryChunkSize);
    const nearest = await nearestOf(queries, rows, Math.min(topK + 1, N), corpusChunkSize);
    nearest.forEach((others, k) => {
      const i = q + k;
      for (const { j, score } of others.filter(({ j }) => j !== i).slice(0, topK)) {
        const [first, second] = i < j ? [i, j] : [j, i];
        const key = first * N + second;
        if (!found.has(key)) found.set(key, [score, first, second]);
      }
    });
    if (found.size > 4 * maxPairs) keepBest(found, maxPairs, N);
  }
  keepBest(found, maxPairs, N);
  return [...found.values()];
}

/** The best `count` of them, best first. */
function keepBest(found: Map<number, MinedPair>, count: number, N: number): void {
  const best = [...found.values()].sort((a, b) => b[0] - a[0] || a[1] - b[1] || a[2] - b[2]).slice(0, count);
  found.clear();
  for (const pair of best) found.set(pair[1] * N + pair[2], pair);
}

/** The `count` rows of the corpus that are most like each query, best first. */
async function nearestOf(queries: Tensor, corpus: Tensor, count: number, chunk: number): Promise<{ j: number; score: number }[][]> {
  const nearest: { j: number; score: number }[][] = Array.from({ length: queries.shape[0]! }, () => []);
  for (let c = 0; c < corpus.shape[0]!; c += chunk) {
    using some = op('aten::slice.Tensor', corpus, 0, c, c + chunk);
    using columns = op('aten::t', some);
    using scores = await queued<Tensor>('aten::mm', queries, columns);
    const kept = Math.min(count, scores.shape[1]!);
    const [values, places] = await queued<[Tensor, Tensor]>('aten::topk', scores, kept);
    const [value, place] = [(await values.data()) as Float32Array, (await places.data()) as BigInt64Array];
    values.dispose();
    places.dispose();
    value.forEach((score, k) => nearest[Math.floor(k / kept)]!.push({ j: c + Number(place[k]), score }));
  }
  return nearest.map((others) => others.sort((a, b) => b.score - a.score || a.j - b.j).slice(0, count));
}

/** Options of {@link communityDetection}. */
export interface CommunityOptions {
  /** How alike a member is to the centre at least, by the cosine. Default: 0.75. */
  threshold?: number;
  /** Default: 10. */
  minCommunitySize?: number;
  /** How many rows are compared with all at a time. Default: 1,024. */
  batchSize?: number;
}

/**
 * Groups of rows [N, D] around a centre, the largest first, each beginning with its centre; no row is in two. As sentence-transformers' community_detection.
 */
export async function communityDetection(embeddings: Tensor, { threshold = 0.75, minCommunitySize = 10, batchSize = 1024 }: CommunityOptions = {}): Promise<number[][]> {
  within('minCommunitySize', minCommunitySize, 1);
  within('batchSize', batchSize, 1);
  using rows = await cosineMatrix(embeddings);
  const N = rows.shape[0]!;
  const least = Math.fround(threshold);
  const communities: { centre: number; members: number[] }[] = [];
  using columns = op('aten::t', rows);
  for (let begin = 0; begin < N && N >= minCommunitySize; begin += batchSize) {
    using some = op('aten::slice.Tensor', rows, 0, begin, begin + batchSize);
    using scores = await queued<Tensor>('aten::mm', some, columns);
    const values = (await scores.data()) as Float32Array;
    for (let i = 0; i < scores.shape[0]!; i++) {
      const own = values.subarray(i * N, (i + 1) * N);
      const members = Array.from(own.keys()).filter((j) => own[j]! >= least);
      if (members.length >= minCommunitySize) communities.push({ centre: begin + i, members: members.sort((a, b) => own[b]! - own[a]! || a - b) });
    }
  }
  communities.sort((a, b) => b.members.length - a.members.length); // stable: the first centre stays first
  const used = new Set<number>();
  const found: number[][] = [];
  for (const { centre, members } of communities) {
    if (used.has(centre)) continue;
    const free = members.filter((member) => !used.has(member));
    if (free.length < minCommunitySize) continue;
    const community = [centre, ...free.filter((member) => member !== centre)];
    for (const member of community) used.add(member);
    found.push(community);
  }
  return found.sort((a, b) => b.length - a.length);
}

