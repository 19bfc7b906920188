import { join } from 'node:path';
import { Config, describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { exists, readJson } from '../files.js';
import { resolveModel, type HubOptions } from '../hub/resolve.js';
import { Library, type LibraryEncoding, type TextOrPair, type Truncation, type TruncationStrategy } from './library.js';
import { layOut, longestFirst, specialsOf, templateOf, type Template } from './pair.js';

export type { TextOrPair, TruncationStrategy } from './library.js';
export type Side = 'left' | 'right';

/** Options of {@link Tokenizer.encode} and {@link Tokenizer.encodeBatch}: names and defaults of Transformers. */
export interface TokenizeOptions {
  /** Whether [CLS], [SEP] and the like are added. Default: true. */
  addSpecialTokens?: boolean;
  /** true is 'longest_first'. Default: false. */
  truncation?: boolean | TruncationStrategy;
  /** In tokens, special ones included. Default: the model's. */
  maxLength?: number;
  /** Pad to the longest of the batch (true), or to maxLength. Default: false. */
  padding?: boolean | 'longest' | 'max_length';
  padToMultipleOf?: number;
  /** Default: as the folder's tokenizer_config.json says, else 'right'. */
  truncationSide?: Side;
  paddingSide?: Side;
  /** Whether `offsets` are given. Default: false. */
  returnOffsets?: boolean;
}

/** A text as the model sees it; one element for each token. */
export interface Encoding {
  inputIds: number[];
  /** 1 for a token, 0 for padding. */
  attentionMask: number[];
  /** 0, and 1 for the tokens of a pair's second text. */
  tokenTypeIds: number[];
  /** 1 for special tokens and padding. */
  specialTokensMask: number[];
  tokens: string[];
  /** Where each token stands in its text: [from, to) as JavaScript counts (`slice`). [0, 0] for special tokens. */
  offsets?: [number, number][];
}

/** The ids of several texts end to end: text i has those from cuSeqlens[i] to cuSeqlens[i + 1]. */
export interface PackedIds {
  ids: Int32Array;
  /** Of pairs: to which of the two a token belongs. */
  tokenTypeIds?: Int32Array;
  cuSeqlens: number[];
}

interface Settings {
  /** undefined: the model sets no limit. */
  readonly modelMaxLength: number | undefined;
  readonly paddingSide: Side;
  readonly truncationSide: Side;
  readonly padToken: string;
  readonly padId: number;
  readonly specialIds: readonly number[];
}

const batchTexts = 128;
const batchCharacters = 64 << 10; // a batch's results come back on the event loop: small ones keep it free

/**
 * Text → ids, exactly as the model's own tokenizer: the official library, off the event loop.
 *
 * @example
 * const tokenizer = await Tokenizer.fromPretrained('./all-MiniLM-L6-v2');
 * (await tokenizer.encode('Hello world')).tokens; // ['[CLS]', 'hello', 'world', '[SEP]']
 */
export class Tokenizer {
  readonly #library: Library;
  readonly #settings: Settings;
  readonly #pairTemplate: Template;
  readonly #template: Template;

  private constructor(library: Library, settings: Settings, template: Template, pairTemplate: Template) {
    this.#library = library;
    this.#settings = settings;
    this.#template = template;
    this.#pairTemplate = pairTemplate;
  }

  /**
   * Reads tokenizer.json and tokenizer_config.json of a model folder or a hub id.
   * @throws ERR_FILE without a readable tokenizer.json.
   */
  static async fromPretrained(model: string, options: HubOptions = {}): Promise<Tokenizer> {
    const folder = await resolveModel(model, options);
    const path = join(folder, 'tokenizer.json');
    if (!(await exists(path))) throw new TorchEncodersError('ERR_FILE', `${folder} has no tokenizer.json; make one with Transformers: AutoTokenizer.from_pretrained(…).save_pretrained(…)`);
    const library = await Library.fromFile(path);
    const configPath = join(folder, 'tokenizer_config.json');
    return Tokenizer.of(library, (await exists(configPath)) ? Config.from(await readJson(configPath), configPath) : new Config({}, configPath));
  }

  /** @internal A tokenizer of the library with what its tokenizer_config.json says. */
  static async of(library: Library, config: Config): Promise<Tokenizer> {
    return new Tokenizer(library, settingsOf(config, library), await templateOf(library, 'a'), await templateOf(library, ['a', 'a']));
  }

  /** @internal Where special tokens stand around a text, and around a pair. */
  get templates(): readonly [single: Template, pair: Template] {
    return [this.#template, this.#pairTemplate];
  }
  /** @internal The side at which a text that is too long is cut. */
  get truncationSide(): Side {
    return this.#settings.truncationSide;
  }

  /** The longest text, in tokens, that the model says it takes; undefined where it does not say. */
  get modelMaxLength(): number | undefined {
    return this.#settings.modelMaxLength;
  }
  /** The number of ids, added tokens included. */
  get vocabSize(): number {
    return this.#library.tokenizer.getVocabSize(true);
  }
  get padTokenId(): number {
    return this.#settings.padId;
  }
  /** The ids of the special tokens: what stands for the ends of a text, padding, unknown words and masks. */
  get specialTokenIds(): readonly number[] {
    return this.#settings.specialIds;
  }
  /** The id of a token; undefined for one that is not in the vocabulary. */
  tokenToId(token: string): number | undefined {
    return this.#library.tokenizer.tokenToId(token) ?? undefined;
  }
  idToToken(id: number): string | undefined {
    return this.#library.tokenizer.idToToken(id) ?? undefined;
  }

  /** The tokens of one text, or of a pair of texts. */
  async encode(text: string, pair?: string | null, options: TokenizeOptions = {}): Promise<Encoding> {
    return (await this.encodeBatch([pair === undefined || pair === null ? text : [text, pair]], options))[0]!;
  }

  /**
   * The tokens of several texts, or pairs of texts.
   * @throws ERR_DTYPE for an element that is no string, ERR_RANGE where truncation cannot do what it is asked.
   */
  async encodeBatch(texts: readonly TextOrPair[], options: TokenizeOptions = {}): Promise<Encoding[]> {
    const { addSpecialTokens = true, returnOffsets = false } = options;
    checkTexts(texts, true);
    const truncation = this.#truncationOf(options);
    const encodings: Encoding[] = [];
    for (const batch of batches(texts, (text) => (typeof text === 'string' ? text.length : text[0].length + text[1].length))) {
      const ofPairs = truncation?.strategy === 'longest_first' && addSpecialTokens ? batch.filter((text) => typeof text !== 'string') : [];
      const pairs = await Promise.all(ofPairs.map((pair) => this.#cutPair(pair, truncation!, returnOffsets)));
      const rest = ofPairs.length === 0 ? batch : batch.filter((text) => typeof text === 'string');
      const found = await this.#library.encode(rest, addSpecialTokens, truncation);
      let [nextPair, nextRest] = [0, 0];
      for (const text of batch) encodings.push(ofPairs[nextPair] === text ? pairs[nextPair++]! : encodingOf(found[nextRest++]!, text, returnOffsets));
    }
    this.#pad(encodings, options);
    return encodings;
  }

  /** @internal The ids of `texts`, cut to `maxLength`, end to end. */
  async pack(texts: readonly string[], maxLength: number | undefined, { addSpecialTokens = true, side }: { addSpecialTokens?: boolean; side?: Side } = {}): Promise<PackedIds> {
    checkTexts(texts, false);
    const truncation = maxLength === undefined ? undefined : this.#truncationOf({ truncation: true, maxLength, truncationSide: side });
    const cuSeqlens = [0];
    const parts: Int32Array[] = [];
    let total = 0;
    for (const batch of batches(texts, (text) => text.length)) {
      const encodings = await this.#library.encode(batch, addSpecialTokens, truncation);
      for (const encoding of encodings) {
        const ids = Int32Array.from(encoding.getIds());
        parts.push(ids);
        cuSeqlens.push((total += ids.length));
      }
    }
    const ids = new Int32Array(total);
    parts.forEach((part, i) => ids.set(part, cuSeqlens[i]));
    return { ids, cuSeqlens };
  }

  /** @internal As {@link pack}, of pairs of texts; the longer one is cut first. */
  async packPairs(pairs: readonly TextOrPair[], maxLength: number | undefined, side?: Side): Promise<PackedIds> {
    const encodings = await this.encodeBatch(pairs, { truncation: maxLength !== undefined, maxLength, truncationSide: side });
    const cuSeqlens = [0];
    for (const { inputIds } of encodings) cuSeqlens.push(cuSeqlens.at(-1)! + inputIds.length);
    return { ids: Int32Array.from(encodings.flatMap(({ inputIds }) => inputIds)), tokenTypeIds: Int32Array.from(encodings.flatMap(({ tokenTypeIds }) => tokenTypeIds)), cuSeqlens };
  }

  /** The text of ids. */
  async decode(ids: Iterable<number | bigint>, { skipSpecialTokens = false }: { skipSpecialTokens?: boolean } = {}): Promise<string> {
    const list = Array.from(ids, Number);
    const bad = list.find((id) => !Number.isInteger(id) || id < 0 || id > 2 ** 32 - 1);
    if (bad !== undefined) throw new TorchEncodersError('ERR_RANGE', `decode wants ids of 0 or more, found ${bad}`);
    return this.#library.tokenizer.decode(list, skipSpecialTokens);
  }

  /** How many tokens the model sees for a text, special ones included and nothing cut. */
  async countTokens(text: string): Promise<number> {
    checkTexts([text], false);
    return (await this.#library.encode([text], true, undefined))[0]!.getLength();
  }

  #truncationOf({ truncation = false, maxLength, truncationSide }: TokenizeOptions): Truncation | undefined {
    if (maxLength !== undefined && (!Number.isSafeInteger(maxLength) || maxLength < 1)) throw new TorchEncodersError('ERR_RANGE', `maxLength is ${describe(maxLength)}; wanted a whole number of at least 1`);
    const length = maxLength ?? this.#settings.modelMaxLength;
    if (truncation === false || length === undefined) return undefined;
    if (length < specialsOf(this.#template)) return undefined; // as in the reference: where not even the special tokens fit, nothing is cut
    return { maxLength: length, strategy: truncation === true ? 'longest_first' : truncation, side: truncationSide ?? this.#settings.truncationSide };
  }

  /** A pair under 'longest_first', which the library cuts otherwise than its reference: see {@link longestFirst}. */
  async #cutPair(pair: readonly [string, string], { maxLength, side }: Truncation, returnOffsets: boolean): Promise<Encoding> {
    const found = await this.#library.encode(pair, false, undefined);
    const [first, second] = found.map((one, i) => encodingOf(one, pair[i]!, returnOffsets)) as [Encoding, Encoding];
    const room = maxLength - specialsOf(this.#pairTemplate);
    const [n1, n2] = [first.inputIds.length, second.inputIds.length];
    return layOut(this.#pairTemplate, [first, second], room < 0 ? [n1, n2] : longestFirst(n1, n2, room), side);
  }

  #pad(encodings: Encoding[], { padding = false, maxLength, padToMultipleOf = 1, paddingSide = this.#settings.paddingSide }: TokenizeOptions): void {
    if (padding === false || encodings.length === 0) return;
    const fixed = padding === 'max_length' ? (maxLength ?? this.#settings.modelMaxLength) : undefined;
    if (padding === 'max_length' && fixed === undefined) throw new TorchEncodersError('ERR_CONFIG', "padding 'max_length' wants maxLength, since the model sets no limit");
    const longest = fixed ?? Math.max(...encodings.map(({ inputIds }) => inputIds.length));
    const length = Math.ceil(longest / padToMultipleOf) * padToMultipleOf;
    for (const encoding of encodings) {
      const missing = length - encoding.inputIds.length;
      const fill = <Value>(values: Value[], pad: Value): Value[] => {
        const pads = Array.from({ length: Math.max(missing, 0) }, () => pad);
        return paddingSide === 'right' ? [...values, ...pads] : [...pads, ...values];
      };
      encoding.inputIds = fill(encoding.inputIds, this.#settings.padId);
      encoding.attentionMask = fill(encoding.attentionMask, 0);
      encoding.tokenTypeIds = fill(encoding.tokenTypeIds, 0);
      encoding.specialTokensMask = fill(encoding.specialTokensMask, 1);
      encoding.tokens = fill(encoding.tokens, this.#settings.padToken);
      if (encoding.offsets) encoding.offsets = fill(encoding.offsets, [0, 0]);
    }
  }
}

function settingsOf(config: Config, library: Library): Settings {
  const side = (key: string): Side => {
    const value = config.string(key, 'right');
    if (value === 'left' || value === 'right') return value;
    throw new TorchEncodersError('ERR_CONFIG', `${config.name}: ${key} is '${value}'; wanted 'left' or 'right'`);
  };
  const given = config.json.pad_token;
  const padToken = typeof given === 'string' ? given : ((given as { content?: string } | null | undefined)?.content ?? '[PAD]');
  const limit = config.number('model_max_length', 1e30); // Transformers' own word for no limit
  return {
    modelMaxLength: limit < 1e9 ? limit : undefined,
    paddingSide: side('padding_side'),
    truncationSide: side('truncation_side'),
    padToken,
    padId: library.tokenizer.tokenToId(padToken) ?? 0,
    specialIds: specialIdsOf(config, library),
  };
}

const specialKeys = ['bos_token', 'eos_token', 'unk_token', 'sep_token', 'pad_token', 'cls_token', 'mask_token'];

/** Of the tokens that tokenizer_config.json names, those of the vocabulary. */
function specialIdsOf(config: Config, library: Library): readonly number[] {
  const names = specialKeys.map((key) => config.json[key]).map((given) => (typeof given === 'string' ? given : (given as { content?: string } | null | undefined)?.content));
  const ids = names.map((name) => (name === undefined ? null : library.tokenizer.tokenToId(name)));
  return [...new Set(ids.filter((id) => typeof id === 'number'))];
}

/** @internal Refuses what is no string, and what is no pair where pairs are taken. */
export function checkTexts(texts: readonly unknown[], pairs: boolean): void {
  if (!Array.isArray(texts)) throw new TorchEncodersError('ERR_DTYPE', `texts must be a list of strings, found ${kind(texts)}`);
  texts.forEach((text, i) => {
    if (typeof text === 'string' || (pairs && Array.isArray(text) && text.length === 2 && text.every((one) => typeof one === 'string'))) return;
    throw new TorchEncodersError('ERR_DTYPE', `text ${i} is ${kind(text)}; wanted a string${pairs ? ' or a pair of strings' : ''}`);
  });
}

const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'a list' : `of type ${typeof value}`);

/** Batches in order, each small in texts and in characters. */
function* batches<Text>(texts: readonly Text[], lengthOf: (text: Text) => number): Generator<readonly Text[]> {
  for (let begin = 0; begin < texts.length;) {
    let end = begin;
    for (let characters = 0; end < texts.length && end - begin < batchTexts && (end === begin || characters < batchCharacters); end++) characters += lengthOf(texts[end]!);
    yield texts.slice(begin, end);
    begin = end;
  }
}

function encodingOf(found: LibraryEncoding, text: TextOrPair, returnOffsets: boolean): Encoding {
  return {
    inputIds: found.getIds(),
    attentionMask: found.getAttentionMask(),
    tokenTypeIds: found.getTypeIds(),
    specialTokensMask: found.getSpecialTokensMask(),
    tokens: found.getTokens(),
    ...(returnOffsets && { offsets: offsetsOf(found, typeof text === 'string' ? [text] : text) }),
  };
}

/** The library counts code points; a JavaScript string counts UTF-16 units. */
function offsetsOf(found: LibraryEncoding, texts: readonly string[]): [number, number][] {
  const units = texts.map((text) => {
    if (!/[\ud800-\udbff]/.test(text)) return undefined;
    const starts: number[] = [];
    let at = 0;
    for (const character of text) {
      starts.push(at);
      at += character.length;
    }
    return [...starts, at];
  });
  const sequences = found.getSequenceIds();
  return found.getOffsets().map(([from, to], i): [number, number] => {
    const starts = units[sequences[i] ?? 0];
    return starts && sequences[i] !== null ? [starts[from]!, starts[to]!] : [from, to];
  });
}
