// The part of `tokenizers` that is used here, in our own types: the package's declarations do not compile.
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { TorchEncodersError } from '../errors.js';
import { fileError, readText } from '../files.js';

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

interface LibraryTokenizer {
  encode(text: string, pair: string | null, options: { addSpecialTokens: boolean }): Promise<LibraryEncoding>;
  encodeBatch(texts: readonly string[], options: { addSpecialTokens: boolean }): Promise<LibraryEncoding[]>;
  decode(ids: readonly number[], skipSpecialTokens: boolean): Promise<string>;
  setTruncation(maxLength: number, options: { strategy: string; direction: string; stride: number }): void;
  disableTruncation(): void;
  disablePadding(): void;
  getVocabSize(withAddedTokens: boolean): number;
  tokenToId(token: string): number | null;
  idToToken(id: number): string | null;
  getNormalizer(): { normalizeString(text: string): string } | null;
  getPreTokenizer(): { preTokenizeString(text: string): [token: string, offsets: [number, number]][] } | null;
}

export type TruncationStrategy = 'longest_first' | 'only_first' | 'only_second';
export interface Truncation {
  maxLength: number;
  strategy: TruncationStrategy;
  side: 'left' | 'right';
}

export type TextOrPair = string | readonly [string, string];

/** A tokenizer of the library. Several of ours can share one: truncation, a state of the library's object, is set here in turn. */
export class Library {
  readonly tokenizer: LibraryTokenizer;
  #truncation = 'none';
  #line: Promise<unknown> = Promise.resolve();
  readonly #running = new Set<Promise<unknown>>();

  private constructor(json: string) {
    const library = createRequire(import.meta.url)('tokenizers') as { Tokenizer: { fromString(json: string): LibraryTokenizer } };
    this.tokenizer = library.Tokenizer.fromString(json);
    this.tokenizer.disableTruncation(); // a file can carry settings of its own, which say nothing about the model
    this.tokenizer.disablePadding();
  }

  /** The library is loaded with the first file, not at import. While a file's tokenizer is in use it is not made again. */
  static async fromFile(path: string): Promise<Library> {
    const stats = await stat(path).catch((error: unknown) => {
      throw fileError(path, error);
    });
    const key = `${path} ${stats.size} ${stats.mtimeMs}`;
    const shared = inUse.get(key)?.deref();
    if (shared) return shared;
    const made = Library.fromJson(await readText(path), path);
    inUse.set(key, new WeakRef(made));
    return made;
  }

  /** A tokenizer from the text of a tokenizer.json; `name` is for messages. */
  static fromJson(json: string, name: string): Library {
    try {
      return new Library(json);
    } catch (error) {
      throw new TorchEncodersError('ERR_FILE', `${name} is no tokenizer that can be read: ${firstLine(error)}; is it cut off?`, { cause: error });
    }
  }

  /** Calls of one truncation run side by side, off the event loop; one of another waits until they are done, and those after it wait in line. */
  async encode(batch: readonly TextOrPair[], addSpecialTokens: boolean, truncation: Truncation | undefined): Promise<LibraryEncoding[]> {
    const wanted = truncation ? `${truncation.maxLength} ${truncation.strategy} ${truncation.side}` : 'none';
    const turn = this.#line.then(async () => {
      if (wanted !== this.#truncation) {
        await Promise.allSettled(this.#running);
        if (truncation) this.tokenizer.setTruncation(truncation.maxLength, { strategy: strategies[truncation.strategy], direction: truncation.side, stride: 0 });
        else this.tokenizer.disableTruncation();
        this.#truncation = wanted;
      }
      const running = this.#call(batch, { addSpecialTokens });
      this.#running.add(running);
      const done = (): unknown => this.#running.delete(running);
      running.then(done, done);
      return { running }; // in an object, or the next in line would wait for it
    });
    this.#line = turn.catch(() => undefined);
    try {
      return await (await turn).running;
    } catch (error) {
      throw new TorchEncodersError('ERR_RANGE', `the text cannot be tokenized: ${firstLine(error)}${truncation ? `; truncation is '${truncation.strategy}' to ${truncation.maxLength}` : ''}`, { cause: error });
    }
  }

  #call(batch: readonly TextOrPair[], options: { addSpecialTokens: boolean }): Promise<LibraryEncoding[]> {
    if (batch.every((text) => typeof text === 'string')) return this.tokenizer.encodeBatch(batch as readonly string[], options);
    return Promise.all(batch.map((text) => (typeof text === 'string' ? this.tokenizer.encode(text, null, options) : this.tokenizer.encode(text[0], text[1], options))));
  }
}

const inUse = new Map<string, WeakRef<Library>>();
const strategies = { longest_first: 'LongestFirst', only_first: 'OnlyFirst', only_second: 'OnlySecond' } as const;
const firstLine = (error: unknown): string => String((error as Error).message).split('\n')[0]!;
