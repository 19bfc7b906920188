import type { Architecture } from './architecture.js';
import type { BaseEncoder } from './base.js';
import { bertFamily } from './bert.js';
import { deberta } from './deberta.js';
import { gte, gteOfTransformers } from './gte.js';
import { jina } from './jina.js';
import { loadEncoder, type EncoderOptions } from './load.js';
import { modernbert } from './modernbert.js';
import { nomic } from './nomic.js';
import { qwen3 } from './qwen3.js';

/** Every architecture, by the `model_type` that it reads; what reads some configurations of a `model_type` stands before what reads the rest. */
export const architectures: readonly Architecture[] = [jina, ...bertFamily, gte, gteOfTransformers, modernbert, nomic, deberta, qwen3];

/** The encoder that a model folder's config.json names. */
export class AutoEncoder {
  private constructor() {}

  /**
   * Loads an encoder from a model folder, or by its hub id ('organisation/name').
   * @throws ERR_FILE for missing or broken files, ERR_CONFIG for a config.json that contradicts itself or its weights,
   *   ERR_UNSUPPORTED for an architecture that is not known here.
   *
   * @example
   * const encoder = await AutoEncoder.fromPretrained('./all-MiniLM-L6-v2');
   * encoder.getHiddenSize(); // 384
   */
  static fromPretrained(model: string, options?: EncoderOptions): Promise<BaseEncoder> {
    return loadEncoder(model, architectures, options);
  }
}
