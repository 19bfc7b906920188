import { join } from 'node:path';
import type { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { exists } from '../files.js';
import { op, queued } from '../tensor/ops.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { byLength, pool, replace, type Features } from './features.js';
import { readWeights, WeightedModule } from './modules.js';

/** The mean of the layers' vectors of a token, each layer with its weight, from `layer_start` on. */
export class WeightedLayerPooling extends WeightedModule {
  readonly kind = 'WeightedLayerPooling';
  readonly newType = 'sentence_transformers.sentence_transformer.modules.weighted_layer_pooling.WeightedLayerPooling';

  static async load(config: Config, folder: string): Promise<WeightedLayerPooling> {
    const layers = config.integer('num_hidden_layers', 12) + 1 - config.integer('layer_start', 4, 0);
    return new WeightedLayerPooling(config, await readWeights(folder, config.name, { layer_weights: [layers] }));
  }
  dimension(input: number): number {
    const key = this.config.has('embedding_dimension') ? 'embedding_dimension' : 'word_embedding_dimension';
    this.wants(this.config.integer(key), key, input);
    return input;
  }
  async forward(features: Features): Promise<void> {
    const layers = features.layers?.slice(this.config.integer('layer_start', 4, 0)) ?? [];
    const weights = this.weights.layer_weights!;
    if (layers.length !== weights.numel) throw new TorchEncodersError('ERR_CONFIG', `${this.config.name}: num_hidden_layers and layer_start want ${weights.numel} layers, and the encoder gives ${layers.length}`);
    using stacked = await queued<Tensor>('aten::stack', layers);
    using columns = op('aten::view', weights, [weights.numel, 1, 1]);
    using weighted = await queued<Tensor>('aten::mul.Tensor', stacked, columns);
    using sum = await queued<Tensor>('aten::sum.dim_IntList', weighted, [0]);
    using total = op('aten::sum', weights);
    replace(features, 'tokens', op('aten::div.Tensor', sum, total));
  }
}

/** A weight for each word of a vocabulary: as it is written, else as its lower case is, else the one of unknown words. */
export function wordWeights(config: Config, vocab: readonly string[]): Float32Array {
  const given = (config.json.word_weights ?? {}) as Readonly<Record<string, unknown>>;
  const unknown = config.number('unknown_word_weight', 1);
  return Float32Array.from(vocab, (word) => {
    const weight = Object.hasOwn(given, word) ? given[word] : Object.hasOwn(given, word.toLowerCase()) ? given[word.toLowerCase()] : unknown;
    if (typeof weight !== 'number' || !Number.isFinite(weight)) throw new TorchEncodersError('ERR_CONFIG', `${config.name}: word_weights of '${word}' is no number`);
    return weight;
  });
}

/** Multiplies the vector of each token by a weight of its own, such as its idf; the means then divide by the sum of these weights. */
export class WordWeights extends WeightedModule {
  readonly kind = 'WordWeights';
  readonly newType = 'sentence_transformers.sentence_transformer.modules.word_weights.WordWeights';

  static async load(config: Config, folder: string): Promise<WordWeights> {
    const vocab = config.strings('vocab');
    // sentence-transformers writes this file and reads the configuration alone; they differ where the weights have learned.
    if (await exists(join(folder, 'model.safetensors'))) return new WordWeights(config, await readWeights(folder, config.name, { 'emb_layer.weight': [vocab.length, 1] }));
    const weight = tensor(wordWeights(config, vocab), { shape: [vocab.length, 1] });
    weight.requiresGrad = true;
    return new WordWeights(config, { 'emb_layer.weight': weight });
  }
  dimension(input: number): number {
    return input;
  }
  async forward(features: Features): Promise<void> {
    using weights = await queued<Tensor>('aten::embedding', this.weights['emb_layer.weight'], features.ids);
    using sums = await pool({ ...features, tokens: weights, skipTokens: 0, weightSums: undefined }, ['mean']); // times the lengths
    using lengths = tensor(Float32Array.from(features.cuSeqlens.slice(1), (end, i) => end - features.cuSeqlens[i]!), { shape: [features.cuSeqlens.length - 1, 1] });
    using products = op('aten::mul.Tensor', sums, lengths);
    replace(features, 'weightSums', op('aten::squeeze.dim', products, 1));
    replace(features, 'tokens', await queued<Tensor>('aten::mul.Tensor', features.tokens!, weights));
  }
}

/** Convolutions of several widths over the tokens of each text, side by side. */
export class CNN extends WeightedModule {
  readonly kind = 'CNN';
  readonly newType = 'sentence_transformers.sentence_transformer.modules.cnn.CNN';
  readonly #widths: readonly number[];

  private constructor(config: Config, weights: Readonly<Record<string, Tensor>>, widths: readonly number[]) {
    super(config, weights, 'cnn_config.json');
    this.#widths = widths;
  }

  static async load(config: Config, folder: string): Promise<CNN> {
    const widths = config.integers('kernel_sizes', [1, 3, 5]);
    const strides = config.has('stride_sizes') ? config.integers('stride_sizes') : widths.map(() => 1);
    if (strides.some((stride) => stride !== 1) || widths.some((width) => width % 2 === 0)) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: kernel_sizes ${widths.join(', ')} and stride_sizes ${strides.join(', ')}; odd sizes and strides of 1 are supported, which keep the number of tokens`);
    const [out, into] = [config.integer('out_channels', 256), config.integer(inputKey(config))];
    const shapes = Object.fromEntries(widths.flatMap((width, i) => [[`convs.${i}.weight`, [out, into, width]], [`convs.${i}.bias`, [out]]]));
    return new CNN(config, await readWeights(folder, config.name, shapes), widths);
  }
  dimension(input: number): number {
    this.wants(this.config.integer(inputKey(this.config)), inputKey(this.config), input);
    return this.config.integer('out_channels', 256) * this.#widths.length;
  }
  async forward(features: Features): Promise<void> {
    replace(features, 'tokens', await byLength(features.tokens!, features.cuSeqlens, async (texts) => {
      using channels = op('aten::transpose.int', texts, 1, 2);
      const parts: Tensor[] = [];
      for (const [i, width] of this.#widths.entries()) parts.push(await queued<Tensor>('aten::conv1d', channels, this.weights[`convs.${i}.weight`], this.weights[`convs.${i}.bias`], [1], [(width - 1) / 2]));
      using joined = op('aten::cat', parts, 1);
      for (const part of parts) part.dispose();
      return op('aten::transpose.int', joined, 1, 2);
    }));
  }
}

const inputKey = (config: Config): string => (config.has('in_embedding_dimension') ? 'in_embedding_dimension' : 'in_word_embedding_dimension');

/** An LSTM over the tokens of each text, in both directions by default. */
export class LSTM extends WeightedModule {
  readonly kind = 'LSTM';
  readonly newType = 'sentence_transformers.sentence_transformer.modules.lstm.LSTM';
  readonly #flat: readonly Tensor[];

  private constructor(config: Config, weights: Readonly<Record<string, Tensor>>, names: readonly string[]) {
    super(config, weights, 'lstm_config.json');
    this.#flat = names.map((name) => weights[name]!);
  }

  static async load(config: Config, folder: string): Promise<LSTM> {
    const [hidden, layers, directions] = [config.integer('hidden_dim'), config.integer('num_layers', 1, 1, 1000), config.boolean('bidirectional', true) ? 2 : 1];
    const shapes: Record<string, readonly number[]> = {};
    for (let layer = 0; layer < layers; layer++) {
      const into = layer === 0 ? config.integer(sizeKey(config)) : hidden * directions;
      for (const direction of ['', '_reverse'].slice(0, directions)) {
        const name = (part: string): string => `encoder.${part}_l${layer}${direction}`;
        Object.assign(shapes, { [name('weight_ih')]: [4 * hidden, into], [name('weight_hh')]: [4 * hidden, hidden], [name('bias_ih')]: [4 * hidden], [name('bias_hh')]: [4 * hidden] });
      }
    }
    return new LSTM(config, await readWeights(folder, config.name, shapes), Object.keys(shapes));
  }
  dimension(input: number): number {
    this.wants(this.config.integer(sizeKey(this.config)), sizeKey(this.config), input);
    return this.config.integer('hidden_dim') * (this.config.boolean('bidirectional', true) ? 2 : 1);
  }
  async forward(features: Features): Promise<void> {
    const { config } = this;
    const [layers, hidden, isBoth] = [config.integer('num_layers', 1), config.integer('hidden_dim'), config.boolean('bidirectional', true)];
    replace(features, 'tokens', await byLength(features.tokens!, features.cuSeqlens, async (texts) => {
      using start = op('aten::zeros', [layers * (isBoth ? 2 : 1), texts.shape[0]!, hidden], { dtype: texts.dtype, device: texts.device });
      const [out, h, c] = await queued<[Tensor, Tensor, Tensor]>('aten::lstm.input', texts, [start, start], this.#flat, true, layers, config.probability('dropout', 0), this.training, isBoth, true);
      h.dispose();
      c.dispose();
      return out;
    }));
  }
}

const sizeKey = (config: Config): string => (config.has('embedding_dimension') ? 'embedding_dimension' : 'word_embedding_dimension');
