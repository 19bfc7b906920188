import { TorchEncodersError } from '../errors.js';
import { mixSeeds, permutation } from '../data/random.js';
import type { CrossEncoder, Pair } from '../sentence/crossencoder.js';
import type { SentenceEncoder } from '../sentence/encoder.js';
import { within } from '../sentence/limits.js';
import { pairwiseSimilarities } from '../sentence/pairwise.js';
import { semanticSearch } from '../sentence/similarity.js';
import { tensor, type Tensor } from '../tensor/tensor.js';

/** A text and one that belongs to it. */
export interface Positive {
  readonly anchor: string;
  readonly positive: string;
}

/** What comes of a mined row, by the format. */
export interface MinedRows {
  triplet: { anchor: string; positive: string; negative: string };
  'n-tuple': { anchor: string; positive: string; [negative: `negative_${number}`]: string };
  'labeled-pair': { anchor: string; positive: string; label: 0 | 1 };
  'labeled-list': { anchor: string; documents: string[]; labels: (0 | 1)[] };
}
export type MinedFormat = keyof MinedRows;

export interface HardNegativeOptions<Format extends MinedFormat = 'triplet'> {
  /** Where negatives come from, beside the positives. Default: the positives alone. */
  corpus?: readonly string[];
  /** Scores candidates and positives again, for margins and limits: slower, and more exact. */
  crossEncoder?: CrossEncoder;
  /** So many of the nearest candidates are passed over. Default: 0. */
  rangeMin?: number;
  /** So many are looked at. Default: as many as are wanted, and ten times as many where margins or limits leave some out. */
  rangeMax?: number;
  /** What a negative's similarity to its anchor may be at most, and at least. */
  maxScore?: number;
  minScore?: number;
  /** How much less alike a negative is than the anchor's least alike positive: in itself, or as a share of the positive's similarity. */
  absoluteMargin?: number;
  relativeMargin?: number;
  /** For each anchor. Default: 3. */
  numNegatives?: number;
  /** The nearest, or some at random. Default: 'top'. */
  samplingStrategy?: 'top' | 'random';
  /** Default: 'triplet'. */
  outputFormat?: Format;
  /** Of random choices. Default: 42. */
  seed?: number;
  queryPrompt?: string;
  queryPromptName?: string;
  corpusPrompt?: string;
  corpusPromptName?: string;
  batchSize?: number;
  signal?: AbortSignal;
}

interface Candidate {
  readonly text: string;
  readonly score: number;
}
/** An anchor with its positives, each with its similarity, and its negatives, the most alike first. */
interface Mined {
  readonly anchor: string;
  readonly positives: readonly Candidate[];
  readonly negatives: readonly Candidate[];
}

/**
 * Texts that a model finds near an anchor and that are none of its positives: the negatives from which it learns most. Anchors for which there are too few are left
 * out of 'n-tuple', and give fewer rows in the other formats. Options and rules are those of sentence-transformers' mine_hard_negatives; similarities are cosines.
 *
 * @example
 * const triplets = await mineHardNegatives(model, pairs, { absoluteMargin: 0.1, numNegatives: 2 });
 */
export async function mineHardNegatives<Format extends MinedFormat = 'triplet'>(model: SentenceEncoder, pairs: readonly Positive[], options: HardNegativeOptions<Format> = {}): Promise<MinedRows[Format][]> {
  const { outputFormat = 'triplet' as Format, numNegatives = 3 } = options;
  if (pairs.length === 0) throw new TorchEncodersError('ERR_SHAPE', 'mineHardNegatives has no pairs');
  if (!Object.hasOwn(formats, outputFormat)) throw new TorchEncodersError('ERR_CONFIG', `outputFormat is '${String(outputFormat)}'; wanted ${Object.keys(formats).join(', ')}`);
  const mined = await mine(model, pairs, options);
  return mined.flatMap((one) => formats[outputFormat](one, numNegatives) as MinedRows[Format][]);
}

const formats: { readonly [Format in MinedFormat]: (mined: Mined, count: number) => MinedRows[Format][] } = {
  triplet: ({ anchor, positives, negatives }) => positives.flatMap((positive) => negatives.map((negative) => ({ anchor, positive: positive.text, negative: negative.text }))),
  'n-tuple': ({ anchor, positives, negatives }, count) => (negatives.length < count ? [] : positives.map(({ text }) => ({ anchor, positive: text, ...Object.fromEntries(negatives.map((one, i) => [`negative_${i + 1}`, one.text])) }))),
  'labeled-pair': ({ anchor, positives, negatives }) => [...positives.map(({ text }) => ({ anchor, positive: text, label: 1 as const })), ...negatives.map(({ text }) => ({ anchor, positive: text, label: 0 as const }))],
  'labeled-list': ({ anchor, positives, negatives }) => (negatives.length === 0 ? [] : positives.map(({ text }) => ({ anchor, documents: [text, ...negatives.map((one) => one.text)], labels: [1 as const, ...negatives.map(() => 0 as const)] }))),
};

async function mine(model: SentenceEncoder, pairs: readonly Positive[], options: HardNegativeOptions<MinedFormat>): Promise<Mined[]> {
  const { rangeMin = 0, numNegatives = 3, absoluteMargin, relativeMargin, maxScore, minScore, crossEncoder, samplingStrategy = 'top', seed = 42, batchSize, signal } = options;
  const groups = new Map<string, Set<string>>();
  for (const { anchor, positive } of pairs) {
    const known = groups.get(anchor);
    if (known) known.add(positive);
    else groups.set(anchor, new Set([positive]));
  }
  const mostPositives = Math.max(...[...groups.values()].map(({ size }) => size));
  const leavesOut = absoluteMargin !== undefined || relativeMargin !== undefined || maxScore !== undefined || (crossEncoder !== undefined && minScore !== undefined);
  const { rangeMax = rangeMin + numNegatives * (leavesOut ? 10 : 1) + mostPositives } = options;
  within('numNegatives', numNegatives, 1);
  within('rangeMin', rangeMin, 0);
  within('rangeMax', rangeMax, rangeMin + numNegatives);
  if (samplingStrategy !== 'top' && samplingStrategy !== 'random') throw new TorchEncodersError('ERR_CONFIG', `samplingStrategy is '${String(samplingStrategy)}'; wanted top or random`);

  const anchors = [...groups.keys()];
  const corpus = [...new Set([...(options.corpus ?? []), ...pairs.map(({ positive }) => positive)])];
  const placeOf = new Map(corpus.map((text, i) => [text, i]));
  using queries = await model.encodeQuery(anchors, { batchSize, signal, normalize: true, prompt: options.queryPrompt, promptName: options.queryPromptName });
  using documents = await model.encodeDocument(corpus, { batchSize, signal, normalize: true, prompt: options.corpusPrompt, promptName: options.corpusPromptName });
  const hits = await semanticSearch(queries, documents, { topK: Math.min(rangeMax + mostPositives, corpus.length) });

  const mined: Mined[] = [];
  for (const [i, anchor] of anchors.entries()) {
    const own = [...groups.get(anchor)!];
    let positives = await similarities(queries, documents, i, own.map((text) => placeOf.get(text)!)).then((scores) => own.map((text, k): Candidate => ({ text, score: scores[k]! })));
    let candidates = hits[i]!.map(({ corpusId, score }): Candidate => ({ text: corpus[corpusId]!, score }));
    if (crossEncoder && leavesOut) [positives, candidates] = [await rescored(crossEncoder, anchor, positives, signal), await rescored(crossEncoder, anchor, candidates, signal)];
    const least = Math.min(...positives.map(({ score }) => score));
    const negatives = candidates
      .filter(({ text }) => !groups.get(anchor)!.has(text))
      .filter(({ score }) => (absoluteMargin === undefined || score + absoluteMargin <= least) && (relativeMargin === undefined || score <= least - Math.abs(least) * relativeMargin))
      .filter(({ score }) => (maxScore === undefined || score <= maxScore) && (minScore === undefined || score >= minScore))
      .sort((a, b) => b.score - a.score).slice(rangeMin, rangeMax);
    mined.push({ anchor, positives, negatives: samplingStrategy === 'top' ? negatives.slice(0, numNegatives) : drawn(negatives, numNegatives, mixSeeds(seed, i)) });
  }
  return mined;
}

/** Of a query with some documents, by the cosine. */
async function similarities(queries: Tensor, documents: Tensor, query: number, places: readonly number[]): Promise<Float32Array> {
  using rows = tensor(BigInt64Array.from(places, BigInt));
  using own = documents.indexSelect(0, rows);
  using repeated = queries.slice(0, query, query + 1).expandAs(own);
  using scores = pairwiseSimilarities.cosine(repeated, own);
  return (await scores.data()) as Float32Array;
}

async function rescored(crossEncoder: CrossEncoder, anchor: string, candidates: readonly Candidate[], signal: AbortSignal | undefined): Promise<Candidate[]> {
  if (candidates.length === 0) return [];
  using scores = await crossEncoder.predict(candidates.map(({ text }): Pair => [anchor, text]), { signal });
  const values = (await scores.data()) as Float32Array;
  return candidates.map(({ text }, k) => ({ text, score: values[k]! }));
}

/** Some at random, the most alike first. */
function drawn(candidates: readonly Candidate[], count: number, seed: number): Candidate[] {
  return permutation(candidates.length, seed).slice(0, count).sort((a, b) => a - b).map((i) => candidates[i]!);
}
