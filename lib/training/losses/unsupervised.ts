import { Config } from '../../config.js';
import { mixSeeds, permutation, drawSeed } from '../../data/random.js';
import { TorchEncodersError } from '../../errors.js';
import { LayerNorm, Linear } from '../../nn/layers.js';
import { Module, Parameter } from '../../nn/module.js';
import { SentenceEncoder } from '../../sentence/encoder.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { noGrad } from '../../tensor/modes.js';
import { queued } from '../../tensor/ops.js';
import { tidy } from '../../tensor/scope.js';
import { tensor, type Tensor } from '../../tensor/tensor.js';
import { checkColumns, SentenceLoss, type TextColumns, type TextModel } from './loss.js';
import { MultipleNegativesRankingLoss } from './ranking.js';

/** SimCSE (Gao et al., 2021): each text is its own positive, by the other dropout of a second pass; the other texts of the batch are negatives. One column. */
export class SimCSELoss extends MultipleNegativesRankingLoss {
  override async ofTexts(model: TextModel, columns: TextColumns): Promise<Tensor> {
    checkColumns(this, columns, 1);
    return super.ofTexts(model, [columns[0]!, columns[0]!]);
  }
}

/** A text with some of its words left out, in any language that has words; at least one stays. */
export function deleteWords(text: string, ratio: number, seed: number): string {
  const segments = [...words.segment(text)];
  const places = segments.flatMap(({ isWordLike }, i) => (isWordLike ? [i] : []));
  const deleted = new Set(permutation(places.length, seed).slice(Math.max(1, Math.round(places.length * (1 - ratio)))).map((i) => places[i]!));
  return segments.filter((_, i) => !deleted.has(i)).map(({ segment }) => segment).join('').replace(/\s+/g, ' ').trim();
}
const words = new Intl.Segmenter(undefined, { granularity: 'word' });

export interface DenoisingOptions {
  /** Whose encoder the decoder shares its weights with: a BERT. */
  model: SentenceEncoder;
  /** How many words of a text are left out. Default: 0.6. */
  deletionRatio?: number;
}

/** What a layer of the decoder has that the encoder has not: the vector of the text, through a value and an output matrix. */
class CrossAttention extends Module {
  readonly value: Linear;
  readonly dense: Linear;
  readonly LayerNorm: LayerNorm;
  constructor(H: number, eps: number) {
    super();
    this.value = new Linear(H, H);
    this.dense = new Linear(H, H);
    this.LayerNorm = new LayerNorm(H, { eps });
  }
  // Attention over one vector is that vector's value, whatever asks.
  forward(hidden: Tensor, text: Tensor, drop: (x: Tensor) => Tensor): Tensor {
    return this.LayerNorm.forward(drop(this.dense.forward(this.value.forward(text).unsqueeze(1))).add(hidden));
  }
}

/**
 * TSDAE (Wang et al., 2021): a decoder is to write a text from the vector of its damaged form alone. The decoder is the encoder's own layers, read from left to right, with
 * an attention to that vector of its own, which learns with the model and is thrown away. One column, which is damaged here; or damaged texts and whole ones.
 */
export class DenoisingAutoEncoderLoss extends SentenceLoss {
  readonly crossattention: CrossAttention[] = [];
  readonly transform: Linear;
  readonly transformNorm: LayerNorm;
  readonly bias: Parameter;
  readonly #config: Config;
  readonly #ratio: number;

  constructor({ model, deletionRatio = 0.6 }: DenoisingOptions) {
    super();
    if (!(deletionRatio >= 0 && deletionRatio < 1)) throw new TorchEncodersError('ERR_RANGE', `deletionRatio is ${deletionRatio}; wanted a share from 0 to below 1`);
    const config = Config.from(model.encoder.config, 'config.json');
    if (config.string('model_type', '') !== 'bert' || !model.encoder.stateDict()['encoder.layer.0.attention.self.query.weight']) throw new TorchEncodersError('ERR_UNSUPPORTED', `DenoisingAutoEncoderLoss wants a BERT, found model_type '${config.string('model_type', '')}'`);
    if (model.getSentenceEmbeddingDimension() !== model.encoder.getHiddenSize()) throw new TorchEncodersError('ERR_UNSUPPORTED', `DenoisingAutoEncoderLoss wants vectors of ${model.encoder.getHiddenSize()} dimensions, as the decoder has, found ${model.getSentenceEmbeddingDimension()}`);
    const [H, eps] = [config.integer('hidden_size'), config.positive('layer_norm_eps', 1e-12)];
    for (let layer = 0; layer < config.integer('num_hidden_layers'); layer++) this.crossattention.push(new CrossAttention(H, eps));
    this.transform = new Linear(H, H);
    this.transformNorm = new LayerNorm(H, { eps });
    this.bias = new Parameter(F.zeros([config.integer('vocab_size')]));
    const std = config.number('initializer_range', 0.02);
    noGrad(() => {
      for (const [name, parameter] of this.namedParameters()) if (parameter.ndim === 2) parameter.normal_(0, std); else if (name.endsWith('bias')) parameter.zero_();
    });
    this.#config = config;
    this.#ratio = deletionRatio;
  }

  override *children(): Generator<[string, Module]> {
    for (const [i, one] of this.crossattention.entries()) yield [`crossattention.${i}`, one];
    yield ['transform', this.transform];
    yield ['transformNorm', this.transformNorm];
  }

  async forward(): Promise<never> {
    throw new TorchEncodersError('ERR_UNSUPPORTED', 'DenoisingAutoEncoderLoss is computed of texts, not of vectors: use ofTexts');
  }

  override readonly lossOver = 'rows';
  override async ofTexts(model: TextModel, columns: TextColumns): Promise<Tensor> {
    checkColumns(this, columns, 1, 2);
    if (!(model instanceof SentenceEncoder)) throw new TorchEncodersError('ERR_UNSUPPORTED', 'DenoisingAutoEncoderLoss wants a SentenceEncoder');
    const seed = columns.length === 1 ? drawSeed() : 0;
    const [damaged, whole] = columns.length === 2 ? (columns as [readonly string[], readonly string[]]) : [columns[0]!.map((text, i) => deleteWords(text, this.#ratio, mixSeeds(seed, i))), columns[0]!];
    const [vectors] = await model.embedColumns([damaged]);
    using texts = vectors!;
    const encodings = await model.tokenizer.encodeBatch(whole, { padding: true, truncation: true, maxLength: model.maxSeqLength });
    using ids = tensor(encodings.map(({ inputIds }) => inputIds), { dtype: 'int64' });
    return await this.#written(model, texts, ids);
  }

  /** The cross entropy of each token given those before it. */
  async #written(model: SentenceEncoder, texts: Tensor, ids: Tensor): Promise<Tensor> {
    const weights = model.encoder.stateDict();
    const { padTokenId } = model.tokenizer;
    const [B, L] = ids.shape as [number, number];
    const [h, H] = [this.#config.integer('num_attention_heads'), this.#config.integer('hidden_size')];
    const [p, attentionP, eps] = [this.#config.probability('hidden_dropout_prob', 0.1), this.#config.probability('attention_probs_dropout_prob', 0.1), this.#config.positive('layer_norm_eps', 1e-12)];
    const isTraining = model.training;
    const drop = (x: Tensor): Tensor => F.dropout(x, p, isTraining);
    const linear = (name: string, x: Tensor): Tensor => F.linear(x, weights[`${name}.weight`]!, weights[`${name}.bias`]!);
    const norm = (name: string, x: Tensor): Tensor => F.layerNorm(x, [H], weights[`${name}.weight`]!, weights[`${name}.bias`]!, eps);
    const heads = (x: Tensor): Tensor => x.reshape([B, L - 1, h, H / h]).transpose(1, 2);
    const logits = tidy(() => {
      const before = ids.slice(1, 0, L - 1);
      const words = F.embedding(weights['embeddings.word_embeddings.weight']!, before);
      const places = weights['embeddings.position_embeddings.weight']!.slice(0, 0, L - 1);
      const types = weights['embeddings.token_type_embeddings.weight'];
      const sum = words.add(places);
      let hidden = drop(norm('embeddings.LayerNorm', types ? sum.add(types.select(0, 0)) : sum));
      for (const [i, cross] of this.crossattention.entries()) {
        const layer = `encoder.layer.${i}`;
        const [q, k, v] = ['query', 'key', 'value'].map((part) => heads(linear(`${layer}.attention.self.${part}`, hidden))) as [Tensor, Tensor, Tensor];
        const seen = F.scaledDotProductAttention(q, k, v, null, isTraining ? attentionP : 0, true).transpose(1, 2).reshape([B, L - 1, H]);
        hidden = norm(`${layer}.attention.output.LayerNorm`, drop(linear(`${layer}.attention.output.dense`, seen)).add(hidden));
        hidden = cross.forward(hidden, texts, drop);
        const inner = activations[this.#config.string('hidden_act', 'gelu')]!(linear(`${layer}.intermediate.dense`, hidden));
        hidden = norm(`${layer}.output.LayerNorm`, drop(linear(`${layer}.output.dense`, inner)).add(hidden));
      }
      const transformed = this.transformNorm.forward(activations[this.#config.string('hidden_act', 'gelu')]!(this.transform.forward(hidden)));
      return F.linear(transformed, weights['embeddings.word_embeddings.weight']!, this.bias).reshape([B * (L - 1), -1]);
    });
    using all = logits;
    using targets = tidy(() => ids.slice(1, 1, L).reshape([-1]));
    return await queued('aten::cross_entropy_loss', all, targets, null, 1, padTokenId);
  }
}

const activations: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  gelu: (x) => x.gelu(), gelu_new: (x) => x.gelu({ approximate: 'tanh' }), relu: (x) => x.relu(), silu: (x) => x.silu(), tanh: (x) => x.tanh(),
};
