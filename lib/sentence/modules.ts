import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { writeJson } from '../files.js';
import { poolingMethods, type PoolingMethod } from '../encoders/pooling.js';
import { Module } from '../nn/module.js';
import { loadSafetensors, saveSafetensors } from '../tensor/files.js';
import { op, queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import { pool, replace, type Features } from './features.js';
import { normalized } from './vectors.js';

/** How the files of a model are written: as every version of sentence-transformers reads them, or as version 6 writes them. */
export type Spelling = 'old' | 'new';

/** A line of modules.json after the first: what it does to the features of some texts. */
export abstract class SentenceModule extends Module {
  /** The last part of its type in modules.json. */
  abstract readonly kind: string;
  /** Its type in the spelling of sentence-transformers 6. */
  abstract readonly newType: string;
  /** The size of its output vectors, given that of its input's. @throws ERR_CONFIG where it wants another. */
  abstract dimension(input: number): number;
  /** Computes, and puts its results in the place of what it read. */
  abstract override forward(features: Features): Promise<void>;
  /** Writes its files into a folder of its own. */
  abstract save(folder: string, spelling: Spelling): Promise<void>;
}

/** A file and its weights of the shapes that the configuration says, which learn. */
export async function readWeights(folder: string, name: string, shapes: Readonly<Record<string, readonly number[]>>): Promise<Record<string, Tensor>> {
  const weights = await loadSafetensors(join(folder, 'model.safetensors'));
  try {
    for (const [key, shape] of Object.entries(shapes)) {
      const found = weights[key]?.shape;
      if (`${found}` !== `${shape}`) throw new TorchEncodersError('ERR_CONFIG', `${name}: ${key} ${found ? `has shape [${found.join(', ')}]` : 'is missing'}; wanted [${shape.join(', ')}]`);
    }
    for (const tensor of Object.values(weights)) tensor.requiresGrad = true;
    return weights;
  } catch (error) {
    for (const tensor of Object.values(weights)) tensor.dispose();
    throw error;
  }
}

/** A module with a configuration and weights in files of their usual names. */
export abstract class WeightedModule extends SentenceModule {
  protected readonly weights: Readonly<Record<string, Tensor>>;

  constructor(protected readonly config: Config, weights: Readonly<Record<string, Tensor>>, private readonly configFile = 'config.json') {
    super();
    this.weights = weights;
  }

  protected override ownParameters(): Iterable<[string, Tensor]> {
    return Object.entries(this.weights);
  }
  async save(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeJson(join(folder, this.configFile), this.config.json);
    if (Object.keys(this.weights).length > 0) await saveSafetensors(join(folder, 'model.safetensors'), this.weights, { format: 'pt' });
  }
  /** Checks what comes in. */
  protected wants(size: number, key: string, input: number): void {
    if (input !== size) throw new TorchEncodersError('ERR_CONFIG', `${this.config.name}: ${key} is ${size}, and what comes in has ${input}`);
  }
}

/** One vector a text from those of its tokens; several methods side by side. */
export class Pooling extends SentenceModule {
  readonly kind = 'Pooling';
  readonly newType = 'sentence_transformers.sentence_transformer.modules.pooling.Pooling';
  #size = 0;

  /** @param includePrompt whether the tokens of a prompt are pooled too. */
  constructor(readonly methods: readonly PoolingMethod[], readonly includePrompt = true) {
    super();
  }
  static from(config: Config): Pooling {
    return new Pooling(poolingMethods(config), config.boolean('include_prompt', true));
  }
  dimension(input: number): number {
    this.#size = input;
    return input * this.methods.length;
  }
  async forward(features: Features): Promise<void> {
    replace(features, 'sentence', await pool(features, this.methods));
  }
  async save(folder: string, spelling: Spelling): Promise<void> {
    const { methods, includePrompt: include_prompt } = this;
    const flags = Object.fromEntries([['cls', 'cls_token'], ['max', 'max_tokens'], ['mean', 'mean_tokens'], ['mean_sqrt_len_tokens', 'mean_sqrt_len_tokens'], ['weightedmean', 'weightedmean_tokens'], ['lasttoken', 'lasttoken']]
      .map(([method, flag]) => [`pooling_mode_${flag}`, methods.includes(method as PoolingMethod)]));
    const config = spelling === 'old'
      ? { word_embedding_dimension: this.#size, ...flags, include_prompt }
      : { embedding_dimension: this.#size, pooling_mode: methods.length === 1 ? methods[0] : methods, include_prompt };
    await mkdir(folder, { recursive: true });
    await writeJson(join(folder, 'config.json'), config);
  }
}

/** Vectors of length 1. */
export class Normalize extends SentenceModule {
  readonly kind = 'Normalize';
  readonly newType = 'sentence_transformers.base.modules.normalize.Normalize';
  dimension(input: number): number {
    return input;
  }
  async forward(features: Features): Promise<void> {
    replace(features, 'sentence', await normalized(features.sentence!));
  }
  async save(): Promise<void> {
    // It has neither folder nor file.
  }
}

/** What training drops is off here: it gives on what comes in. */
export class Dropout extends WeightedModule {
  readonly kind = 'Dropout';
  readonly newType = 'sentence_transformers.sentence_transformer.modules.dropout.Dropout';
  dimension(input: number): number {
    return input;
  }
  async forward(features: Features): Promise<void> {
    const p = this.config.probability('dropout', 0.2);
    if (this.training && p > 0) replace(features, 'sentence', await queued('aten::dropout', features.sentence!, p, true));
  }
}

/** (x − mean) / √(variance + 1e-5) · weight + bias, of a text's vector. */
export class LayerNorm extends WeightedModule {
  readonly kind = 'LayerNorm';
  readonly newType = 'sentence_transformers.sentence_transformer.modules.layer_norm.LayerNorm';

  static async load(config: Config, folder: string): Promise<LayerNorm> {
    const size = config.integer('dimension');
    return new LayerNorm(config, await readWeights(folder, config.name, { 'norm.weight': [size], 'norm.bias': [size] }));
  }
  dimension(input: number): number {
    const size = this.config.integer('dimension');
    this.wants(size, 'dimension', input);
    return size;
  }
  async forward(features: Features): Promise<void> {
    replace(features, 'sentence', await queued('aten::layer_norm', features.sentence!, [this.config.integer('dimension')], this.weights['norm.weight'], this.weights['norm.bias'], 1e-5));
  }
}

const activations: Record<string, string | null> = {
  Identity: null,
  Tanh: 'aten::tanh',
  ReLU: 'aten::relu',
  GELU: 'aten::gelu',
  SiLU: 'aten::silu',
  Sigmoid: 'aten::sigmoid',
};

/** activation(x Wᵀ + b), plus x where `use_residual` says so. Its config.json names the activation by the path of its PyTorch class; default: Tanh. */
export class Dense extends WeightedModule {
  readonly kind = 'Dense';
  readonly newType = 'sentence_transformers.base.modules.dense.Dense';
  readonly #activation: string | null;
  /** Of texts, or of tokens as late-interaction models have it. */
  readonly #part: 'sentence' | 'tokens';

  private constructor(config: Config, weights: Readonly<Record<string, Tensor>>, activation: string | null, part: 'sentence' | 'tokens') {
    super(config, weights);
    this.#activation = activation;
    this.#part = part;
  }

  static async load(config: Config, folder: string): Promise<Dense> {
    const type = config.string('activation_function', 'torch.nn.modules.activation.Tanh');
    const activation = activations[type.slice(type.lastIndexOf('.') + 1)];
    if (activation === undefined) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: activation_function '${type}' is not known; known are ${Object.keys(activations).join(', ')}`);
    const [read, written] = [config.string('module_input_name', 'sentence_embedding'), config.string('module_output_name', config.string('module_input_name', 'sentence_embedding'))];
    const part = { sentence_embedding: 'sentence', token_embeddings: 'tokens' }[read] as 'sentence' | 'tokens' | undefined;
    if (!part || read !== written) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: module_input_name '${read}' and module_output_name '${written}'; sentence_embedding or token_embeddings in both are supported`);
    const [wide, long] = [config.integer('out_features'), config.integer('in_features')];
    const weights = await readWeights(folder, config.name, {
      'linear.weight': [wide, long], ...(config.boolean('bias', true) && { 'linear.bias': [wide] }),
      ...(config.boolean('use_residual', false) && wide !== long && { 'residual.weight': [wide, long] }),
    });
    return new Dense(config, weights, activation, part);
  }

  dimension(input: number): number {
    this.wants(this.config.integer('in_features'), 'in_features', input);
    return this.config.integer('out_features');
  }
  async forward(features: Features): Promise<void> {
    const x = features[this.#part]!;
    using linear = await queued<Tensor>('aten::linear', x, this.weights['linear.weight'], this.weights['linear.bias']);
    using active = this.#activation ? await queued<Tensor>(this.#activation, linear) : op('aten::alias', linear);
    replace(features, this.#part, this.config.boolean('use_residual', false) ? await this.#plus(x, active) : op('aten::alias', active));
  }

  async #plus(x: Tensor, active: Tensor): Promise<Tensor> {
    const projection = this.weights['residual.weight'];
    using residual = projection ? await queued<Tensor>('aten::linear', x, projection) : op('aten::alias', x);
    return op('aten::add.Tensor', active, residual);
  }
}
