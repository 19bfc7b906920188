import type { Tokenizer } from '../text/tokenizer.js';

/** Some of the texts, tokenized, of about one length. */
export interface TextBatch {
  /** Which texts of the input these are. */
  readonly indices: readonly number[];
  readonly ids: Int32Array;
  readonly cuSeqlens: readonly number[];
}

export interface BatchLimits {
  /** In texts. */
  readonly batchSize: number;
  /** A longer text is a batch of its own. */
  readonly maxTokensPerBatch: number;
}

const windowTexts = 512; // tokenized at a time: enough for some batches, little beside the vectors

/** The texts in batches, the longest first as in sentence-transformers, so that memory peaks at once. The next window is tokenized meanwhile. */
export async function* batchesOf(texts: readonly string[], tokenizer: Tokenizer, maxLength: number, limits: BatchLimits): AsyncGenerator<TextBatch> {
  const order = Uint32Array.from(texts.keys()).sort((a, b) => texts[b]!.length - texts[a]!.length || a - b);
  const tokenize = (from: number): ReturnType<Tokenizer['pack']> => {
    const packed = tokenizer.pack(Array.from(order.subarray(from, from + windowTexts), (i) => texts[i]!), maxLength);
    packed.catch(() => undefined); // reported where it is awaited, if it still is
    return packed;
  };
  let next = tokenize(0);
  for (let from = 0; from < order.length; from += windowTexts) {
    const { ids, cuSeqlens } = await next;
    if (from + windowTexts < order.length) next = tokenize(from + windowTexts);
    const count = cuSeqlens.length - 1;
    for (let begin = 0; begin < count;) {
      let end = begin + 1;
      while (end < count && end - begin < limits.batchSize && cuSeqlens[end + 1]! - cuSeqlens[begin]! <= limits.maxTokensPerBatch) end++;
      const offset = cuSeqlens[begin]!;
      yield {
        indices: Array.from(order.subarray(from + begin, from + end)),
        ids: ids.subarray(offset, cuSeqlens[end]),
        cuSeqlens: cuSeqlens.slice(begin, end + 1).map((at) => at - offset),
      };
      begin = end;
    }
  }
}
