// Initialisations, as torch.nn.init: each writes into its tensor and gives it back. Drawn from the default generator, so that a seed gives PyTorch's numbers.
import { TorchEncodersError } from '../errors.js';
import { linalg, torchFunctions as F } from '../tensor/functions.js';
import { noGrad } from '../tensor/modes.js';
import type { Tensor } from '../tensor/tensor.js';

export const uniform_ = (x: Tensor, from = 0, to = 1): Tensor => noGrad(() => x.uniform_(from, to));
export const normal_ = (x: Tensor, mean = 0, std = 1): Tensor => noGrad(() => x.normal_(mean, std));
export const constant_ = (x: Tensor, value: number): Tensor => noGrad(() => x.fill_(value));
export const zeros_ = (x: Tensor): Tensor => constant_(x, 0);
export const ones_ = (x: Tensor): Tensor => constant_(x, 1);

/** What goes into and out of one unit; of a convolution, times the size of its window. */
export function fanInAndFanOut(x: Tensor): [fanIn: number, fanOut: number] {
  const [out, into, ...window] = x.shape;
  if (out === undefined || into === undefined) throw new TorchEncodersError('ERR_SHAPE', `fan in and fan out want a tensor of at least 2 dimensions, found [${x.shape.join(', ')}]`);
  const field = window.reduce((product, size) => product * size, 1);
  return [into * field, out * field];
}

/** U(−a, a) with a = gain √(6 / (fan in + fan out)). */
export function xavierUniform_(x: Tensor, gain = 1): Tensor {
  const [fanIn, fanOut] = fanInAndFanOut(x);
  const bound = gain * Math.sqrt(2 / (fanIn + fanOut)) * Math.sqrt(3);
  return uniform_(x, -bound, bound);
}
/** N(0, gain² · 2 / (fan in + fan out)). */
export function xavierNormal_(x: Tensor, gain = 1): Tensor {
  const [fanIn, fanOut] = fanInAndFanOut(x);
  return normal_(x, 0, gain * Math.sqrt(2 / (fanIn + fanOut)));
}

export interface KaimingOptions {
  /** The slope of the leaky ReLU behind the layer. Default: 0. */
  a?: number;
  mode?: 'fanIn' | 'fanOut';
  nonlinearity?: 'leaky_relu' | 'relu' | 'linear' | 'tanh' | 'selu';
}
const gains = { linear: 1, relu: Math.SQRT2, tanh: 5 / 3, selu: 3 / 4 } as const;
function kaimingStd(x: Tensor, { a = 0, mode = 'fanIn', nonlinearity = 'leaky_relu' }: KaimingOptions): number {
  const [fanIn, fanOut] = fanInAndFanOut(x);
  const gain = nonlinearity === 'leaky_relu' ? Math.sqrt(2 / (1 + a * a)) : gains[nonlinearity];
  return gain / Math.sqrt(mode === 'fanIn' ? fanIn : fanOut);
}
/** U(−b, b) with b = gain √(3 / fan). */
export function kaimingUniform_(x: Tensor, options: KaimingOptions = {}): Tensor {
  const bound = Math.sqrt(3) * kaimingStd(x, options);
  return uniform_(x, -bound, bound);
}
/** N(0, gain² / fan). */
export function kaimingNormal_(x: Tensor, options: KaimingOptions = {}): Tensor {
  return normal_(x, 0, kaimingStd(x, options));
}
/** N(mean, std²), drawn again outside of [a, b], by the inverse of the distribution function. */
export function truncNormal_(x: Tensor, mean = 0, std = 1, a = -2, b = 2): Tensor {
  const cdf = (value: number): number => (1 + erf(value / Math.SQRT2)) / 2;
  const [low, high] = [cdf((a - mean) / std), cdf((b - mean) / std)];
  return noGrad(() => x.uniform_(2 * low - 1, 2 * high - 1).erfinv_().mul_(std * Math.SQRT2).add_(mean).clamp_(a, b));
}

/** Orthonormal rows or columns, whichever are fewer: Q of a random matrix's QR, its signs made unique (Saxe et al., 2013). */
export function orthogonal_(x: Tensor, gain = 1): Tensor {
  const [rows, columns] = [x.shape[0]!, x.numel / x.shape[0]!];
  return noGrad(() => {
    const [q, r] = linalg.qr(F.randn([Math.max(rows, columns), Math.min(rows, columns)]), 'reduced');
    const signed = q.mul(r.diagonal().sign());
    return x.copy_((rows < columns ? signed.t() : signed).mul(gain).reshape(x.shape));
  });
}

/** By the series of Maclaurin near zero and by the continued fraction of erfc elsewhere: to 1e-15. */
function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 2) {
    let [term, sum] = [size, size];
    for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
      term *= (-size * size) / n;
      sum += term / (2 * n + 1);
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = (n / 2) / (size + fraction);
  return Math.sign(x) * (1 - Math.exp(-size * size) / (Math.sqrt(Math.PI) * (size + fraction)));
}
