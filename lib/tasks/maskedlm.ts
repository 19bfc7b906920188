import type { EncoderInputs, ForwardOptions } from '../encoders/base.js';
import type { EncoderOptions } from '../encoders/load.js';
import { op, queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import { denseStep, likeOf, type Step } from './head.js';
import { headOf, loadTaskModel, TaskModel, withTokenLoss, type HeadParts, type TaskInputs, type TaskOutputs } from './model.js';

/**
 * Which word stands at each place: BERT's masked language model and its relatives.
 *
 * @example
 * const model = await AutoModelForMaskedLM.fromPretrained('./bert-base-uncased');
 * const { logits } = await model.forward({ inputIds, attentionMask }); // [B, L, V]
 */
export class AutoModelForMaskedLM extends TaskModel {
  readonly #transform: Step;
  readonly #decoder: Tensor;
  readonly #bias: Tensor;

  private constructor(parts: HeadParts, transform: Step, decoder: Tensor, bias: Tensor) {
    super(parts);
    this.#transform = transform;
    this.#decoder = decoder;
    this.#bias = bias;
  }

  /** @throws as {@link AutoEncoder.fromPretrained}, and ERR_CONFIG for a checkpoint without this head. */
  static fromPretrained(model: string, options?: EncoderOptions): Promise<AutoModelForMaskedLM> {
    return loadTaskModel(model, options, async (parts) => {
      const { encoder, architecture, config, weights } = parts;
      const { transform, decoder, bias } = headOf(parts, 'maskedLM');
      const H = encoder.getHiddenSize();
      const words = encoder.stateDict()[architecture.wordEmbeddings]!;
      const V = words.shape[0]!;
      const step = await denseStep(weights, transform, [H, H]);
      const isTied = config.boolean('tie_word_embeddings', true);
      const rows = isTied ? words : await weights.take(`${decoder}.weight`, [V, H]);
      return new AutoModelForMaskedLM(parts, step, rows, await weights.take(bias, [V]));
    });
  }

  /**
   * logits [B, L, V]. `labels` [B, L]: the word of each place, -100 where none is asked; the loss is their mean cross entropy.
   * In training with labels, only the R places that are asked go through the last feed-forward and the vocabulary: logits [R, V], row by row.
   */
  async forward({ labels, ...inputs }: TaskInputs, options?: Pick<ForwardOptions, 'unpadInputs'>): Promise<TaskOutputs> {
    if (labels && this.training) return this.#forwardAsked(inputs, labels, options);
    const { lastHiddenState, poolerOutput } = await this.encoder.forward(inputs, options);
    poolerOutput?.dispose();
    using hidden = lastHiddenState;
    const logits = await this.#logits(hidden);
    return labels ? withTokenLoss(logits, labels) : { logits };
  }

  async #forwardAsked(inputs: EncoderInputs, labels: Tensor, options?: Pick<ForwardOptions, 'unpadInputs'>): Promise<TaskOutputs> {
    using isAsked = op('aten::ne.Scalar', labels, -100);
    using hidden = await this.encoder.forwardRows(inputs, isAsked, options?.unpadInputs);
    const logits = await this.#logits(hidden);
    using targets = op('aten::masked_select', labels, isAsked);
    return { loss: await queued('aten::cross_entropy_loss', logits, targets), logits };
  }

  /** @internal logits [N, V] of token vectors [N, H]. */
  logitsOf(hidden: Tensor): Promise<Tensor> {
    return this.#logits(hidden);
  }

  async #logits(hidden: Tensor): Promise<Tensor> {
    using transformed = await this.#transform(hidden);
    using rows = await likeOf(this.#decoder, transformed);
    return await queued('aten::linear', transformed, rows, this.#bias);
  }
}
