// The part of `tokenizers` that is used here, in our own types: the package's declarations do not compile.
import { createRequire } from 'node:module';

export interface LibraryEncoding {
  getLength(): number;
  getIds(): number[];
  getTypeIds(): number[];
  getAttentionMask(): number[];
  getSpecialTokensMask(): number[];
  getTokens(): string[];
  /** In code points of the text that the token came from. */
  getOffsets(): [number, number][];
  /** 0 for the text, 1 for its pair, null for special tokens. */
  getSequenceIds(): (number | null)[];
}

export interface LibraryTokenizer {
  encode(text: string, pair: string | null, options: { addSpecialTokens: boolean }): Promise<LibraryEncoding>;
  encodeBatch(texts: readonly string[], options: { addSpecialTokens: boolean }): Promise<LibraryEncoding[]>;
  decode(ids: readonly number[], skipSpecialTokens: boolean): Promise<string>;
  setTruncation(maxLength: number, options: { strategy: string; direction: string; stride: number }): void;
  disableTruncation(): void;
  disablePadding(): void;
  getVocabSize(withAddedTokens: boolean): number;
  tokenToId(token: string): number | null;
  idToToken(id: number): string | null;
}

/** Loads the library when the first tokenizer is made: not at import. */
export function makeTokenizer(json: string): LibraryTokenizer {
  const library = createRequire(import.meta.url)('tokenizers') as { Tokenizer: { fromString(json: string): LibraryTokenizer } };
  return library.Tokenizer.fromString(json);
}
