import type { ForwardOptions } from '../encoders/base.js';
import type { EncoderOptions } from '../encoders/load.js';
import { op, queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import { likeOf } from './head.js';
import { headOf, loadTaskModel, TaskModel, withTokenLoss, type HeadParts, type TaskInputs, type TaskOutputs } from './model.js';

/**
 * Which word comes next: a causal decoder with its vocabulary.
 *
 * @example
 * const model = await AutoModelForCausalLM.fromPretrained('./Qwen3-0.6B');
 * const { logits } = await model.forward({ inputIds, attentionMask }); // [B, L, V]
 */
export class AutoModelForCausalLM extends TaskModel {
  readonly #decoder: Tensor;

  private constructor(parts: HeadParts, decoder: Tensor) {
    super(parts);
    this.#decoder = decoder;
  }

  /** @throws as {@link AutoEncoder.fromPretrained}, and ERR_CONFIG for a checkpoint without this head. */
  static fromPretrained(model: string, options?: EncoderOptions): Promise<AutoModelForCausalLM> {
    return loadTaskModel(model, options, async (parts) => {
      const { encoder, architecture, config, weights } = parts;
      const { decoder } = headOf(parts, 'causalLM');
      const words = encoder.stateDict()[architecture.wordEmbeddings]!;
      return new AutoModelForCausalLM(parts, config.boolean('tie_word_embeddings', false) ? words : await weights.take(`${decoder}.weight`, words.shape));
    });
  }

  /** logits [B, L, V]. `labels` [B, L] are the input's own words, -100 where none is asked: the loss of place i is that of label i + 1. */
  async forward({ labels, ...inputs }: TaskInputs, options?: Pick<ForwardOptions, 'unpadInputs'>): Promise<TaskOutputs> {
    const { lastHiddenState } = await this.encoder.forward(inputs, options);
    using hidden = lastHiddenState;
    using rows = await likeOf(this.#decoder, hidden);
    const logits = await queued<Tensor>('aten::linear', hidden, rows);
    if (!labels) return { logits };
    using next = op('aten::slice.Tensor', labels, -1, 1);
    using shifted = op('aten::pad', next, [0, 1], 'constant', -100);
    return withTokenLoss(logits, shifted);
  }
}
