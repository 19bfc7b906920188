import { noGrad } from '../tensor/modes.js';
import { linalg, ops, torchFunctions as F } from '../tensor/functions.js';
import type { Tensor } from '../tensor/tensor.js';

const gradientsOf = (parameters: Iterable<Tensor>): Tensor[] => [...parameters].flatMap((parameter) => parameter.grad ?? []);

/**
 * Scales the gradients of all parameters together so that their norm is at most `maxNorm`; gives the norm before.
 * @example
 * await loss.backward();
 * nn.utils.clipGradNorm_(model.parameters(), 1);
 * await optimizer.step();
 */
export function clipGradNorm_(parameters: Iterable<Tensor>, maxNorm: number, normType = 2): Tensor {
  return noGrad(() => {
    const gradients = gradientsOf(parameters);
    if (gradients.length === 0) return F.zeros([]);
    const norms = F.stack(gradients.map((gradient) => linalg.vectorNorm(gradient, normType)));
    const total = linalg.vectorNorm(norms, normType);
    const factor = total.add(1e-6).reciprocal().mul(maxNorm).clampMax(1);
    ops.aten!._foreach_mul_!(gradients, factor);
    return total;
  });
}

/** Cuts each element of the gradients to [−value, value]. */
export function clipGradValue_(parameters: Iterable<Tensor>, value: number): void {
  noGrad(() => gradientsOf(parameters).forEach((gradient) => gradient.clamp_(-value, value)));
}
