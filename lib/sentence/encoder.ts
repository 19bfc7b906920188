import { describe } from '../config.js';
import { architectures } from '../encoders/auto.js';
import type { BaseEncoder, EncoderInputs } from '../encoders/base.js';
import { loadEncoder, type EncoderOptions } from '../encoders/load.js';
import { abortError, TorchEncodersError } from '../errors.js';
import { resolveModel } from '../hub/resolve.js';
import { native } from '../native.js';
import { Module } from '../nn/module.js';
import { noGrad } from '../tensor/modes.js';
import { op, queued } from '../tensor/ops.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { checkTexts, Tokenizer } from '../text/tokenizer.js';
import { batchesOf, type TextBatch } from './batches.js';
import { readPipeline, type Pipeline } from './modules.js';
import { precisions, quantizeEmbeddings, type Precision } from './quantize.js';
import { saveSentenceEncoder } from './save.js';
import { readSettings, type SentenceSettings } from './settings.js';
import { similarity } from './similarity.js';
import { normalized } from './vectors.js';

/** Options of {@link SentenceEncoder.encode}. */
export interface EncodeOptions {
  /** How many texts are computed together at most. Default: 32. */
  batchSize?: number;
  /** How many tokens are computed together at most; a longer text is alone. Default: 4,096. */
  maxTokensPerBatch?: number;
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

type TokenOptions = EncodeOptions & { outputValue: 'token' };
type Texts = string | readonly string[];

const inFlightBatches = 2; // one is computed, one waits, so that the compute thread never does

/**
 * Texts → vectors with a sentence-transformers model: tokenizer, encoder, pooling and whatever modules follow.
 *
 * @example
 * const model = await SentenceEncoder.fromPretrained('sentence-transformers/all-MiniLM-L6-v2');
 * const vectors = await model.encode(['A cat sleeps.', 'A kitten naps.']); // [2, 384]
 * model.similarity(vectors, vectors).toArray();
 */
export class SentenceEncoder extends Module {
  readonly encoder: BaseEncoder;
  readonly tokenizer: Tokenizer;
  readonly #pipeline: Pipeline;
  readonly #settings: SentenceSettings;
  readonly #folder: string;
  readonly #dimension: number;
  #maxSeqLength: number;

  private constructor(folder: string, encoder: BaseEncoder, tokenizer: Tokenizer, pipeline: Pipeline, settings: SentenceSettings) {
    super();
    this.encoder = encoder;
    this.tokenizer = tokenizer;
    this.training = false;
    this.#folder = folder;
    this.#pipeline = pipeline;
    this.#settings = settings;
    this.#maxSeqLength = Math.min(settings.maxSeqLength ?? tokenizer.modelMaxLength ?? Infinity, encoder.maxLength);
    const methods = pipeline.pooling.length;
    this.#dimension = pipeline.modules.reduce((size, module) => module.dimension(size), encoder.getHiddenSize() * methods);
  }

  /**
   * Loads a model folder, or a model of the hub by its id.
   * @throws ERR_FILE, ERR_CONFIG, ERR_UNSUPPORTED as {@link AutoEncoder.fromPretrained}, and for a module that is not known here.
   */
  static async fromPretrained(model: string, options: EncoderOptions = {}): Promise<SentenceEncoder> {
    const folder = await resolveModel(model, options);
    const [pipeline, settings, tokenizer] = await Promise.all([readPipeline(folder), readSettings(folder), Tokenizer.fromPretrained(folder)]);
    const encoder = await loadEncoder(folder, architectures, options);
    try {
      return new SentenceEncoder(folder, encoder, tokenizer, pipeline, settings);
    } catch (error) {
      encoder.dispose();
      for (const module of pipeline.modules) module.dispose();
      throw error;
    }
  }

  override *children(): Generator<[string, Module]> {
    yield ['encoder', this.encoder];
    for (const [i, module] of this.#pipeline.modules.entries()) yield [`${i + 2}`, module]; // as modules.json counts: 0 and 1 are the encoder and its pooling
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
    within('maxSeqLength', length, 1, this.encoder.maxLength);
    this.#maxSeqLength = length;
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
    let vectors = await this.encoder.pooled(inputs, this.#pipeline.pooling);
    for (const module of this.#pipeline.modules) vectors = await module.forward(vectors);
    return vectors;
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

  /** Writes a folder that `fromPretrained` and sentence-transformers load. */
  savePretrained(folder: string): Promise<void> {
    return saveSentenceEncoder(folder, { source: this.#folder, encoder: this.encoder, pipeline: this.#pipeline, settings: this.#settings, maxSeqLength: this.#maxSeqLength });
  }

  async #encode(given: Texts, options: EncodeOptions): Promise<Tensor | Tensor[]> {
    const { batchSize = 32, maxTokensPerBatch = 4096, truncateDim, precision = 'float32', outputValue = 'sentence', signal, onProgress } = options;
    const texts = typeof given === 'string' ? [given] : given;
    checkTexts(texts, false);
    within('batchSize', batchSize, 1);
    within('maxTokensPerBatch', maxTokensPerBatch, 1);
    if (truncateDim !== undefined) within('truncateDim', truncateDim, 1, this.#dimension);
    if (!precisions.includes(precision)) throw new TorchEncodersError('ERR_CONFIG', `precision is ${describe(precision)}; wanted ${precisions.join(', ')}`);
    if (outputValue !== 'sentence' && outputValue !== 'token') throw new TorchEncodersError('ERR_CONFIG', `outputValue is ${describe(outputValue)}; wanted 'sentence' or 'token'`);
    const prompt = this.#prompt(options);
    if (signal?.aborted) throw abortError(signal);

    const prepared = texts.map((text) => prompt + text).map((text) => (this.#settings.doLowerCase ? text.toLowerCase() : text));
    const skipTokens = prompt === '' || this.#pipeline.includePrompt ? 0 : await this.#tokensOf(prompt);
    const cancel = native.cancelCreate();
    const onAbort = (): void => native.cancelSet(cancel);
    signal?.addEventListener('abort', onAbort, { once: true });
    const results: { indices: readonly number[]; tensors: Tensor[] }[] = [];
    const inFlight = new Set<Promise<void>>();
    const started = performance.now();
    let [done, tokens] = [0, 0];
    try {
      for await (const batch of batchesOf(prepared, this.tokenizer, this.#maxSeqLength, { batchSize, maxTokensPerBatch })) {
        if (signal?.aborted) throw abortError(signal);
        while (inFlight.size >= inFlightBatches) await Promise.race(inFlight);
        const running = this.#compute(batch, { ...options, outputValue }, skipTokens, cancel).then((tensors) => {
          results.push({ indices: batch.indices, tensors });
          done += batch.indices.length;
          tokens += batch.ids.length;
          onProgress?.({ done, total: texts.length, tokens, tokensPerSecond: (1000 * tokens) / (performance.now() - started) });
        });
        const watched = running.finally(() => inFlight.delete(watched));
        watched.catch(() => undefined); // reported by the race or by the end below
        inFlight.add(watched);
      }
      await Promise.all(inFlight);
      if (outputValue === 'token') return inOrder(results);
      using vectors = await this.#joined(results, texts.length, truncateDim ?? this.#dimension);
      const output = precision === 'float32' ? op('aten::alias', vectors) : await quantizeEmbeddings(vectors, precision);
      if (typeof given !== 'string') return output;
      using rows = output;
      return op('aten::select.int', rows, 0, 0);
    } catch (error) {
      native.cancelSet(cancel);
      await Promise.allSettled(inFlight);
      for (const { tensors } of results) for (const one of tensors) one.dispose();
      throw signal?.aborted ? abortError(signal) : error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      native.dispose(cancel);
    }
  }

  /** [the vectors of the batch], or those of each text's tokens. */
  async #compute(batch: TextBatch, { outputValue, truncateDim, normalize = false }: EncodeOptions, skipTokens: number, cancel: ReturnType<typeof native.cancelCreate>): Promise<Tensor[]> {
    using ids = tensor(batch.ids);
    const packed = { ids, cuSeqlens: batch.cuSeqlens, skipTokens };
    if (outputValue === 'token') {
      using all = await this.encoder.tokensPacked(packed, cancel);
      return await queued<Tensor[]>('aten::split_with_sizes_copy', all, batch.indices.map((_, i) => batch.cuSeqlens[i + 1]! - batch.cuSeqlens[i]!));
    }
    let vectors = await this.encoder.encodePacked(packed, this.#pipeline.pooling, cancel);
    const next = async (step: (x: Tensor) => Promise<Tensor>): Promise<void> => {
      using before = vectors;
      vectors = await step(before);
    };
    for (const module of this.#pipeline.modules) await next((x) => module.forward(x));
    if (truncateDim !== undefined && truncateDim < this.#dimension) await next((x) => queued('aten::slice.Tensor', x, 1, 0, truncateDim));
    if (normalize) await next(normalized);
    return [vectors];
  }

  /** The batches' vectors, back in the order of the texts. */
  async #joined(results: readonly { indices: readonly number[]; tensors: Tensor[] }[], count: number, dimension: number): Promise<Tensor> {
    if (count === 0) return tensor(new Float32Array(0), { shape: [0, dimension] });
    const place = new BigInt64Array(count);
    let next = 0n;
    for (const { indices } of results) for (const i of indices) place[i] = next++;
    using where = tensor(place);
    using sorted = await queued('aten::cat', results.flatMap(({ tensors }) => tensors));
    for (const { tensors } of results) for (const one of tensors) one.dispose();
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
    const { specialTokensMask } = await this.tokenizer.encode(prompt, null, { truncation: true, maxLength: this.#maxSeqLength });
    return specialTokensMask.length - (specialTokensMask.at(-1) === 1 ? 1 : 0);
  }
}

function inOrder(results: readonly { indices: readonly number[]; tensors: Tensor[] }[]): Tensor[] {
  const ordered: Tensor[] = [];
  for (const { indices, tensors } of results) indices.forEach((index, i) => (ordered[index] = tensors[i]!));
  return ordered;
}

function within(name: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new TorchEncodersError('ERR_RANGE', `${name} is ${describe(value)}; wanted a whole number ${most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`}`);
}
