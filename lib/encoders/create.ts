import { Config } from '../config.js';
import { torchFunctions } from '../tensor/functions.js';
import { noGrad } from '../tensor/modes.js';
import { architectures, AutoEncoder } from './auto.js';
import type { BaseEncoder } from './base.js';
import { architectureOf } from './load.js';

/** The small BERT of this package, and GTE's base model, in the keys of config.json. */
const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  bert: { model_type: 'bert', vocab_size: 30_522, hidden_size: 512, num_hidden_layers: 4, num_attention_heads: 8, intermediate_size: 2048, max_position_embeddings: 512, pad_token_id: 0 },
  gte: {
    model_type: 'new', vocab_size: 250_048, hidden_size: 768, num_hidden_layers: 12, num_attention_heads: 12, intermediate_size: 3072, max_position_embeddings: 8192, pad_token_id: 1,
    rope_theta: 20_000, rope_scaling: { type: 'ntk', factor: 8 }, unpad_inputs: true,
  },
};

/**
 * A new encoder with random weights, drawn from the default generator: 'bert' or 'gte'. Any other string is a model folder or a hub id, whose weights are loaded.
 * @param config keys of config.json that are other than the defaults (BERT: 4 layers of 512; GTE: 12 layers of 768, 8,192 positions).
 * @param vocab its size is that of the word embeddings.
 *
 * @example
 * torch.manualSeed(0);
 * const encoder = await createEncoder('bert', { num_hidden_layers: 2 });
 * encoder.getHiddenSize(); // 512
 */
export async function createEncoder(type: 'bert' | 'gte' | (string & {}), config: Readonly<Record<string, unknown>> = {}, vocab?: { readonly size: number }): Promise<BaseEncoder> {
  const base = Object.hasOwn(defaults, type) ? defaults[type]! : undefined;
  if (!base) return AutoEncoder.fromPretrained(type);
  const whole = Config.from({ ...base, ...config, ...(vocab && { vocab_size: vocab.size }) }, `the configuration of '${type}'`);
  const architecture = architectureOf(whole, architectures);
  using seed = torchFunctions.randint(2 ** 31, [1]);
  const encoder = await architecture.make(whole, {}, { init: { std: whole.number('initializer_range', 0.02), seed: seed.item() }, addPoolingLayer: false });
  const words = encoder.stateDict()[architecture.wordEmbeddings]!;
  if (whole.has('pad_token_id')) noGrad(() => words.detach().select(0, whole.integer('pad_token_id', 0, 0)).zero_());
  return encoder;
}
