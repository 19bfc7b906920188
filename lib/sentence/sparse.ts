import { join } from 'node:path';
import { Config } from '../config.js';
import type { PackedTokens } from '../encoders/base.js';
import type { EncoderOptions } from '../encoders/load.js';
import { readModules } from '../encoders/pooling.js';
import { TorchEncodersError } from '../errors.js';
import { readJson } from '../files.js';
import { resolveModel } from '../hub/resolve.js';
import { native } from '../native.js';
import type { CancelHandle } from '../native.generated.js';
import { Module } from '../nn/module.js';
import { AutoModelForMaskedLM } from '../tasks/maskedlm.js';
import { noGrad } from '../tensor/modes.js';
import { op, queued } from '../tensor/ops.js';
import { handleOf, Tensor, tensor } from '../tensor/tensor.js';
import { checkTexts, Tokenizer, type PackedIds, type Side } from '../text/tokenizer.js';
import { inOrder, runBatches, type RunOptions, type TextBatch } from './batches.js';
import { byTokens, inColumns } from './columns.js';
import { checkLimits, longestOf, within } from './limits.js';

/** The words of a vocabulary that a text has or means, each with its weight; words of weight 0 are left out. */
export interface SparseVector {
  /** Ids, ascending. */
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Options of {@link SparseEncoder.encode}. */
export interface SparseOptions extends RunOptions {
  /** Keep this many words of the greatest weight. Default: all. */
  maxActiveDims?: number;
}

interface Settings {
  readonly strategy: 'max' | 'sum';
  /** log(1 + relu(x)), once or twice. */
  readonly logarithms: 1 | 2;
}

const tokensAtOnce = 256; // a row of logits is as long as the vocabulary

/**
 * SPLADE (Formal et al., 2021): texts → weights of words, by a masked language model.
 *
 * @example
 * const model = await SparseEncoder.fromPretrained('naver/splade-cocondenser-ensembledistil');
 * const [vector] = await model.encode(['A cat sleeps.']);
 * model.decode(vector, 3); // [['cat', 2.1], …]
 */
export class SparseEncoder extends Module {
  readonly model: AutoModelForMaskedLM;
  readonly tokenizer: Tokenizer;
  readonly #settings: Settings;
  readonly #maxLength: number | undefined;

  private constructor(model: AutoModelForMaskedLM, tokenizer: Tokenizer, settings: Settings) {
    super();
    this.model = model;
    this.tokenizer = tokenizer;
    this.training = false;
    this.#settings = settings;
    this.#maxLength = longestOf(tokenizer, model.encoder);
  }

  /** Loads a folder or a hub id: a masked language model, with the SpladePooling of its modules.json, else the maximum. */
  static async fromPretrained(model: string, options: EncoderOptions = {}): Promise<SparseEncoder> {
    const folder = await resolveModel(model, options);
    const [settings, tokenizer] = await Promise.all([readSettings(folder), Tokenizer.fromPretrained(folder)]);
    return new SparseEncoder(await AutoModelForMaskedLM.fromPretrained(folder, options), tokenizer, settings);
  }

  /** The words' weights of each row of ids, [B, V], with gradients: for training. */
  async forward(inputs: Parameters<AutoModelForMaskedLM['forward']>[0]): Promise<Tensor> {
    const { logits } = await this.model.forward(inputs);
    using all = logits;
    using weights = await this.#activated(all);
    if (!inputs.attentionMask) return this.#settings.strategy === 'sum' ? op('aten::sum.dim_IntList', weights, [1]) : op('aten::amax', weights, [1]);
    using mask = op('aten::unsqueeze', inputs.attentionMask, -1);
    using real = op('aten::mul.Tensor', weights, mask); // a weight is at least 0, and 0 counts for nothing
    return this.#settings.strategy === 'sum' ? op('aten::sum.dim_IntList', real, [1]) : op('aten::amax', real, [1]);
  }

  /** The words' weights of several columns of texts with gradients, [N, V] each, computed together: for training. */
  async embedColumns(columns: readonly (readonly string[])[]): Promise<Tensor[]> {
    for (const texts of columns) checkTexts(texts, false);
    const { ids, cuSeqlens, places } = byTokens(await this.tokenizer.pack(columns.flat(), this.#maxLength));
    using tokens = tensor(ids);
    using sorted = await this.#weights({ ids: tokens, cuSeqlens });
    using where = tensor(places);
    return inColumns(columns, await queued('aten::index_select', sorted, 0, where));
  }

  /** The weights of the words of each text. */
  encode(texts: string, options?: SparseOptions): Promise<SparseVector>;
  encode(texts: readonly string[], options?: SparseOptions): Promise<SparseVector[]>;
  async encode(texts: string | readonly string[], options: SparseOptions = {}): Promise<SparseVector | SparseVector[]> {
    const list = typeof texts === 'string' ? [texts] : texts;
    checkTexts(list, false);
    checkLimits(options);
    if (options.maxActiveDims !== undefined) within('maxActiveDims', options.maxActiveDims, 1);
    const vectors = await noGrad(async () => inOrder(await runBatches({
      texts: list,
      lengthOf: (text) => text.length,
      pack: (some) => this.tokenizer.pack(some, this.#maxLength),
      compute: (batch, cancel) => this.compute(batch, cancel, options.maxActiveDims),
      free: () => undefined,
    }, { maxTokensPerBatch: tokensAtOnce, ...options })));
    return typeof texts === 'string' ? vectors[0]! : vectors;
  }

  /** The dot product. */
  similarity(a: SparseVector, b: SparseVector): number {
    let [sum, i, j] = [0, 0, 0];
    while (i < a.indices.length && j < b.indices.length) {
      const difference = a.indices[i]! - b.indices[j]!;
      if (difference === 0) sum += a.values[i++]! * b.values[j++]!;
      else if (difference < 0) i++;
      else j++;
    }
    return sum;
  }

  /** The words of the greatest weight, greatest first. */
  decode({ indices, values }: SparseVector, topK = Infinity): [word: string, weight: number][] {
    return Array.from(indices, (id, i): [string, number] => [this.tokenizer.idToToken(id) ?? `#${id}`, values[i]!]).sort((a, b) => b[1] - a[1]).slice(0, topK);
  }

  /** The longest text, in tokens; longer ones are cut. undefined: there is no limit. */
  get maxLength(): number | undefined {
    return this.#maxLength;
  }
  /** @internal The ids of texts, cut to `limit` from `side`. */
  prepare(texts: readonly string[], { limit = this.#maxLength, side }: { limit?: number; side?: Side } = {}): Promise<PackedIds> {
    return this.tokenizer.pack(texts, limit === Infinity ? undefined : limit, { side });
  }
  /** @internal The vector of each text of a batch, `most` words of each. */
  async compute(batch: TextBatch, cancel: CancelHandle, most?: number): Promise<SparseVector[]> {
    return noGrad(() => this.#compute(batch, cancel, most));
  }

  async #compute(batch: TextBatch, cancel: CancelHandle, most?: number): Promise<SparseVector[]> {
    using ids = tensor(batch.ids);
    using weights = await this.#weights({ ids, cuSeqlens: batch.cuSeqlens, beside: batch.beside }, cancel);
    using rows = op('aten::_to_copy', weights, { dtype: 'float32', device: 'cpu' });
    const [values, V] = [(await rows.data()) as Float32Array, rows.shape[1]!];
    return batch.indices.map((_, i) => sparse(values.subarray(i * V, (i + 1) * V), most));
  }

  /** [N, V]. */
  async #weights(tokens: PackedTokens, cancel?: CancelHandle): Promise<Tensor> {
    using hidden = await this.model.encoder.tokensPacked(tokens, cancel);
    using logits = await this.model.logitsOf(hidden);
    const isMax = this.#settings.strategy === 'max';
    // The logarithm grows with its argument, so that the greatest comes first and costs one row a text.
    using words = isMax ? op('aten::alias', logits) : await this.#activated(logits);
    using pooled = new Tensor(await native.poolPacked(handleOf(words), tokens.cuSeqlens, [isMax ? 'max' : 'sum'], { skipTokens: 0 }));
    return isMax ? await this.#activated(pooled) : op('aten::alias', pooled);
  }

  async #activated(x: Tensor): Promise<Tensor> {
    using positive = await queued<Tensor>('aten::relu', x);
    const once = await queued<Tensor>('aten::log1p', positive);
    if (this.#settings.logarithms === 1) return once;
    using first = once;
    return await queued<Tensor>('aten::log1p', first);
  }
}

/** What is not 0 of a row, at most `most` of it. */
function sparse(row: Float32Array, most = Infinity): SparseVector {
  let indices = Array.from(row.keys()).filter((i) => row[i] !== 0);
  if (indices.length > most) indices = indices.sort((a, b) => row[b]! - row[a]! || a - b).slice(0, most).sort((a, b) => a - b);
  return { indices: Int32Array.from(indices), values: Float32Array.from(indices, (i) => row[i]!) };
}

async function readSettings(folder: string): Promise<Settings> {
  const entries = await readModules(folder);
  if (!entries) return { strategy: 'max', logarithms: 1 };
  const [first, pooling, ...rest] = entries;
  const path = join(folder, 'modules.json');
  if (!first || !['Transformer', 'MLMTransformer'].includes(first.kind) || pooling?.kind !== 'SpladePooling' || rest.length > 0) {
    throw new TorchEncodersError('ERR_UNSUPPORTED', `${path} has ${entries.map(({ kind }) => kind).join(', ') || 'nothing'}; wanted MLMTransformer (or Transformer), SpladePooling`);
  }
  const configPath = join(pooling.folder, 'config.json');
  const config = Config.from(await readJson(configPath), configPath);
  const [strategy, activation] = [config.string('pooling_strategy', 'max'), config.string('activation_function', 'relu')];
  if (strategy !== 'max' && strategy !== 'sum') throw new TorchEncodersError('ERR_CONFIG', `${configPath}: pooling_strategy is '${strategy}'; wanted 'max' or 'sum'`);
  if (activation !== 'relu' && activation !== 'log1p_relu') throw new TorchEncodersError('ERR_CONFIG', `${configPath}: activation_function is '${activation}'; wanted 'relu' or 'log1p_relu'`);
  return { strategy, logarithms: activation === 'relu' ? 1 : 2 };
}
