import type { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import { BaseEncoder, type EncoderParts } from './base.js';
import { activationOf, classifierDropout, epsilon, makingOf, padTokenId, predictionHead, sizes, type Architecture, type Heads, type MakeOptions } from './architecture.js';
import { choosePooler, modernName, type Weights } from './checkpoint.js';
import { loadEncoder, type EncoderOptions } from './load.js';

/** BERT (Devlin et al., 2018) and what is built like it, as Transformers computes them: a table of positions, post-norm layers, exact GELU. */
export class BertEncoder extends BaseEncoder {
  /** As {@link AutoEncoder.fromPretrained}, for BERT and its relatives alone. */
  static fromPretrained(model: string, options?: EncoderOptions): Promise<BertEncoder> {
    return loadEncoder(model, bertFamily, options);
  }
}

type NativeConfig = Parameters<typeof native.makeBert>[0];

/** config.json under BERT's own keys. */
function nativeConfig(config: Config): Omit<NativeConfig, 'addPoolingLayer'> {
  const positions = config.string('position_embedding_type', 'absolute');
  if (positions !== 'absolute') throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: position_embedding_type is '${positions}'; 'absolute' is supported`);
  if (config.boolean('is_decoder', false)) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: is_decoder is true; an encoder is wanted`);
  return {
    vocabSize: sizes.vocabSize(config, 30522),
    hiddenSize: sizes.hiddenSize(config, 768),
    numHiddenLayers: sizes.numHiddenLayers(config, 12),
    numAttentionHeads: sizes.numAttentionHeads(config, 12),
    intermediateSize: sizes.intermediateSize(config, 3072),
    maxPositionEmbeddings: sizes.maxPositionEmbeddings(config, 512),
    typeVocabSize: sizes.typeVocabSize(config, 2),
    hiddenAct: config.string('hidden_act', 'gelu'),
    layerNormEps: epsilon(config, 1e-12),
    hiddenDropoutProb: config.probability('hidden_dropout_prob', 0.1),
    attentionProbsDropoutProb: config.probability('attention_probs_dropout_prob', 0.1),
    ...padTokenId(config),
    relativeBuckets: 0,
    positionsAfterPad: false,
  };
}

async function makeEncoder(config: Config, shape: Omit<NativeConfig, 'addPoolingLayer'>, weights: Weights, options: MakeOptions,
                           checkpointName?: EncoderParts['checkpointName']): Promise<BertEncoder> {
  const chosen = choosePooler(weights, options.addPoolingLayer);
  const handle = await native.makeBert({ ...shape, addPoolingLayer: chosen.addPoolingLayer }, chosen.weights, makingOf(config, options));
  const maxLength = Number(shape.maxPositionEmbeddings) - (shape.positionsAfterPad ? Number(shape.padTokenId) + 1 : 0);
  return new BertEncoder({ native: handle, config: config.json, hiddenSize: Number(shape.hiddenSize), maxLength, pooling: options.pooling, checkpointName });
}

export const bert: Architecture<BertEncoder> = {
  modelType: 'bert',

  /** `bert.` stands before the names where the checkpoint has a head; those of the heads are not ours. */
  nameOf(name: string): string | undefined {
    return ownName(name, 'bert');
  },
  prefix: 'bert',
  wordEmbeddings: 'embeddings.word_embeddings.weight',

  heads(config: Config): Heads {
    return {
      maskedLM: predictionHead(config),
      sequenceClassification: { from: 'pooler', out: 'classifier', dropout: { beforeDense: 0, beforeOut: classifierDropout(config) } },
      tokenClassification: { dropout: classifierDropout(config) },
    };
  },
  make: (config, weights, options) => makeEncoder(config, nativeConfig(config), weights, options),
};

function ownName(name: string, prefix: string): string | undefined {
  const own = modernName(name).replace(new RegExp(`^${prefix}\\.`), '');
  if (own === 'embeddings.position_ids') return undefined; // 0, 1, 2, …: stored by old versions
  return /^(embeddings|encoder|pooler)\./.test(own) ? own : undefined;
}

/** RoBERTa (Liu et al., 2019) and its kin: BERT whose positions count the ids that are not the pad id, from it + 1 on. */
const robertaLike = (modelType: string): Architecture<BertEncoder> => ({
  ...bert,
  modelType,
  nameOf: (name) => ownName(name, 'roberta'),
  prefix: 'roberta',
  heads(config: Config): Heads {
    const p = classifierDropout(config);
    return {
      maskedLM: { transform: { dense: 'lm_head.dense', activation: 'gelu', norm: { name: 'lm_head.layer_norm', eps: epsilon(config, 1e-5) } }, decoder: 'lm_head.decoder', bias: 'lm_head.bias' },
      sequenceClassification: { from: 'cls', dense: { dense: 'classifier.dense', activation: 'tanh' }, out: 'classifier.out_proj', dropout: { beforeDense: p, beforeOut: p } },
      tokenClassification: { dropout: p },
    };
  },
  make: (config, weights, options) => makeEncoder(config, { ...nativeConfig(config), padTokenId: config.integer('pad_token_id', 1, 0), positionsAfterPad: true }, weights, options),
});
export const roberta = robertaLike('roberta');
export const xlmRoberta = robertaLike('xlm-roberta');
export const camembert = robertaLike('camembert');

/** DistilBERT's names and BERT's, part by part. */
const distilNames: readonly (readonly [distil: string, bert: string])[] = [
  ['transformer.layer.', 'encoder.layer.'], ['attention.q_lin', 'attention.self.query'], ['attention.k_lin', 'attention.self.key'], ['attention.v_lin', 'attention.self.value'],
  ['attention.out_lin', 'attention.output.dense'], ['sa_layer_norm', 'attention.output.LayerNorm'], ['ffn.lin1', 'intermediate.dense'], ['ffn.lin2', 'output.dense'], ['output_layer_norm', 'output.LayerNorm'],
];

/** DistilBERT (Sanh et al., 2019): half of BERT, without token types and pooler. */
export const distilbert: Architecture<BertEncoder> = {
  ...bert,
  modelType: 'distilbert',
  nameOf(name: string): string | undefined {
    const own = name.replace(/^distilbert\./, '');
    if (own === 'embeddings.position_ids' || !/^(embeddings|transformer)\./.test(own)) return undefined;
    return distilNames.reduce((renamed, [distil, ours]) => renamed.replace(distil, ours), own);
  },
  prefix: 'distilbert',
  heads(config: Config): Heads {
    return {
      maskedLM: { transform: { dense: 'vocab_transform', activation: activationOf(config, 'activation'), norm: { name: 'vocab_layer_norm', eps: 1e-12 } }, decoder: 'vocab_projector', bias: 'vocab_projector.bias' },
      sequenceClassification: { from: 'cls', dense: { dense: 'pre_classifier', activation: 'relu' }, out: 'classifier', dropout: { beforeDense: 0, beforeOut: config.probability('seq_classif_dropout', 0.2) } },
      tokenClassification: { dropout: config.probability('dropout', 0.1) },
    };
  },
  make: (config, weights, options) => makeEncoder(config, {
    vocabSize: sizes.vocabSize(config, 30522),
    hiddenSize: sizes.hiddenSize(config, 768, 'dim'),
    numHiddenLayers: sizes.numHiddenLayers(config, 6, 'n_layers'),
    numAttentionHeads: sizes.numAttentionHeads(config, 12, 'n_heads'),
    intermediateSize: sizes.intermediateSize(config, 3072, 'hidden_dim'),
    maxPositionEmbeddings: sizes.maxPositionEmbeddings(config, 512),
    typeVocabSize: 0,
    hiddenAct: config.string('activation', 'gelu'),
    layerNormEps: 1e-12,
    hiddenDropoutProb: config.probability('dropout', 0.1),
    attentionProbsDropoutProb: config.probability('attention_dropout', 0.1),
    padTokenId: config.integer('pad_token_id', 0, 0),
    relativeBuckets: 0,
    positionsAfterPad: false,
  }, weights, options, (name) => checkpointName(name, distilNames).replace('encoder.layer.', 'transformer.layer.')),
};

/** The name of a layer's weight as the checkpoint has it. */
function checkpointName(name: string, names: readonly (readonly [theirs: string, ours: string])[]): string {
  const found = names.find(([, ours]) => new RegExp(`^encoder\\.layer\\.\\d+\\.${ours.replaceAll('.', '\\.')}\\.`).test(name));
  return found ? name.replace(found[1], found[0]) : name;
}

/** MPNet's names and BERT's. */
const mpnetNames: readonly (readonly [mpnet: string, bert: string])[] = [
  ['attention.attn.q', 'attention.self.query'], ['attention.attn.k', 'attention.self.key'], ['attention.attn.v', 'attention.self.value'], ['attention.attn.o', 'attention.output.dense'], ['attention.LayerNorm', 'attention.output.LayerNorm'],
];

/** MPNet (Song et al., 2020): RoBERTa with a bias for relative positions, without token types. */
export const mpnet: Architecture<BertEncoder> = {
  ...roberta,
  modelType: 'mpnet',
  nameOf(name: string): string | undefined {
    const own = ownName(name, 'mpnet');
    return own && mpnetNames.reduce((renamed, [theirs, ours]) => renamed.replace(`${theirs}.`, `${ours}.`), own);
  },
  prefix: 'mpnet',
  make: (config, weights, options) => makeEncoder(config, {
    ...nativeConfig(config), typeVocabSize: 0, padTokenId: config.integer('pad_token_id', 1, 0), positionsAfterPad: true, relativeBuckets: config.integer('relative_attention_num_buckets', 32),
  }, weights, options, (name) => checkpointName(name, mpnetNames)),
};

export const bertFamily: readonly Architecture<BertEncoder>[] = [bert, roberta, xlmRoberta, camembert, distilbert, mpnet];
