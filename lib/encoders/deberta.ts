import type { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import { activationOf, epsilon, makingOf, padTokenId, predictionHead, sizes, type Architecture, type Heads } from './architecture.js';
import { BaseEncoder } from './base.js';

/** DeBERTa v2 and v3 (He et al., 2021): BERT whose attention is disentangled into content and relative place. */
export class DebertaV2Encoder extends BaseEncoder {}

/** pos_att_type, as a list or as older files write it: 'p2c|c2p'. */
function attentionTypes(config: Config): readonly string[] {
  const given = config.json.pos_att_type;
  const types = typeof given === 'string' ? given.split('|').filter((type) => type !== '') : config.strings('pos_att_type', []);
  const unknown = types.find((type) => type !== 'c2p' && type !== 'p2c');
  if (unknown !== undefined) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: pos_att_type has '${unknown}'; c2p and p2c are supported`);
  return types;
}

export const deberta: Architecture<DebertaV2Encoder> = {
  modelType: 'deberta-v2',

  /** `deberta.` stands before the names where the checkpoint has a head. */
  nameOf(name: string): string | undefined {
    const own = name.replace(/^deberta\./, '');
    return /^(embeddings|encoder)\./.test(own) && own !== 'embeddings.position_ids' ? own : undefined;
  },
  prefix: 'deberta',
  wordEmbeddings: 'embeddings.word_embeddings.weight',

  heads(config: Config): Heads {
    const norm = { name: 'lm_predictions.lm_head.LayerNorm', eps: epsilon(config, 1e-7) };
    const dropout = config.probability('cls_dropout', config.probability('hidden_dropout_prob', 0.1));
    return {
      maskedLM: config.boolean('legacy', true)
        ? predictionHead(config, { eps: 1e-7 })
        : { transform: { dense: 'lm_predictions.lm_head.dense', activation: activationOf(config), norm }, decoder: 'lm_predictions.lm_head.decoder', bias: 'lm_predictions.lm_head.bias' },
      sequenceClassification: {
        from: 'cls', dense: { dense: 'pooler.dense', activation: activationOf(config, 'pooler_hidden_act') }, out: 'classifier',
        dropout: { beforeDense: config.probability('pooler_dropout', 0), beforeOut: dropout },
      },
      tokenClassification: { dropout: config.probability('hidden_dropout_prob', 0.1) },
    };
  },

  async make(config, weights, options): Promise<DebertaV2Encoder> {
    if (config.integer('conv_kernel_size', 0, 0) > 0) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: conv_kernel_size is not supported`);
    const hiddenSize = sizes.hiddenSize(config, 1536);
    const maxPositionEmbeddings = sizes.maxPositionEmbeddings(config, 512);
    const isRelative = config.boolean('relative_attention', true);
    const types = attentionTypes(config);
    const farthest = config.json.max_relative_positions;
    const maxRelativePositions = typeof farthest === 'number' && farthest >= 1 ? config.integer('max_relative_positions') : maxPositionEmbeddings;
    const buckets = config.json.position_buckets;
    const positionBuckets = typeof buckets === 'number' && buckets >= 1 ? config.integer('position_buckets', undefined, 1, 1 << 20) : 0;
    const handle = await native.makeDeberta({
      vocabSize: sizes.vocabSize(config, 128_100), hiddenSize, maxPositionEmbeddings,
      embeddingSize: sizes.hiddenSize(config, hiddenSize, 'embedding_size'),
      numHiddenLayers: sizes.numHiddenLayers(config, 24),
      numAttentionHeads: sizes.numAttentionHeads(config, 24),
      intermediateSize: sizes.intermediateSize(config, 6144),
      typeVocabSize: sizes.typeVocabSize(config, 0),
      span: isRelative ? positionBuckets || maxRelativePositions : 0,
      positionBuckets, maxRelativePositions,
      hiddenAct: config.string('hidden_act', 'gelu'),
      layerNormEps: epsilon(config, 1e-7),
      hiddenDropoutProb: config.probability('hidden_dropout_prob', 0.1),
      attentionProbsDropoutProb: config.probability('attention_probs_dropout_prob', 0.1),
      ...padTokenId(config),
      positionBiasedInput: config.boolean('position_biased_input', true),
      contentToPosition: types.includes('c2p'),
      positionToContent: types.includes('p2c'),
      shareAttKey: config.boolean('share_att_key', false),
      normRelEbd: config.string('norm_rel_ebd', 'none').split('|').includes('layer_norm'),
    }, weights, makingOf(config, options));
    return new DebertaV2Encoder({ native: handle, config: config.json, hiddenSize, maxLength: maxPositionEmbeddings, pooling: options.pooling });
  },
};
