import { copyFile, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Config } from '../config.js';
import type { BaseEncoder } from '../encoders/base.js';
import { TorchEncodersError } from '../errors.js';
import { exists, readJson, writeJson } from '../files.js';
import type { CancelHandle } from '../native.generated.js';
import { Module } from '../nn/module.js';
import { loadSafetensors, saveSafetensors } from '../tensor/files.js';
import { op, queued } from '../tensor/ops.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { Tokenizer, type PackedIds, type Side } from '../text/tokenizer.js';
import type { Features } from './features.js';
import type { Spelling } from './modules.js';
import { wordWeights } from './tokenmodules.js';
import { WhitespaceTokenizer } from './whitespace.js';

/** What a sentence model begins with: from texts to ids, and from ids to the vectors of tokens or of texts. */
export abstract class InputModule extends Module {
  abstract readonly kind: string;
  abstract readonly newType: string;
  /** The size of its vectors. */
  abstract readonly size: number;
  /** The longest text in tokens, and what the model says is the longest that it should get. */
  abstract readonly longest: number;
  readonly tokenizer: Tokenizer | undefined = undefined;
  readonly encoder: BaseEncoder | undefined = undefined;

  /** The ids of texts, cut to `maxLength`, end to end. `side`: where a text is cut; default: as the tokenizer says. */
  abstract pack(texts: readonly string[], maxLength: number, side?: Side): Promise<PackedIds>;
  /** Fills in `tokens`, with `layers` too where they are wanted, or `sentence`. */
  abstract override forward(features: Features, options: { readonly layers: boolean; readonly cancel?: CancelHandle }): Promise<void>;
  abstract save(folder: string, spelling: Spelling, maxSeqLength: number): Promise<void>;
}

/** One tensor made from those of a file, which are freed. */
async function withWeights(path: string, make: (weights: Readonly<Record<string, Tensor | undefined>>, path: string) => Tensor): Promise<Tensor> {
  const weights = await loadSafetensors(path);
  try {
    return make(weights, path);
  } finally {
    for (const tensor of Object.values(weights)) tensor.dispose();
  }
}

const tokenizerFiles = ['tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json', 'added_tokens.json', 'vocab.txt', 'vocab.json', 'merges.txt', 'sentencepiece.bpe.model', 'spiece.model'];

async function copyTokenizer(source: string, folder: string): Promise<void> {
  if (resolve(source) === resolve(folder)) return;
  for (const name of tokenizerFiles) if (await exists(join(source, name))) await copyFile(join(source, name), join(folder, name));
}

/** A Transformer with its tokenizer. */
export class Transformer extends InputModule {
  readonly kind = 'Transformer';
  readonly newType = 'sentence_transformers.base.modules.transformer.Transformer';
  readonly #source: string;
  readonly #doLowerCase: boolean;

  /** @param source the folder that the tokenizer came from. */
  constructor(override readonly encoder: BaseEncoder, override readonly tokenizer: Tokenizer, source: string, doLowerCase: boolean) {
    super();
    this.#source = source;
    this.#doLowerCase = doLowerCase;
  }
  get size(): number {
    return this.encoder.getHiddenSize();
  }
  get longest(): number {
    return this.encoder.maxLength;
  }
  pack(texts: readonly string[], maxLength: number, side?: Side): Promise<PackedIds> {
    return this.tokenizer.pack(this.#doLowerCase ? texts.map((text) => text.toLowerCase()) : texts, Number.isFinite(maxLength) ? maxLength : undefined, { side });
  }
  async forward(features: Features, { layers, cancel }: { layers: boolean; cancel?: CancelHandle }): Promise<void> {
    if (!layers) {
      features.tokens = await this.encoder.tokensPacked(features, cancel);
      return;
    }
    features.layers = await this.encoder.layersPacked(features, cancel);
    features.tokens = op('aten::alias', features.layers.at(-1)!);
  }
  async save(folder: string, spelling: Spelling, maxSeqLength: number): Promise<void> {
    await this.encoder.savePretrained(folder);
    await copyTokenizer(this.#source, folder);
    const json = (name: string, value: object): Promise<void> => writeJson(join(folder, name), value);
    if (spelling === 'old') return json('sentence_bert_config.json', { max_seq_length: maxSeqLength, do_lower_case: this.#doLowerCase });
    // Version 6 keeps the longest text with the tokenizer.
    const path = join(folder, 'tokenizer_config.json');
    const config = (await exists(path)) ? Config.from(await readJson(path), path).json : {};
    await json('tokenizer_config.json', { ...config, model_max_length: maxSeqLength });
    await json('sentence_bert_config.json', {
      transformer_task: 'feature-extraction', modality_config: { text: { method: 'forward', method_output_name: 'last_hidden_state' } }, module_output_name: 'token_embeddings',
      ...(this.#doLowerCase && { do_lower_case: true }),
    });
  }
}

/** A table of vectors, one for each token; a text is the mean of its tokens', without special ones. */
export class StaticEmbedding extends InputModule {
  readonly kind = 'StaticEmbedding';
  readonly newType = 'sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding';
  readonly longest = Infinity;
  readonly #weight: Tensor;
  readonly #source: string;

  private constructor(override readonly tokenizer: Tokenizer, weight: Tensor, source: string) {
    super();
    this.#weight = weight;
    this.#source = source;
  }

  /** Reads sentence-transformers' files and model2vec's, whose vectors may be shared between tokens and weighted. */
  static async load(folder: string): Promise<StaticEmbedding> {
    const tokenizer = await Tokenizer.fromPretrained(folder);
    const weight = await withWeights(join(folder, 'model.safetensors'), ({ 'embedding.weight': own, embeddings, mapping, weights: factors }, path) => {
      const given = own ?? embeddings;
      if (given?.ndim !== 2) throw new TorchEncodersError('ERR_CONFIG', `${path} has no embedding.weight, wanted it, or model2vec's embeddings, of the shape [vocabulary, size]`);
      using rows = mapping ? op('aten::_to_copy', mapping, { dtype: 'int64' }) : undefined;
      using picked = rows ? op('aten::index_select', given, 0, rows) : op('aten::alias', given);
      using table = op('aten::_to_copy', picked, { dtype: 'float32' });
      using column = factors ? op('aten::unsqueeze', factors, 1) : undefined;
      return column ? op('aten::mul.Tensor', table, column) : op('aten::alias', table);
    });
    weight.requiresGrad = true;
    if (tokenizer.vocabSize <= weight.shape[0]!) return new StaticEmbedding(tokenizer, weight, folder);
    const [rows] = weight.shape;
    weight.dispose();
    throw new TorchEncodersError('ERR_CONFIG', `${folder} has ${rows} vectors, its tokenizer ${tokenizer.vocabSize} tokens`);
  }
  get size(): number {
    return this.#weight.shape[1]!;
  }
  protected override ownParameters(): Iterable<[string, Tensor]> {
    return [['embedding.weight', this.#weight]];
  }
  pack(texts: readonly string[], maxLength: number, side?: Side): Promise<PackedIds> {
    return this.tokenizer.pack(texts, Number.isFinite(maxLength) ? maxLength : undefined, { addSpecialTokens: false, side });
  }
  async forward(features: Features): Promise<void> {
    using offsets = tensor(Int32Array.from(features.cuSeqlens.slice(0, -1)));
    const [sentence, ...rest] = await queued<Tensor[]>('aten::embedding_bag', this.#weight, features.ids, offsets, false, 1);
    for (const one of rest) one.dispose();
    features.sentence = sentence!;
  }
  async save(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await saveSafetensors(join(folder, 'model.safetensors'), { 'embedding.weight': this.#weight }, { format: 'pt' });
    await copyTokenizer(this.#source, folder);
  }
}

/** The weights of the words that a text has, in a vector as long as the vocabulary. */
export class BoW extends InputModule {
  readonly kind = 'BoW';
  readonly newType = 'sentence_transformers.sentence_transformer.modules.bow.BoW';
  readonly longest = Infinity;
  readonly #config: Config;
  readonly #words: WhitespaceTokenizer;
  readonly #weights: Float32Array;

  constructor(config: Config) {
    super();
    this.#config = config;
    const vocab = [...new Set(config.strings('vocab'))];
    this.#words = new WhitespaceTokenizer(vocab);
    this.#weights = wordWeights(config, vocab);
  }
  get size(): number {
    return this.#words.vocab.length;
  }
  async pack(texts: readonly string[], maxLength: number, side?: Side): Promise<PackedIds> {
    return this.#words.pack(texts, maxLength, side);
  }
  async forward(features: Features): Promise<void> {
    const isCumulative = this.#config.boolean('cumulative_term_frequency', true);
    const ids = features.ids.dataSync() as Int32Array;
    const vectors = new Float32Array((features.cuSeqlens.length - 1) * this.size);
    for (let text = 0; text + 1 < features.cuSeqlens.length; text++) {
      for (let t = features.cuSeqlens[text]!; t < features.cuSeqlens[text + 1]!; t++) {
        const place = text * this.size + ids[t]!;
        vectors[place] = this.#weights[ids[t]!]! + (isCumulative ? vectors[place]! : 0);
      }
    }
    features.sentence = tensor(vectors, { shape: [features.cuSeqlens.length - 1, this.size] });
  }
  async save(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeJson(join(folder, 'config.json'), this.#config.json);
  }
}

/** A table of vectors, one for each word between white space. */
export class WordEmbeddings extends InputModule {
  readonly kind = 'WordEmbeddings';
  readonly newType = 'sentence_transformers.sentence_transformer.modules.word_embeddings.WordEmbeddings';
  readonly #config: Config;
  readonly #words: WhitespaceTokenizer;
  readonly #weight: Tensor;

  private constructor(config: Config, words: WhitespaceTokenizer, weight: Tensor) {
    super();
    this.#config = config;
    this.#words = words;
    this.#weight = weight;
  }

  static async load(folder: string): Promise<WordEmbeddings> {
    const path = join(folder, 'wordembedding_config.json');
    const config = Config.from(await readJson(path), path);
    const type = config.string('tokenizer_class');
    if (!type.endsWith('.WhitespaceTokenizer')) throw new TorchEncodersError('ERR_UNSUPPORTED', `${path}: tokenizer_class '${type}' is not supported; WhitespaceTokenizer is`);
    const words = await WhitespaceTokenizer.load(folder);
    const weight = await withWeights(join(folder, 'model.safetensors'), ({ 'emb_layer.weight': found }, file) => {
      if (found?.shape[0] === words.vocab.length) return op('aten::alias', found);
      throw new TorchEncodersError('ERR_CONFIG', `${file}: emb_layer.weight ${found ? `has ${found.shape[0]} rows` : 'is missing'}; wanted one for each of ${words.vocab.length} words`);
    });
    weight.requiresGrad = config.boolean('update_embeddings', false);
    return new WordEmbeddings(config, words, weight);
  }
  get size(): number {
    return this.#weight.shape[1]!;
  }
  get longest(): number {
    return this.#config.integer('max_seq_length', 1_000_000);
  }
  protected override ownParameters(): Iterable<[string, Tensor]> {
    return [['emb_layer.weight', this.#weight]];
  }
  async pack(texts: readonly string[], maxLength: number, side?: Side): Promise<PackedIds> {
    return this.#words.pack(texts, maxLength, side);
  }
  async forward(features: Features): Promise<void> {
    features.tokens = await queued<Tensor>('aten::embedding', this.#weight, features.ids);
  }
  async save(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeJson(join(folder, 'wordembedding_config.json'), this.#config.json);
    await this.#words.save(folder);
    await saveSafetensors(join(folder, 'model.safetensors'), { 'emb_layer.weight': this.#weight }, { format: 'pt' });
  }
}
