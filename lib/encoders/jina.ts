import type { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import { classifierDropout, epsilon, makingOf, padTokenId, predictionHead, sizes, type Architecture, type Heads } from './architecture.js';
import { BaseEncoder } from './base.js';
import { choosePooler } from './checkpoint.js';

/** JinaBERT v2 (Günther et al., 2023): BERT with ALiBi to both sides and a gated feed-forward. Checked against the formulas of the paper alone. */
export class JinaBertEncoder extends BaseEncoder {}

const gates: Readonly<Record<string, string>> = { geglu: 'gelu', reglu: 'relu' };

export const jina: Architecture<JinaBertEncoder> = {
  modelType: 'bert',
  only: { named: "position_embedding_type 'alibi'", fits: (config) => config.string('position_embedding_type', 'absolute') === 'alibi' },

  /** `bert.` stands before the names where the checkpoint has a head. */
  nameOf(name: string): string | undefined {
    const own = name.replace(/^bert\./, '');
    return /^(embeddings|encoder|pooler)\./.test(own) && own !== 'embeddings.position_ids' && own !== 'encoder.alibi' ? own : undefined;
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

  async make(config, weights, options): Promise<JinaBertEncoder> {
    const kind = config.string('feed_forward_type', 'geglu');
    const activation = Object.hasOwn(gates, kind) ? gates[kind]! : undefined;
    if (!activation) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: feed_forward_type is '${kind}'; ${Object.keys(gates).join(' and ')} are supported`);
    const hiddenSize = sizes.hiddenSize(config, 768);
    const chosen = choosePooler(weights, options.addPoolingLayer);
    const handle = await native.makeJina({
      vocabSize: sizes.vocabSize(config, 30_528), hiddenSize, activation,
      numHiddenLayers: sizes.numHiddenLayers(config, 12),
      numAttentionHeads: sizes.numAttentionHeads(config, 12),
      intermediateSize: sizes.intermediateSize(config, 3072),
      typeVocabSize: sizes.typeVocabSize(config, 2),
      layerNormEps: epsilon(config, 1e-12),
      hiddenDropoutProb: config.probability('hidden_dropout_prob', 0.1),
      attentionProbsDropoutProb: config.probability('attention_probs_dropout_prob', 0.1),
      ...padTokenId(config),
      addPoolingLayer: chosen.addPoolingLayer,
    }, chosen.weights, makingOf(config, options));
    return new JinaBertEncoder({ native: handle, config: config.json, hiddenSize, maxLength: sizes.maxPositionEmbeddings(config, 8192), pooling: options.pooling });
  },
};
