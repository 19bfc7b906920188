import type { Config } from '../config.js';
import type { ForwardOptions, PackedTokens } from '../encoders/base.js';
import type { EncoderOptions } from '../encoders/load.js';
import { TorchEncodersError } from '../errors.js';
import type { CancelHandle } from '../native.generated.js';
import { op, queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import { denseStep, linearStep, type Step } from './head.js';
import { headOf, labelCount, loadTaskModel, TaskModel, type HeadParts, type TaskInputs, type TaskOutputs } from './model.js';

export type ProblemType = 'regression' | 'single_label_classification' | 'multi_label_classification';

interface Head {
  readonly from: 'pooler' | 'cls' | 'mean';
  readonly dropout: { readonly beforeDense: number; readonly beforeOut: number };
  readonly dense: Step | undefined;
  readonly out: Step;
  readonly problemType: ProblemType | undefined;
}

/**
 * One or more labels, or a number, for each text.
 *
 * @example
 * const model = await AutoModelForSequenceClassification.fromPretrained('./sentiment');
 * const { logits } = await model.forward({ inputIds, attentionMask }); // [B, labels]
 */
export class AutoModelForSequenceClassification extends TaskModel {
  readonly #head: Head;
  readonly numLabels: number;

  private constructor(parts: HeadParts, head: Head, numLabels: number) {
    super(parts);
    this.#head = head;
    this.numLabels = numLabels;
  }

  /** @throws as {@link AutoEncoder.fromPretrained}, and ERR_CONFIG for a checkpoint without this head. */
  static fromPretrained(model: string, options?: EncoderOptions): Promise<AutoModelForSequenceClassification> {
    return loadTaskModel(model, options, async (parts) => {
      const { encoder, config, weights } = parts;
      const { from, dense, out, dropout } = headOf(parts, 'sequenceClassification');
      const H = encoder.getHiddenSize();
      const labels = weights.rowsOf(`${out}.weight`, () => labelCount(config));
      const head = {
        from, dropout,
        dense: dense && (await denseStep(weights, dense, [H, H])),
        out: await linearStep(weights, out, [H, labels]),
        problemType: problemTypeOf(config),
      };
      return new AutoModelForSequenceClassification(parts, head, labels);
    });
  }

  /**
   * logits [B, labels]. `labels`: [B] of class numbers; [B, labels] of 0 and 1, as floats, for several labels at once; [B] or [B, labels]
   * of floats for a regression. The loss is cross entropy, binary cross entropy with logits, or the mean squared error.
   */
  async forward({ labels, ...inputs }: TaskInputs, options?: Pick<ForwardOptions, 'unpadInputs'>): Promise<TaskOutputs> {
    using features = await this.encoder.pooled(inputs, [this.#head.from], options);
    const logits = await this.#classify(features);
    if (!labels) return { logits };
    try {
      return { loss: await this.#loss(logits, labels), logits };
    } catch (error) {
      logits.dispose();
      throw error;
    }
  }

  /** @internal logits [B, labels] of packed texts. */
  async classifyPacked(tokens: PackedTokens, cancel?: CancelHandle): Promise<Tensor> {
    using features = await this.encoder.encodePacked(tokens, [this.#head.from], cancel);
    return await this.#classify(features);
  }

  async #classify(features: Tensor): Promise<Tensor> {
    const { dense, out, dropout } = this.#head;
    using before = await this.#dropped(features, dropout.beforeDense);
    using hidden = dense ? await dense(before) : op('aten::alias', before);
    using last = await this.#dropped(hidden, dropout.beforeOut);
    return await out(last);
  }

  async #dropped(x: Tensor, p: number): Promise<Tensor> {
    return this.training && p > 0 ? queued('aten::dropout', x, p, true) : op('aten::alias', x);
  }

  async #loss(logits: Tensor, labels: Tensor): Promise<Tensor> {
    const isWhole = /int/.test(labels.dtype);
    const type = this.#head.problemType ?? (this.numLabels === 1 ? 'regression' : isWhole ? 'single_label_classification' : 'multi_label_classification');
    const [B] = logits.shape as [number, number];
    const wanted = type === 'single_label_classification' || (type === 'regression' && this.numLabels === 1) ? [B] : [B, this.numLabels];
    const fits = `${labels.shape}` === `${wanted}` || (type === 'regression' && `${labels.shape}` === `${[B, 1]}`);
    if (!fits) throw new TorchEncodersError('ERR_SHAPE', `labels have shape [${labels.shape.join(', ')}]; ${type} wants [${wanted.join(', ')}]`);
    if (type === 'single_label_classification') return queued('aten::cross_entropy_loss', logits, labels);
    using targets = op('aten::reshape', labels, [B, this.numLabels]);
    return await queued(type === 'regression' ? 'aten::mse_loss' : 'aten::binary_cross_entropy_with_logits', logits, targets);
  }
}

function problemTypeOf(config: Config): ProblemType | undefined {
  if (!config.has('problem_type')) return undefined;
  const type = config.string('problem_type');
  if (type === 'regression' || type === 'single_label_classification' || type === 'multi_label_classification') return type;
  throw new TorchEncodersError('ERR_CONFIG', `${config.name}: problem_type is '${type}'; wanted regression, single_label_classification or multi_label_classification`);
}
