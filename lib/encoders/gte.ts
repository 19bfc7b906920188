import { Config, describe } from '../config.js';
import { TorchEncodersError, warnOnce } from '../errors.js';
import { native } from '../native.js';
import { activationOf, classifierDropout, epsilon, makingOf, padTokenId, sizes, type Architecture, type Heads, type MakeOptions } from './architecture.js';
import { BaseEncoder } from './base.js';
import { choosePooler, type Weights } from './checkpoint.js';
import { loadEncoder, type EncoderOptions } from './load.js';
import { newerRope, plainFrequencies, ropeParameters } from './rope.js';

/** GTE (Zhang et al., 2024), as Alibaba-NLP's NewModel computes it: rotary positions, a gated feed-forward, post-norm layers; texts of up to 8,192 tokens. */
export class GTEEncoder extends BaseEncoder {
  /** As {@link AutoEncoder.fromPretrained}, for this architecture alone; `unpadInputs`, `useMemoryEfficientAttention` and `torchDtype` are its own options. */
  static fromPretrained(model: string, options?: EncoderOptions): Promise<GTEEncoder> {
    return loadEncoder(model, [gte, gteOfTransformers], options);
  }
}

/**
 * The frequencies of the rotary positions, d / 2 of them, for d = hidden size / heads.
 * Plain: base^(−2i/d). With the static NTK of `rope_scaling`: (base · factor)^(−2i/d) / factor^(2/d). Transformers 5 writes the same as
 * `rope_parameters` of the type linear, with base and factor as they are used.
 */
export function frequencies(config: Config, d: number): number[] {
  const newer = newerRope(config);
  if (newer) return ropeParameters(newer, d, 10_000);
  const base = config.positive('rope_theta', 10_000);
  if (!config.has('rope_scaling')) return plainFrequencies(base, d);
  const rope = Config.from(config.json.rope_scaling, `${config.name}: rope_scaling`);
  if (rope.string('type') !== 'ntk') throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: rope_scaling of the type '${rope.string('type')}'; ntk is supported`);
  const factor = rope.positive('factor');
  if (!rope.has('mixed_b')) return plainFrequencies(base * factor, d, factor ** (2 / d));
  const b = rope.number('mixed_b');
  const a = Math.log(factor) / (d / 2) ** b;
  return plainFrequencies(base, d).map((frequency, i) => frequency / Math.exp(a * (i + 1) ** b));
}

/** LibTorch's own attention stands in for xformers' where there is no GPU: said once. */
function checkAttention(asked: boolean): void {
  if (asked && !native.buildInfo().cuda) warnOnce('useMemoryEfficientAttention: the kernel is one for CUDA; here the packed attention of the CPU gives the same');
}

export const gte: Architecture<GTEEncoder> = {
  modelType: 'new',
  hasOptimizations: true,

  /** `new.` (Transformers: `gte.`) stands before the names where the checkpoint has a head. */
  nameOf(name: string): string | undefined {
    const own = name.replace(/^(new|gte)\./, '');
    return /^(embeddings|encoder|pooler)\./.test(own) && own !== 'embeddings.position_ids' ? own : undefined;
  },
  prefix: 'new',
  wordEmbeddings: 'embeddings.word_embeddings.weight',

  heads(config: Config): Heads {
    return {
      maskedLM: {
        transform: { dense: 'lm_head.dense', activation: activationOf(config), norm: { name: 'lm_head.norm', eps: epsilon(config, 1e-12) } },
        decoder: 'lm_head.decoder',
        bias: 'lm_head.decoder.bias',
      },
      sequenceClassification: { from: 'pooler', out: 'classifier', dropout: { beforeDense: 0, beforeOut: classifierDropout(config) } },
      tokenClassification: { dropout: classifierDropout(config) },
    };
  },

  async make(config: Config, weights: Weights, options: MakeOptions): Promise<GTEEncoder> {
    const positions = config.string('position_embedding_type', 'rope');
    if (positions !== 'rope' && positions !== 'absolute') throw new TorchEncodersError('ERR_CONFIG', `${config.name}: position_embedding_type is ${describe(positions)}; wanted 'rope' or 'absolute'`);
    const norm = config.string('layer_norm_type', 'layer_norm');
    if (norm !== 'layer_norm' && norm !== 'rms_norm') throw new TorchEncodersError('ERR_CONFIG', `${config.name}: layer_norm_type is ${describe(norm)}; wanted 'layer_norm' or 'rms_norm'`);
    const hiddenSize = sizes.hiddenSize(config, 768);
    const numAttentionHeads = sizes.numAttentionHeads(config, 12);
    const maxLength = sizes.maxPositionEmbeddings(config, 2048);
    const chosen = choosePooler(weights, options.addPoolingLayer);
    checkAttention(options.useMemoryEfficientAttention ?? config.boolean('use_memory_efficient_attention', false));
    const handle = await native.makeGte({
      vocabSize: sizes.vocabSize(config, 30_528), hiddenSize, numAttentionHeads,
      numHiddenLayers: sizes.numHiddenLayers(config, 12),
      intermediateSize: sizes.intermediateSize(config, 3072),
      maxPositionEmbeddings: maxLength,
      typeVocabSize: sizes.typeVocabSize(config, 1),
      hiddenAct: config.string('hidden_act', 'gelu'),
      layerNormEps: epsilon(config, 1e-12),
      hiddenDropoutProb: config.probability('hidden_dropout_prob', 0.1),
      attentionProbsDropoutProb: config.probability('attention_probs_dropout_prob', 0),
      ...padTokenId(config),
      frequencies: positions === 'rope' ? frequencies(config, Math.floor(hiddenSize / numAttentionHeads)) : [],
      packQkv: config.boolean('pack_qkv', true),
      rmsNorm: norm === 'rms_norm',
      lognAttentionScale: config.boolean('logn_attention_scale', false),
      lognAttentionClip1: config.boolean('logn_attention_clip1', false),
      addPoolingLayer: chosen.addPoolingLayer,
    }, chosen.weights, makingOf(config, options));
    const unpadInputs = options.unpadInputs ?? (config.boolean('unpad_inputs', false) || undefined);
    return new GTEEncoder({ native: handle, config: config.json, hiddenSize, maxLength, pooling: options.pooling, unpadInputs });
  },
};

/** The same model as Transformers 5 writes it: no options of its own, and rope's default is that of the English models. */
export const gteOfTransformers: Architecture<GTEEncoder> = {
  ...gte,
  modelType: 'gte',
  prefix: 'gte',
  make: (config, weights, options) => gte.make(new Config({ max_position_embeddings: 8192, vocab_size: 250_048, ...(!config.has('rope_parameters') && { rope_theta: 160_000 }), ...config.json }, config.name), weights, options),
};
