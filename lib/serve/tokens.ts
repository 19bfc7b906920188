import type { PackedIds } from '../text/tokenizer.js';
import type { Sequence } from './queue.js';

const textsAtOnce = 128;

interface Waiting<Text> {
  readonly texts: readonly Text[];
  resolve(sequences: Sequence[]): void;
  reject(error: unknown): void;
}

/** Tokenizes the texts of requests that come meanwhile together: a call of the tokenizer has its price. */
export class TokenPump<Text> {
  readonly #pack: (texts: readonly Text[]) => Promise<PackedIds>;
  #waiting: Waiting<Text>[] = [];
  #isRunning = false;

  constructor(pack: (texts: readonly Text[]) => Promise<PackedIds>) {
    this.#pack = pack;
  }

  tokenize(texts: readonly Text[]): Promise<Sequence[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ texts, resolve, reject });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      let [count, texts] = [0, 0];
      while (count < this.#waiting.length && (count === 0 || texts < textsAtOnce)) texts += this.#waiting[count++]!.texts.length;
      await this.#together(this.#waiting.splice(0, count));
    }
    this.#isRunning = false;
  }

  async #together(some: readonly Waiting<Text>[]): Promise<void> {
    try {
      const sequences = split(await this.#pack(some.flatMap(({ texts }) => texts)));
      let from = 0;
      for (const { texts, resolve } of some) resolve(sequences.slice(from, (from += texts.length)));
    } catch (error) {
      if (some.length === 1) some[0]!.reject(error);
      else for (const one of some) await this.#together([one]); // whose text it was
    }
  }
}

/** Each text's own ids, out of those of all. */
export function split({ ids, tokenTypeIds, cuSeqlens }: PackedIds): Sequence[] {
  return cuSeqlens.slice(1).map((end, i) => ({
    ids: ids.slice(cuSeqlens[i], end),
    ...(tokenTypeIds && { tokenTypeIds: tokenTypeIds.slice(cuSeqlens[i], end) }),
  }));
}
