import { op, queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';

/** x / max(‖x‖₂, 1e-12) along the last dimension, as torch.nn.functional.normalize. */
export async function normalized(x: Tensor): Promise<Tensor> {
  using norm = await queued('aten::norm.ScalarOpt_dim', x, 2, [-1], true);
  using divisor = await queued('aten::clamp_min', norm, 1e-12);
  return await queued('aten::div.Tensor', x, divisor);
}

/** The same, at once. */
export function unit(x: Tensor): Tensor {
  using norm = op('aten::norm.ScalarOpt_dim', x, 2, [-1], true);
  using divisor = op('aten::clamp_min', norm, 1e-12);
  return op('aten::div.Tensor', x, divisor);
}
