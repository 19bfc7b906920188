import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { Config } from '../config.js';
import { readJson } from '../files.js';
import type { PackedIds, Side } from '../text/tokenizer.js';

const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Words between white space, as sentence-transformers' WhitespaceTokenizer finds them in its vocabulary: as they stand, without punctuation around them, or in lower case. */
export class WhitespaceTokenizer {
  readonly #idOf: ReadonlyMap<string, number>;
  readonly #stopWords: ReadonlySet<string>;

  constructor(readonly vocab: readonly string[], stopWords: readonly string[] = [], readonly doLowerCase = false) {
    this.#idOf = new Map(vocab.map((word, id) => [word, id]));
    this.#stopWords = new Set(stopWords);
  }

  static async load(folder: string): Promise<WhitespaceTokenizer> {
    const path = join(folder, 'whitespacetokenizer_config.json');
    const config = Config.from(await readJson(path), path);
    return new WhitespaceTokenizer(config.strings('vocab'), config.strings('stop_words', []), config.boolean('do_lower_case', false));
  }

  async save(folder: string): Promise<void> {
    await writeFile(join(folder, 'whitespacetokenizer_config.json'), JSON.stringify({ vocab: this.vocab, stop_words: [...this.#stopWords], do_lower_case: this.doLowerCase }));
  }

  /** The ids of the words that are known. */
  tokenize(text: string): number[] {
    const ids: number[] = [];
    for (const word of (this.doLowerCase ? text.toLowerCase() : text).split(/[\s\u001c-\u001f\u0085]+/u)) {
      const id = word === '' ? undefined : this.#find(word);
      if (id !== undefined) ids.push(id);
    }
    return ids;
  }

  pack(texts: readonly string[], maxLength = Infinity, side: Side = 'right'): PackedIds {
    const all = texts.map((text) => this.tokenize(text)).map((ids) => (side === 'right' ? ids.slice(0, maxLength) : ids.slice(-maxLength)));
    const cuSeqlens = [0];
    for (const ids of all) cuSeqlens.push(cuSeqlens.at(-1)! + ids.length);
    return { ids: Int32Array.from(all.flat()), cuSeqlens };
  }

  #find(word: string): number | undefined {
    const bare = strip(word);
    for (const form of [word, bare, bare.toLowerCase()]) {
      if (this.#stopWords.has(form)) return undefined;
      const id = this.#idOf.get(form);
      if (id !== undefined) return id;
    }
    return undefined;
  }
}

function strip(word: string): string {
  let [from, to] = [0, word.length];
  while (from < to && punctuation.includes(word[from]!)) from++;
  while (to > from && punctuation.includes(word[to - 1]!)) to--;
  return word.slice(from, to);
}
