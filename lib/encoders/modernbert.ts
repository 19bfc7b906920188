import { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import { activationOf, epsilon, makingOf, padTokenId, sizes, type Architecture, type DenseNames, type Heads } from './architecture.js';
import { BaseEncoder } from './base.js';
import { newerRope, plainFrequencies, ropeParameters } from './rope.js';

/** ModernBERT (Warner et al., 2024): pre-norm, rotary positions, gated feed-forward, every third layer sees the whole text. */
export class ModernBertEncoder extends BaseEncoder {}

/** For each layer how far its tokens look; -1 for any distance. */
function windows(config: Config, layers: number): number[] {
  const half = Math.floor(config.integer('local_attention', 128) / 2);
  if (!config.has('layer_types')) {
    const every = config.integer('global_attn_every_n_layers', 3);
    return Array.from({ length: layers }, (_, i) => (i % every === 0 ? -1 : half));
  }
  const types = config.strings('layer_types');
  if (types.length !== layers) throw new TorchEncodersError('ERR_CONFIG', `${config.name}: layer_types names ${types.length} layers, num_hidden_layers says ${layers}`);
  return types.map((type) => {
    if (type === 'full_attention') return -1;
    if (type === 'sliding_attention') return half;
    throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: layer_types has '${type}'; full_attention and sliding_attention are supported`);
  });
}

/** Whole-text layers and window layers turn at different speeds. */
function frequencies(config: Config, d: number): { globalFrequencies: number[]; localFrequencies: number[] } {
  const newer = newerRope(config);
  const of = (kind: string, theta: number): number[] => (newer?.has(kind) ? ropeParameters(Config.from(newer.json[kind], `${newer.name}.${kind}`), d, theta) : plainFrequencies(theta, d));
  const global = config.positive('global_rope_theta', 160_000);
  return { globalFrequencies: of('full_attention', global), localFrequencies: of('sliding_attention', config.positive('local_rope_theta', 10_000)) };
}

export const modernbert: Architecture<ModernBertEncoder> = {
  modelType: 'modernbert',

  /** `model.` stands before the names where the checkpoint has a head. */
  nameOf(name: string): string | undefined {
    const own = name.replace(/^model\./, '');
    return /^(embeddings|layers|final_norm)\./.test(own) ? own : undefined;
  },
  prefix: 'model',
  wordEmbeddings: 'embeddings.tok_embeddings.weight',

  heads(config: Config): Heads {
    const dense: DenseNames = {
      dense: 'head.dense', hasBias: config.boolean('classifier_bias', false), activation: activationOf(config, 'classifier_activation'),
      norm: { name: 'head.norm', eps: epsilon(config, 1e-5, 'norm_eps'), hasBias: config.boolean('norm_bias', false) },
    };
    const pooling = config.string('classifier_pooling', 'cls');
    if (pooling !== 'cls' && pooling !== 'mean') throw new TorchEncodersError('ERR_CONFIG', `${config.name}: classifier_pooling is '${pooling}'; wanted 'cls' or 'mean'`);
    const dropout = config.probability('classifier_dropout', 0);
    return {
      maskedLM: { transform: dense, decoder: 'decoder', bias: 'decoder.bias' },
      sequenceClassification: { from: pooling, dense, out: 'classifier', dropout: { beforeDense: 0, beforeOut: dropout } },
      tokenClassification: { dense, dropout },
    };
  },

  async make(config, weights, options): Promise<ModernBertEncoder> {
    const hiddenSize = sizes.hiddenSize(config, 768);
    const numHiddenLayers = sizes.numHiddenLayers(config, 22);
    const numAttentionHeads = sizes.numAttentionHeads(config, 12);
    const handle = await native.makeModernBert({
      vocabSize: sizes.vocabSize(config, 50_368), hiddenSize, numHiddenLayers, numAttentionHeads,
      intermediateSize: sizes.intermediateSize(config, 1152),
      hiddenActivation: config.string('hidden_activation', 'gelu'),
      normEps: epsilon(config, 1e-5, 'norm_eps'),
      embeddingDropout: config.probability('embedding_dropout', 0),
      attentionDropout: config.probability('attention_dropout', 0),
      mlpDropout: config.probability('mlp_dropout', 0),
      ...padTokenId(config),
      windows: windows(config, numHiddenLayers),
      ...frequencies(config, Math.floor(hiddenSize / numAttentionHeads)),
      attentionBias: config.boolean('attention_bias', false),
      mlpBias: config.boolean('mlp_bias', false),
      normBias: config.boolean('norm_bias', false),
    }, weights, makingOf(config, options));
    return new ModernBertEncoder({ native: handle, config: config.json, hiddenSize, maxLength: sizes.maxPositionEmbeddings(config, 8192), pooling: options.pooling });
  },
};
