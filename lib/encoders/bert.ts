import type { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import { BaseEncoder } from './base.js';
import { modernName, type Weights } from './checkpoint.js';
import type { Architecture, DenseNames, Heads, MakeOptions } from './architecture.js';
import { loadEncoder, type EncoderOptions } from './load.js';

/** BERT (Devlin et al., 2018), as Transformers' BertModel computes it: absolute positions, post-norm layers, exact GELU. */
export class BertEncoder extends BaseEncoder {
  /** As {@link AutoEncoder.fromPretrained}, for this architecture alone. */
  static fromPretrained(model: string, options?: EncoderOptions): Promise<BertEncoder> {
    return loadEncoder(model, [bert], options);
  }
}

export const bert: Architecture<BertEncoder> = {
  modelType: 'bert',

  /** `bert.` stands before the names where the checkpoint has a head; those of the heads are not ours. */
  nameOf(name: string): string | undefined {
    const own = modernName(name).replace(/^bert\./, '');
    if (own === 'embeddings.position_ids') return undefined; // 0, 1, 2, …: stored by old versions
    return /^(embeddings|encoder|pooler)\./.test(own) ? own : undefined;
  },

  prefix: 'bert',
  wordEmbeddings: 'embeddings.word_embeddings.weight',

  heads(config: Config): Heads {
    return {
      maskedLM: {
        transform: {
          dense: 'cls.predictions.transform.dense',
          activation: config.string('hidden_act', 'gelu') as DenseNames['activation'],
          norm: { name: 'cls.predictions.transform.LayerNorm', eps: config.number('layer_norm_eps', 1e-12) },
        },
        decoder: 'cls.predictions.decoder',
        bias: 'cls.predictions.bias',
      },
      sequenceClassification: { from: 'pooler', out: 'classifier', dropout: config.probability('classifier_dropout', config.probability('hidden_dropout_prob', 0.1)) },
    };
  },

  async make(config: Config, weights: Weights, { dtype = 'float32', addPoolingLayer, pooling }: MakeOptions): Promise<BertEncoder> {
    const positions = config.string('position_embedding_type', 'absolute');
    if (positions !== 'absolute') throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: position_embedding_type is '${positions}'; 'absolute' is supported`);
    if (config.boolean('is_decoder', false)) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: is_decoder is true; an encoder is wanted`);
    const hasPooler = 'pooler.dense.weight' in weights;
    const hiddenSize = config.integer('hidden_size', 768);
    const maxLength = config.integer('max_position_embeddings', 512);
    const own = addPoolingLayer === false ? Object.fromEntries(Object.entries(weights).filter(([name]) => !name.startsWith('pooler.'))) : weights;
    const handle = await native.makeBert({
      vocabSize: config.integer('vocab_size', 30522),
      hiddenSize,
      numHiddenLayers: config.integer('num_hidden_layers', 12, 0),
      numAttentionHeads: config.integer('num_attention_heads', 12),
      intermediateSize: config.integer('intermediate_size', 3072),
      maxPositionEmbeddings: maxLength,
      typeVocabSize: config.integer('type_vocab_size', 2),
      hiddenAct: config.string('hidden_act', 'gelu'),
      layerNormEps: config.number('layer_norm_eps', 1e-12),
      hiddenDropoutProb: config.probability('hidden_dropout_prob', 0.1),
      attentionProbsDropoutProb: config.probability('attention_probs_dropout_prob', 0.1),
      ...(config.has('pad_token_id') && { padTokenId: config.integer('pad_token_id', 0, 0) }),
      addPoolingLayer: addPoolingLayer ?? hasPooler,
    }, own, dtype);
    return new BertEncoder({ native: handle, config: config.json, hiddenSize, maxLength, pooling });
  },
};
