import type { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import { epsilon, makingOf, padTokenId, sizes, type Architecture, type Heads } from './architecture.js';
import { BaseEncoder } from './base.js';
import { ropeOf } from './rope.js';

/** Qwen3 (Qwen team, 2025): a causal decoder whose last token's vector stands for the text. */
export class Qwen3Encoder extends BaseEncoder {}

export const qwen3: Architecture<Qwen3Encoder> = {
  modelType: 'qwen3',

  /** `model.` stands before the names where the checkpoint has a head. */
  nameOf(name: string): string | undefined {
    const own = name.replace(/^model\./, '');
    return /^(embed_tokens|layers|norm)\./.test(own) ? own : undefined;
  },
  prefix: 'model',
  wordEmbeddings: 'embed_tokens.weight',

  heads(): Heads {
    return { causalLM: { decoder: 'lm_head' } };
  },

  async make(config: Config, weights, options): Promise<Qwen3Encoder> {
    if (config.boolean('use_sliding_window', false)) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: use_sliding_window is not supported`);
    const hiddenSize = sizes.hiddenSize(config, 4096);
    const numAttentionHeads = sizes.numAttentionHeads(config, 32);
    const headDim = config.integer('head_dim', Math.floor(hiddenSize / numAttentionHeads), 2, 1 << 16);
    const handle = await native.makeQwen3({
      vocabSize: sizes.vocabSize(config, 151_936), hiddenSize, numAttentionHeads, headDim,
      numHiddenLayers: sizes.numHiddenLayers(config, 32),
      numKeyValueHeads: sizes.numAttentionHeads(config, numAttentionHeads, 'num_key_value_heads'),
      intermediateSize: sizes.intermediateSize(config, 22_016),
      hiddenAct: config.string('hidden_act', 'silu'),
      rmsNormEps: epsilon(config, 1e-6, 'rms_norm_eps'),
      attentionDropout: config.probability('attention_dropout', 0),
      ...padTokenId(config),
      frequencies: ropeOf(config, headDim, 10_000),
      attentionBias: config.boolean('attention_bias', false),
    }, weights, makingOf(config, options));
    return new Qwen3Encoder({ native: handle, config: config.json, hiddenSize, maxLength: sizes.maxPositionEmbeddings(config, 32_768), pooling: options.pooling ?? ['lasttoken'] });
  },
};
