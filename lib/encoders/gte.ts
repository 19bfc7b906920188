import { Config, describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import { activationOf, classifierDropout, type Architecture, type Heads, type MakeOptions } from './architecture.js';
import { BaseEncoder } from './base.js';
import { choosePooler, type Weights } from './checkpoint.js';
import { loadEncoder, type EncoderOptions } from './load.js';

/** GTE (Zhang et al., 2024), as Alibaba-NLP's NewModel computes it: rotary positions, a gated feed-forward, post-norm layers; texts of up to 8,192 tokens. */
export class GTEEncoder extends BaseEncoder {
  /** As {@link AutoEncoder.fromPretrained}, for this architecture alone. */
  static fromPretrained(model: string, options?: EncoderOptions): Promise<GTEEncoder> {
    return loadEncoder(model, [gte], options);
  }
}

/**
 * The frequencies of the rotary positions, d / 2 of them, for d = hidden size / heads.
 * Plain: base^(−2i/d). With the static NTK of `rope_scaling`: (base · factor)^(−2i/d) / factor^(2/d). Transformers 5 writes the same as
 * `rope_parameters` of the type linear, with base and factor as they are used.
 */
function frequencies(config: Config, d: number): number[] {
  const plain = (base: number, scale: number): number[] => Array.from({ length: d / 2 }, (_, i) => base ** ((-2 * i) / d) / scale);
  const newer = config.json.rope_parameters;
  if (newer !== undefined && newer !== null) {
    const rope = Config.from(newer, `${config.name}: rope_parameters`);
    const type = rope.string('rope_type', rope.string('type', 'default'));
    if (type !== 'default' && type !== 'linear') throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: rope_parameters of the type '${type}'; default and linear are supported`);
    return plain(rope.number('rope_theta', 10_000), type === 'linear' ? rope.number('factor') : 1);
  }
  const base = config.number('rope_theta', 10_000);
  const scaling = config.json.rope_scaling;
  if (scaling === undefined || scaling === null) return plain(base, 1);
  const rope = Config.from(scaling, `${config.name}: rope_scaling`);
  if (rope.string('type') !== 'ntk') throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: rope_scaling of the type '${rope.string('type')}'; ntk is supported`);
  const factor = rope.number('factor');
  if (!rope.has('mixed_b')) return plain(base * factor, factor ** (2 / d));
  const b = rope.number('mixed_b');
  const a = Math.log(factor) / (d / 2) ** b;
  return plain(base, 1).map((frequency, i) => frequency / Math.exp(a * (i + 1) ** b));
}

export const gte: Architecture<GTEEncoder> = {
  modelType: 'new',

  /** `new.` stands before the names where the checkpoint has a head. */
  nameOf(name: string): string | undefined {
    const own = name.replace(/^new\./, '');
    return /^(embeddings|encoder|pooler)\./.test(own) && own !== 'embeddings.position_ids' ? own : undefined;
  },
  prefix: 'new',
  wordEmbeddings: 'embeddings.word_embeddings.weight',

  heads(config: Config): Heads {
    return {
      maskedLM: {
        transform: { dense: 'lm_head.dense', activation: activationOf(config), norm: { name: 'lm_head.norm', eps: config.number('layer_norm_eps', 1e-12) } },
        decoder: 'lm_head.decoder',
        bias: 'lm_head.decoder.bias',
      },
      sequenceClassification: { from: 'pooler', out: 'classifier', dropout: { beforeDense: 0, beforeOut: classifierDropout(config) } },
    };
  },

  async make(config: Config, weights: Weights, { dtype = 'float32', addPoolingLayer, pooling, init }: MakeOptions): Promise<GTEEncoder> {
    const positions = config.string('position_embedding_type', 'rope');
    if (positions !== 'rope' && positions !== 'absolute') throw new TorchEncodersError('ERR_CONFIG', `${config.name}: position_embedding_type is ${describe(positions)}; wanted 'rope' or 'absolute'`);
    if (config.boolean('logn_attention_scale', false)) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: logn_attention_scale is not supported`);
    const norm = config.string('layer_norm_type', 'layer_norm');
    if (norm !== 'layer_norm' && norm !== 'rms_norm') throw new TorchEncodersError('ERR_CONFIG', `${config.name}: layer_norm_type is ${describe(norm)}; wanted 'layer_norm' or 'rms_norm'`);
    const hiddenSize = config.integer('hidden_size', 768);
    const heads = config.integer('num_attention_heads', 12);
    const maxLength = config.integer('max_position_embeddings', 2048);
    const chosen = choosePooler(weights, addPoolingLayer);
    const handle = await native.makeGte({
      vocabSize: config.integer('vocab_size', 30_528),
      hiddenSize,
      numHiddenLayers: config.integer('num_hidden_layers', 12, 0),
      numAttentionHeads: heads,
      intermediateSize: config.integer('intermediate_size', 3072),
      maxPositionEmbeddings: maxLength,
      typeVocabSize: config.integer('type_vocab_size', 1, 0),
      hiddenAct: config.string('hidden_act', 'gelu'),
      layerNormEps: config.number('layer_norm_eps', 1e-12),
      hiddenDropoutProb: config.probability('hidden_dropout_prob', 0.1),
      attentionProbsDropoutProb: config.probability('attention_probs_dropout_prob', 0),
      ...(config.has('pad_token_id') && { padTokenId: config.integer('pad_token_id', 0, 0) }),
      frequencies: positions === 'rope' ? frequencies(config, Math.floor(hiddenSize / heads)) : [],
      packQkv: config.boolean('pack_qkv', true),
      rmsNorm: norm === 'rms_norm',
      addPoolingLayer: chosen.addPoolingLayer,
    }, chosen.weights, dtype, init);
    return new GTEEncoder({ native: handle, config: config.json, hiddenSize, maxLength, pooling, unpadInputs: config.boolean('unpad_inputs', false) || undefined });
  },
};
