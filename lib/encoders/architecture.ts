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
}

/** What a new architecture brings: see `bert.ts`. */
export interface Architecture<Made extends BaseEncoder = BaseEncoder> {
  /** `model_type` of config.json. */
  readonly modelType: string;
  /** The encoder's name for a weight of a checkpoint; undefined for what belongs to a head. */
  nameOf(name: string): string | undefined;
  /** What stands before the encoder's names in a checkpoint with a head, without its dot. */
  readonly prefix: string;
  /** The encoder's name for its word embeddings, which a masked language model's head shares. */
  readonly wordEmbeddings: string;
  /** How its heads are built. */
  heads(config: Config): Heads;
  /** An encoder from its configuration and its weights, under the encoder's names. */
  make(config: Config, weights: Weights, options: MakeOptions): Promise<Made>;
}

/** A dense layer as a checkpoint names it, with the activation behind it and the layer norm behind that. */
export interface DenseNames {
  readonly dense: string;
  readonly activation: 'gelu' | 'gelu_new' | 'relu' | 'silu' | 'tanh';
  readonly norm?: { readonly name: string; readonly eps: number };
}

/** config.json's dropout before a classifier's last layer. */
export const classifierDropout = (config: Config): number => config.probability('classifier_dropout', config.probability('hidden_dropout_prob', 0.1));

/** config.json's activation, as a head uses it. */
export const activationOf = (config: Config, key = 'hidden_act'): DenseNames['activation'] => config.string(key, 'gelu') as DenseNames['activation'];

export interface Heads {
  /** transform, then the shared word embeddings and a bias. */
  readonly maskedLM: { readonly transform: DenseNames; readonly decoder: string; readonly bias: string };
  /** From the model's pooler or from the first token's vector, through `dense` if there is one, to the logits. */
  readonly sequenceClassification: { readonly from: 'pooler' | 'first token'; readonly dense?: DenseNames; readonly out: string; readonly dropout: { readonly beforeDense: number; readonly beforeOut: number } };
}
