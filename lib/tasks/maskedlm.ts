import type { ForwardOptions } from '../encoders/base.js';
import type { EncoderOptions } from '../encoders/load.js';
import { queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import { denseStep, type Step } from './head.js';
import { loadTaskModel, TaskModel, withTokenLoss, type HeadParts, type TaskInputs, type TaskOutputs } from './model.js';

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
      const { transform, decoder, bias } = architecture.heads(config).maskedLM;
      const H = encoder.getHiddenSize();
      const words = encoder.stateDict()[architecture.wordEmbeddings]!;
      const V = words.shape[0]!;
      const step = await denseStep(weights, transform, [H, H]);
      const isTied = config.boolean('tie_word_embeddings', true);
      const rows = isTied ? words : await weights.take(`${decoder}.weight`, [V, H]);
      return new AutoModelForMaskedLM(parts, step, rows, await weights.take(bias, [V]));
    });
  }

  /** logits [B, L, V]. `labels` [B, L]: the word of each place, -100 where none is asked; the loss is their mean cross entropy. */
  async forward({ labels, ...inputs }: TaskInputs, options?: Pick<ForwardOptions, 'unpadInputs'>): Promise<TaskOutputs> {
    const { lastHiddenState, poolerOutput } = await this.encoder.forward(inputs, options);
    poolerOutput?.dispose();
    using hidden = lastHiddenState;
    using transformed = await this.#transform(hidden);
    const logits = await queued('aten::linear', transformed, this.#decoder, this.#bias);
    return labels ? withTokenLoss(logits, labels) : { logits };
  }
}
