import type { Config } from '../config.js';
import type { DType } from '../tensor/tensor.js';
import type { BaseEncoder } from './base.js';
import type { Weights } from './checkpoint.js';
import type { PoolingMethod } from './pooling.js';

export interface MakeOptions {
  dtype?: DType;
  addPoolingLayer?: boolean;
  pooling?: readonly PoolingMethod[];
}

/** What a new architecture brings: see `bert.ts`. */
export interface Architecture<Made extends BaseEncoder = BaseEncoder> {
  /** `model_type` of config.json. */
  readonly modelType: string;
  /** The encoder's name for a weight of a checkpoint; undefined for what belongs to a head. */
  nameOf(name: string): string | undefined;
  /** An encoder from its configuration and its weights, under the encoder's names. */
  make(config: Config, weights: Weights, options: MakeOptions): Promise<Made>;
}
