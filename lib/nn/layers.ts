// Layers without memory: linear, norms, convolutions, pooling, activations. Defaults, formulas and initialisations of torch.nn.
import { torchFunctions as F } from '../tensor/functions.js';
import type { Tensor } from '../tensor/tensor.js';
import { kaimingUniform_, fanInAndFanOut, uniform_ } from './init.js';
import { Buffer, Module, Parameter } from './module.js';

const empty = (...shape: number[]): Parameter => new Parameter(F.empty(shape));
const filled = (value: number, ...shape: number[]): Parameter => new Parameter(F.full(shape, value, { dtype: 'float32' }));

/** U(−√k, √k) with k = 1 / fan in, for weight and bias: what torch.nn gives to linear and convolutional layers. */
function resetParameters(weight: Tensor, bias: Tensor | undefined): void {
  kaimingUniform_(weight, { a: Math.sqrt(5) });
  if (!bias) return;
  const bound = 1 / Math.sqrt(fanInAndFanOut(weight)[0]);
  uniform_(bias, -bound, bound);
}

/** x Wᵀ + b. Input [*, inFeatures], output [*, outFeatures]. */
export class Linear extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | undefined;
  constructor(readonly inFeatures: number, readonly outFeatures: number, { bias = true }: { bias?: boolean } = {}) {
    super();
    this.weight = empty(outFeatures, inFeatures);
    this.bias = bias ? empty(outFeatures) : undefined;
    resetParameters(this.weight, this.bias);
  }
  forward(x: Tensor): Tensor {
    return F.linear(x, this.weight, this.bias ?? null);
  }
}

/** x₁ᵀ A x₂ + b for each output. */
export class Bilinear extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | undefined;
  constructor(in1Features: number, in2Features: number, outFeatures: number, { bias = true }: { bias?: boolean } = {}) {
    super();
    this.weight = empty(outFeatures, in1Features, in2Features);
    this.bias = bias ? empty(outFeatures) : undefined;
    const bound = 1 / Math.sqrt(in1Features);
    uniform_(this.weight, -bound, bound);
    if (this.bias) uniform_(this.bias, -bound, bound);
  }
  forward(x1: Tensor, x2: Tensor): Tensor {
    return F.bilinear(x1, x2, this.weight, this.bias ?? null);
  }
}

const listOf = (value: number | readonly number[]): readonly number[] => (typeof value === 'number' ? [value] : value);

/** (x − mean) / √(variance + eps) · weight + bias over the last dimensions. */
export class LayerNorm extends Module {
  readonly weight: Parameter | undefined;
  readonly bias: Parameter | undefined;
  private readonly shape: readonly number[];
  constructor(normalizedShape: number | readonly number[], private readonly options: { eps?: number; elementwiseAffine?: boolean; bias?: boolean } = {}) {
    super();
    this.shape = listOf(normalizedShape);
    const { elementwiseAffine = true, bias = true } = options;
    this.weight = elementwiseAffine ? filled(1, ...this.shape) : undefined;
    this.bias = elementwiseAffine && bias ? filled(0, ...this.shape) : undefined;
  }
  forward(x: Tensor): Tensor {
    return F.layerNorm(x, this.shape, this.weight ?? null, this.bias ?? null, this.options.eps ?? 1e-5);
  }
}

/** x / √(mean of x² + eps) · weight. */
export class RMSNorm extends Module {
  readonly weight: Parameter | undefined;
  private readonly shape: readonly number[];
  constructor(normalizedShape: number | readonly number[], private readonly options: { eps?: number; elementwiseAffine?: boolean } = {}) {
    super();
    this.shape = listOf(normalizedShape);
    this.weight = options.elementwiseAffine === false ? undefined : filled(1, ...this.shape);
  }
  forward(x: Tensor): Tensor {
    return F.rmsNorm(x, this.shape, this.weight ?? null, this.options.eps ?? null);
  }
}

export class GroupNorm extends Module {
  readonly weight: Parameter | undefined;
  readonly bias: Parameter | undefined;
  constructor(private readonly numGroups: number, numChannels: number, private readonly options: { eps?: number; affine?: boolean } = {}) {
    super();
    this.weight = options.affine === false ? undefined : filled(1, numChannels);
    this.bias = options.affine === false ? undefined : filled(0, numChannels);
  }
  forward(x: Tensor): Tensor {
    return F.groupNorm(x, this.numGroups, this.weight ?? null, this.bias ?? null, this.options.eps ?? 1e-5);
  }
}

interface BatchNormOptions { eps?: number; momentum?: number; affine?: boolean; trackRunningStats?: boolean }

abstract class BatchNorm extends Module {
  readonly weight: Parameter | undefined;
  readonly bias: Parameter | undefined;
  readonly runningMean: Buffer | undefined;
  readonly runningVar: Buffer | undefined;
  readonly numBatchesTracked: Buffer | undefined;
  constructor(numFeatures: number, private readonly options: BatchNormOptions = {}) {
    super();
    const { affine = true, trackRunningStats = true } = options;
    this.weight = affine ? filled(1, numFeatures) : undefined;
    this.bias = affine ? filled(0, numFeatures) : undefined;
    this.runningMean = trackRunningStats ? new Buffer(F.zeros([numFeatures])) : undefined;
    this.runningVar = trackRunningStats ? new Buffer(F.ones([numFeatures])) : undefined;
    this.numBatchesTracked = trackRunningStats ? new Buffer(F.zeros([], { dtype: 'int64' })) : undefined;
  }
  forward(x: Tensor): Tensor {
    const { momentum = 0.1, eps = 1e-5 } = this.options;
    if (this.training) this.numBatchesTracked?.add_(1);
    return F.batchNorm(x, this.weight ?? null, this.bias ?? null, this.runningMean ?? null, this.runningVar ?? null, this.training || !this.runningMean, momentum, eps, false);
  }
}
/** [N, C] or [N, C, L], each channel by the statistics of the batch in training and by the running ones in evaluation. */
export class BatchNorm1d extends BatchNorm {}
/** [N, C, H, W]. */
export class BatchNorm2d extends BatchNorm {}

type Size = number | readonly number[];
const sizes = (value: Size, dims: number): readonly number[] => (typeof value === 'number' ? Array.from({ length: dims }, () => value) : value);
export interface ConvOptions { stride?: Size; padding?: Size; dilation?: Size; groups?: number; bias?: boolean }

abstract class Conv extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | undefined;
  protected readonly stride: readonly number[];
  protected readonly padding: readonly number[];
  protected readonly dilation: readonly number[];
  protected readonly groups: number;
  constructor(dims: number, inChannels: number, outChannels: number, kernelSize: Size, { stride = 1, padding = 0, dilation = 1, groups = 1, bias = true }: ConvOptions) {
    super();
    this.stride = sizes(stride, dims);
    this.padding = sizes(padding, dims);
    this.dilation = sizes(dilation, dims);
    this.groups = groups;
    this.weight = empty(outChannels, inChannels / groups, ...sizes(kernelSize, dims));
    this.bias = bias ? empty(outChannels) : undefined;
    resetParameters(this.weight, this.bias);
  }
}
/** [N, C, L] → [N, outChannels, L']. */
export class Conv1d extends Conv {
  constructor(inChannels: number, outChannels: number, kernelSize: Size, options: ConvOptions = {}) {
    super(1, inChannels, outChannels, kernelSize, options);
  }
  forward(x: Tensor): Tensor {
    return F.conv1d(x, this.weight, this.bias ?? null, this.stride, this.padding, this.dilation, this.groups);
  }
}
/** [N, C, H, W] → [N, outChannels, H', W']. */
export class Conv2d extends Conv {
  constructor(inChannels: number, outChannels: number, kernelSize: Size, options: ConvOptions = {}) {
    super(2, inChannels, outChannels, kernelSize, options);
  }
  forward(x: Tensor): Tensor {
    return F.conv2d(x, this.weight, this.bias ?? null, this.stride, this.padding, this.dilation, this.groups);
  }
}

interface PoolOptions { stride?: Size; padding?: Size }
export class MaxPool1d extends Module {
  constructor(private readonly kernelSize: Size, private readonly options: PoolOptions = {}) { super(); }
  forward(x: Tensor): Tensor {
    return F.maxPool1d(x, sizes(this.kernelSize, 1), sizes(this.options.stride ?? this.kernelSize, 1), sizes(this.options.padding ?? 0, 1));
  }
}
export class MaxPool2d extends Module {
  constructor(private readonly kernelSize: Size, private readonly options: PoolOptions = {}) { super(); }
  forward(x: Tensor): Tensor {
    return F.maxPool2d(x, sizes(this.kernelSize, 2), sizes(this.options.stride ?? this.kernelSize, 2), sizes(this.options.padding ?? 0, 2));
  }
}
export class AvgPool2d extends Module {
  constructor(private readonly kernelSize: Size, private readonly options: PoolOptions = {}) { super(); }
  forward(x: Tensor): Tensor {
    return F.avgPool2d(x, sizes(this.kernelSize, 2), sizes(this.options.stride ?? this.kernelSize, 2), sizes(this.options.padding ?? 0, 2));
  }
}
export class AdaptiveAvgPool1d extends Module {
  constructor(private readonly outputSize: Size) { super(); }
  forward(x: Tensor): Tensor { return F.adaptiveAvgPool1d(x, sizes(this.outputSize, 1)); }
}
export class AdaptiveAvgPool2d extends Module {
  constructor(private readonly outputSize: Size) { super(); }
  forward(x: Tensor): Tensor { return F.adaptiveAvgPool2d(x, sizes(this.outputSize, 2)); }
}

/** Sets elements to zero with probability p and scales the others by 1 / (1 − p), in training; nothing in evaluation. */
export class Dropout extends Module {
  constructor(readonly p = 0.5) { super(); }
  forward(x: Tensor): Tensor {
    return this.training && this.p > 0 ? F.dropout(x, this.p, true) : x;
  }
}

export class Identity extends Module {
  forward(x: Tensor): Tensor { return x; }
}
export class Flatten extends Module {
  constructor(private readonly startDim = 1, private readonly endDim = -1) { super(); }
  forward(x: Tensor): Tensor { return F.flatten(x, this.startDim, this.endDim); }
}
export class ReLU extends Module {
  forward(x: Tensor): Tensor { return x.relu(); }
}
export class GELU extends Module {
  constructor(private readonly approximate: 'none' | 'tanh' = 'none') { super(); }
  forward(x: Tensor): Tensor { return x.gelu({ approximate: this.approximate }); }
}
export class SiLU extends Module {
  forward(x: Tensor): Tensor { return x.silu(); }
}
export class Mish extends Module {
  forward(x: Tensor): Tensor { return x.mish(); }
}
export class Tanh extends Module {
  forward(x: Tensor): Tensor { return x.tanh(); }
}
export class Sigmoid extends Module {
  forward(x: Tensor): Tensor { return x.sigmoid(); }
}
export class LeakyReLU extends Module {
  constructor(private readonly negativeSlope = 0.01) { super(); }
  forward(x: Tensor): Tensor { return x.leakyRelu(this.negativeSlope); }
}
export class ELU extends Module {
  constructor(private readonly alpha = 1) { super(); }
  forward(x: Tensor): Tensor { return x.elu(this.alpha); }
}
export class Softmax extends Module {
  constructor(private readonly dim: number) { super(); }
  forward(x: Tensor): Tensor { return x.softmax(this.dim); }
}
export class LogSoftmax extends Module {
  constructor(private readonly dim: number) { super(); }
  forward(x: Tensor): Tensor { return x.logSoftmax(this.dim); }
}
