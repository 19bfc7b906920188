import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Config, describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { exists, fileError, readJson, writeJson } from '../files.js';
import { resolveModel, type HubOptions } from '../hub/resolve.js';
import { buildTokenizer, type BuildOptions } from './build.js';
import { Library } from './library.js';
import { builtSpecials } from './recipes.js';
import { Tokenizer, type PackedIds } from './tokenizer.js';

/** What a tokenizer consists of: its two files, as they are written. */
interface Files {
  readonly tokenizer: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
}

/** What special tokens are called where no tokenizer_config.json says. */
const usualNames: Readonly<Record<string, readonly string[]>> = {
  pad_token: ['[PAD]', '<pad>'], unk_token: ['[UNK]', '<unk>'], cls_token: ['[CLS]', '<s>'], sep_token: ['[SEP]', '</s>'], mask_token: ['[MASK]', '<mask>'],
};

/**
 * The tokens that a model knows, and their ids: a pretrained tokenizer's, or built from a corpus. What is saved is a tokenizer like any other,
 * which {@link Tokenizer}, Transformers and `tokenizers` read.
 *
 * @example
 * const vocab = await VocabManager.build(['CCO', 'c1ccccc1Br'], { tokenize: 'smiles' });
 * vocab.encode(['C', 'Br', 'Cl']); // Cl is not known: its id is unkId
 * await vocab.save('./vocab');
 */
export class VocabManager {
  readonly tokenizer: Tokenizer;
  readonly padId: number;
  /** Undefined where the vocabulary has no such token, as those of bytes alone have no unknown one. */
  readonly unkId: number | undefined;
  readonly clsId: number | undefined;
  readonly sepId: number | undefined;
  readonly maskId: number | undefined;
  readonly #files: Files;
  /** 1 for each id that goes on with a word; made when it is first asked for. */
  #continuations: Uint8Array | undefined;

  private constructor(tokenizer: Tokenizer, files: Files) {
    this.tokenizer = tokenizer;
    this.#files = files;
    const id = (key: string): number | undefined => {
      const given = files.config[key] as string | { content?: string } | null | undefined;
      const names = typeof given === 'string' ? [given] : given?.content !== undefined ? [given.content] : usualNames[key]!;
      return names.map((name) => tokenizer.tokenToId(name)).find((found) => found !== undefined);
    };
    this.padId = id('pad_token') ?? tokenizer.padTokenId;
    [this.unkId, this.clsId, this.sepId, this.maskId] = ['unk_token', 'cls_token', 'sep_token', 'mask_token'].map(id);
  }

  /** The tokenizer of a model folder, a hub id, or a folder that {@link save} wrote. @throws ERR_FILE without a readable tokenizer.json. */
  static async fromPretrained(model: string, options: HubOptions = {}): Promise<VocabManager> {
    const folder = await resolveModel(model, options);
    const tokenizer = await Tokenizer.fromPretrained(folder);
    const [json, config] = [join(folder, 'tokenizer.json'), join(folder, 'tokenizer_config.json')];
    const files = { tokenizer: (await readJson(json)) as Files['tokenizer'], config: (await exists(config)) ? ((await readJson(config)) as Files['config']) : {} };
    return new VocabManager(tokenizer, files);
  }

  /**
   * A vocabulary of the tokens of a corpus, with [PAD], [UNK], [CLS], [SEP] and [MASK] as ids 0 to 4.
   * @throws ERR_CONFIG, ERR_RANGE for options that do not fit, ERR_UNSUPPORTED for what the Node build of `tokenizers` cannot be asked for.
   */
  static async build(corpus: Iterable<string> | AsyncIterable<string>, options: BuildOptions): Promise<VocabManager> {
    return VocabManager.#of({
      tokenizer: await buildTokenizer(corpus, options),
      config: { tokenizer_class: 'PreTrainedTokenizerFast', ...builtSpecials, model_max_length: 1e30, padding_side: 'right', truncation_side: 'right', clean_up_tokenization_spaces: false },
    });
  }

  static async #of(files: Files): Promise<VocabManager> {
    const library = Library.fromJson(JSON.stringify(files.tokenizer), 'the tokenizer that was built');
    return new VocabManager(await Tokenizer.of(library, Config.from(files.config, 'tokenizer_config.json')), files);
  }

  /** The number of ids: that of a model's word embeddings, where it is not padded. */
  get size(): number {
    return this.tokenizer.vocabSize;
  }
  /** Undefined for what is not in it. */
  idOf(token: string): number | undefined {
    return this.tokenizer.tokenToId(token);
  }
  tokenOf(id: number): string | undefined {
    return this.tokenizer.idToToken(id);
  }
  /** The ids of tokens, those that are not known as unkId. @throws ERR_RANGE for such where there is no unkId. */
  encode(tokens: readonly string[]): number[] {
    return tokens.map((token) => {
      const id = this.idOf(token) ?? this.unkId;
      if (id === undefined) throw new TorchEncodersError('ERR_RANGE', `the token ${describe(token)} is not in the vocabulary, which has none for unknown ones`);
      return id;
    });
  }
  /** The ids of texts without special tokens, end to end. */
  encodeTexts(texts: readonly string[]): Promise<PackedIds> {
    return this.tokenizer.pack(texts, undefined, { addSpecialTokens: false });
  }
  /** Whether a token goes on with the word of the one before it: '##ing' of WordPiece; of byte-level and SentencePiece vocabularies, what has no blank before it. */
  isContinuation(id: number): boolean {
    this.#continuations ??= this.#findContinuations();
    return this.#continuations[id] === 1;
  }

  /**
   * A vocabulary with these tokens too, each a token of its own wherever it stands in a text; known ones are left out. The ids of the others stay.
   * A model grows with `resizeTokenEmbeddings(encoder, vocab.size)`.
   */
  async withTokens(tokens: readonly string[]): Promise<VocabManager> {
    const added = (this.#files.tokenizer.added_tokens ?? []) as readonly object[];
    const fresh = [...new Set(tokens)].filter((token) => this.idOf(token) === undefined);
    const more = fresh.map((content, i) => ({ id: this.size + i, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: false }));
    return VocabManager.#of({ ...this.#files, tokenizer: { ...this.#files.tokenizer, added_tokens: [...added, ...more] } });
  }

  /** Writes tokenizer.json and tokenizer_config.json; what was read is written as it stood there. */
  async save(folder: string): Promise<void> {
    try {
      await mkdir(folder, { recursive: true });
      await writeJson(join(folder, 'tokenizer.json'), this.#files.tokenizer);
      await writeJson(join(folder, 'tokenizer_config.json'), this.#files.config);
    } catch (error) {
      throw fileError(folder, error);
    }
  }

  /** @internal What it consists of, for a key that its content gives. */
  get files(): Files {
    return this.#files;
  }

  #findContinuations(): Uint8Array {
    const { model, pre_tokenizer: parts = null } = this.#files.tokenizer as { model?: { type?: string; continuing_subword_prefix?: string }; pre_tokenizer?: unknown };
    // Byte-level BPE and Metaspace write the blank before a word into its first token.
    const marksBeginnings = (model?.type === 'BPE' || model?.type === 'Unigram') && /"type":"(ByteLevel|Metaspace)"/.test(JSON.stringify(parts));
    const prefix = model?.type === 'WordPiece' ? (model.continuing_subword_prefix ?? '##') : undefined;
    const specials = new Set(this.tokenizer.specialTokenIds);
    return Uint8Array.from({ length: this.size }, (_, id) => {
      const token = this.tokenOf(id) ?? '';
      if (specials.has(id) || token === '') return 0;
      return Number(marksBeginnings ? !/^[Ġ▁Ċ]/.test(token) : prefix !== undefined && token.startsWith(prefix));
    });
  }
}
