import type { Config } from '../config.js';
import type { DType } from '../tensor/tensor.js';
import type { BaseEncoder } from './base.js';
import type { Weights } from './checkpoint.js';
import type { PoolingMethod } from './pooling.js';

export interface MakeOptions {
  dtype?: DType;
  addPoolingLayer?: boolean;
  pooling?: readonly PoolingMethod[];
  /** What weights are not given are made: matrices from N(0, std²), norms 1, biases 0. */
  init?: { std: number; seed: number };
  /** False: weights that do not fit are left out and made anew. */
  strict?: boolean;
  /** Read by GTE alone. */
  unpadInputs?: boolean;
  useMemoryEfficientAttention?: boolean;
}

/** What a new architecture brings: see `bert.ts`. */
export interface Architecture<Made extends BaseEncoder = BaseEncoder> {
  /** `model_type` of config.json. */
  readonly modelType: string;
  /** Which of the configurations with this `model_type`, where several architectures share one; `named` says it in words. */
  readonly only?: { readonly named: string; fits(config: Config): boolean };
  /** Whether it has GTE's options of loading. */
  readonly hasOptimizations?: boolean;
  /** The encoder's name for a weight of a checkpoint; undefined for what belongs to a head. */
  nameOf(name: string): string | undefined;
  /** What stands before the encoder's names in a checkpoint with a head, without its dot. */
  readonly prefix: string;
  /** The encoder's name for its word embeddings, which a language model's head shares. */
  readonly wordEmbeddings: string;
  /** How its heads are built; those that are not there are not supported. */
  heads(config: Config): Heads;
  /** An encoder from its configuration and its weights, under the encoder's names. */
  make(config: Config, weights: Weights, options: MakeOptions): Promise<Made>;
}

/** A dense layer as a checkpoint names it, with the activation behind it and the layer norm behind that. */
export interface DenseNames {
  readonly dense: string;
  readonly hasBias?: boolean;
  readonly activation: 'gelu' | 'gelu_new' | 'relu' | 'silu' | 'tanh';
  readonly norm?: { readonly name: string; readonly eps: number; readonly hasBias?: boolean };
}

export interface Heads {
  /** transform, then the shared word embeddings and a bias. */
  readonly maskedLM?: { readonly transform: DenseNames; readonly decoder: string; readonly bias: string };
  /** The next word of every place: one matrix, which may be the word embeddings. */
  readonly causalLM?: { readonly decoder: string };
  /** From the model's pooler, the first token's vector or the mean of all, through `dense` if there is one, to the logits. */
  readonly sequenceClassification?: { readonly from: 'pooler' | 'cls' | 'mean'; readonly dense?: DenseNames; readonly out: string; readonly dropout: { readonly beforeDense: number; readonly beforeOut: number } };
  /** From each token's vector, through `dense` if there is one, to the logits, which are called `classifier`. */
  readonly tokenClassification?: { readonly dense?: DenseNames; readonly dropout: number };
}

/** config.json's dropout before a classifier's last layer. */
export const classifierDropout = (config: Config): number => config.probability('classifier_dropout', config.probability('hidden_dropout_prob', 0.1));

/** config.json's activation, as a head uses it. */
export const activationOf = (config: Config, key = 'hidden_act', fallback = 'gelu'): DenseNames['activation'] => config.string(key, fallback) as DenseNames['activation'];

/** BERT's masked LM head, in which some checkpoints call or compute a part otherwise. */
export const predictionHead = (config: Config, { norm = 'LayerNorm', eps = 1e-12, activation = 'gelu' } = {}): Heads['maskedLM'] => ({
  transform: { dense: 'cls.predictions.transform.dense', activation: activationOf(config, 'hidden_act', activation), norm: { name: `cls.predictions.transform.${norm}`, eps: epsilon(config, eps) } },
  decoder: 'cls.predictions.decoder',
  bias: 'cls.predictions.bias',
});

/** The sizes that every configuration has, each within what can be. */
export const sizes = {
  vocabSize: (config: Config, fallback: number, key = 'vocab_size') => config.integer(key, fallback, 1, 1 << 24),
  hiddenSize: (config: Config, fallback: number, key = 'hidden_size') => config.integer(key, fallback, 1, 1 << 20),
  numHiddenLayers: (config: Config, fallback: number, key = 'num_hidden_layers') => config.integer(key, fallback, 0, 1000),
  numAttentionHeads: (config: Config, fallback: number, key = 'num_attention_heads') => config.integer(key, fallback, 1, 1 << 16),
  intermediateSize: (config: Config, fallback: number, key = 'intermediate_size') => config.integer(key, fallback, 1, 1 << 22),
  maxPositionEmbeddings: (config: Config, fallback: number, key = 'max_position_embeddings') => config.integer(key, fallback, 1, 1 << 26),
  typeVocabSize: (config: Config, fallback: number, key = 'type_vocab_size') => config.integer(key, fallback, 0, 1 << 16),
};

/** pad_token_id, where there is one: its word embedding is not learned. */
export const padTokenId = (config: Config): { padTokenId?: number } => (config.has('pad_token_id') ? { padTokenId: config.integer('pad_token_id', 0, 0) } : {});

/** A small number that keeps a norm from dividing by 0. */
export const epsilon = (config: Config, fallback: number, key = 'layer_norm_eps'): number => config.positive(key, fallback);

/** What the native encoder is made with beside configuration and weights. */
export const makingOf = (config: Config, { dtype = 'float32', init, strict = true }: MakeOptions): { dtype: DType; init?: { std: number; seed: number }; strict: boolean } => {
  const made = init ?? (strict ? undefined : { std: config.number('initializer_range', 0.02), seed: 0 });
  return { dtype, strict, ...(made && { init: made }) };
};
