import { Config } from '../config.js';
import type { EncoderOptions } from '../encoders/load.js';
import { TorchEncodersError } from '../errors.js';
import { resolveModel } from '../hub/resolve.js';
import type { CancelHandle } from '../native.generated.js';
import { Module } from '../nn/module.js';
import { AutoModelForSequenceClassification } from '../tasks/sequenceclassification.js';
import { noGrad } from '../tensor/modes.js';
import { op, queued } from '../tensor/ops.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { checkTexts, Tokenizer, type PackedIds, type Side, type TextOrPair } from '../text/tokenizer.js';
import { inOrder, runBatches, type RunOptions, type TextBatch } from './batches.js';
import { checkLimits, longestOf, within } from './limits.js';

export type Pair = readonly [string, string];

/** Options of {@link CrossEncoder.predict}. */
export interface PredictOptions extends RunOptions {
  /** What the logits go through. Default: as the model says, else 'sigmoid' for one label and 'identity' for several. */
  activation?: 'identity' | 'sigmoid';
  /** The scores of a pair's labels sum to 1. Default: false. */
  applySoftmax?: boolean;
}

export interface Ranked {
  /** The place in the list of documents. */
  corpusId: number;
  score: number;
  /** With `returnDocuments`. */
  text?: string;
}

/**
 * Reads two texts together and gives a score, such as how well the second answers the first: slower than comparing vectors, and more exact.
 *
 * @example
 * const model = await CrossEncoder.fromPretrained('cross-encoder/ms-marco-MiniLM-L6-v2');
 * await model.rank('What is a tensor?', passages, { topK: 3 }); // [{ corpusId, score }, …], best first
 */
export class CrossEncoder extends Module {
  readonly model: AutoModelForSequenceClassification;
  readonly tokenizer: Tokenizer;
  readonly #activation: 'identity' | 'sigmoid';
  readonly #maxLength: number | undefined;

  private constructor(model: AutoModelForSequenceClassification, tokenizer: Tokenizer, activation: 'identity' | 'sigmoid') {
    super();
    this.model = model;
    this.tokenizer = tokenizer;
    this.training = false;
    this.#activation = activation;
    this.#maxLength = longestOf(tokenizer, model.encoder);
  }

  /** Loads a folder or a hub id with a head for sequence classification. @throws as {@link AutoModelForSequenceClassification.fromPretrained}. */
  static async fromPretrained(model: string, options: EncoderOptions = {}): Promise<CrossEncoder> {
    const folder = await resolveModel(model, options);
    const tokenizer = await Tokenizer.fromPretrained(folder);
    const classifier = await AutoModelForSequenceClassification.fromPretrained(folder, options);
    try {
      return new CrossEncoder(classifier, tokenizer, activationOf(Config.from(classifier.config, `${folder}/config.json`), classifier.numLabels));
    } catch (error) {
      classifier.dispose();
      throw error;
    }
  }

  get numLabels(): number {
    return this.model.numLabels;
  }

  /** As the model's own forward. */
  override forward(...inputs: Parameters<AutoModelForSequenceClassification['forward']>): ReturnType<AutoModelForSequenceClassification['forward']> {
    return this.model.forward(...inputs);
  }

  /** The logits of pairs with gradients, [N, labels]: for training. */
  async logits(pairs: readonly Pair[]): Promise<Tensor> {
    checkTexts(pairs, true);
    const { ids, tokenTypeIds, cuSeqlens } = await this.tokenizer.packPairs(pairs, this.#maxLength);
    return this.#packedLogits({ ids, tokenTypeIds, cuSeqlens, beside: false });
  }

  /**
   * The scores of pairs, in the order of the input: [N] for one label, [N, labels] for several; for a pair alone a number [] or [labels].
   * @throws ERR_DTYPE for what is no pair of strings.
   */
  async predict(pairs: Pair | readonly Pair[], options: PredictOptions = {}): Promise<Tensor> {
    const isAlone = pairs.length === 2 && pairs.every((one) => typeof one === 'string');
    const list = (isAlone ? [pairs] : pairs) as readonly Pair[];
    checkTexts(list, true);
    const lone = list.findIndex((one) => typeof one === 'string');
    if (lone >= 0) throw new TorchEncodersError('ERR_DTYPE', `pair ${lone} is a string; wanted a list of two strings`);
    checkLimits(options);
    using scores = await noGrad(() => this.#scores(list, options));
    using one = this.numLabels === 1 ? op('aten::squeeze.dim', scores, 1) : op('aten::alias', scores);
    return isAlone ? op('aten::select.int', one, 0, 0) : op('aten::alias', one);
  }

  /**
   * The documents that fit a query, best first.
   * @param options.topK how many; default: all.
   * @throws ERR_CONFIG for a model of several labels.
   */
  async rank(query: string, documents: readonly string[], { topK, returnDocuments = false, ...options }: PredictOptions & { topK?: number; returnDocuments?: boolean } = {}): Promise<Ranked[]> {
    if (this.numLabels !== 1) throw new TorchEncodersError('ERR_CONFIG', `rank wants a model of one label, and this one has ${this.numLabels}; use predict`);
    if (topK !== undefined) within('topK', topK, 1);
    checkTexts([query], false);
    checkTexts(documents, false);
    using scores = await this.predict(documents.map((text) => [query, text] as const), options);
    const ranked = Array.from((await scores.data()) as Float32Array, (score, corpusId): Ranked => ({ corpusId, score, ...(returnDocuments && { text: documents[corpusId]! }) }));
    return ranked.sort((a, b) => b.score - a.score || a.corpusId - b.corpusId).slice(0, topK);
  }

  /** The longest text or pair, in tokens; longer ones are cut. undefined: there is no limit. */
  get maxLength(): number | undefined {
    return this.#maxLength;
  }
  /** @internal The ids of texts or pairs, cut to `limit` from `side`. */
  prepare(texts: readonly TextOrPair[], { limit = this.#maxLength, side }: { limit?: number; side?: Side } = {}): Promise<PackedIds> {
    return this.tokenizer.packPairs(texts, limit === Infinity ? undefined : limit, side);
  }
  /** @internal The logits [labels] of each pair of a batch. */
  async compute(batch: TextBatch, cancel: CancelHandle): Promise<Float32Array[]> {
    using logits = await noGrad(() => this.#logits(batch, cancel));
    const values = (await logits.data()) as Float32Array;
    return batch.indices.map((_, i) => values.slice(i * this.numLabels, (i + 1) * this.numLabels));
  }

  async #scores(pairs: readonly Pair[], options: PredictOptions): Promise<Tensor> {
    const rows = inOrder(await runBatches({
      texts: pairs,
      lengthOf: ([first, second]) => first.length + second.length,
      pack: (some) => this.tokenizer.packPairs(some, this.#maxLength),
      compute: (batch, cancel) => this.compute(batch, cancel),
      free: () => undefined,
    }, options));
    const flat = new Float32Array(pairs.length * this.numLabels);
    rows.forEach((row, i) => flat.set(row, i * this.numLabels));
    using logits = tensor(flat, { shape: [pairs.length, this.numLabels] });
    using active = (options.activation ?? this.#activation) === 'sigmoid' ? await queued<Tensor>('aten::sigmoid', logits) : op('aten::alias', logits);
    return options.applySoftmax && this.numLabels > 1 ? await queued<Tensor>('aten::softmax.int', active, 1) : op('aten::alias', active);
  }

  async #logits(batch: TextBatch, cancel: CancelHandle): Promise<Tensor> {
    using logits = await this.#packedLogits(batch, cancel);
    return op('aten::_to_copy', logits, { dtype: 'float32', device: 'cpu' });
  }

  async #packedLogits(batch: Omit<TextBatch, 'indices'>, cancel?: CancelHandle): Promise<Tensor> {
    using ids = tensor(batch.ids);
    using types = tensor(batch.tokenTypeIds!);
    return await this.model.classifyPacked({ ids, cuSeqlens: batch.cuSeqlens, beside: batch.beside, ...(this.model.encoder.tokenTypes > 1 && { tokenTypeIds: types }) }, cancel);
  }
}

/** As the model's config.json says, in the spelling of any version; else sigmoid for one label. */
function activationOf(config: Config, numLabels: number): 'identity' | 'sigmoid' {
  const newer = config.has('sentence_transformers') ? Config.from(config.json.sentence_transformers, `${config.name}: sentence_transformers`) : undefined;
  const path = newer?.has('activation_fn') ? newer.string('activation_fn') : config.has('sbert_ce_default_activation_function') ? config.string('sbert_ce_default_activation_function') : undefined;
  if (path === undefined) return numLabels === 1 ? 'sigmoid' : 'identity';
  const name = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (name === 'identity' || name === 'sigmoid') return name;
  throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: the activation '${path}' is not known; known are Identity and Sigmoid`);
}
