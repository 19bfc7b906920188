import type { PackedIds } from '../text/tokenizer.js';
import { abortError } from '../errors.js';
import { native } from '../native.js';
import type { CancelHandle } from '../native.generated.js';

/** Some of the texts, tokenized, of about one length. */
export interface TextBatch {
  /** Which texts of the input these are. */
  readonly indices: readonly number[];
  readonly ids: Int32Array;
  /** Of pairs: to which of the two a token belongs. */
  readonly tokenTypeIds?: Int32Array;
  readonly cuSeqlens: readonly number[];
  /** Whether there are others: each is then computed with one core, side by side; one alone with all cores. */
  readonly beside: boolean;
}

export interface BatchLimits {
  /** How many texts are computed together at most. Default: as many as fit. */
  batchSize?: number;
  /** How many tokens are computed together at most; a longer text is alone. Default: 512. */
  maxTokensPerBatch?: number;
}

export interface RunOptions extends BatchLimits {
  /** Stops between two layers of the model; the call rejects with an AbortError. */
  signal?: AbortSignal;
  /** Told after each batch. */
  onProgress?: (progress: EncodeProgress) => void;
}

export interface EncodeProgress {
  /** Texts. */
  readonly done: number;
  readonly total: number;
  /** Of the texts that are done. */
  readonly tokens: number;
  readonly tokensPerSecond: number;
}

/** What a batch gave. */
export interface BatchResult<Value> {
  readonly indices: readonly number[];
  readonly value: Value;
}

const windowTexts = 512; // tokenized at a time: enough for some batches, little beside the vectors
const firstTexts = 16; // of many: the cores wait for these alone, and they are the longest
const worthACore = 128; // tokens: fewer are sooner done together

/** The texts in batches, the longest first as in sentence-transformers, so that memory peaks at once. The next window is tokenized meanwhile. */
async function* batchesOf<Text>(texts: readonly Text[], lengthOf: (text: Text) => number, pack: (texts: readonly Text[]) => Promise<PackedIds>, { batchSize = Infinity, maxTokensPerBatch = 512 }: BatchLimits): AsyncGenerator<TextBatch> {
  const order = Uint32Array.from(texts.keys()).sort((a, b) => lengthOf(texts[b]!) - lengthOf(texts[a]!) || a - b);
  const endOf = (from: number): number => Math.min(order.length, from === 0 && order.length > 8 * firstTexts ? firstTexts : from + windowTexts);
  const tokenize = (from: number): Promise<PackedIds> => {
    const packed = pack(Array.from(order.subarray(from, endOf(from)), (i) => texts[i]!));
    packed.catch(() => undefined); // reported where it is awaited, if it still is
    return packed;
  };
  let next = tokenize(0);
  for (let from = 0, until = 0; from < order.length; from = until) {
    until = endOf(from);
    const { ids, tokenTypeIds, cuSeqlens } = await next;
    if (until < order.length) next = tokenize(until);
    const count = cuSeqlens.length - 1;
    // What is left is shared out evenly, so that no core ends long before the others.
    const share = Math.max(worthACore, Math.ceil(ids.length / native.threads()));
    const budget = Math.min(maxTokensPerBatch, share);
    const beside = until - from < order.length || ids.length > budget;
    for (let begin = 0; begin < count;) {
      let end = begin + 1;
      while (end < count && end - begin < batchSize && cuSeqlens[end + 1]! - cuSeqlens[begin]! <= budget) end++;
      const offset = cuSeqlens[begin]!;
      yield {
        indices: Array.from(order.subarray(from + begin, from + end)),
        ids: ids.subarray(offset, cuSeqlens[end]),
        ...(tokenTypeIds && { tokenTypeIds: tokenTypeIds.subarray(offset, cuSeqlens[end]) }),
        cuSeqlens: cuSeqlens.slice(begin, end + 1).map((at) => at - offset),
        beside,
      };
      begin = end;
    }
  }
}

/** What is to be computed of some texts. */
export interface Work<Text, Value> {
  readonly texts: readonly Text[];
  /** About how long a text is, in any unit. */
  lengthOf(text: Text): number;
  pack(texts: readonly Text[]): Promise<PackedIds>;
  compute(batch: TextBatch, cancel: CancelHandle): Promise<Value>;
  /** Of a value that nobody gets, since another batch failed. */
  free(value: Value): void;
}

/** Computes texts batch by batch; the first error stops it all. */
export async function runBatches<Text, Value>({ texts, lengthOf, pack, compute, free }: Work<Text, Value>, { signal, onProgress, ...limits }: RunOptions): Promise<BatchResult<Value>[]> {
  if (signal?.aborted) throw abortError(signal);
  const cancel = native.cancelCreate();
  const onAbort = (): void => native.cancelSet(cancel);
  signal?.addEventListener('abort', onAbort, { once: true });
  const results: BatchResult<Value>[] = [];
  const inFlight = new Set<Promise<void>>();
  const started = performance.now();
  let [done, tokens] = [0, 0];
  try {
    for await (const batch of batchesOf(texts, lengthOf, pack, limits)) {
      if (signal?.aborted) throw abortError(signal);
      while (inFlight.size > native.threads()) await Promise.race(inFlight);
      const running = compute(batch, cancel).then((value) => {
        results.push({ indices: batch.indices, value });
        done += batch.indices.length;
        tokens += batch.ids.length;
        onProgress?.({ done, total: texts.length, tokens, tokensPerSecond: (1000 * tokens) / (performance.now() - started) });
      });
      const watched = running.finally(() => inFlight.delete(watched));
      watched.catch(() => undefined); // reported by the race or by the end below
      inFlight.add(watched);
    }
    await Promise.all(inFlight);
    return results;
  } catch (error) {
    native.cancelSet(cancel);
    await Promise.allSettled(inFlight);
    for (const { value } of results) free(value);
    throw signal?.aborted ? abortError(signal) : error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    native.dispose(cancel);
  }
}

/** One value for each text, in the order of the texts, from batches that hold a list each. */
export function inOrder<Value>(results: readonly BatchResult<readonly Value[]>[]): Value[] {
  const ordered: Value[] = [];
  for (const { indices, value } of results) indices.forEach((index, i) => (ordered[index] = value[i]!));
  return ordered;
}
