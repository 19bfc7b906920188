import type { ForwardOptions } from '../encoders/base.js';
import type { EncoderOptions } from '../encoders/load.js';
import { op, queued } from '../tensor/ops.js';
import { denseStep, linearStep, type Step } from './head.js';
import { headOf, labelCount, loadTaskModel, TaskModel, withTokenLoss, type HeadParts, type TaskInputs, type TaskOutputs } from './model.js';

/**
 * A label for each token: names, parts of speech, term weights.
 *
 * @example
 * const model = await AutoModelForTokenClassification.fromPretrained('./ner');
 * const { logits } = await model.forward({ inputIds, attentionMask }); // [B, L, labels]
 */
export class AutoModelForTokenClassification extends TaskModel {
  readonly #dense: Step | undefined;
  readonly #out: Step;
  readonly #dropout: number;
  readonly numLabels: number;

  private constructor(parts: HeadParts, dense: Step | undefined, out: Step, dropout: number, numLabels: number) {
    super(parts);
    this.#dense = dense;
    this.#out = out;
    this.#dropout = dropout;
    this.numLabels = numLabels;
  }

  /** @throws as {@link AutoEncoder.fromPretrained}, and ERR_CONFIG for a checkpoint without this head. */
  static fromPretrained(model: string, options?: EncoderOptions): Promise<AutoModelForTokenClassification> {
    return loadTaskModel(model, options, async (parts) => {
      const { encoder, config, weights } = parts;
      const { dense, dropout } = headOf(parts, 'tokenClassification');
      const H = encoder.getHiddenSize();
      const labels = weights.rowsOf('classifier.weight', () => labelCount(config));
      const hidden = dense && (await denseStep(weights, dense, [H, H]));
      return new AutoModelForTokenClassification(parts, hidden, await linearStep(weights, 'classifier', [H, labels]), dropout, labels);
    });
  }

  /** logits [B, L, labels]. `labels` [B, L]: the class of each token, -100 where none is asked; the loss is their mean cross entropy. */
  async forward({ labels, ...inputs }: TaskInputs, options?: Pick<ForwardOptions, 'unpadInputs'>): Promise<TaskOutputs> {
    const { lastHiddenState, poolerOutput } = await this.encoder.forward(inputs, options);
    poolerOutput?.dispose();
    using last = lastHiddenState;
    using hidden = this.#dense ? await this.#dense(last) : op('aten::alias', last);
    using dropped = this.training && this.#dropout > 0 ? await queued('aten::dropout', hidden, this.#dropout, true) : op('aten::alias', hidden);
    const logits = await this.#out(dropped);
    return labels ? withTokenLoss(logits, labels) : { logits };
  }
}
