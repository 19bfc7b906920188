import { describe, type Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import { classifierDropout, makingOf, padTokenId, predictionHead, sizes, epsilon, type Architecture, type Heads } from './architecture.js';
import { BaseEncoder } from './base.js';
import { choosePooler } from './checkpoint.js';
import { ropeOf } from './rope.js';

/** NomicBERT (Nussbaum et al., 2024): post-norm, rotary positions, SwiGLU. */
export class NomicBertEncoder extends BaseEncoder {}

/** A value under its key of transformers 5, else under that of the published code. */
const either = (config: Config, key: string, published: string): string => (config.has(key) ? key : published);

/** Variants that the published code knows and that no published model has. */
function checkPublished(config: Config): void {
  const plain: Readonly<Record<string, unknown>> = {
    prenorm: false, parallel_block: false, use_rms_norm: false, causal: false, rotary_emb_fraction: 1, rotary_emb_interleaved: false,
    rotary_emb_scale_base: null, rotary_scaling_factor: null, activation_function: 'swiglu',
  };
  for (const [key, value] of Object.entries(plain)) {
    const found = config.json[key] ?? value;
    if (found !== value) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: ${key} is ${describe(found)}; ${describe(value)} is supported`);
  }
}

export const nomic: Architecture<NomicBertEncoder> = {
  modelType: 'nomic_bert',

  /** `nomic_bert.` (older: `bert.`) stands before the names where the checkpoint has a head. */
  nameOf(name: string): string | undefined {
    const own = name.replace(/^(nomic_bert|bert)\./, '');
    return /^(embeddings|emb_ln|encoder|pooler)\./.test(own) ? own : undefined;
  },
  prefix: 'nomic_bert',
  wordEmbeddings: 'embeddings.word_embeddings.weight',

  heads(config: Config): Heads {
    return {
      maskedLM: predictionHead(config, { norm: 'layer_norm', activation: 'silu' }),
      sequenceClassification: { from: 'pooler', out: 'classifier', dropout: { beforeDense: 0, beforeOut: classifierDropout(config) } },
      tokenClassification: { dropout: classifierDropout(config) },
    };
  },

  async make(config, weights, options): Promise<NomicBertEncoder> {
    checkPublished(config);
    const hiddenSize = sizes.hiddenSize(config, 768, either(config, 'hidden_size', 'n_embd'));
    const numAttentionHeads = sizes.numAttentionHeads(config, 12, either(config, 'num_attention_heads', 'n_head'));
    const maxLength = sizes.maxPositionEmbeddings(config, 8192, either(config, 'max_position_embeddings', 'n_positions'));
    const biases = { qkv: config.boolean('qkv_proj_bias', false), fc1: config.boolean('mlp_fc1_bias', false), fc2: config.boolean('mlp_fc2_bias', false) };
    if (biases.fc1 !== biases.fc2) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: mlp_fc1_bias and mlp_fc2_bias differ; both or neither are supported`);
    const chosen = choosePooler(weights, options.addPoolingLayer);
    const handle = await native.makeNomic({
      vocabSize: sizes.vocabSize(config, 30_528), hiddenSize, numAttentionHeads,
      numHiddenLayers: sizes.numHiddenLayers(config, 12, either(config, 'num_hidden_layers', 'n_layer')),
      intermediateSize: sizes.intermediateSize(config, 3072, either(config, 'intermediate_size', 'n_inner')),
      typeVocabSize: sizes.typeVocabSize(config, 2),
      hiddenAct: config.string('hidden_act', 'silu'),
      layerNormEps: epsilon(config, 1e-12, either(config, 'layer_norm_eps', 'layer_norm_epsilon')),
      hiddenDropoutProb: config.probability(either(config, 'hidden_dropout_prob', 'resid_pdrop'), 0),
      attentionProbsDropoutProb: config.probability(either(config, 'attention_probs_dropout_prob', 'attn_pdrop'), 0),
      ...padTokenId(config),
      frequencies: ropeOf(config, Math.floor(hiddenSize / numAttentionHeads), 1000, 'rotary_emb_base'),
      qkvBias: biases.qkv, mlpBias: biases.fc1,
      addPoolingLayer: chosen.addPoolingLayer,
    }, chosen.weights, makingOf(config, options));
    return new NomicBertEncoder({ native: handle, config: config.json, hiddenSize, maxLength, pooling: options.pooling });
  },
};
