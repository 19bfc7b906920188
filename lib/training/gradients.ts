// Gradients before the step: their norm, clipping, and whether each parameter has one.
import { TorchEncodersError } from '../errors.js';
import type { Module } from '../nn/module.js';
import { clipGradValue_ } from '../nn/utils.js';
import { linalg, torchFunctions as F } from '../tensor/functions.js';
import { noGrad } from '../tensor/modes.js';
import { queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';

/** The norm of all gradients together, and their scaling to at most `maxNorm`, as {@link nn.utils.clipGradNorm_} does it, off the event loop. */
export function clipGradients(parameters: readonly Tensor[], { maxNorm, maxValue }: { maxNorm?: number; maxValue?: number }): Promise<number> {
  return noGrad(async () => {
    const gradients = parameters.flatMap((parameter) => (parameter.grad ? [dense(parameter, parameter.grad)] : []));
    if (gradients.length === 0) return 0;
    const norms = await queued<Tensor[]>('aten::_foreach_norm.Scalar', gradients, 2);
    using stacked = F.stack(norms);
    for (const norm of norms) norm.dispose();
    using total = linalg.vectorNorm(stacked);
    if (maxNorm !== undefined) {
      using factor = total.add(1e-6).reciprocal().mul(maxNorm).clampMax(1);
      await queued('aten::_foreach_mul_.Tensor', gradients, factor);
    }
    if (maxValue !== undefined) clipGradValue_(parameters, maxValue);
    return total.item();
  });
}

/** The gradient's elements; those of a sparse one are its rows, which it keeps. */
function dense(parameter: Tensor, gradient: Tensor): Tensor {
  if (!gradient.isSparse) return gradient;
  parameter.grad = gradient.coalesce();
  return parameter.grad.values();
}

/** @throws ERR_CONFIG when parameters that are to be trained have no gradient. */
export function checkGradients(module: Module): void {
  const all = [...module.namedParameters()].filter(([, parameter]) => parameter.requiresGrad);
  const without = all.filter(([, parameter]) => parameter.grad === undefined).map(([name]) => name);
  if (without.length === 0) return;
  const some = without.slice(0, 3).join(', ') + (without.length > 3 ? ` and ${without.length - 3} more` : '');
  throw new TorchEncodersError('ERR_CONFIG', `no gradient reached ${without.length} of ${all.length} parameters that are to be trained: ${some}; freeze what the loss does not use with requiresGrad = false, or say checkGradients: false`);
}
