import { crossEntropy } from '../../nn/functional.js';
import { op } from '../../tensor/ops.js';
import type { Tensor } from '../../tensor/tensor.js';
import { numbersOf, register, TaskHandler, type Summary } from './base.js';

/** A word of the vocabulary for each place that is asked: cross entropy, −100 where none is. Outputs [B, L, V], or [R, V] for the R places that are asked. */
export class MaskedLMHandler extends TaskHandler {
  readonly primaryMetric = 'perplexity';
  readonly mode = 'min';

  computeLoss(outputs: Tensor, labels: Tensor): Tensor {
    const [logits, words] = this.#asked(outputs, labels);
    return crossEntropy(logits, words, { weight: this.weights(logits), labelSmoothing: this.options.labelSmoothing });
  }
  /** The words' numbers, or their names, place by place. */
  decode(outputs: Tensor): unknown[] {
    const named = (value: unknown): unknown => (Array.isArray(value) ? value.map(named) : this.nameOf(Number(value)));
    return (outputs.argmax(-1).toArray() as unknown[]).map(named);
  }
  /** Of each place: −log of its word's probability, and whether that word was the likeliest. */
  summarize(outputs: Tensor, labels: Tensor): Summary {
    const [logits, words] = this.#asked(outputs.detach(), labels);
    return [crossEntropy(logits, words, { reduction: 'none' }), logits.argmax(-1).eq(words)];
  }
  protected metrics(losses: Tensor, right: Tensor): Record<string, number> {
    const count = losses.numel;
    const total = (values: Tensor): number => numbersOf(values).reduce((sum, value) => sum + value, 0);
    return { acc: total(right) / count, perplexity: Math.exp(total(losses) / count) };
  }

  #asked(outputs: Tensor, labels: Tensor): [Tensor, Tensor] {
    if (!/int/.test(labels.dtype)) this.refuseLabels(labels, 'int64 [B, L]');
    const isAsked = labels.ne(-100);
    const words = op('aten::masked_select', labels, isAsked);
    const rows = outputs.ndim === 2 ? outputs : outputs.reshape([-1, outputs.shape.at(-1)!]).index(isAsked.reshape([-1]));
    const logits = this.exact(rows);
    if (logits.shape[0] !== words.shape[0]) this.refuseLabels(labels, `int64 with ${logits.shape[0]} places asked, or the shape [${outputs.shape.slice(0, -1).join(', ')}]`);
    return [logits, words];
  }
}
register(MaskedLMHandler, 'mlm');
