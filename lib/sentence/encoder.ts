import { describe } from '../config.js';
import type { BaseEncoder, EncoderInputs } from '../encoders/base.js';
import type { EncoderOptions } from '../encoders/load.js';
import { TorchEncodersError } from '../errors.js';
import { resolveModel } from '../hub/resolve.js';
import type { CancelHandle } from '../native.generated.js';
import { Module } from '../nn/module.js';
import { noGrad } from '../tensor/modes.js';
import { op, queued } from '../tensor/ops.js';
import { tensor, Tensor } from '../tensor/tensor.js';
import { checkTexts, type PackedIds, type Side, type Tokenizer } from '../text/tokenizer.js';
import { inOrder, runBatches, type BatchResult, type RunOptions, type TextBatch } from './batches.js';
import { byTokens, inColumns } from './columns.js';
import { checkLimits, within } from './limits.js';
import { release, type Features } from './features.js';
import { Transformer, type InputModule } from './inputs.js';
import { Normalize, Pooling, type SentenceModule, type Spelling } from './modules.js';
import { checkOrder, loadInput, readPipeline } from './pipeline.js';
import { precisions, quantizeEmbeddings, type Precision } from './quantize.js';
import { saveSentenceEncoder } from './save.js';
import { readSettings, type SentenceSettings } from './settings.js';
import { similarity, type SimilarityFunction } from './similarity.js';
import { normalized } from './vectors.js';

/** Options of {@link SentenceEncoder.encode}. */
export interface EncodeOptions extends RunOptions {
  /** Vectors of length 1. Default: false, that is as the model's own modules do it. */
  normalize?: boolean;
  /** Put before each text. */
  prompt?: string;
  /** The name of one of the model's prompts. Default: the model's default, if it has one. */
  promptName?: string;
  /** Keep this many first dimensions. Truncation comes first, then normalisation, then quantisation. */
  truncateDim?: number;
  /** Default: 'float32'. int8 and uint8 take their ranges from these very texts; see {@link quantizeEmbeddings} for others. */
  precision?: Precision;
  /** 'token': the vector of each token, a Tensor [n, H] for each text. Default: 'sentence'. */
  outputValue?: 'sentence' | 'token';
}

/** What {@link SentenceEncoder.encodeTokens} gives for a text of n tokens. */
export interface TokenVectors {
  /** [n, H]. */
  readonly embeddings: Tensor;
  readonly tokens: readonly string[];
  /** From and to, in UTF-16 units of the text. */
  readonly offsets: readonly (readonly [number, number])[];
}

type TokenOptions = EncodeOptions & { outputValue: 'token' };
type Texts = string | readonly string[];

/**
 * Texts → vectors with a sentence-transformers model: tokenizer, encoder, pooling and whatever modules follow.
 *
 * @example
 * const model = await SentenceEncoder.fromPretrained('sentence-transformers/all-MiniLM-L6-v2');
 * const vectors = await model.encode(['A cat sleeps.', 'A kitten naps.']); // [2, 384]
 * model.similarity(vectors, vectors).toArray();
 */
export class SentenceEncoder extends Module {
  readonly #input: InputModule;
  readonly #modules: readonly SentenceModule[];
  readonly #settings: SentenceSettings;
  readonly #dimension: number;
  readonly #needsLayers: boolean;
  #maxSeqLength: number;

  private constructor(folder: string, input: InputModule, modules: readonly SentenceModule[], settings: SentenceSettings) {
    super();
    this.#input = input;
    this.#modules = modules;
    this.#settings = settings;
    const { dimension, needsLayers } = checkOrder(input, modules, folder);
    this.#dimension = dimension;
    this.#needsLayers = needsLayers;
    this.#maxSeqLength = Math.min(settings.maxSeqLength ?? (input instanceof Transformer ? input.tokenizer.modelMaxLength : undefined) ?? Infinity, input.longest);
    this.train(false);
  }

  /**
   * Loads a model folder, or a model of the hub by its id.
   * @throws ERR_FILE, ERR_CONFIG, ERR_UNSUPPORTED as {@link AutoEncoder.fromPretrained}, and for a module that is not known here.
   */
  static async fromPretrained(model: string, options: EncoderOptions = {}): Promise<SentenceEncoder> {
    const folder = await resolveModel(model, options);
    const settings = await readSettings(folder);
    const { first, modules } = await readPipeline(folder); // last: it holds weights
    let input: InputModule | undefined;
    try {
      input = await loadInput(first, folder, settings, options);
      return new SentenceEncoder(folder, input, modules, settings);
    } catch (error) {
      for (const module of [...modules, ...(input ? [...input.children()].map(([, child]) => child) : []), ...(input ? [input] : [])]) module.dispose();
      throw error;
    }
  }

  /** The Transformer. @throws ERR_CONFIG for a model without one, such as one of static embeddings. */
  get encoder(): BaseEncoder {
    return this.#input.encoder ?? this.#has('encoder');
  }
  /** @throws ERR_CONFIG for a model of whole words. */
  get tokenizer(): Tokenizer {
    return this.#input.tokenizer ?? this.#has('tokenizer');
  }
  #has(what: string): never {
    throw new TorchEncodersError('ERR_CONFIG', `the model has no ${what}: it begins with ${this.#input.kind}`);
  }

  override *children(): Generator<[string, Module]> {
    yield this.#input.encoder ? ['encoder', this.#input.encoder] : ['0', this.#input];
    for (const [i, module] of this.#modules.entries()) yield [`${i + 1}`, module]; // as modules.json counts
  }

  /** The size of a vector. */
  getSentenceEmbeddingDimension(): number {
    return this.#dimension;
  }
  /** Longer texts are cut, in tokens. May be set, up to what the model has positions for. */
  get maxSeqLength(): number {
    return this.#maxSeqLength;
  }
  set maxSeqLength(length: number) {
    within('maxSeqLength', length, 1, this.#input.longest);
    this.#maxSeqLength = length;
  }
  /** How the model's vectors are compared. */
  get similarityFnName(): SimilarityFunction {
    return this.#settings.similarityFnName;
  }
  get prompts(): Readonly<Record<string, string>> {
    return this.#settings.prompts;
  }

  /**
   * A vector for each text, in the order of the input: a string gives [D], a list [N, D], an empty list [0, D].
   * With `outputValue: 'token'` a Tensor [n, H] for each text.
   * @throws ERR_DTYPE for what is no string, ERR_CONFIG and ERR_RANGE for options that cannot be.
   */
  encode(texts: Texts, options: TokenOptions): Promise<Tensor[]>;
  encode(texts: Texts, options?: EncodeOptions): Promise<Tensor>;
  async encode(texts: Texts, options: EncodeOptions = {}): Promise<Tensor | Tensor[]> {
    return noGrad(() => this.#encode(texts, options));
  }

  /** A vector for each row of ids, [B, D], with gradients: for training. */
  async forward(inputs: EncoderInputs): Promise<Tensor> {
    const [first] = this.#modules;
    if (this.#input.encoder && first instanceof Pooling) {
      const sentence = await this.#input.encoder.pooled(inputs, first.methods);
      return this.#through({ ids: sentence, cuSeqlens: [], skipTokens: 0, sentence }, this.#modules.slice(1));
    }
    const { inputIds, attentionMask, ...others } = inputs;
    if (!inputIds || Object.values(others).some((one) => one !== undefined)) throw new TorchEncodersError('ERR_UNSUPPORTED', `forward of a model that begins with ${this.#input.kind} and ${first?.kind ?? 'nothing'} takes inputIds and attentionMask alone`);
    const [B, L] = inputIds.shape as [number, number];
    using flat = op('aten::flatten.using_ints', inputIds, 0, 1);
    using mask = attentionMask ? op('aten::ne.Scalar', attentionMask, 0) : op('aten::ones', [B, L], { dtype: 'bool' });
    using places = op('aten::flatten.using_ints', mask, 0, 1);
    using ids = op('aten::masked_select', flat, places);
    using sums = op('aten::sum.dim_IntList', mask, [1]);
    const cuSeqlens = [0];
    for (const length of sums.dataSync()) cuSeqlens.push(cuSeqlens.at(-1)! + Number(length));
    const features: Features = { ids, cuSeqlens, skipTokens: 0 };
    await this.#input.forward(features, { layers: this.#needsLayers });
    return this.#through(features, this.#modules);
  }

  /** The vectors of several columns of texts with gradients, [N, D] each, computed together: for training. */
  async embedColumns(columns: readonly (readonly string[])[]): Promise<Tensor[]> {
    return inColumns(columns, await this.#embed(columns, (features) => this.#vectors(features)));
  }

  /** @internal As {@link embedColumns} from the embedding output and from each layer of the Transformer. */
  async embedLayers(columns: readonly (readonly string[])[]): Promise<Tensor[][]> {
    if (!(this.#input instanceof Transformer)) this.#has('layers');
    const layers = await this.#embed(columns, (features) => this.#layerVectors(features));
    return layers.map((one) => inColumns(columns, one));
  }

  /** As {@link encode}, with the model's prompt 'query' where it has one. */
  encodeQuery(texts: Texts, options: Omit<EncodeOptions, 'outputValue'> = {}): Promise<Tensor> {
    return this.encode(texts, this.#named(options, ['query']));
  }
  /** As {@link encode}, with the model's prompt 'document', 'passage' or 'corpus', whichever it has. */
  encodeDocument(texts: Texts, options: Omit<EncodeOptions, 'outputValue'> = {}): Promise<Tensor> {
    return this.encode(texts, this.#named(options, ['document', 'passage', 'corpus']));
  }

  /**
   * Encodes texts as they come, some hundred at a time, in order. Nothing is read ahead of what was taken.
   *
   * @example
   * for await (const { texts, embeddings } of model.encodeStream(lines)) …
   */
  async *encodeStream(texts: AsyncIterable<string> | Iterable<string>, { chunkSize = 512, ...options }: Omit<EncodeOptions, 'outputValue'> & { chunkSize?: number } = {}): AsyncGenerator<{ texts: string[]; embeddings: Tensor }> {
    within('chunkSize', chunkSize, 1);
    let chunk: string[] = [];
    for await (const text of texts) {
      if (chunk.push(text) < chunkSize) continue;
      yield { texts: chunk, embeddings: await this.encode(chunk, options) };
      chunk = [];
    }
    if (chunk.length > 0) yield { texts: chunk, embeddings: await this.encode(chunk, options) };
  }

  /** The similarity of each vector of `a` with each of `b`, [A, B], by the model's own function (default: the cosine). */
  similarity(a: Tensor, b: Tensor): Tensor {
    return similarity(a, b, this.#settings.similarityFnName);
  }

  /**
   * Writes a folder that `fromPretrained` and sentence-transformers load.
   * @param options.spelling 'old' (default): as every version reads it; 'new': as version 6 writes it.
   */
  savePretrained(folder: string, { spelling = 'old' }: { spelling?: Spelling } = {}): Promise<void> {
    return saveSentenceEncoder(folder, { input: this.#input, modules: this.#modules, settings: this.#settings, maxSeqLength: this.#maxSeqLength, spelling });
  }

  /** The vector of each token, with the token itself and where it stands in the text: special tokens stand nowhere, [0, 0]. */
  async encodeTokens(texts: string | readonly string[], options: Omit<EncodeOptions, 'outputValue' | 'prompt' | 'promptName'> = {}): Promise<TokenVectors[]> {
    const list = typeof texts === 'string' ? [texts] : texts;
    const { tokenizer } = this;
    const maxLength = Number.isFinite(this.#maxSeqLength) ? this.#maxSeqLength : undefined;
    const [embeddings, encodings] = await Promise.all([
      this.encode(list, { ...options, prompt: '', outputValue: 'token' }),
      tokenizer.encodeBatch(list, { truncation: maxLength !== undefined, maxLength, returnOffsets: true }),
    ]);
    return embeddings.map((one, i) => ({ embeddings: one, tokens: encodings[i]!.tokens, offsets: encodings[i]!.offsets! }));
  }

  /**
   * @internal What {@link encode} does before it computes, for those who make batches of their own: the ids, and how many first tokens of each text pooling leaves out.
   * @param options.limit cut to this many tokens from `side`; default: as encode cuts.
   */
  async prepare(texts: readonly string[], { promptName, limit = this.#maxSeqLength, side }: { promptName?: string; limit?: number; side?: Side } = {}): Promise<{ packed: PackedIds; skipTokens: number }> {
    const prompt = this.#prompt({ promptName });
    const [packed, skipTokens] = await Promise.all([this.#input.pack(texts.map((text) => prompt + text), limit, side), prompt === '' || this.#includesPrompt ? 0 : this.#tokensOf(prompt)]);
    return { packed, skipTokens };
  }
  /** @internal The vectors [N, D] of a batch made elsewhere; with `raw` those that a Normalize at the end would get. */
  async compute(batch: TextBatch, { skipTokens, raw }: { skipTokens: number; raw: boolean }, cancel: CancelHandle): Promise<Tensor> {
    using ids = tensor(batch.ids);
    const modules = raw && this.#modules.at(-1) instanceof Normalize ? this.#modules.slice(0, -1) : this.#modules;
    return noGrad(() => this.#vectors({ ids, cuSeqlens: batch.cuSeqlens, skipTokens, beside: batch.beside }, cancel, modules));
  }
  /** @internal The vector of each token, [T, H]. */
  async computeTokens(batch: TextBatch, cancel: CancelHandle): Promise<Tensor> {
    using ids = tensor(batch.ids);
    return noGrad(() => this.#tokens({ ids, cuSeqlens: batch.cuSeqlens, skipTokens: 0, beside: batch.beside }, cancel));
  }

  async #encode(given: Texts, options: EncodeOptions): Promise<Tensor | Tensor[]> {
    const { truncateDim, precision = 'float32', outputValue = 'sentence' } = options;
    const texts = typeof given === 'string' ? [given] : given;
    checkTexts(texts, false);
    checkLimits(options);
    if (truncateDim !== undefined) within('truncateDim', truncateDim, 1, this.#dimension);
    if (!precisions.includes(precision)) throw new TorchEncodersError('ERR_CONFIG', `precision is ${describe(precision)}; wanted ${precisions.join(', ')}`);
    if (outputValue !== 'sentence' && outputValue !== 'token') throw new TorchEncodersError('ERR_CONFIG', `outputValue is ${describe(outputValue)}; wanted 'sentence' or 'token'`);
    const prompt = this.#prompt(options);

    if (outputValue === 'token' && !this.#modules.some((module) => module instanceof Pooling)) this.#has('vectors of tokens');
    const prepared = texts.map((text) => prompt + text);
    const skipTokens = prompt === '' || this.#includesPrompt ? 0 : await this.#tokensOf(prompt);
    const results = await runBatches({
      texts: prepared,
      lengthOf: (text) => text.length,
      pack: (some) => this.#input.pack(some, this.#maxSeqLength),
      compute: (batch, cancel) => this.#compute(batch, { ...options, outputValue }, skipTokens, cancel),
      free: (tensors) => tensors.forEach((one) => one.dispose()),
    }, options);
    if (outputValue === 'token') return inOrder(results);
    using vectors = await this.#joined(results, texts.length, truncateDim ?? this.#dimension);
    const output = precision === 'float32' ? op('aten::alias', vectors) : await quantizeEmbeddings(vectors, precision);
    if (typeof given !== 'string') return output;
    using rows = output;
    return op('aten::select.int', rows, 0, 0);
  }

  /** [the vectors of the batch], or those of each text's tokens. */
  async #compute(batch: TextBatch, { outputValue, truncateDim, normalize = false }: EncodeOptions, skipTokens: number, cancel: CancelHandle): Promise<Tensor[]> {
    using ids = tensor(batch.ids);
    const features: Features = { ids, cuSeqlens: batch.cuSeqlens, skipTokens, beside: batch.beside };
    if (outputValue === 'token') {
      using all = await this.#tokens(features, cancel);
      return await queued<Tensor[]>('aten::split_with_sizes_copy', all, batch.indices.map((_, i) => batch.cuSeqlens[i + 1]! - batch.cuSeqlens[i]!));
    }
    let vectors = await this.#vectors(features, cancel);
    const next = async (step: (x: Tensor) => Promise<Tensor>): Promise<void> => {
      using before = vectors;
      vectors = await step(before);
    };
    if (truncateDim !== undefined && truncateDim < this.#dimension) await next((x) => queued('aten::slice.Tensor', x, 1, 0, truncateDim));
    if (normalize) await next(normalized);
    return [vectors];
  }

  /** What `compute` gives for the texts of all columns, in one batch, in which those of one length stand together; each tensor in the order of the texts. */
  async #embed<Vectors extends Tensor | readonly Tensor[]>(columns: readonly (readonly string[])[], compute: (features: Features) => Promise<Vectors>): Promise<Vectors> {
    for (const texts of columns) checkTexts(texts, false);
    const texts = columns.flat();
    if (texts.length === 0) throw new TorchEncodersError('ERR_SHAPE', 'a batch has no texts; wanted at least one');
    const { ids, cuSeqlens, places } = byTokens(await this.#input.pack(texts, this.#maxSeqLength));
    using tokens = tensor(ids);
    const sorted = await compute({ ids: tokens, cuSeqlens, skipTokens: 0 });
    using where = tensor(places);
    const inOrderOfTexts = async (one: Tensor): Promise<Tensor> => {
      using before = one;
      return await queued('aten::index_select', before, 0, where);
    };
    return (sorted instanceof Tensor ? await inOrderOfTexts(sorted) : await Promise.all(sorted.map(inOrderOfTexts))) as Vectors;
  }

  /** What the modules make of each layer. */
  async #layerVectors(features: Features): Promise<Tensor[]> {
    await this.#input.forward(features, { layers: true });
    features.tokens!.dispose();
    const vectors: Tensor[] = [];
    for (const tokens of features.layers!) vectors.push(await this.#through({ ...features, layers: [], tokens }, this.#modules));
    return vectors;
  }

  async #vectors(features: Features, cancel?: CancelHandle, modules = this.#modules): Promise<Tensor> {
    const [first] = modules;
    if (this.#input.encoder && first instanceof Pooling) { // pooled where it was computed
      features.sentence = await this.#input.encoder.encodePacked(features, first.methods, cancel);
      return this.#through(features, modules.slice(1));
    }
    await this.#input.forward(features, { layers: this.#needsLayers, cancel });
    return this.#through(features, modules);
  }

  /** What Pooling would read. */
  async #tokens(features: Features, cancel: CancelHandle): Promise<Tensor> {
    const before = this.#modules.slice(0, this.#modules.findIndex((module) => module instanceof Pooling));
    await this.#input.forward(features, { layers: this.#needsLayers, cancel });
    try {
      for (const module of before) await module.forward(features);
      return op('aten::alias', features.tokens!);
    } finally {
      release(features);
    }
  }

  async #through(features: Features, modules: readonly SentenceModule[]): Promise<Tensor> {
    try {
      for (const module of modules) await module.forward(features);
    } catch (error) {
      release(features);
      throw error;
    }
    release(features, 'sentence');
    return features.sentence!;
  }

  get #includesPrompt(): boolean {
    return this.#modules.every((module) => !(module instanceof Pooling) || module.includePrompt);
  }

  /** The batches' vectors, back in the order of the texts. */
  async #joined(results: readonly BatchResult<readonly Tensor[]>[], count: number, dimension: number): Promise<Tensor> {
    if (count === 0) return tensor(new Float32Array(0), { shape: [0, dimension] });
    const place = new BigInt64Array(count);
    let next = 0n;
    for (const { indices } of results) for (const i of indices) place[i] = next++;
    using where = tensor(place);
    using sorted = await queued('aten::cat', results.flatMap(({ value }) => value));
    for (const { value } of results) for (const one of value) one.dispose();
    return await queued('aten::index_select', sorted, 0, where);
  }

  #prompt({ prompt, promptName = prompt === undefined ? this.#settings.defaultPromptName : undefined }: EncodeOptions): string {
    if (prompt !== undefined) {
      if (typeof prompt !== 'string') throw new TorchEncodersError('ERR_DTYPE', `prompt is ${describe(prompt)}; wanted a string`);
      return prompt;
    }
    if (promptName === undefined) return '';
    const found = Object.hasOwn(this.prompts, promptName) ? this.prompts[promptName] : undefined;
    if (found === undefined) throw new TorchEncodersError('ERR_CONFIG', `the model has no prompt '${promptName}'; it has ${Object.keys(this.prompts).join(', ') || 'none'}`);
    return found;
  }

  #named<Options extends EncodeOptions>(options: Options, names: readonly string[]): Options {
    if (options.prompt !== undefined || options.promptName !== undefined) return options;
    const promptName = names.find((name) => name in this.prompts);
    return promptName === undefined ? options : { ...options, promptName };
  }

  /** How many tokens a prompt takes before the text: with the special ones in front, without the one at its end. */
  async #tokensOf(prompt: string): Promise<number> {
    if (!this.#input.encoder) return (await this.#input.pack([prompt], this.#maxSeqLength)).ids.length;
    const { specialTokensMask } = await this.tokenizer.encode(prompt, null, { truncation: true, maxLength: this.#maxSeqLength });
    return specialTokensMask.length - (specialTokensMask.at(-1) === 1 ? 1 : 0);
  }
}
