// Written by scripts/generate.mjs from the schemas of the built addon: do not edit, run `npm run generate`.
import type { DType, Device, Generator, MemoryFormat, Scalar, Tensor } from '../types.js';

/** LibTorch's operators as functions. */
export interface TorchFunctions {
  /** `aten::abs` */
  abs(self: Tensor): Tensor;
  /** `aten::absolute` */
  absolute(self: Tensor): Tensor;
  /** `aten::acos` */
  acos(self: Tensor): Tensor;
  /** `aten::acosh` */
  acosh(self: Tensor): Tensor;
  /** `aten::adaptive_avg_pool1d` */
  adaptiveAvgPool1d(self: Tensor, outputSize: number | readonly number[]): Tensor;
  /** `aten::adaptive_avg_pool1d` */
  adaptiveAvgPool1d(self: Tensor, options: { outputSize: number | readonly number[] }): Tensor;
  /** `aten::adaptive_avg_pool2d` */
  adaptiveAvgPool2d(self: Tensor, outputSize: number | readonly number[]): Tensor;
  /** `aten::adaptive_avg_pool2d` */
  adaptiveAvgPool2d(self: Tensor, options: { outputSize: number | readonly number[] }): Tensor;
  /** `aten::adaptive_avg_pool3d` */
  adaptiveAvgPool3d(self: Tensor, outputSize: number | readonly number[]): Tensor;
  /** `aten::adaptive_avg_pool3d` */
  adaptiveAvgPool3d(self: Tensor, options: { outputSize: number | readonly number[] }): Tensor;
  /** `aten::adaptive_max_pool1d` */
  adaptiveMaxPool1d(self: Tensor, outputSize: number | readonly number[]): [Tensor, Tensor];
  /** `aten::adaptive_max_pool1d` */
  adaptiveMaxPool1d(self: Tensor, options: { outputSize: number | readonly number[] }): [Tensor, Tensor];
  /** `aten::adaptive_max_pool2d` */
  adaptiveMaxPool2d(self: Tensor, outputSize: number | readonly number[]): [Tensor, Tensor];
  /** `aten::adaptive_max_pool2d` */
  adaptiveMaxPool2d(self: Tensor, options: { outputSize: number | readonly number[] }): [Tensor, Tensor];
  /** `aten::adaptive_max_pool2d_backward` */
  adaptiveMaxPool2dBackward(gradOutput: Tensor, self: Tensor, indices: Tensor): Tensor;
  /** `aten::adaptive_max_pool3d` */
  adaptiveMaxPool3d(self: Tensor, outputSize: number | readonly number[]): [Tensor, Tensor];
  /** `aten::adaptive_max_pool3d` */
  adaptiveMaxPool3d(self: Tensor, options: { outputSize: number | readonly number[] }): [Tensor, Tensor];
  /** `aten::adaptive_max_pool3d_backward` */
  adaptiveMaxPool3dBackward(gradOutput: Tensor, self: Tensor, indices: Tensor): Tensor;
  /** `aten::add.Scalar` */
  add(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::add.Scalar` */
  add(self: Tensor, other: Scalar, alpha?: Scalar): Tensor;
  /** `aten::add.Scalar` */
  add(self: Tensor, options: { other: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::add.Tensor` */
  add(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::addbmm` */
  addbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addcdiv` */
  addcdiv(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /** `aten::addcmul` */
  addcmul(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /** `aten::addmm` */
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmm.dtype` */
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmm.dtype` */
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, options: { outDtype: DType; beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmv` */
  addmv(self: Tensor, mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addr` */
  addr(self: Tensor, vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::adjoint` */
  adjoint(self: Tensor): Tensor;
  /** `aten::affine_grid_generator` */
  affineGridGenerator(theta: Tensor, size: readonly number[], alignCorners: boolean): Tensor;
  /** `aten::affine_grid_generator` */
  affineGridGenerator(theta: Tensor, options: { size: readonly number[]; alignCorners: boolean }): Tensor;
  /** `aten::affine_grid_generator_backward` */
  affineGridGeneratorBackward(grad: Tensor, size: readonly number[], alignCorners: boolean): Tensor;
  /** `aten::affine_grid_generator_backward` */
  affineGridGeneratorBackward(grad: Tensor, options: { size: readonly number[]; alignCorners: boolean }): Tensor;
  /** `aten::alias` */
  alias(self: Tensor): Tensor;
  /** `aten::alias_copy` */
  aliasCopy(self: Tensor): Tensor;
  /** `aten::all` */
  all(self: Tensor): Tensor;
  /** `aten::all.dim` */
  all(self: Tensor, dim: number, options?: { keepdim?: boolean }): Tensor;
  /** `aten::all.dim` */
  all(self: Tensor, dim: number, keepdim?: boolean): Tensor;
  /** `aten::all.dim` */
  all(self: Tensor, options: { dim: number; keepdim?: boolean }): Tensor;
  /** `aten::all.dims` */
  all(self: Tensor, options?: { dim?: readonly number[] | null; keepdim?: boolean }): Tensor;
  /** `aten::all.dims` */
  all(self: Tensor, dim?: readonly number[] | null, keepdim?: boolean): Tensor;
  /** `aten::allclose` */
  allclose(self: Tensor, other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): boolean;
  /** `aten::allclose` */
  allclose(self: Tensor, other: Tensor, rtol?: number, atol?: number, equalNan?: boolean): boolean;
  /** `aten::alpha_dropout` */
  alphaDropout(input: Tensor, p: number, train: boolean): Tensor;
  /** `aten::alpha_dropout` */
  alphaDropout(input: Tensor, options: { p: number; train: boolean }): Tensor;
  /** `aten::amax` */
  amax(self: Tensor, options?: { dim?: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::amax` */
  amax(self: Tensor, dim?: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::amin` */
  amin(self: Tensor, options?: { dim?: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::amin` */
  amin(self: Tensor, dim?: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::aminmax` */
  aminmax(self: Tensor, options?: { dim?: number | null; keepdim?: boolean }): [Tensor, Tensor] & { min: Tensor; max: Tensor };
  /** `aten::angle` */
  angle(self: Tensor): Tensor;
  /** `aten::any` */
  any(self: Tensor): Tensor;
  /** `aten::any.dim` */
  any(self: Tensor, dim: number, options?: { keepdim?: boolean }): Tensor;
  /** `aten::any.dim` */
  any(self: Tensor, dim: number, keepdim?: boolean): Tensor;
  /** `aten::any.dim` */
  any(self: Tensor, options: { dim: number; keepdim?: boolean }): Tensor;
  /** `aten::any.dims` */
  any(self: Tensor, options?: { dim?: readonly number[] | null; keepdim?: boolean }): Tensor;
  /** `aten::any.dims` */
  any(self: Tensor, dim?: readonly number[] | null, keepdim?: boolean): Tensor;
  /** `aten::arange` */
  arange(end: Scalar, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::arange` */
  arange(options: { end: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::arange.start` */
  arange(start: Scalar, end: Scalar, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::arange.start` */
  arange(options: { start: Scalar; end: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::arange.start_step` */
  arange(start: Scalar, end: Scalar, options?: { step?: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::arange.start_step` */
  arange(start: Scalar, end: Scalar, step?: Scalar, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::arange.start_step` */
  arange(options: { start: Scalar; end: Scalar; step?: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::arccos` */
  arccos(self: Tensor): Tensor;
  /** `aten::arccosh` */
  arccosh(self: Tensor): Tensor;
  /** `aten::arcsin` */
  arcsin(self: Tensor): Tensor;
  /** `aten::arcsinh` */
  arcsinh(self: Tensor): Tensor;
  /** `aten::arctan` */
  arctan(self: Tensor): Tensor;
  /** `aten::arctan2` */
  arctan2(self: Tensor, other: Tensor): Tensor;
  /** `aten::arctanh` */
  arctanh(self: Tensor): Tensor;
  /** `aten::argmax` */
  argmax(self: Tensor, options?: { dim?: number | null; keepdim?: boolean }): Tensor;
  /** `aten::argmax` */
  argmax(self: Tensor, dim?: number | null, keepdim?: boolean): Tensor;
  /** `aten::argmin` */
  argmin(self: Tensor, options?: { dim?: number | null; keepdim?: boolean }): Tensor;
  /** `aten::argmin` */
  argmin(self: Tensor, dim?: number | null, keepdim?: boolean): Tensor;
  /** `aten::argsort` */
  argsort(self: Tensor, options?: { dim?: number; descending?: boolean }): Tensor;
  /** `aten::argsort` */
  argsort(self: Tensor, dim?: number, descending?: boolean): Tensor;
  /** `aten::argsort.stable` */
  argsort(self: Tensor, options: { stable: boolean; dim?: number; descending?: boolean }): Tensor;
  /** `aten::argwhere` */
  argwhere(self: Tensor): Tensor;
  /** `aten::as_strided` */
  asStrided(self: Tensor, size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | null }): Tensor;
  /** `aten::as_strided` */
  asStrided(self: Tensor, size: readonly number[], stride: readonly number[], storageOffset?: number | null): Tensor;
  /** `aten::as_strided` */
  asStrided(self: Tensor, options: { size: readonly number[]; stride: readonly number[]; storageOffset?: number | null }): Tensor;
  /** `aten::as_strided_copy` */
  asStridedCopy(self: Tensor, size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | null }): Tensor;
  /** `aten::as_strided_copy` */
  asStridedCopy(self: Tensor, size: readonly number[], stride: readonly number[], storageOffset?: number | null): Tensor;
  /** `aten::as_strided_copy` */
  asStridedCopy(self: Tensor, options: { size: readonly number[]; stride: readonly number[]; storageOffset?: number | null }): Tensor;
  /** `aten::as_strided_scatter` */
  asStridedScatter(self: Tensor, src: Tensor, size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | null }): Tensor;
  /** `aten::as_strided_scatter` */
  asStridedScatter(self: Tensor, src: Tensor, size: readonly number[], stride: readonly number[], storageOffset?: number | null): Tensor;
  /** `aten::as_strided_scatter` */
  asStridedScatter(self: Tensor, src: Tensor, options: { size: readonly number[]; stride: readonly number[]; storageOffset?: number | null }): Tensor;
  /** `aten::asin` */
  asin(self: Tensor): Tensor;
  /** `aten::asinh` */
  asinh(self: Tensor): Tensor;
  /** `aten::atan` */
  atan(self: Tensor): Tensor;
  /** `aten::atan2` */
  atan2(self: Tensor, other: Tensor): Tensor;
  /** `aten::atanh` */
  atanh(self: Tensor): Tensor;
  /** `aten::atleast_1d` */
  atleast1d(self: Tensor): Tensor;
  /** `aten::atleast_1d.Sequence` */
  atleast1d(tensors: readonly Tensor[]): Tensor[];
  /** `aten::atleast_2d` */
  atleast2d(self: Tensor): Tensor;
  /** `aten::atleast_2d.Sequence` */
  atleast2d(tensors: readonly Tensor[]): Tensor[];
  /** `aten::atleast_3d` */
  atleast3d(self: Tensor): Tensor;
  /** `aten::atleast_3d.Sequence` */
  atleast3d(tensors: readonly Tensor[]): Tensor[];
  /** `aten::avg_pool1d` */
  avgPool1d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
  /** `aten::avg_pool1d` */
  avgPool1d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean): Tensor;
  /** `aten::avg_pool1d` */
  avgPool1d(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
  /** `aten::avg_pool2d` */
  avgPool2d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | null }): Tensor;
  /** `aten::avg_pool2d` */
  avgPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean, divisorOverride?: number | null): Tensor;
  /** `aten::avg_pool2d` */
  avgPool2d(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | null }): Tensor;
  /** `aten::avg_pool2d_backward` */
  avgPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: number | readonly number[], stride: number | readonly number[], padding: number | readonly number[], ceilMode: boolean, countIncludePad: boolean, divisorOverride: number | null): Tensor;
  /** `aten::avg_pool2d_backward` */
  avgPool2dBackward(gradOutput: Tensor, self: Tensor, options: { kernelSize: number | readonly number[]; stride: number | readonly number[]; padding: number | readonly number[]; ceilMode: boolean; countIncludePad: boolean; divisorOverride: number | null }): Tensor;
  /** `aten::avg_pool3d` */
  avgPool3d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | null }): Tensor;
  /** `aten::avg_pool3d` */
  avgPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean, divisorOverride?: number | null): Tensor;
  /** `aten::avg_pool3d` */
  avgPool3d(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | null }): Tensor;
  /** `aten::avg_pool3d_backward` */
  avgPool3dBackward(gradOutput: Tensor, self: Tensor, kernelSize: number | readonly number[], stride: number | readonly number[], padding: number | readonly number[], ceilMode: boolean, countIncludePad: boolean, divisorOverride: number | null): Tensor;
  /** `aten::avg_pool3d_backward` */
  avgPool3dBackward(gradOutput: Tensor, self: Tensor, options: { kernelSize: number | readonly number[]; stride: number | readonly number[]; padding: number | readonly number[]; ceilMode: boolean; countIncludePad: boolean; divisorOverride: number | null }): Tensor;
  /** `aten::baddbmm` */
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::baddbmm.dtype` */
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::baddbmm.dtype` */
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options: { outDtype: DType; beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::bartlett_window` */
  bartlettWindow(windowLength: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::bartlett_window` */
  bartlettWindow(options: { windowLength: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::bartlett_window.periodic` */
  bartlettWindow(windowLength: number, periodic: boolean, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::bartlett_window.periodic` */
  bartlettWindow(options: { windowLength: number; periodic: boolean; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::batch_norm` */
  batchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, momentum: number, eps: number, cudnnEnabled: boolean): Tensor;
  /** `aten::batch_norm` */
  batchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, options: { training: boolean; momentum: number; eps: number; cudnnEnabled: boolean }): Tensor;
  /** `aten::batch_norm_backward` */
  batchNormBackward(gradOut: Tensor, input: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, update: boolean, eps: number, outputMask: readonly boolean[], reserve: Tensor): [Tensor, Tensor, Tensor];
  /** `aten::batch_norm_backward_elemt` */
  batchNormBackwardElemt(gradOut: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, sumDy: Tensor, sumDyXmu: Tensor, count: Tensor): Tensor;
  /** `aten::batch_norm_backward_reduce` */
  batchNormBackwardReduce(gradOut: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, inputG: boolean, weightG: boolean, biasG: boolean): [Tensor, Tensor, Tensor, Tensor];
  /** `aten::batch_norm_backward_reduce` */
  batchNormBackwardReduce(gradOut: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, options: { inputG: boolean; weightG: boolean; biasG: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `aten::batch_norm_elemt` */
  batchNormElemt(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, invstd: Tensor, eps: number): Tensor;
  /** `aten::batch_norm_elemt` */
  batchNormElemt(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, invstd: Tensor, options: { eps: number }): Tensor;
  /** `aten::batch_norm_gather_stats` */
  batchNormGatherStats(input: Tensor, mean: Tensor, invstd: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, eps: number, count: number): [Tensor, Tensor];
  /** `aten::batch_norm_gather_stats` */
  batchNormGatherStats(input: Tensor, mean: Tensor, invstd: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, options: { momentum: number; eps: number; count: number }): [Tensor, Tensor];
  /** `aten::batch_norm_gather_stats_with_counts` */
  batchNormGatherStatsWithCounts(input: Tensor, mean: Tensor, invstd: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, eps: number, counts: Tensor): [Tensor, Tensor];
  /** `aten::batch_norm_stats` */
  batchNormStats(input: Tensor, eps: number): [Tensor, Tensor];
  /** `aten::batch_norm_stats` */
  batchNormStats(input: Tensor, options: { eps: number }): [Tensor, Tensor];
  /** `aten::batch_norm_update_stats` */
  batchNormUpdateStats(input: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number): [Tensor, Tensor];
  /** `aten::batch_norm_update_stats` */
  batchNormUpdateStats(input: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, options: { momentum: number }): [Tensor, Tensor];
  /** `aten::bernoulli` */
  bernoulli(self: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli.Tensor` */
  bernoulli(self: Tensor, p: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli.p` */
  bernoulli(self: Tensor, p: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli.p` */
  bernoulli(self: Tensor, options: { p: number; generator?: Generator | null }): Tensor;
  /** `aten::bilinear` */
  bilinear(input1: Tensor, input2: Tensor, weight: Tensor, options?: { bias?: Tensor | null }): Tensor;
  /** `aten::bilinear` */
  bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias?: Tensor | null): Tensor;
  /** `aten::binary_cross_entropy` */
  binaryCrossEntropy(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: number }): Tensor;
  /** `aten::binary_cross_entropy` */
  binaryCrossEntropy(self: Tensor, target: Tensor, weight?: Tensor | null, reduction?: number): Tensor;
  /** `aten::binary_cross_entropy_backward` */
  binaryCrossEntropyBackward(gradOutput: Tensor, self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: number }): Tensor;
  /** `aten::binary_cross_entropy_backward` */
  binaryCrossEntropyBackward(gradOutput: Tensor, self: Tensor, target: Tensor, weight?: Tensor | null, reduction?: number): Tensor;
  /** `aten::binary_cross_entropy_with_logits` */
  binaryCrossEntropyWithLogits(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; posWeight?: Tensor | null; reduction?: number }): Tensor;
  /** `aten::binary_cross_entropy_with_logits` */
  binaryCrossEntropyWithLogits(self: Tensor, target: Tensor, weight?: Tensor | null, posWeight?: Tensor | null, reduction?: number): Tensor;
  /** `aten::bincount` */
  bincount(self: Tensor, options?: { weights?: Tensor | null; minlength?: number }): Tensor;
  /** `aten::bincount` */
  bincount(self: Tensor, weights?: Tensor | null, minlength?: number): Tensor;
  /** `aten::binomial` */
  binomial(count: Tensor, prob: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::binomial` */
  binomial(count: Tensor, prob: Tensor, generator?: Generator | null): Tensor;
  /** `aten::bitwise_and.Scalar` */
  bitwiseAnd(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_and.Scalar` */
  bitwiseAnd(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::bitwise_and.Scalar_Tensor` */
  bitwiseAnd(self: Scalar, other: Tensor): Tensor;
  /** `aten::bitwise_and.Tensor` */
  bitwiseAnd(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_left_shift.Scalar_Tensor` */
  bitwiseLeftShift(self: Scalar, other: Tensor): Tensor;
  /** `aten::bitwise_left_shift.Tensor` */
  bitwiseLeftShift(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_left_shift.Tensor_Scalar` */
  bitwiseLeftShift(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_left_shift.Tensor_Scalar` */
  bitwiseLeftShift(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::bitwise_not` */
  bitwiseNot(self: Tensor): Tensor;
  /** `aten::bitwise_or.Scalar` */
  bitwiseOr(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_or.Scalar` */
  bitwiseOr(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::bitwise_or.Scalar_Tensor` */
  bitwiseOr(self: Scalar, other: Tensor): Tensor;
  /** `aten::bitwise_or.Tensor` */
  bitwiseOr(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_right_shift.Scalar_Tensor` */
  bitwiseRightShift(self: Scalar, other: Tensor): Tensor;
  /** `aten::bitwise_right_shift.Tensor` */
  bitwiseRightShift(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_right_shift.Tensor_Scalar` */
  bitwiseRightShift(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_right_shift.Tensor_Scalar` */
  bitwiseRightShift(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::bitwise_xor.Scalar` */
  bitwiseXor(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_xor.Scalar` */
  bitwiseXor(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::bitwise_xor.Scalar_Tensor` */
  bitwiseXor(self: Scalar, other: Tensor): Tensor;
  /** `aten::bitwise_xor.Tensor` */
  bitwiseXor(self: Tensor, other: Tensor): Tensor;
  /** `aten::blackman_window` */
  blackmanWindow(windowLength: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::blackman_window` */
  blackmanWindow(options: { windowLength: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::blackman_window.periodic` */
  blackmanWindow(windowLength: number, periodic: boolean, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::blackman_window.periodic` */
  blackmanWindow(options: { windowLength: number; periodic: boolean; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::block_diag` */
  blockDiag(tensors: readonly Tensor[]): Tensor;
  /** `aten::bmm` */
  bmm(self: Tensor, mat2: Tensor): Tensor;
  /** `aten::bmm.dtype` */
  bmm(self: Tensor, mat2: Tensor, outDtype: DType): Tensor;
  /** `aten::bmm.dtype` */
  bmm(self: Tensor, mat2: Tensor, options: { outDtype: DType }): Tensor;
  /** `aten::broadcast_tensors` */
  broadcastTensors(tensors: readonly Tensor[]): Tensor[];
  /** `aten::broadcast_to` */
  broadcastTo(self: Tensor, size: readonly number[]): Tensor;
  /** `aten::broadcast_to` */
  broadcastTo(self: Tensor, options: { size: readonly number[] }): Tensor;
  /** `aten::broadcast_to` */
  broadcastTo(self: Tensor, ...size: number[]): Tensor;
  /** `aten::bucketize.Scalar` */
  bucketize(self: Scalar, boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor;
  /** `aten::bucketize.Tensor` */
  bucketize(self: Tensor, boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor;
  /** `aten::can_cast` */
  canCast(from_: DType, to: DType): boolean;
  /** `aten::can_cast` */
  canCast(options: { from_: DType; to: DType }): boolean;
  /** `aten::cartesian_prod` */
  cartesianProd(tensors: readonly Tensor[]): Tensor;
  /** `aten::cat` */
  cat(tensors: readonly Tensor[], options?: { dim?: number }): Tensor;
  /** `aten::cat` */
  cat(tensors: readonly Tensor[], dim?: number): Tensor;
  /** `aten::cauchy` */
  cauchy(self: Tensor, options?: { median?: number; sigma?: number; generator?: Generator | null }): Tensor;
  /** `aten::cauchy` */
  cauchy(self: Tensor, median?: number, sigma?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::ccol_indices` */
  ccolIndices(self: Tensor): Tensor;
  /** `aten::ccol_indices_copy` */
  ccolIndicesCopy(self: Tensor): Tensor;
  /** `aten::cdist` */
  cdist(x1: Tensor, x2: Tensor, options?: { p?: number; computeMode?: number | null }): Tensor;
  /** `aten::cdist` */
  cdist(x1: Tensor, x2: Tensor, p?: number, computeMode?: number | null): Tensor;
  /** `aten::ceil` */
  ceil(self: Tensor): Tensor;
  /** `aten::celu` */
  celu(self: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::celu` */
  celu(self: Tensor, alpha?: Scalar): Tensor;
  /** `aten::chain_matmul` */
  chainMatmul(matrices: readonly Tensor[]): Tensor;
  /** `aten::chalf` */
  chalf(self: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::channel_shuffle` */
  channelShuffle(self: Tensor, groups: number): Tensor;
  /** `aten::channel_shuffle` */
  channelShuffle(self: Tensor, options: { groups: number }): Tensor;
  /** `aten::cholesky` */
  cholesky(self: Tensor, options?: { upper?: boolean }): Tensor;
  /** `aten::cholesky` */
  cholesky(self: Tensor, upper?: boolean): Tensor;
  /** `aten::cholesky_inverse` */
  choleskyInverse(self: Tensor, options?: { upper?: boolean }): Tensor;
  /** `aten::cholesky_inverse` */
  choleskyInverse(self: Tensor, upper?: boolean): Tensor;
  /** `aten::cholesky_solve` */
  choleskySolve(self: Tensor, input2: Tensor, options?: { upper?: boolean }): Tensor;
  /** `aten::cholesky_solve` */
  choleskySolve(self: Tensor, input2: Tensor, upper?: boolean): Tensor;
  /** `aten::choose_qparams_optimized` */
  chooseQparamsOptimized(input: Tensor, numel: number, nBins: number, ratio: number, bitWidth: number): [Tensor, Tensor];
  /** `aten::choose_qparams_optimized` */
  chooseQparamsOptimized(input: Tensor, options: { numel: number; nBins: number; ratio: number; bitWidth: number }): [Tensor, Tensor];
  /** `aten::chunk` */
  chunk(self: Tensor, chunks: number, options?: { dim?: number }): Tensor[];
  /** `aten::chunk` */
  chunk(self: Tensor, chunks: number, dim?: number): Tensor[];
  /** `aten::chunk` */
  chunk(self: Tensor, options: { chunks: number; dim?: number }): Tensor[];
  /** `aten::clamp` */
  clamp(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /** `aten::clamp` */
  clamp(self: Tensor, min?: Scalar | null, max?: Scalar | null): Tensor;
  /** `aten::clamp.Tensor` */
  clamp(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /** `aten::clamp.Tensor` */
  clamp(self: Tensor, min?: Tensor | null, max?: Tensor | null): Tensor;
  /** `aten::clamp_max` */
  clampMax(self: Tensor, max: Scalar): Tensor;
  /** `aten::clamp_max` */
  clampMax(self: Tensor, options: { max: Scalar }): Tensor;
  /** `aten::clamp_max.Tensor` */
  clampMax(self: Tensor, max: Tensor): Tensor;
  /** `aten::clamp_min` */
  clampMin(self: Tensor, min: Scalar): Tensor;
  /** `aten::clamp_min` */
  clampMin(self: Tensor, options: { min: Scalar }): Tensor;
  /** `aten::clamp_min.Tensor` */
  clampMin(self: Tensor, min: Tensor): Tensor;
  /** `aten::clip` */
  clip(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /** `aten::clip` */
  clip(self: Tensor, min?: Scalar | null, max?: Scalar | null): Tensor;
  /** `aten::clip.Tensor` */
  clip(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /** `aten::clip.Tensor` */
  clip(self: Tensor, min?: Tensor | null, max?: Tensor | null): Tensor;
  /** `aten::clone` */
  clone(self: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::coalesce` */
  coalesce(self: Tensor): Tensor;
  /** `aten::col2im` */
  col2im(self: Tensor, outputSize: number | readonly number[], kernelSize: number | readonly number[], dilation: number | readonly number[], padding: number | readonly number[], stride: number | readonly number[]): Tensor;
  /** `aten::col2im` */
  col2im(self: Tensor, options: { outputSize: number | readonly number[]; kernelSize: number | readonly number[]; dilation: number | readonly number[]; padding: number | readonly number[]; stride: number | readonly number[] }): Tensor;
  /** `aten::col_indices` */
  colIndices(self: Tensor): Tensor;
  /** `aten::col_indices_copy` */
  colIndicesCopy(self: Tensor): Tensor;
  /** `aten::column_stack` */
  columnStack(tensors: readonly Tensor[]): Tensor;
  /** `aten::combinations` */
  combinations(self: Tensor, options?: { r?: number; withReplacement?: boolean }): Tensor;
  /** `aten::combinations` */
  combinations(self: Tensor, r?: number, withReplacement?: boolean): Tensor;
  /** `aten::complex` */
  complex(real: Tensor, imag: Tensor): Tensor;
  /** `aten::concat` */
  concat(tensors: readonly Tensor[], options?: { dim?: number }): Tensor;
  /** `aten::concat` */
  concat(tensors: readonly Tensor[], dim?: number): Tensor;
  /** `aten::concatenate` */
  concatenate(tensors: readonly Tensor[], options?: { dim?: number }): Tensor;
  /** `aten::concatenate` */
  concatenate(tensors: readonly Tensor[], dim?: number): Tensor;
  /** `aten::conj` */
  conj(self: Tensor): Tensor;
  /** `aten::conj_physical` */
  conjPhysical(self: Tensor): Tensor;
  /** `aten::constant_pad_nd` */
  constantPadNd(self: Tensor, pad: readonly number[], options?: { value?: Scalar }): Tensor;
  /** `aten::constant_pad_nd` */
  constantPadNd(self: Tensor, pad: readonly number[], value?: Scalar): Tensor;
  /** `aten::constant_pad_nd` */
  constantPadNd(self: Tensor, options: { pad: readonly number[]; value?: Scalar }): Tensor;
  /** `aten::constant_pad_nd` */
  constantPadNd(self: Tensor, ...pad: number[]): Tensor;
  /** `aten::contiguous` */
  contiguous(self: Tensor, options?: { memoryFormat?: MemoryFormat }): Tensor;
  /** `aten::conv1d` */
  conv1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number }): Tensor;
  /** `aten::conv1d` */
  conv1d(input: Tensor, weight: Tensor, bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], groups?: number): Tensor;
  /** `aten::conv1d.padding` */
  conv1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: string; dilation?: number | readonly number[]; groups?: number }): Tensor;
  /** `aten::conv1d.padding` */
  conv1d(input: Tensor, weight: Tensor, bias?: Tensor | null, stride?: number | readonly number[], padding?: string, dilation?: number | readonly number[], groups?: number): Tensor;
  /** `aten::conv2d` */
  conv2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number }): Tensor;
  /** `aten::conv2d` */
  conv2d(input: Tensor, weight: Tensor, bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], groups?: number): Tensor;
  /** `aten::conv2d.padding` */
  conv2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: string; dilation?: number | readonly number[]; groups?: number }): Tensor;
  /** `aten::conv2d.padding` */
  conv2d(input: Tensor, weight: Tensor, bias?: Tensor | null, stride?: number | readonly number[], padding?: string, dilation?: number | readonly number[], groups?: number): Tensor;
  /** `aten::conv3d` */
  conv3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number }): Tensor;
  /** `aten::conv3d` */
  conv3d(input: Tensor, weight: Tensor, bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], groups?: number): Tensor;
  /** `aten::conv3d.padding` */
  conv3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: string; dilation?: number | readonly number[]; groups?: number }): Tensor;
  /** `aten::conv3d.padding` */
  conv3d(input: Tensor, weight: Tensor, bias?: Tensor | null, stride?: number | readonly number[], padding?: string, dilation?: number | readonly number[], groups?: number): Tensor;
  /** `aten::conv_depthwise3d` */
  convDepthwise3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias: Tensor | null, stride: number | readonly number[], padding: number | readonly number[], dilation: number | readonly number[]): Tensor;
  /** `aten::conv_tbc` */
  convTbc(self: Tensor, weight: Tensor, bias: Tensor, options?: { pad?: number }): Tensor;
  /** `aten::conv_tbc` */
  convTbc(self: Tensor, weight: Tensor, bias: Tensor, pad?: number): Tensor;
  /** `aten::conv_tbc_backward` */
  convTbcBackward(self: Tensor, input: Tensor, weight: Tensor, bias: Tensor, pad: number): [Tensor, Tensor, Tensor];
  /** `aten::conv_tbc_backward` */
  convTbcBackward(self: Tensor, input: Tensor, weight: Tensor, bias: Tensor, options: { pad: number }): [Tensor, Tensor, Tensor];
  /** `aten::conv_transpose1d` */
  convTranspose1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; groups?: number; dilation?: number | readonly number[] }): Tensor;
  /** `aten::conv_transpose1d` */
  convTranspose1d(input: Tensor, weight: Tensor, bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], groups?: number, dilation?: number | readonly number[]): Tensor;
  /** `aten::conv_transpose2d.input` */
  convTranspose2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; groups?: number; dilation?: number | readonly number[] }): Tensor;
  /** `aten::conv_transpose2d.input` */
  convTranspose2d(input: Tensor, weight: Tensor, bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], groups?: number, dilation?: number | readonly number[]): Tensor;
  /** `aten::conv_transpose3d.input` */
  convTranspose3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; groups?: number; dilation?: number | readonly number[] }): Tensor;
  /** `aten::conv_transpose3d.input` */
  convTranspose3d(input: Tensor, weight: Tensor, bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], groups?: number, dilation?: number | readonly number[]): Tensor;
  /** `aten::convolution` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, outputPadding: readonly number[], groups: number): Tensor;
  /** `aten::convolution` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, options: { stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; transposed: boolean; outputPadding: readonly number[]; groups: number }): Tensor;
  /** `aten::convolution_backward` */
  convolutionBackward(gradOutput: Tensor, input: Tensor, weight: Tensor, biasSizes: readonly number[] | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, outputPadding: readonly number[], groups: number, outputMask: readonly boolean[]): [Tensor, Tensor, Tensor];
  /** `aten::convolution_backward` */
  convolutionBackward(gradOutput: Tensor, input: Tensor, weight: Tensor, options: { biasSizes: readonly number[] | null; stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; transposed: boolean; outputPadding: readonly number[]; groups: number; outputMask: readonly boolean[] }): [Tensor, Tensor, Tensor];
  /** `aten::convolution_backward_overrideable` */
  convolutionBackwardOverrideable(gradOutput: Tensor, input: Tensor, weight: Tensor, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, outputPadding: readonly number[], groups: number, outputMask: readonly boolean[]): [Tensor, Tensor, Tensor] & { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor };
  /** `aten::convolution_backward_overrideable` */
  convolutionBackwardOverrideable(gradOutput: Tensor, input: Tensor, weight: Tensor, options: { stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; transposed: boolean; outputPadding: readonly number[]; groups: number; outputMask: readonly boolean[] }): [Tensor, Tensor, Tensor] & { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor };
  /** `aten::convolution_overrideable` */
  convolutionOverrideable(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], transposed: boolean, outputPadding: readonly number[], groups: number): Tensor;
  /** `aten::convolution_overrideable` */
  convolutionOverrideable(input: Tensor, weight: Tensor, bias: Tensor | null, options: { stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; transposed: boolean; outputPadding: readonly number[]; groups: number }): Tensor;
  /** `aten::copy` */
  copy(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy` */
  copy(self: Tensor, src: Tensor, nonBlocking?: boolean): Tensor;
  /** `aten::copy_sparse_to_sparse` */
  copySparseToSparse(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy_sparse_to_sparse` */
  copySparseToSparse(self: Tensor, src: Tensor, nonBlocking?: boolean): Tensor;
  /** `aten::copysign.Scalar` */
  copysign(self: Tensor, other: Scalar): Tensor;
  /** `aten::copysign.Scalar` */
  copysign(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::copysign.Tensor` */
  copysign(self: Tensor, other: Tensor): Tensor;
  /** `aten::corrcoef` */
  corrcoef(self: Tensor): Tensor;
  /** `aten::cos` */
  cos(self: Tensor): Tensor;
  /** `aten::cosh` */
  cosh(self: Tensor): Tensor;
  /** `aten::cosine_embedding_loss` */
  cosineEmbeddingLoss(input1: Tensor, input2: Tensor, target: Tensor, options?: { margin?: number; reduction?: number }): Tensor;
  /** `aten::cosine_embedding_loss` */
  cosineEmbeddingLoss(input1: Tensor, input2: Tensor, target: Tensor, margin?: number, reduction?: number): Tensor;
  /** `aten::cosine_similarity` */
  cosineSimilarity(x1: Tensor, x2: Tensor, options?: { dim?: number; eps?: number }): Tensor;
  /** `aten::cosine_similarity` */
  cosineSimilarity(x1: Tensor, x2: Tensor, dim?: number, eps?: number): Tensor;
  /** `aten::count_nonzero` */
  countNonzero(self: Tensor, options?: { dim?: number | null }): Tensor;
  /** `aten::count_nonzero` */
  countNonzero(self: Tensor, dim?: number | null): Tensor;
  /** `aten::count_nonzero.dim_IntList` */
  countNonzero(self: Tensor, dim: readonly number[]): Tensor;
  /** `aten::count_nonzero.dim_IntList` */
  countNonzero(self: Tensor, options: { dim: readonly number[] }): Tensor;
  /** `aten::count_nonzero.dim_IntList` */
  countNonzero(self: Tensor, ...dim: number[]): Tensor;
  /** `aten::cov` */
  cov(self: Tensor, options?: { correction?: number; fweights?: Tensor | null; aweights?: Tensor | null }): Tensor;
  /** `aten::cross` */
  cross(self: Tensor, other: Tensor, options?: { dim?: number | null }): Tensor;
  /** `aten::cross` */
  cross(self: Tensor, other: Tensor, dim?: number | null): Tensor;
  /** `aten::cross_entropy_loss` */
  crossEntropyLoss(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: number; ignoreIndex?: number; labelSmoothing?: number }): Tensor;
  /** `aten::cross_entropy_loss` */
  crossEntropyLoss(self: Tensor, target: Tensor, weight?: Tensor | null, reduction?: number, ignoreIndex?: number, labelSmoothing?: number): Tensor;
  /** `aten::crow_indices` */
  crowIndices(self: Tensor): Tensor;
  /** `aten::crow_indices_copy` */
  crowIndicesCopy(self: Tensor): Tensor;
  /** `aten::ctc_loss.IntList` */
  ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly number[], targetLengths: readonly number[], options?: { blank?: number; reduction?: number; zeroInfinity?: boolean }): Tensor;
  /** `aten::ctc_loss.IntList` */
  ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly number[], targetLengths: readonly number[], blank?: number, reduction?: number, zeroInfinity?: boolean): Tensor;
  /** `aten::ctc_loss.IntList` */
  ctcLoss(logProbs: Tensor, targets: Tensor, options: { inputLengths: readonly number[]; targetLengths: readonly number[]; blank?: number; reduction?: number; zeroInfinity?: boolean }): Tensor;
  /** `aten::ctc_loss.Tensor` */
  ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, options?: { blank?: number; reduction?: number; zeroInfinity?: boolean }): Tensor;
  /** `aten::ctc_loss.Tensor` */
  ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, blank?: number, reduction?: number, zeroInfinity?: boolean): Tensor;
  /** `aten::cudnn_affine_grid_generator` */
  cudnnAffineGridGenerator(theta: Tensor, N: number, C: number, H: number, W: number): Tensor;
  /** `aten::cudnn_affine_grid_generator` */
  cudnnAffineGridGenerator(theta: Tensor, options: { N: number; C: number; H: number; W: number }): Tensor;
  /** `aten::cudnn_affine_grid_generator_backward` */
  cudnnAffineGridGeneratorBackward(grad: Tensor, N: number, C: number, H: number, W: number): Tensor;
  /** `aten::cudnn_affine_grid_generator_backward` */
  cudnnAffineGridGeneratorBackward(grad: Tensor, options: { N: number; C: number; H: number; W: number }): Tensor;
  /** `aten::cudnn_batch_norm` */
  cudnnBatchNorm(input: Tensor, weight: Tensor, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, exponentialAverageFactor: number, epsilon: number): [Tensor, Tensor, Tensor, Tensor];
  /** `aten::cudnn_batch_norm` */
  cudnnBatchNorm(input: Tensor, weight: Tensor, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, options: { training: boolean; exponentialAverageFactor: number; epsilon: number }): [Tensor, Tensor, Tensor, Tensor];
  /** `aten::cudnn_batch_norm_backward` */
  cudnnBatchNormBackward(input: Tensor, gradOutput: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, epsilon: number, reserveSpace: Tensor): [Tensor, Tensor, Tensor];
  /** `aten::cudnn_convolution` */
  cudnnConvolution(self: Tensor, weight: Tensor, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean, allowTf32: boolean): Tensor;
  /** `aten::cudnn_convolution` */
  cudnnConvolution(self: Tensor, weight: Tensor, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allowTf32: boolean }): Tensor;
  /** `aten::cudnn_convolution_add_relu` */
  cudnnConvolutionAddRelu(self: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `aten::cudnn_convolution_relu` */
  cudnnConvolutionRelu(self: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `aten::cudnn_convolution_relu` */
  cudnnConvolutionRelu(self: Tensor, weight: Tensor, bias: Tensor | null, options: { stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `aten::cudnn_convolution_transpose` */
  cudnnConvolutionTranspose(self: Tensor, weight: Tensor, padding: readonly number[], outputPadding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean, allowTf32: boolean): Tensor;
  /** `aten::cudnn_convolution_transpose` */
  cudnnConvolutionTranspose(self: Tensor, weight: Tensor, options: { padding: readonly number[]; outputPadding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allowTf32: boolean }): Tensor;
  /** `aten::cudnn_grid_sampler` */
  cudnnGridSampler(self: Tensor, grid: Tensor): Tensor;
  /** `aten::cudnn_grid_sampler_backward` */
  cudnnGridSamplerBackward(self: Tensor, grid: Tensor, gradOutput: Tensor): [Tensor, Tensor] & { gradSelf: Tensor; gradGrid: Tensor };
  /** `aten::cudnn_is_acceptable` */
  cudnnIsAcceptable(self: Tensor): boolean;
  /** `aten::cummax` */
  cummax(self: Tensor, dim: number): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::cummax` */
  cummax(self: Tensor, options: { dim: number }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::cummaxmin_backward` */
  cummaxminBackward(grad: Tensor, input: Tensor, indices: Tensor, dim: number): Tensor;
  /** `aten::cummaxmin_backward` */
  cummaxminBackward(grad: Tensor, input: Tensor, indices: Tensor, options: { dim: number }): Tensor;
  /** `aten::cummin` */
  cummin(self: Tensor, dim: number): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::cummin` */
  cummin(self: Tensor, options: { dim: number }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::cumprod` */
  cumprod(self: Tensor, dim: number, options?: { dtype?: DType | null }): Tensor;
  /** `aten::cumprod` */
  cumprod(self: Tensor, options: { dim: number; dtype?: DType | null }): Tensor;
  /** `aten::cumprod_backward` */
  cumprodBackward(grad: Tensor, input: Tensor, dim: number, output: Tensor): Tensor;
  /** `aten::cumsum` */
  cumsum(self: Tensor, dim: number, options?: { dtype?: DType | null }): Tensor;
  /** `aten::cumsum` */
  cumsum(self: Tensor, options: { dim: number; dtype?: DType | null }): Tensor;
  /** `aten::cumulative_trapezoid.dx` */
  cumulativeTrapezoid(y: Tensor, options?: { dx?: Scalar; dim?: number }): Tensor;
  /** `aten::cumulative_trapezoid.x` */
  cumulativeTrapezoid(y: Tensor, x: Tensor, options?: { dim?: number }): Tensor;
  /** `aten::data` */
  data(self: Tensor): Tensor;
  /** `aten::deg2rad` */
  deg2rad(self: Tensor): Tensor;
  /** `aten::dense_dim` */
  denseDim(self: Tensor): number;
  /** `aten::dequantize.self` */
  dequantize(self: Tensor): Tensor;
  /** `aten::dequantize.tensors` */
  dequantize(tensors: readonly Tensor[]): Tensor[];
  /** `aten::det` */
  det(self: Tensor): Tensor;
  /** `aten::detach` */
  detach(self: Tensor): Tensor;
  /** `aten::detach_copy` */
  detachCopy(self: Tensor): Tensor;
  /** `aten::diag` */
  diag(self: Tensor, options?: { diagonal?: number }): Tensor;
  /** `aten::diag` */
  diag(self: Tensor, diagonal?: number): Tensor;
  /** `aten::diag_embed` */
  diagEmbed(self: Tensor, options?: { offset?: number; dim1?: number; dim2?: number }): Tensor;
  /** `aten::diag_embed` */
  diagEmbed(self: Tensor, offset?: number, dim1?: number, dim2?: number): Tensor;
  /** `aten::diagflat` */
  diagflat(self: Tensor, options?: { offset?: number }): Tensor;
  /** `aten::diagflat` */
  diagflat(self: Tensor, offset?: number): Tensor;
  /** `aten::diagonal` */
  diagonal(self: Tensor, options?: { offset?: number; dim1?: number; dim2?: number }): Tensor;
  /** `aten::diagonal` */
  diagonal(self: Tensor, offset?: number, dim1?: number, dim2?: number): Tensor;
  /** `aten::diagonal_backward` */
  diagonalBackward(gradOutput: Tensor, inputSizes: readonly number[], offset: number, dim1: number, dim2: number): Tensor;
  /** `aten::diagonal_backward` */
  diagonalBackward(gradOutput: Tensor, options: { inputSizes: readonly number[]; offset: number; dim1: number; dim2: number }): Tensor;
  /** `aten::diagonal_copy` */
  diagonalCopy(self: Tensor, options?: { offset?: number; dim1?: number; dim2?: number }): Tensor;
  /** `aten::diagonal_copy` */
  diagonalCopy(self: Tensor, offset?: number, dim1?: number, dim2?: number): Tensor;
  /** `aten::diagonal_scatter` */
  diagonalScatter(self: Tensor, src: Tensor, options?: { offset?: number; dim1?: number; dim2?: number }): Tensor;
  /** `aten::diagonal_scatter` */
  diagonalScatter(self: Tensor, src: Tensor, offset?: number, dim1?: number, dim2?: number): Tensor;
  /** `aten::diff` */
  diff(self: Tensor, options?: { n?: number; dim?: number; prepend?: Tensor | null; append?: Tensor | null }): Tensor;
  /** `aten::diff` */
  diff(self: Tensor, n?: number, dim?: number, prepend?: Tensor | null, append?: Tensor | null): Tensor;
  /** `aten::digamma` */
  digamma(self: Tensor): Tensor;
  /** `aten::dim` */
  dim(self: Tensor): number;
  /** `aten::dist` */
  dist(self: Tensor, other: Tensor, options?: { p?: Scalar }): Tensor;
  /** `aten::dist` */
  dist(self: Tensor, other: Tensor, p?: Scalar): Tensor;
  /** `aten::div.Scalar` */
  div(self: Tensor, other: Scalar): Tensor;
  /** `aten::div.Scalar` */
  div(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::div.Tensor` */
  div(self: Tensor, other: Tensor): Tensor;
  /** `aten::div.Scalar_mode` */
  div(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor;
  /** `aten::div.Scalar_mode` */
  div(self: Tensor, options: { other: Scalar; roundingMode: string | null }): Tensor;
  /** `aten::div.Tensor_mode` */
  div(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor;
  /** `aten::divide.Scalar` */
  divide(self: Tensor, other: Scalar): Tensor;
  /** `aten::divide.Scalar` */
  divide(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::divide.Tensor` */
  divide(self: Tensor, other: Tensor): Tensor;
  /** `aten::divide.Scalar_mode` */
  divide(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor;
  /** `aten::divide.Scalar_mode` */
  divide(self: Tensor, options: { other: Scalar; roundingMode: string | null }): Tensor;
  /** `aten::divide.Tensor_mode` */
  divide(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor;
  /** `aten::dot` */
  dot(self: Tensor, tensor: Tensor): Tensor;
  /** `aten::dropout` */
  dropout(input: Tensor, p: number, train: boolean): Tensor;
  /** `aten::dropout` */
  dropout(input: Tensor, options: { p: number; train: boolean }): Tensor;
  /** `aten::dsplit.array` */
  dsplit(self: Tensor, indices: readonly number[]): Tensor[];
  /** `aten::dsplit.array` */
  dsplit(self: Tensor, options: { indices: readonly number[] }): Tensor[];
  /** `aten::dsplit.array` */
  dsplit(self: Tensor, ...indices: number[]): Tensor[];
  /** `aten::dsplit.int` */
  dsplit(self: Tensor, sections: number): Tensor[];
  /** `aten::dsplit.int` */
  dsplit(self: Tensor, options: { sections: number }): Tensor[];
  /** `aten::dstack` */
  dstack(tensors: readonly Tensor[]): Tensor;
  /** `aten::einsum` */
  einsum(equation: string, tensors: readonly Tensor[], options?: { path?: readonly number[] | null }): Tensor;
  /** `aten::elu` */
  elu(self: Tensor, options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor;
  /** `aten::elu` */
  elu(self: Tensor, alpha?: Scalar, scale?: Scalar, inputScale?: Scalar): Tensor;
  /** `aten::elu_backward` */
  eluBackward(gradOutput: Tensor, alpha: Scalar, scale: Scalar, inputScale: Scalar, isResult: boolean, selfOrResult: Tensor): Tensor;
  /** `aten::embedding` */
  embedding(weight: Tensor, indices: Tensor, options?: { paddingIdx?: number; scaleGradByFreq?: boolean; sparse?: boolean }): Tensor;
  /** `aten::embedding` */
  embedding(weight: Tensor, indices: Tensor, paddingIdx?: number, scaleGradByFreq?: boolean, sparse?: boolean): Tensor;
  /** `aten::embedding_backward` */
  embeddingBackward(grad: Tensor, indices: Tensor, numWeights: number, paddingIdx: number, scaleGradByFreq: boolean, sparse: boolean): Tensor;
  /** `aten::embedding_backward` */
  embeddingBackward(grad: Tensor, indices: Tensor, options: { numWeights: number; paddingIdx: number; scaleGradByFreq: boolean; sparse: boolean }): Tensor;
  /** `aten::embedding_bag` */
  embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, options?: { scaleGradByFreq?: boolean; mode?: number; sparse?: boolean; perSampleWeights?: Tensor | null; includeLastOffset?: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `aten::embedding_bag` */
  embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, scaleGradByFreq?: boolean, mode?: number, sparse?: boolean, perSampleWeights?: Tensor | null, includeLastOffset?: boolean): [Tensor, Tensor, Tensor, Tensor];
  /** `aten::embedding_bag.padding_idx` */
  embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, scaleGradByFreq: boolean, mode: number, sparse: boolean, perSampleWeights: Tensor | null, includeLastOffset: boolean, paddingIdx: number | null): [Tensor, Tensor, Tensor, Tensor];
  /** `aten::embedding_dense_backward` */
  embeddingDenseBackward(gradOutput: Tensor, indices: Tensor, numWeights: number, paddingIdx: number, scaleGradByFreq: boolean): Tensor;
  /** `aten::embedding_dense_backward` */
  embeddingDenseBackward(gradOutput: Tensor, indices: Tensor, options: { numWeights: number; paddingIdx: number; scaleGradByFreq: boolean }): Tensor;
  /** `aten::embedding_renorm` */
  embeddingRenorm(self: Tensor, indices: Tensor, maxNorm: number, normType: number): Tensor;
  /** `aten::embedding_renorm` */
  embeddingRenorm(self: Tensor, indices: Tensor, options: { maxNorm: number; normType: number }): Tensor;
  /** `aten::embedding_sparse_backward` */
  embeddingSparseBackward(grad: Tensor, indices: Tensor, numWeights: number, paddingIdx: number, scaleGradByFreq: boolean): Tensor;
  /** `aten::embedding_sparse_backward` */
  embeddingSparseBackward(grad: Tensor, indices: Tensor, options: { numWeights: number; paddingIdx: number; scaleGradByFreq: boolean }): Tensor;
  /** `aten::empty.memory_format` */
  empty(size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty.memory_format` */
  empty(options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty.memory_format` */
  empty(...size: number[]): Tensor;
  /** `aten::empty_like` */
  emptyLike(self: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty_permuted` */
  emptyPermuted(size: readonly number[], physicalLayout: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty_permuted` */
  emptyPermuted(options: { size: readonly number[]; physicalLayout: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty_quantized` */
  emptyQuantized(size: readonly number[], qtensor: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty_strided` */
  emptyStrided(size: readonly number[], stride: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty_strided` */
  emptyStrided(options: { size: readonly number[]; stride: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::eq.Scalar` */
  eq(self: Tensor, other: Scalar): Tensor;
  /** `aten::eq.Scalar` */
  eq(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::eq.Tensor` */
  eq(self: Tensor, other: Tensor): Tensor;
  /** `aten::equal` */
  equal(self: Tensor, other: Tensor): boolean;
  /** `aten::erf` */
  erf(self: Tensor): Tensor;
  /** `aten::erfc` */
  erfc(self: Tensor): Tensor;
  /** `aten::erfinv` */
  erfinv(self: Tensor): Tensor;
  /** `aten::exp` */
  exp(self: Tensor): Tensor;
  /** `aten::exp2` */
  exp2(self: Tensor): Tensor;
  /** `aten::expand` */
  expand(self: Tensor, size: readonly number[], options?: { implicit?: boolean }): Tensor;
  /** `aten::expand` */
  expand(self: Tensor, options: { size: readonly number[]; implicit?: boolean }): Tensor;
  /** `aten::expand` */
  expand(self: Tensor, ...size: number[]): Tensor;
  /** `aten::expand_as` */
  expandAs(self: Tensor, other: Tensor): Tensor;
  /** `aten::expand_copy` */
  expandCopy(self: Tensor, size: readonly number[], options?: { implicit?: boolean }): Tensor;
  /** `aten::expand_copy` */
  expandCopy(self: Tensor, options: { size: readonly number[]; implicit?: boolean }): Tensor;
  /** `aten::expand_copy` */
  expandCopy(self: Tensor, ...size: number[]): Tensor;
  /** `aten::expm1` */
  expm1(self: Tensor): Tensor;
  /** `aten::exponential` */
  exponential(self: Tensor, options?: { lambd?: number; generator?: Generator | null }): Tensor;
  /** `aten::exponential` */
  exponential(self: Tensor, lambd?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::eye` */
  eye(n: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::eye` */
  eye(options: { n: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::eye.m` */
  eye(n: number, m: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::eye.m` */
  eye(options: { n: number; m: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::fake_quantize_per_channel_affine` */
  fakeQuantizePerChannelAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: number, quantMin: number, quantMax: number): Tensor;
  /** `aten::fake_quantize_per_channel_affine` */
  fakeQuantizePerChannelAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, options: { axis: number; quantMin: number; quantMax: number }): Tensor;
  /** `aten::fake_quantize_per_channel_affine_cachemask` */
  fakeQuantizePerChannelAffineCachemask(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: number, quantMin: number, quantMax: number): [Tensor, Tensor] & { output: Tensor; mask: Tensor };
  /** `aten::fake_quantize_per_channel_affine_cachemask` */
  fakeQuantizePerChannelAffineCachemask(self: Tensor, scale: Tensor, zeroPoint: Tensor, options: { axis: number; quantMin: number; quantMax: number }): [Tensor, Tensor] & { output: Tensor; mask: Tensor };
  /** `aten::fake_quantize_per_channel_affine_cachemask_backward` */
  fakeQuantizePerChannelAffineCachemaskBackward(grad: Tensor, mask: Tensor): Tensor;
  /** `aten::fake_quantize_per_tensor_affine` */
  fakeQuantizePerTensorAffine(self: Tensor, scale: number, zeroPoint: number, quantMin: number, quantMax: number): Tensor;
  /** `aten::fake_quantize_per_tensor_affine` */
  fakeQuantizePerTensorAffine(self: Tensor, options: { scale: number; zeroPoint: number; quantMin: number; quantMax: number }): Tensor;
  /** `aten::fake_quantize_per_tensor_affine.tensor_qparams` */
  fakeQuantizePerTensorAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, quantMin: number, quantMax: number): Tensor;
  /** `aten::fake_quantize_per_tensor_affine.tensor_qparams` */
  fakeQuantizePerTensorAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, options: { quantMin: number; quantMax: number }): Tensor;
  /** `aten::fake_quantize_per_tensor_affine_cachemask` */
  fakeQuantizePerTensorAffineCachemask(self: Tensor, scale: number, zeroPoint: number, quantMin: number, quantMax: number): [Tensor, Tensor] & { output: Tensor; mask: Tensor };
  /** `aten::fake_quantize_per_tensor_affine_cachemask` */
  fakeQuantizePerTensorAffineCachemask(self: Tensor, options: { scale: number; zeroPoint: number; quantMin: number; quantMax: number }): [Tensor, Tensor] & { output: Tensor; mask: Tensor };
  /** `aten::fake_quantize_per_tensor_affine_cachemask_backward` */
  fakeQuantizePerTensorAffineCachemaskBackward(grad: Tensor, mask: Tensor): Tensor;
  /** `aten::fbgemm_linear_fp16_weight` */
  fbgemmLinearFp16Weight(input: Tensor, packedWeight: Tensor, bias: Tensor): Tensor;
  /** `aten::fbgemm_linear_fp16_weight.out` */
  fbgemmLinearFp16Weight(input: Tensor, packedWeight: Tensor, bias: Tensor, output: Tensor): Tensor;
  /** `aten::fbgemm_linear_fp16_weight_fp32_activation` */
  fbgemmLinearFp16WeightFp32Activation(input: Tensor, packedWeight: Tensor, bias: Tensor | null): Tensor;
  /** `aten::fbgemm_linear_fp16_weight_fp32_activation.out` */
  fbgemmLinearFp16WeightFp32Activation(input: Tensor, packedWeight: Tensor, bias: Tensor | null, output: Tensor): Tensor;
  /** `aten::fbgemm_linear_int8_weight` */
  fbgemmLinearInt8Weight(input: Tensor, weight: Tensor, packed: Tensor, colOffsets: Tensor, weightScale: Scalar, weightZeroPoint: Scalar, bias: Tensor): Tensor;
  /** `aten::fbgemm_linear_int8_weight_fp32_activation` */
  fbgemmLinearInt8WeightFp32Activation(input: Tensor, weight: Tensor, packed: Tensor, colOffsets: Tensor, weightScale: Scalar, weightZeroPoint: Scalar, bias: Tensor): Tensor;
  /** `aten::fbgemm_linear_quantize_weight` */
  fbgemmLinearQuantizeWeight(input: Tensor): [Tensor, Tensor, number, number];
  /** `aten::fbgemm_pack_gemm_matrix_fp16` */
  fbgemmPackGemmMatrixFp16(input: Tensor): Tensor;
  /** `aten::fbgemm_pack_quantized_matrix` */
  fbgemmPackQuantizedMatrix(input: Tensor): Tensor;
  /** `aten::fbgemm_pack_quantized_matrix.KN` */
  fbgemmPackQuantizedMatrix(input: Tensor, K: number, N: number): Tensor;
  /** `aten::fbgemm_pack_quantized_matrix.KN` */
  fbgemmPackQuantizedMatrix(input: Tensor, options: { K: number; N: number }): Tensor;
  /** `aten::feature_alpha_dropout` */
  featureAlphaDropout(input: Tensor, p: number, train: boolean): Tensor;
  /** `aten::feature_alpha_dropout` */
  featureAlphaDropout(input: Tensor, options: { p: number; train: boolean }): Tensor;
  /** `aten::feature_dropout` */
  featureDropout(input: Tensor, p: number, train: boolean): Tensor;
  /** `aten::feature_dropout` */
  featureDropout(input: Tensor, options: { p: number; train: boolean }): Tensor;
  /** `aten::fill.Scalar` */
  fill(self: Tensor, value: Scalar): Tensor;
  /** `aten::fill.Scalar` */
  fill(self: Tensor, options: { value: Scalar }): Tensor;
  /** `aten::fill.Tensor` */
  fill(self: Tensor, value: Tensor): Tensor;
  /** `aten::fix` */
  fix(self: Tensor): Tensor;
  /** `aten::flatten.using_ints` */
  flatten(self: Tensor, options?: { startDim?: number; endDim?: number }): Tensor;
  /** `aten::flatten.using_ints` */
  flatten(self: Tensor, startDim?: number, endDim?: number): Tensor;
  /** `aten::flatten_dense_tensors` */
  flattenDenseTensors(tensors: readonly Tensor[]): Tensor;
  /** `aten::flip` */
  flip(self: Tensor, dims: readonly number[]): Tensor;
  /** `aten::flip` */
  flip(self: Tensor, options: { dims: readonly number[] }): Tensor;
  /** `aten::flip` */
  flip(self: Tensor, ...dims: number[]): Tensor;
  /** `aten::fliplr` */
  fliplr(self: Tensor): Tensor;
  /** `aten::flipud` */
  flipud(self: Tensor): Tensor;
  /** `aten::float_power.Scalar` */
  floatPower(self: Scalar, exponent: Tensor): Tensor;
  /** `aten::float_power.Tensor_Scalar` */
  floatPower(self: Tensor, exponent: Scalar): Tensor;
  /** `aten::float_power.Tensor_Scalar` */
  floatPower(self: Tensor, options: { exponent: Scalar }): Tensor;
  /** `aten::float_power.Tensor_Tensor` */
  floatPower(self: Tensor, exponent: Tensor): Tensor;
  /** `aten::floor` */
  floor(self: Tensor): Tensor;
  /** `aten::floor_divide` */
  floorDivide(self: Tensor, other: Tensor): Tensor;
  /** `aten::floor_divide.Scalar` */
  floorDivide(self: Tensor, other: Scalar): Tensor;
  /** `aten::floor_divide.Scalar` */
  floorDivide(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::fmax` */
  fmax(self: Tensor, other: Tensor): Tensor;
  /** `aten::fmin` */
  fmin(self: Tensor, other: Tensor): Tensor;
  /** `aten::fmod.Scalar` */
  fmod(self: Tensor, other: Scalar): Tensor;
  /** `aten::fmod.Scalar` */
  fmod(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::fmod.Tensor` */
  fmod(self: Tensor, other: Tensor): Tensor;
  /** `aten::frac` */
  frac(self: Tensor): Tensor;
  /** `aten::fractional_max_pool2d` */
  fractionalMaxPool2d(self: Tensor, kernelSize: number | readonly number[], outputSize: number | readonly number[], randomSamples: Tensor): [Tensor, Tensor];
  /** `aten::fractional_max_pool2d_backward` */
  fractionalMaxPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: number | readonly number[], outputSize: number | readonly number[], indices: Tensor): Tensor;
  /** `aten::fractional_max_pool3d` */
  fractionalMaxPool3d(self: Tensor, kernelSize: number | readonly number[], outputSize: number | readonly number[], randomSamples: Tensor): [Tensor, Tensor];
  /** `aten::fractional_max_pool3d_backward` */
  fractionalMaxPool3dBackward(gradOutput: Tensor, self: Tensor, kernelSize: number | readonly number[], outputSize: number | readonly number[], indices: Tensor): Tensor;
  /** `aten::frexp.Tensor` */
  frexp(self: Tensor): [Tensor, Tensor] & { mantissa: Tensor; exponent: Tensor };
  /** `aten::frobenius_norm.dim` */
  frobeniusNorm(self: Tensor, dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
  /** `aten::frobenius_norm.dim` */
  frobeniusNorm(self: Tensor, dim: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::frobenius_norm.dim` */
  frobeniusNorm(self: Tensor, options: { dim: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::from_file` */
  fromFile(filename: string, options?: { shared?: boolean | null; size?: number | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::from_file` */
  fromFile(filename: string, shared?: boolean | null, size?: number | null, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::from_file` */
  fromFile(options: { filename: string; shared?: boolean | null; size?: number | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::full` */
  full(size: readonly number[], fillValue: Scalar, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::full` */
  full(options: { size: readonly number[]; fillValue: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::full_like` */
  fullLike(self: Tensor, fillValue: Scalar, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::full_like` */
  fullLike(self: Tensor, options: { fillValue: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::fused_moving_avg_obs_fake_quant` */
  fusedMovingAvgObsFakeQuant(self: Tensor, observerOn: Tensor, fakeQuantOn: Tensor, runningMin: Tensor, runningMax: Tensor, scale: Tensor, zeroPoint: Tensor, averagingConst: number, quantMin: number, quantMax: number, chAxis: number, options?: { perRowFakeQuant?: boolean; symmetricQuant?: boolean }): Tensor;
  /** `aten::fused_moving_avg_obs_fake_quant` */
  fusedMovingAvgObsFakeQuant(self: Tensor, observerOn: Tensor, fakeQuantOn: Tensor, runningMin: Tensor, runningMax: Tensor, scale: Tensor, zeroPoint: Tensor, averagingConst: number, quantMin: number, quantMax: number, chAxis: number, perRowFakeQuant?: boolean, symmetricQuant?: boolean): Tensor;
  /** `aten::fused_moving_avg_obs_fake_quant` */
  fusedMovingAvgObsFakeQuant(self: Tensor, observerOn: Tensor, fakeQuantOn: Tensor, runningMin: Tensor, runningMax: Tensor, scale: Tensor, zeroPoint: Tensor, options: { averagingConst: number; quantMin: number; quantMax: number; chAxis: number; perRowFakeQuant?: boolean; symmetricQuant?: boolean }): Tensor;
  /** `aten::gather` */
  gather(self: Tensor, dim: number, index: Tensor, options?: { sparseGrad?: boolean }): Tensor;
  /** `aten::gather_backward` */
  gatherBackward(grad: Tensor, self: Tensor, dim: number, index: Tensor, sparseGrad: boolean): Tensor;
  /** `aten::gcd` */
  gcd(self: Tensor, other: Tensor): Tensor;
  /** `aten::ge.Scalar` */
  ge(self: Tensor, other: Scalar): Tensor;
  /** `aten::ge.Scalar` */
  ge(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::ge.Tensor` */
  ge(self: Tensor, other: Tensor): Tensor;
  /** `aten::gelu` */
  gelu(self: Tensor, options?: { approximate?: string }): Tensor;
  /** `aten::gelu_backward` */
  geluBackward(gradOutput: Tensor, self: Tensor, options?: { approximate?: string }): Tensor;
  /** `aten::geometric` */
  geometric(self: Tensor, p: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::geometric` */
  geometric(self: Tensor, options: { p: number; generator?: Generator | null }): Tensor;
  /** `aten::geqrf` */
  geqrf(self: Tensor): [Tensor, Tensor] & { a: Tensor; tau: Tensor };
  /** `aten::ger` */
  ger(self: Tensor, vec2: Tensor): Tensor;
  /** `aten::get_device` */
  getDevice(self: Tensor): number;
  /** `aten::glu` */
  glu(self: Tensor, options?: { dim?: number }): Tensor;
  /** `aten::glu` */
  glu(self: Tensor, dim?: number): Tensor;
  /** `aten::glu_backward` */
  gluBackward(gradOutput: Tensor, self: Tensor, dim: number): Tensor;
  /** `aten::glu_backward` */
  gluBackward(gradOutput: Tensor, self: Tensor, options: { dim: number }): Tensor;
  /** `aten::glu_backward_jvp` */
  gluBackwardJvp(gradX: Tensor, gradGlu: Tensor, x: Tensor, dgradGlu: Tensor, dx: Tensor, dim: number): Tensor;
  /** `aten::glu_backward_jvp` */
  gluBackwardJvp(gradX: Tensor, gradGlu: Tensor, x: Tensor, dgradGlu: Tensor, dx: Tensor, options: { dim: number }): Tensor;
  /** `aten::glu_jvp` */
  gluJvp(glu: Tensor, x: Tensor, dx: Tensor, dim: number): Tensor;
  /** `aten::glu_jvp` */
  gluJvp(glu: Tensor, x: Tensor, dx: Tensor, options: { dim: number }): Tensor;
  /** `aten::gradient.array` */
  gradient(self: Tensor, options: { dim: readonly number[]; edgeOrder?: number }): Tensor[];
  /** `aten::gradient.scalararray` */
  gradient(self: Tensor, options: { spacing: Scalar; dim: readonly number[]; edgeOrder?: number }): Tensor[];
  /** `aten::gradient.scalarint` */
  gradient(self: Tensor, options?: { spacing?: Scalar | null; dim?: number | null; edgeOrder?: number }): Tensor[];
  /** `aten::gradient.scalarrayarray` */
  gradient(self: Tensor, options: { spacing: readonly Scalar[]; dim: readonly number[]; edgeOrder?: number }): Tensor[];
  /** `aten::gradient.scalarrayint` */
  gradient(self: Tensor, options: { spacing: readonly Scalar[]; dim?: number | null; edgeOrder?: number }): Tensor[];
  /** `aten::gradient.tensorarray` */
  gradient(self: Tensor, options: { spacing: readonly Tensor[]; dim: readonly number[]; edgeOrder?: number }): Tensor[];
  /** `aten::gradient.tensorarrayint` */
  gradient(self: Tensor, options: { spacing: readonly Tensor[]; dim?: number | null; edgeOrder?: number }): Tensor[];
  /** `aten::greater.Scalar` */
  greater(self: Tensor, other: Scalar): Tensor;
  /** `aten::greater.Scalar` */
  greater(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::greater.Tensor` */
  greater(self: Tensor, other: Tensor): Tensor;
  /** `aten::greater_equal.Scalar` */
  greaterEqual(self: Tensor, other: Scalar): Tensor;
  /** `aten::greater_equal.Scalar` */
  greaterEqual(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::greater_equal.Tensor` */
  greaterEqual(self: Tensor, other: Tensor): Tensor;
  /** `aten::grid_sampler` */
  gridSampler(input: Tensor, grid: Tensor, interpolationMode: number, paddingMode: number, alignCorners: boolean): Tensor;
  /** `aten::grid_sampler` */
  gridSampler(input: Tensor, grid: Tensor, options: { interpolationMode: number; paddingMode: number; alignCorners: boolean }): Tensor;
  /** `aten::grid_sampler_2d` */
  gridSampler2d(input: Tensor, grid: Tensor, interpolationMode: number, paddingMode: number, alignCorners: boolean): Tensor;
  /** `aten::grid_sampler_2d` */
  gridSampler2d(input: Tensor, grid: Tensor, options: { interpolationMode: number; paddingMode: number; alignCorners: boolean }): Tensor;
  /** `aten::grid_sampler_2d_backward` */
  gridSampler2dBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, interpolationMode: number, paddingMode: number, alignCorners: boolean, outputMask: readonly boolean[]): [Tensor, Tensor];
  /** `aten::grid_sampler_2d_backward` */
  gridSampler2dBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, options: { interpolationMode: number; paddingMode: number; alignCorners: boolean; outputMask: readonly boolean[] }): [Tensor, Tensor];
  /** `aten::grid_sampler_3d` */
  gridSampler3d(input: Tensor, grid: Tensor, interpolationMode: number, paddingMode: number, alignCorners: boolean): Tensor;
  /** `aten::grid_sampler_3d` */
  gridSampler3d(input: Tensor, grid: Tensor, options: { interpolationMode: number; paddingMode: number; alignCorners: boolean }): Tensor;
  /** `aten::grid_sampler_3d_backward` */
  gridSampler3dBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, interpolationMode: number, paddingMode: number, alignCorners: boolean, outputMask: readonly boolean[]): [Tensor, Tensor];
  /** `aten::grid_sampler_3d_backward` */
  gridSampler3dBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, options: { interpolationMode: number; paddingMode: number; alignCorners: boolean; outputMask: readonly boolean[] }): [Tensor, Tensor];
  /** `aten::group_norm` */
  groupNorm(input: Tensor, numGroups: number, options?: { weight?: Tensor | null; bias?: Tensor | null; eps?: number; cudnnEnabled?: boolean }): Tensor;
  /** `aten::group_norm` */
  groupNorm(input: Tensor, numGroups: number, weight?: Tensor | null, bias?: Tensor | null, eps?: number, cudnnEnabled?: boolean): Tensor;
  /** `aten::group_norm` */
  groupNorm(input: Tensor, options: { numGroups: number; weight?: Tensor | null; bias?: Tensor | null; eps?: number; cudnnEnabled?: boolean }): Tensor;
  /** `aten::gru.data` */
  gru(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor];
  /** `aten::gru.data` */
  gru(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `aten::gru.input` */
  gru(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor];
  /** `aten::gru.input` */
  gru(input: Tensor, hx: Tensor, params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean; batchFirst: boolean }): [Tensor, Tensor];
  /** `aten::gru_cell` */
  gruCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): Tensor;
  /** `aten::gru_cell` */
  gruCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh?: Tensor | null, bHh?: Tensor | null): Tensor;
  /** `aten::gt.Scalar` */
  gt(self: Tensor, other: Scalar): Tensor;
  /** `aten::gt.Scalar` */
  gt(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::gt.Tensor` */
  gt(self: Tensor, other: Tensor): Tensor;
  /** `aten::hamming_window` */
  hammingWindow(windowLength: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hamming_window` */
  hammingWindow(options: { windowLength: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hamming_window.periodic` */
  hammingWindow(windowLength: number, periodic: boolean, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hamming_window.periodic` */
  hammingWindow(options: { windowLength: number; periodic: boolean; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hamming_window.periodic_alpha` */
  hammingWindow(windowLength: number, periodic: boolean, alpha: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hamming_window.periodic_alpha` */
  hammingWindow(options: { windowLength: number; periodic: boolean; alpha: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hamming_window.periodic_alpha_beta` */
  hammingWindow(windowLength: number, periodic: boolean, alpha: number, beta: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hamming_window.periodic_alpha_beta` */
  hammingWindow(options: { windowLength: number; periodic: boolean; alpha: number; beta: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hann_window` */
  hannWindow(windowLength: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hann_window` */
  hannWindow(options: { windowLength: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hann_window.periodic` */
  hannWindow(windowLength: number, periodic: boolean, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hann_window.periodic` */
  hannWindow(options: { windowLength: number; periodic: boolean; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hardshrink` */
  hardshrink(self: Tensor, options?: { lambd?: Scalar }): Tensor;
  /** `aten::hardshrink` */
  hardshrink(self: Tensor, lambd?: Scalar): Tensor;
  /** `aten::hardshrink_backward` */
  hardshrinkBackward(gradOut: Tensor, self: Tensor, lambd: Scalar): Tensor;
  /** `aten::hardshrink_backward` */
  hardshrinkBackward(gradOut: Tensor, self: Tensor, options: { lambd: Scalar }): Tensor;
  /** `aten::hardsigmoid` */
  hardsigmoid(self: Tensor): Tensor;
  /** `aten::hardsigmoid_backward` */
  hardsigmoidBackward(gradOutput: Tensor, self: Tensor): Tensor;
  /** `aten::hardswish` */
  hardswish(self: Tensor): Tensor;
  /** `aten::hardswish_backward` */
  hardswishBackward(gradOutput: Tensor, self: Tensor): Tensor;
  /** `aten::hardtanh` */
  hardtanh(self: Tensor, options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor;
  /** `aten::hardtanh` */
  hardtanh(self: Tensor, minVal?: Scalar, maxVal?: Scalar): Tensor;
  /** `aten::hardtanh_backward` */
  hardtanhBackward(gradOutput: Tensor, self: Tensor, minVal: Scalar, maxVal: Scalar): Tensor;
  /** `aten::hardtanh_backward` */
  hardtanhBackward(gradOutput: Tensor, self: Tensor, options: { minVal: Scalar; maxVal: Scalar }): Tensor;
  /** `aten::hash_tensor` */
  hashTensor(self: Tensor, options?: { dim?: number | readonly number[]; keepdim?: boolean; mode?: number }): Tensor;
  /** `aten::hash_tensor` */
  hashTensor(self: Tensor, dim?: number | readonly number[], options?: { keepdim?: boolean; mode?: number }): Tensor;
  /** `aten::heaviside` */
  heaviside(self: Tensor, values: Tensor): Tensor;
  /** `aten::hinge_embedding_loss` */
  hingeEmbeddingLoss(self: Tensor, target: Tensor, options?: { margin?: number; reduction?: number }): Tensor;
  /** `aten::hinge_embedding_loss` */
  hingeEmbeddingLoss(self: Tensor, target: Tensor, margin?: number, reduction?: number): Tensor;
  /** `aten::histc` */
  histc(self: Tensor, options?: { bins?: number; min?: Scalar; max?: Scalar }): Tensor;
  /** `aten::histc` */
  histc(self: Tensor, bins?: number, min?: Scalar, max?: Scalar): Tensor;
  /** `aten::histogram.bins_tensor` */
  histogram(self: Tensor, bins: Tensor, options?: { weight?: Tensor | null; density?: boolean }): [Tensor, Tensor] & { hist: Tensor; binEdges: Tensor };
  /** `aten::histogram.bin_ct` */
  histogram(self: Tensor, options?: { bins?: number; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor] & { hist: Tensor; binEdges: Tensor };
  /** `aten::histogram.bin_ct` */
  histogram(self: Tensor, bins?: number, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor] & { hist: Tensor; binEdges: Tensor };
  /** `aten::histogramdd` */
  histogramdd(self: Tensor, bins: readonly number[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd` */
  histogramdd(self: Tensor, bins: readonly number[], range?: readonly number[] | null, weight?: Tensor | null, density?: boolean): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd` */
  histogramdd(self: Tensor, options: { bins: readonly number[]; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd` */
  histogramdd(self: Tensor, ...bins: number[]): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd.TensorList_bins` */
  histogramdd(self: Tensor, bins: readonly Tensor[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd.TensorList_bins` */
  histogramdd(self: Tensor, bins: readonly Tensor[], range?: readonly number[] | null, weight?: Tensor | null, density?: boolean): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd.int_bins` */
  histogramdd(self: Tensor, bins: number, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd.int_bins` */
  histogramdd(self: Tensor, bins: number, range?: readonly number[] | null, weight?: Tensor | null, density?: boolean): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd.int_bins` */
  histogramdd(self: Tensor, options: { bins: number; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::hsplit.array` */
  hsplit(self: Tensor, indices: readonly number[]): Tensor[];
  /** `aten::hsplit.array` */
  hsplit(self: Tensor, options: { indices: readonly number[] }): Tensor[];
  /** `aten::hsplit.array` */
  hsplit(self: Tensor, ...indices: number[]): Tensor[];
  /** `aten::hsplit.int` */
  hsplit(self: Tensor, sections: number): Tensor[];
  /** `aten::hsplit.int` */
  hsplit(self: Tensor, options: { sections: number }): Tensor[];
  /** `aten::hspmm` */
  hspmm(mat1: Tensor, mat2: Tensor): Tensor;
  /** `aten::hstack` */
  hstack(tensors: readonly Tensor[]): Tensor;
  /** `aten::huber_loss` */
  huberLoss(self: Tensor, target: Tensor, options?: { reduction?: number; delta?: number }): Tensor;
  /** `aten::huber_loss` */
  huberLoss(self: Tensor, target: Tensor, reduction?: number, delta?: number): Tensor;
  /** `aten::huber_loss_backward` */
  huberLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: number, delta: number): Tensor;
  /** `aten::huber_loss_backward` */
  huberLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, options: { reduction: number; delta: number }): Tensor;
  /** `aten::hypot` */
  hypot(self: Tensor, other: Tensor): Tensor;
  /** `aten::i0` */
  i0(self: Tensor): Tensor;
  /** `aten::igamma` */
  igamma(self: Tensor, other: Tensor): Tensor;
  /** `aten::igammac` */
  igammac(self: Tensor, other: Tensor): Tensor;
  /** `aten::im2col` */
  im2col(self: Tensor, kernelSize: number | readonly number[], dilation: number | readonly number[], padding: number | readonly number[], stride: number | readonly number[]): Tensor;
  /** `aten::im2col` */
  im2col(self: Tensor, options: { kernelSize: number | readonly number[]; dilation: number | readonly number[]; padding: number | readonly number[]; stride: number | readonly number[] }): Tensor;
  /** `aten::imag` */
  imag(self: Tensor): Tensor;
  /** `aten::index.Tensor` */
  index(self: Tensor, indices: readonly (Tensor | null)[]): Tensor;
  /** `aten::index_add` */
  indexAdd(self: Tensor, dim: number, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::index_copy` */
  indexCopy(self: Tensor, dim: number, index: Tensor, source: Tensor): Tensor;
  /** `aten::index_fill.int_Scalar` */
  indexFill(self: Tensor, dim: number, index: Tensor, value: Scalar): Tensor;
  /** `aten::index_fill.int_Tensor` */
  indexFill(self: Tensor, dim: number, index: Tensor, value: Tensor): Tensor;
  /** `aten::index_put` */
  indexPut(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::index_put` */
  indexPut(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean): Tensor;
  /** `aten::index_reduce` */
  indexReduce(self: Tensor, dim: number, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /** `aten::index_select` */
  indexSelect(self: Tensor, dim: number, index: Tensor): Tensor;
  /** `aten::index_select_backward` */
  indexSelectBackward(grad: Tensor, selfSizes: readonly number[], dim: number, index: Tensor): Tensor;
  /** `aten::indices` */
  indices(self: Tensor): Tensor;
  /** `aten::indices_copy` */
  indicesCopy(self: Tensor): Tensor;
  /** `aten::infinitely_differentiable_gelu_backward` */
  infinitelyDifferentiableGeluBackward(grad: Tensor, self: Tensor): Tensor;
  /** `aten::inner` */
  inner(self: Tensor, other: Tensor): Tensor;
  /** `aten::instance_norm` */
  instanceNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, useInputStats: boolean, momentum: number, eps: number, cudnnEnabled: boolean): Tensor;
  /** `aten::instance_norm` */
  instanceNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, options: { useInputStats: boolean; momentum: number; eps: number; cudnnEnabled: boolean }): Tensor;
  /** `aten::int_repr` */
  intRepr(self: Tensor): Tensor;
  /** `aten::inverse` */
  inverse(self: Tensor): Tensor;
  /** `aten::is_coalesced` */
  isCoalesced(self: Tensor): boolean;
  /** `aten::is_complex` */
  isComplex(self: Tensor): boolean;
  /** `aten::is_conj` */
  isConj(self: Tensor): boolean;
  /** `aten::is_contiguous` */
  isContiguous(self: Tensor): boolean;
  /** `aten::is_contiguous.memory_format` */
  isContiguous(self: Tensor, memoryFormat: MemoryFormat): boolean;
  /** `aten::is_contiguous.memory_format` */
  isContiguous(self: Tensor, options: { memoryFormat: MemoryFormat }): boolean;
  /** `aten::is_distributed` */
  isDistributed(self: Tensor): boolean;
  /** `aten::is_floating_point` */
  isFloatingPoint(self: Tensor): boolean;
  /** `aten::is_inference` */
  isInference(self: Tensor): boolean;
  /** `aten::is_leaf` */
  isLeaf(self: Tensor): boolean;
  /** `aten::is_neg` */
  isNeg(self: Tensor): boolean;
  /** `aten::is_nonzero` */
  isNonzero(self: Tensor): boolean;
  /** `aten::is_pinned` */
  isPinned(self: Tensor, options?: { device?: Device | null }): boolean;
  /** `aten::is_pinned` */
  isPinned(self: Tensor, device?: Device | null): boolean;
  /** `aten::is_same_size` */
  isSameSize(self: Tensor, other: Tensor): boolean;
  /** `aten::is_set_to` */
  isSetTo(self: Tensor, tensor: Tensor): boolean;
  /** `aten::is_signed` */
  isSigned(self: Tensor): boolean;
  /** `aten::is_vulkan_available` */
  isVulkanAvailable(): boolean;
  /** `aten::isclose` */
  isclose(self: Tensor, other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): Tensor;
  /** `aten::isclose` */
  isclose(self: Tensor, other: Tensor, rtol?: number, atol?: number, equalNan?: boolean): Tensor;
  /** `aten::isfinite` */
  isfinite(self: Tensor): Tensor;
  /** `aten::isin.Scalar_Tensor` */
  isin(element: Scalar, testElements: Tensor, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor;
  /** `aten::isin.Tensor_Scalar` */
  isin(elements: Tensor, testElement: Scalar, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor;
  /** `aten::isin.Tensor_Scalar` */
  isin(elements: Tensor, options: { testElement: Scalar; assumeUnique?: boolean; invert?: boolean }): Tensor;
  /** `aten::isin.Tensor_Tensor` */
  isin(elements: Tensor, testElements: Tensor, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor;
  /** `aten::isinf` */
  isinf(self: Tensor): Tensor;
  /** `aten::isnan` */
  isnan(self: Tensor): Tensor;
  /** `aten::isneginf` */
  isneginf(self: Tensor): Tensor;
  /** `aten::isposinf` */
  isposinf(self: Tensor): Tensor;
  /** `aten::isreal` */
  isreal(self: Tensor): Tensor;
  /** `aten::istft` */
  istft(self: Tensor, nFft: number, options?: { hopLength?: number | null; winLength?: number | null; window?: Tensor | null; center?: boolean; normalized?: boolean; onesided?: boolean | null; length?: number | null; returnComplex?: boolean }): Tensor;
  /** `aten::istft` */
  istft(self: Tensor, nFft: number, hopLength?: number | null, winLength?: number | null, window?: Tensor | null, center?: boolean, normalized?: boolean, onesided?: boolean | null, length?: number | null, returnComplex?: boolean): Tensor;
  /** `aten::istft` */
  istft(self: Tensor, options: { nFft: number; hopLength?: number | null; winLength?: number | null; window?: Tensor | null; center?: boolean; normalized?: boolean; onesided?: boolean | null; length?: number | null; returnComplex?: boolean }): Tensor;
  /** `aten::item` */
  item(self: Tensor): number;
  /** `aten::kaiser_window` */
  kaiserWindow(windowLength: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::kaiser_window` */
  kaiserWindow(options: { windowLength: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::kaiser_window.periodic` */
  kaiserWindow(windowLength: number, periodic: boolean, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::kaiser_window.periodic` */
  kaiserWindow(options: { windowLength: number; periodic: boolean; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::kaiser_window.beta` */
  kaiserWindow(windowLength: number, periodic: boolean, beta: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::kaiser_window.beta` */
  kaiserWindow(options: { windowLength: number; periodic: boolean; beta: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::kl_div` */
  klDiv(self: Tensor, target: Tensor, options?: { reduction?: number; logTarget?: boolean }): Tensor;
  /** `aten::kl_div` */
  klDiv(self: Tensor, target: Tensor, reduction?: number, options?: { logTarget?: boolean }): Tensor;
  /** `aten::kron` */
  kron(self: Tensor, other: Tensor): Tensor;
  /** `aten::kthvalue` */
  kthvalue(self: Tensor, k: number, options?: { dim?: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::kthvalue` */
  kthvalue(self: Tensor, k: number, dim?: number, keepdim?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::kthvalue` */
  kthvalue(self: Tensor, options: { k: number; dim?: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::l1_loss` */
  l1Loss(self: Tensor, target: Tensor, options?: { reduction?: number }): Tensor;
  /** `aten::l1_loss` */
  l1Loss(self: Tensor, target: Tensor, reduction?: number): Tensor;
  /** `aten::layer_norm` */
  layerNorm(input: Tensor, normalizedShape: readonly number[], options?: { weight?: Tensor | null; bias?: Tensor | null; eps?: number; cudnnEnable?: boolean }): Tensor;
  /** `aten::layer_norm` */
  layerNorm(input: Tensor, normalizedShape: readonly number[], weight?: Tensor | null, bias?: Tensor | null, eps?: number, cudnnEnable?: boolean): Tensor;
  /** `aten::layer_norm` */
  layerNorm(input: Tensor, options: { normalizedShape: readonly number[]; weight?: Tensor | null; bias?: Tensor | null; eps?: number; cudnnEnable?: boolean }): Tensor;
  /** `aten::layer_norm` */
  layerNorm(input: Tensor, ...normalizedShape: number[]): Tensor;
  /** `aten::lcm` */
  lcm(self: Tensor, other: Tensor): Tensor;
  /** `aten::ldexp.Tensor` */
  ldexp(self: Tensor, other: Tensor): Tensor;
  /** `aten::le.Scalar` */
  le(self: Tensor, other: Scalar): Tensor;
  /** `aten::le.Scalar` */
  le(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::le.Tensor` */
  le(self: Tensor, other: Tensor): Tensor;
  /** `aten::leaky_relu` */
  leakyRelu(self: Tensor, options?: { negativeSlope?: Scalar }): Tensor;
  /** `aten::leaky_relu` */
  leakyRelu(self: Tensor, negativeSlope?: Scalar): Tensor;
  /** `aten::leaky_relu_backward` */
  leakyReluBackward(gradOutput: Tensor, self: Tensor, negativeSlope: Scalar, selfIsResult: boolean): Tensor;
  /** `aten::leaky_relu_backward` */
  leakyReluBackward(gradOutput: Tensor, self: Tensor, options: { negativeSlope: Scalar; selfIsResult: boolean }): Tensor;
  /** `aten::lerp.Scalar` */
  lerp(self: Tensor, end: Tensor, weight: Scalar): Tensor;
  /** `aten::lerp.Scalar` */
  lerp(self: Tensor, end: Tensor, options: { weight: Scalar }): Tensor;
  /** `aten::lerp.Tensor` */
  lerp(self: Tensor, end: Tensor, weight: Tensor): Tensor;
  /** `aten::less.Scalar` */
  less(self: Tensor, other: Scalar): Tensor;
  /** `aten::less.Scalar` */
  less(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::less.Tensor` */
  less(self: Tensor, other: Tensor): Tensor;
  /** `aten::less_equal.Scalar` */
  lessEqual(self: Tensor, other: Scalar): Tensor;
  /** `aten::less_equal.Scalar` */
  lessEqual(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::less_equal.Tensor` */
  lessEqual(self: Tensor, other: Tensor): Tensor;
  /** `aten::lgamma` */
  lgamma(self: Tensor): Tensor;
  /** `aten::lift` */
  lift(self: Tensor): Tensor;
  /** `aten::lift_fresh` */
  liftFresh(self: Tensor): Tensor;
  /** `aten::lift_fresh_copy` */
  liftFreshCopy(self: Tensor): Tensor;
  /** `aten::linear` */
  linear(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null }): Tensor;
  /** `aten::linear` */
  linear(input: Tensor, weight: Tensor, bias?: Tensor | null): Tensor;
  /** `aten::linear_backward` */
  linearBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, outputMask: readonly boolean[]): [Tensor, Tensor, Tensor];
  /** `aten::linear_backward` */
  linearBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, options: { outputMask: readonly boolean[] }): [Tensor, Tensor, Tensor];
  /** `aten::linspace` */
  linspace(start: Scalar, end: Scalar, steps: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::linspace` */
  linspace(options: { start: Scalar; end: Scalar; steps: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::linspace.Scalar_Tensor` */
  linspace(start: Scalar, end: Tensor, steps: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::linspace.Tensor_Scalar` */
  linspace(start: Tensor, end: Scalar, steps: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::linspace.Tensor_Scalar` */
  linspace(start: Tensor, options: { end: Scalar; steps: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::linspace.Tensor_Tensor` */
  linspace(start: Tensor, end: Tensor, steps: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::linspace.Tensor_Tensor` */
  linspace(start: Tensor, end: Tensor, options: { steps: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::log` */
  log(self: Tensor): Tensor;
  /** `aten::log10` */
  log10(self: Tensor): Tensor;
  /** `aten::log1p` */
  log1p(self: Tensor): Tensor;
  /** `aten::log2` */
  log2(self: Tensor): Tensor;
  /** `aten::log_normal` */
  logNormal(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::log_normal` */
  logNormal(self: Tensor, mean?: number, std?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::log_sigmoid` */
  logSigmoid(self: Tensor): Tensor;
  /** `aten::log_sigmoid_backward` */
  logSigmoidBackward(gradOutput: Tensor, self: Tensor, buffer: Tensor): Tensor;
  /** `aten::log_sigmoid_forward` */
  logSigmoidForward(self: Tensor): [Tensor, Tensor] & { output: Tensor; buffer: Tensor };
  /** `aten::log_softmax.int` */
  logSoftmax(self: Tensor, dim: number, options?: { dtype?: DType | null }): Tensor;
  /** `aten::log_softmax.int` */
  logSoftmax(self: Tensor, dim: number, dtype?: DType | null): Tensor;
  /** `aten::log_softmax.int` */
  logSoftmax(self: Tensor, options: { dim: number; dtype?: DType | null }): Tensor;
  /** `aten::logaddexp` */
  logaddexp(self: Tensor, other: Tensor): Tensor;
  /** `aten::logaddexp2` */
  logaddexp2(self: Tensor, other: Tensor): Tensor;
  /** `aten::logcumsumexp` */
  logcumsumexp(self: Tensor, dim: number): Tensor;
  /** `aten::logcumsumexp` */
  logcumsumexp(self: Tensor, options: { dim: number }): Tensor;
  /** `aten::logdet` */
  logdet(self: Tensor): Tensor;
  /** `aten::logical_and` */
  logicalAnd(self: Tensor, other: Tensor): Tensor;
  /** `aten::logical_not` */
  logicalNot(self: Tensor): Tensor;
  /** `aten::logical_or` */
  logicalOr(self: Tensor, other: Tensor): Tensor;
  /** `aten::logical_xor` */
  logicalXor(self: Tensor, other: Tensor): Tensor;
  /** `aten::logit` */
  logit(self: Tensor, options?: { eps?: number | null }): Tensor;
  /** `aten::logit` */
  logit(self: Tensor, eps?: number | null): Tensor;
  /** `aten::logit_backward` */
  logitBackward(gradOutput: Tensor, self: Tensor, options?: { eps?: number | null }): Tensor;
  /** `aten::logit_backward` */
  logitBackward(gradOutput: Tensor, self: Tensor, eps?: number | null): Tensor;
  /** `aten::logspace` */
  logspace(start: Scalar, end: Scalar, steps: number, options?: { base?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace` */
  logspace(start: Scalar, end: Scalar, steps: number, base?: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace` */
  logspace(options: { start: Scalar; end: Scalar; steps: number; base?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace.Scalar_Tensor` */
  logspace(start: Scalar, end: Tensor, steps: number, options?: { base?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace.Scalar_Tensor` */
  logspace(start: Scalar, end: Tensor, steps: number, base?: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace.Tensor_Scalar` */
  logspace(start: Tensor, end: Scalar, steps: number, options?: { base?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace.Tensor_Scalar` */
  logspace(start: Tensor, end: Scalar, steps: number, base?: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace.Tensor_Scalar` */
  logspace(start: Tensor, options: { end: Scalar; steps: number; base?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace.Tensor_Tensor` */
  logspace(start: Tensor, end: Tensor, steps: number, options?: { base?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace.Tensor_Tensor` */
  logspace(start: Tensor, end: Tensor, steps: number, base?: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace.Tensor_Tensor` */
  logspace(start: Tensor, end: Tensor, options: { steps: number; base?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logsumexp` */
  logsumexp(self: Tensor, dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
  /** `aten::logsumexp` */
  logsumexp(self: Tensor, dim: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::logsumexp` */
  logsumexp(self: Tensor, options: { dim: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::lstm.data` */
  lstm(data: Tensor, batchSizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor, Tensor];
  /** `aten::lstm.data` */
  lstm(data: Tensor, batchSizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::lstm.input` */
  lstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor, Tensor];
  /** `aten::lstm.input` */
  lstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean; batchFirst: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::lstm_cell` */
  lstmCell(input: Tensor, hx: readonly Tensor[], wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): [Tensor, Tensor];
  /** `aten::lstm_cell` */
  lstmCell(input: Tensor, hx: readonly Tensor[], wIh: Tensor, wHh: Tensor, bIh?: Tensor | null, bHh?: Tensor | null): [Tensor, Tensor];
  /** `aten::lstm_mps_backward` */
  lstmMpsBackward(gradY: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, zState: Tensor, cellStateFwd: Tensor, input: Tensor, layersOutputs: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor[], Tensor[]];
  /** `aten::lstm_mps_backward` */
  lstmMpsBackward(gradY: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, zState: Tensor, cellStateFwd: Tensor, input: Tensor, layersOutputs: Tensor, hx: readonly Tensor[], params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean; batchFirst: boolean }): [Tensor, Tensor[], Tensor[]];
  /** `aten::lt.Scalar` */
  lt(self: Tensor, other: Scalar): Tensor;
  /** `aten::lt.Scalar` */
  lt(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::lt.Tensor` */
  lt(self: Tensor, other: Tensor): Tensor;
  /** `aten::lu_solve` */
  luSolve(self: Tensor, LUData: Tensor, LUPivots: Tensor): Tensor;
  /** `aten::lu_unpack` */
  luUnpack(LUData: Tensor, LUPivots: Tensor, options?: { unpackData?: boolean; unpackPivots?: boolean }): [Tensor, Tensor, Tensor] & { P: Tensor; L: Tensor; U: Tensor };
  /** `aten::lu_unpack` */
  luUnpack(LUData: Tensor, LUPivots: Tensor, unpackData?: boolean, unpackPivots?: boolean): [Tensor, Tensor, Tensor] & { P: Tensor; L: Tensor; U: Tensor };
  /** `aten::mH` */
  mH(self: Tensor): Tensor;
  /** `aten::mT` */
  mT(self: Tensor): Tensor;
  /** `aten::margin_ranking_loss` */
  marginRankingLoss(input1: Tensor, input2: Tensor, target: Tensor, options?: { margin?: number; reduction?: number }): Tensor;
  /** `aten::margin_ranking_loss` */
  marginRankingLoss(input1: Tensor, input2: Tensor, target: Tensor, margin?: number, reduction?: number): Tensor;
  /** `aten::masked_fill.Scalar` */
  maskedFill(self: Tensor, mask: Tensor, value: Scalar): Tensor;
  /** `aten::masked_fill.Scalar` */
  maskedFill(self: Tensor, mask: Tensor, options: { value: Scalar }): Tensor;
  /** `aten::masked_fill.Tensor` */
  maskedFill(self: Tensor, mask: Tensor, value: Tensor): Tensor;
  /** `aten::masked_scatter` */
  maskedScatter(self: Tensor, mask: Tensor, source: Tensor): Tensor;
  /** `aten::masked_scatter_backward` */
  maskedScatterBackward(gradOutput: Tensor, mask: Tensor, sizes: readonly number[]): Tensor;
  /** `aten::masked_scatter_backward` */
  maskedScatterBackward(gradOutput: Tensor, mask: Tensor, options: { sizes: readonly number[] }): Tensor;
  /** `aten::masked_scatter_backward` */
  maskedScatterBackward(gradOutput: Tensor, mask: Tensor, ...sizes: number[]): Tensor;
  /** `aten::masked_select` */
  maskedSelect(self: Tensor, mask: Tensor): Tensor;
  /** `aten::masked_select_backward` */
  maskedSelectBackward(grad: Tensor, input: Tensor, mask: Tensor): Tensor;
  /** `aten::matmul` */
  matmul(self: Tensor, other: Tensor): Tensor;
  /** `aten::matmul_backward` */
  matmulBackward(grad: Tensor, self: Tensor, other: Tensor, mask: readonly boolean[]): [Tensor, Tensor];
  /** `aten::matmul_backward` */
  matmulBackward(grad: Tensor, self: Tensor, other: Tensor, options: { mask: readonly boolean[] }): [Tensor, Tensor];
  /** `aten::matrix_H` */
  matrixH(self: Tensor): Tensor;
  /** `aten::matrix_exp` */
  matrixExp(self: Tensor): Tensor;
  /** `aten::matrix_exp_backward` */
  matrixExpBackward(self: Tensor, grad: Tensor): Tensor;
  /** `aten::matrix_power` */
  matrixPower(self: Tensor, n: number): Tensor;
  /** `aten::matrix_power` */
  matrixPower(self: Tensor, options: { n: number }): Tensor;
  /** `aten::max` */
  max(self: Tensor): Tensor;
  /** `aten::max.other` */
  max(self: Tensor, other: Tensor): Tensor;
  /** `aten::max.dim` */
  max(self: Tensor, dim: number, options?: { keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::max.dim` */
  max(self: Tensor, dim: number, keepdim?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::max.dim` */
  max(self: Tensor, options: { dim: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::max_pool1d` */
  maxPool1d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool1d` */
  maxPool1d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::max_pool1d` */
  maxPool1d(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool1d_with_indices` */
  maxPool1dWithIndices(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [Tensor, Tensor];
  /** `aten::max_pool1d_with_indices` */
  maxPool1dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): [Tensor, Tensor];
  /** `aten::max_pool1d_with_indices` */
  maxPool1dWithIndices(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [Tensor, Tensor];
  /** `aten::max_pool2d` */
  maxPool2d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool2d` */
  maxPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::max_pool2d` */
  maxPool2d(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool2d_backward` */
  maxPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool2d_backward` */
  maxPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::max_pool2d_backward` */
  maxPool2dBackward(gradOutput: Tensor, self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool2d_with_indices` */
  maxPool2dWithIndices(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [Tensor, Tensor];
  /** `aten::max_pool2d_with_indices` */
  maxPool2dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): [Tensor, Tensor];
  /** `aten::max_pool2d_with_indices` */
  maxPool2dWithIndices(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [Tensor, Tensor];
  /** `aten::max_pool2d_with_indices_backward` */
  maxPool2dWithIndicesBackward(gradOutput: Tensor, self: Tensor, kernelSize: number | readonly number[], stride: number | readonly number[], padding: number | readonly number[], dilation: number | readonly number[], ceilMode: boolean, indices: Tensor): Tensor;
  /** `aten::max_pool3d` */
  maxPool3d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool3d` */
  maxPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::max_pool3d` */
  maxPool3d(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool3d_with_indices` */
  maxPool3dWithIndices(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [Tensor, Tensor];
  /** `aten::max_pool3d_with_indices` */
  maxPool3dWithIndices(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): [Tensor, Tensor];
  /** `aten::max_pool3d_with_indices` */
  maxPool3dWithIndices(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [Tensor, Tensor];
  /** `aten::max_pool3d_with_indices_backward` */
  maxPool3dWithIndicesBackward(gradOutput: Tensor, self: Tensor, kernelSize: number | readonly number[], stride: number | readonly number[], padding: number | readonly number[], dilation: number | readonly number[], ceilMode: boolean, indices: Tensor): Tensor;
  /** `aten::max_unpool2d` */
  maxUnpool2d(self: Tensor, indices: Tensor, outputSize: number | readonly number[]): Tensor;
  /** `aten::max_unpool2d` */
  maxUnpool2d(self: Tensor, indices: Tensor, options: { outputSize: number | readonly number[] }): Tensor;
  /** `aten::max_unpool3d` */
  maxUnpool3d(self: Tensor, indices: Tensor, outputSize: number | readonly number[], stride: number | readonly number[], padding: number | readonly number[]): Tensor;
  /** `aten::max_unpool3d` */
  maxUnpool3d(self: Tensor, indices: Tensor, options: { outputSize: number | readonly number[]; stride: number | readonly number[]; padding: number | readonly number[] }): Tensor;
  /** `aten::maximum` */
  maximum(self: Tensor, other: Tensor): Tensor;
  /** `aten::mean` */
  mean(self: Tensor, options?: { dtype?: DType | null }): Tensor;
  /** `aten::mean.dim` */
  mean(self: Tensor, dim: number | readonly number[] | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::mean.dim` */
  mean(self: Tensor, dim: number | readonly number[] | null, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::mean.dim` */
  mean(self: Tensor, options: { dim: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::median` */
  median(self: Tensor): Tensor;
  /** `aten::median.dim` */
  median(self: Tensor, dim: number, options?: { keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::median.dim` */
  median(self: Tensor, dim: number, keepdim?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::median.dim` */
  median(self: Tensor, options: { dim: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::meshgrid` */
  meshgrid(tensors: readonly Tensor[]): Tensor[];
  /** `aten::meshgrid.indexing` */
  meshgrid(tensors: readonly Tensor[], options: { indexing: string }): Tensor[];
  /** `aten::min` */
  min(self: Tensor): Tensor;
  /** `aten::min.other` */
  min(self: Tensor, other: Tensor): Tensor;
  /** `aten::min.dim` */
  min(self: Tensor, dim: number, options?: { keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::min.dim` */
  min(self: Tensor, dim: number, keepdim?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::min.dim` */
  min(self: Tensor, options: { dim: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::minimum` */
  minimum(self: Tensor, other: Tensor): Tensor;
  /** `aten::miopen_batch_norm` */
  miopenBatchNorm(input: Tensor, weight: Tensor, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, exponentialAverageFactor: number, epsilon: number): [Tensor, Tensor, Tensor];
  /** `aten::miopen_batch_norm` */
  miopenBatchNorm(input: Tensor, weight: Tensor, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, options: { training: boolean; exponentialAverageFactor: number; epsilon: number }): [Tensor, Tensor, Tensor];
  /** `aten::miopen_batch_norm_backward` */
  miopenBatchNormBackward(input: Tensor, gradOutput: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, epsilon: number): [Tensor, Tensor, Tensor];
  /** `aten::miopen_batch_norm_backward` */
  miopenBatchNormBackward(input: Tensor, gradOutput: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, options: { epsilon: number }): [Tensor, Tensor, Tensor];
  /** `aten::miopen_convolution` */
  miopenConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean): Tensor;
  /** `aten::miopen_convolution` */
  miopenConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `aten::miopen_convolution_add_relu` */
  miopenConvolutionAddRelu(self: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `aten::miopen_convolution_relu` */
  miopenConvolutionRelu(self: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `aten::miopen_convolution_relu` */
  miopenConvolutionRelu(self: Tensor, weight: Tensor, bias: Tensor | null, options: { stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `aten::miopen_convolution_transpose` */
  miopenConvolutionTranspose(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], outputPadding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean): Tensor;
  /** `aten::miopen_convolution_transpose` */
  miopenConvolutionTranspose(self: Tensor, weight: Tensor, bias: Tensor | null, options: { padding: readonly number[]; outputPadding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `aten::miopen_ctc_loss` */
  miopenCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly number[], targetLengths: readonly number[], blank: number, deterministic: boolean, zeroInfinity: boolean): [Tensor, Tensor];
  /** `aten::miopen_ctc_loss` */
  miopenCtcLoss(logProbs: Tensor, targets: Tensor, options: { inputLengths: readonly number[]; targetLengths: readonly number[]; blank: number; deterministic: boolean; zeroInfinity: boolean }): [Tensor, Tensor];
  /** `aten::miopen_ctc_loss.Tensor` */
  miopenCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, blank: number, deterministic: boolean, zeroInfinity: boolean): [Tensor, Tensor];
  /** `aten::miopen_ctc_loss.Tensor` */
  miopenCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, options: { blank: number; deterministic: boolean; zeroInfinity: boolean }): [Tensor, Tensor];
  /** `aten::miopen_depthwise_convolution` */
  miopenDepthwiseConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean): Tensor;
  /** `aten::miopen_depthwise_convolution` */
  miopenDepthwiseConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `aten::miopen_rnn` */
  miopenRnn(input: Tensor, weight: readonly Tensor[], weightStride0: number, hx: Tensor, cx: Tensor | null, mode: number, hiddenSize: number, numLayers: number, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: readonly number[], dropoutState: Tensor | null): [Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `aten::miopen_rnn_backward` */
  miopenRnnBackward(input: Tensor, weight: readonly Tensor[], weightStride0: number, weightBuf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, gradOutput: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, mode: number, hiddenSize: number, numLayers: number, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: readonly number[], dropoutState: Tensor | null, reserve: Tensor, outputMask: readonly boolean[]): [Tensor, Tensor, Tensor, Tensor[]];
  /** `aten::mish` */
  mish(self: Tensor): Tensor;
  /** `aten::mish_backward` */
  mishBackward(gradOutput: Tensor, self: Tensor): Tensor;
  /** `aten::mkldnn_adaptive_avg_pool2d` */
  mkldnnAdaptiveAvgPool2d(self: Tensor, outputSize: number | readonly number[]): Tensor;
  /** `aten::mkldnn_adaptive_avg_pool2d` */
  mkldnnAdaptiveAvgPool2d(self: Tensor, options: { outputSize: number | readonly number[] }): Tensor;
  /** `aten::mkldnn_adaptive_avg_pool2d_backward` */
  mkldnnAdaptiveAvgPool2dBackward(gradOutput: Tensor, self: Tensor): Tensor;
  /** `aten::mkldnn_convolution` */
  mkldnnConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `aten::mkldnn_convolution` */
  mkldnnConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `aten::mkldnn_linear` */
  mkldnnLinear(self: Tensor, weight: Tensor, options?: { bias?: Tensor | null }): Tensor;
  /** `aten::mkldnn_linear` */
  mkldnnLinear(self: Tensor, weight: Tensor, bias?: Tensor | null): Tensor;
  /** `aten::mkldnn_linear_backward` */
  mkldnnLinearBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, outputMask: readonly boolean[]): [Tensor, Tensor, Tensor];
  /** `aten::mkldnn_linear_backward` */
  mkldnnLinearBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, options: { outputMask: readonly boolean[] }): [Tensor, Tensor, Tensor];
  /** `aten::mkldnn_linear_backward_input` */
  mkldnnLinearBackwardInput(inputSize: readonly number[], gradOutput: Tensor, weight: Tensor): Tensor;
  /** `aten::mkldnn_linear_backward_weights` */
  mkldnnLinearBackwardWeights(gradOutput: Tensor, input: Tensor, weight: Tensor, biasDefined: boolean): [Tensor, Tensor];
  /** `aten::mkldnn_linear_backward_weights` */
  mkldnnLinearBackwardWeights(gradOutput: Tensor, input: Tensor, weight: Tensor, options: { biasDefined: boolean }): [Tensor, Tensor];
  /** `aten::mkldnn_max_pool2d` */
  mkldnnMaxPool2d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool2d` */
  mkldnnMaxPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::mkldnn_max_pool2d` */
  mkldnnMaxPool2d(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool2d_backward` */
  mkldnnMaxPool2dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool2d_backward` */
  mkldnnMaxPool2dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::mkldnn_max_pool2d_backward` */
  mkldnnMaxPool2dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool3d` */
  mkldnnMaxPool3d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool3d` */
  mkldnnMaxPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::mkldnn_max_pool3d` */
  mkldnnMaxPool3d(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool3d_backward` */
  mkldnnMaxPool3dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool3d_backward` */
  mkldnnMaxPool3dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::mkldnn_max_pool3d_backward` */
  mkldnnMaxPool3dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_reorder_conv2d_weight` */
  mkldnnReorderConv2dWeight(self: Tensor, options?: { padding?: number | readonly number[]; stride?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number; inputSize?: readonly number[] | null }): Tensor;
  /** `aten::mkldnn_reorder_conv2d_weight` */
  mkldnnReorderConv2dWeight(self: Tensor, padding?: number | readonly number[], stride?: number | readonly number[], dilation?: number | readonly number[], groups?: number, inputSize?: readonly number[] | null): Tensor;
  /** `aten::mkldnn_reorder_conv3d_weight` */
  mkldnnReorderConv3dWeight(self: Tensor, options?: { padding?: number | readonly number[]; stride?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number; inputSize?: readonly number[] | null }): Tensor;
  /** `aten::mkldnn_reorder_conv3d_weight` */
  mkldnnReorderConv3dWeight(self: Tensor, padding?: number | readonly number[], stride?: number | readonly number[], dilation?: number | readonly number[], groups?: number, inputSize?: readonly number[] | null): Tensor;
  /** `aten::mkldnn_rnn_layer` */
  mkldnnRnnLayer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batchSizes: readonly number[], mode: number, hiddenSize: number, numLayers: number, hasBiases: boolean, bidirectional: boolean, batchFirst: boolean, train: boolean): [Tensor, Tensor, Tensor, Tensor];
  /** `aten::mkldnn_rnn_layer` */
  mkldnnRnnLayer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, options: { reverse: boolean; batchSizes: readonly number[]; mode: number; hiddenSize: number; numLayers: number; hasBiases: boolean; bidirectional: boolean; batchFirst: boolean; train: boolean }): [Tensor, Tensor, Tensor, Tensor];
  /** `aten::mkldnn_rnn_layer_backward` */
  mkldnnRnnLayerBackward(input: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, weight4: Tensor, hx_: Tensor, cxTmp: Tensor, output: Tensor, hy_: Tensor, cy_: Tensor, gradOutput: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, reverse: boolean, mode: number, hiddenSize: number, numLayers: number, hasBiases: boolean, train: boolean, bidirectional: boolean, batchSizes: readonly number[], batchFirst: boolean, workspace: Tensor): [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
  /** `aten::mm` */
  mm(self: Tensor, mat2: Tensor): Tensor;
  /** `aten::mm.dtype` */
  mm(self: Tensor, mat2: Tensor, outDtype: DType): Tensor;
  /** `aten::mm.dtype` */
  mm(self: Tensor, mat2: Tensor, options: { outDtype: DType }): Tensor;
  /** `aten::mode` */
  mode(self: Tensor, options?: { dim?: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::mode` */
  mode(self: Tensor, dim?: number, keepdim?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::moveaxis.int` */
  moveaxis(self: Tensor, source: number, destination: number): Tensor;
  /** `aten::moveaxis.int` */
  moveaxis(self: Tensor, options: { source: number; destination: number }): Tensor;
  /** `aten::moveaxis.intlist` */
  moveaxis(self: Tensor, source: readonly number[], destination: readonly number[]): Tensor;
  /** `aten::moveaxis.intlist` */
  moveaxis(self: Tensor, options: { source: readonly number[]; destination: readonly number[] }): Tensor;
  /** `aten::movedim.int` */
  movedim(self: Tensor, source: number, destination: number): Tensor;
  /** `aten::movedim.int` */
  movedim(self: Tensor, options: { source: number; destination: number }): Tensor;
  /** `aten::movedim.intlist` */
  movedim(self: Tensor, source: readonly number[], destination: readonly number[]): Tensor;
  /** `aten::movedim.intlist` */
  movedim(self: Tensor, options: { source: readonly number[]; destination: readonly number[] }): Tensor;
  /** `aten::mps_convolution_backward` */
  mpsConvolutionBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, outputMask: readonly boolean[]): [Tensor, Tensor, Tensor];
  /** `aten::mps_convolution_backward` */
  mpsConvolutionBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; outputMask: readonly boolean[] }): [Tensor, Tensor, Tensor];
  /** `aten::mps_convolution_transpose_backward` */
  mpsConvolutionTransposeBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, padding: readonly number[], outputPadding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, outputMask: readonly boolean[]): [Tensor, Tensor];
  /** `aten::mps_convolution_transpose_backward` */
  mpsConvolutionTransposeBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, options: { padding: readonly number[]; outputPadding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; outputMask: readonly boolean[] }): [Tensor, Tensor];
  /** `aten::mse_loss` */
  mseLoss(self: Tensor, target: Tensor, options?: { reduction?: number }): Tensor;
  /** `aten::mse_loss` */
  mseLoss(self: Tensor, target: Tensor, reduction?: number): Tensor;
  /** `aten::mse_loss_backward` */
  mseLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: number): Tensor;
  /** `aten::mse_loss_backward` */
  mseLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, options: { reduction: number }): Tensor;
  /** `aten::msort` */
  msort(self: Tensor): Tensor;
  /** `aten::mul.Scalar` */
  mul(self: Tensor, other: Scalar): Tensor;
  /** `aten::mul.Scalar` */
  mul(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::mul.Tensor` */
  mul(self: Tensor, other: Tensor): Tensor;
  /** `aten::multi_margin_loss` */
  multiMarginLoss(self: Tensor, target: Tensor, options?: { p?: Scalar; margin?: Scalar; weight?: Tensor | null; reduction?: number }): Tensor;
  /** `aten::multi_margin_loss` */
  multiMarginLoss(self: Tensor, target: Tensor, p?: Scalar, margin?: Scalar, weight?: Tensor | null, reduction?: number): Tensor;
  /** `aten::multi_margin_loss_backward` */
  multiMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, p: Scalar, margin: Scalar, options?: { weight?: Tensor | null; reduction?: number }): Tensor;
  /** `aten::multi_margin_loss_backward` */
  multiMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, p: Scalar, margin: Scalar, weight?: Tensor | null, reduction?: number): Tensor;
  /** `aten::multi_margin_loss_backward` */
  multiMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, options: { p: Scalar; margin: Scalar; weight?: Tensor | null; reduction?: number }): Tensor;
  /** `aten::multilabel_margin_loss` */
  multilabelMarginLoss(self: Tensor, target: Tensor, options?: { reduction?: number }): Tensor;
  /** `aten::multilabel_margin_loss` */
  multilabelMarginLoss(self: Tensor, target: Tensor, reduction?: number): Tensor;
  /** `aten::multilabel_margin_loss_backward` */
  multilabelMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: number, isTarget: Tensor): Tensor;
  /** `aten::multilabel_margin_loss_forward` */
  multilabelMarginLossForward(self: Tensor, target: Tensor, reduction: number): [Tensor, Tensor] & { output: Tensor; isTarget: Tensor };
  /** `aten::multilabel_margin_loss_forward` */
  multilabelMarginLossForward(self: Tensor, target: Tensor, options: { reduction: number }): [Tensor, Tensor] & { output: Tensor; isTarget: Tensor };
  /** `aten::multinomial` */
  multinomial(self: Tensor, numSamples: number, options?: { replacement?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::multinomial` */
  multinomial(self: Tensor, numSamples: number, replacement?: boolean, options?: { generator?: Generator | null }): Tensor;
  /** `aten::multinomial` */
  multinomial(self: Tensor, options: { numSamples: number; replacement?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::multiply.Scalar` */
  multiply(self: Tensor, other: Scalar): Tensor;
  /** `aten::multiply.Scalar` */
  multiply(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::multiply.Tensor` */
  multiply(self: Tensor, other: Tensor): Tensor;
  /** `aten::mv` */
  mv(self: Tensor, vec: Tensor): Tensor;
  /** `aten::mvlgamma` */
  mvlgamma(self: Tensor, p: number): Tensor;
  /** `aten::mvlgamma` */
  mvlgamma(self: Tensor, options: { p: number }): Tensor;
  /** `aten::nan_to_num` */
  nanToNum(self: Tensor, options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor;
  /** `aten::nan_to_num` */
  nanToNum(self: Tensor, nan?: number | null, posinf?: number | null, neginf?: number | null): Tensor;
  /** `aten::nanmean` */
  nanmean(self: Tensor, options?: { dim?: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::nanmean` */
  nanmean(self: Tensor, dim?: number | readonly number[] | null, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::nanmedian` */
  nanmedian(self: Tensor): Tensor;
  /** `aten::nanmedian.dim` */
  nanmedian(self: Tensor, dim: number, options?: { keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::nanmedian.dim` */
  nanmedian(self: Tensor, dim: number, keepdim?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::nanmedian.dim` */
  nanmedian(self: Tensor, options: { dim: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::nanquantile` */
  nanquantile(self: Tensor, q: Tensor, options?: { dim?: number | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::nanquantile` */
  nanquantile(self: Tensor, q: Tensor, dim?: number | null, keepdim?: boolean, options?: { interpolation?: string }): Tensor;
  /** `aten::nanquantile.scalar` */
  nanquantile(self: Tensor, q: number, options?: { dim?: number | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::nanquantile.scalar` */
  nanquantile(self: Tensor, q: number, dim?: number | null, keepdim?: boolean, options?: { interpolation?: string }): Tensor;
  /** `aten::nanquantile.scalar` */
  nanquantile(self: Tensor, options: { q: number; dim?: number | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::nansum` */
  nansum(self: Tensor, options?: { dim?: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::nansum` */
  nansum(self: Tensor, dim?: number | readonly number[] | null, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::narrow` */
  narrow(self: Tensor, dim: number, start: number, length: number): Tensor;
  /** `aten::narrow` */
  narrow(self: Tensor, options: { dim: number; start: number; length: number }): Tensor;
  /** `aten::narrow.Tensor` */
  narrow(self: Tensor, dim: number, start: Tensor, length: number): Tensor;
  /** `aten::narrow_copy` */
  narrowCopy(self: Tensor, dim: number, start: number, length: number): Tensor;
  /** `aten::narrow_copy` */
  narrowCopy(self: Tensor, options: { dim: number; start: number; length: number }): Tensor;
  /** `aten::native_batch_norm` */
  nativeBatchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, momentum: number, eps: number): [Tensor, Tensor, Tensor];
  /** `aten::native_batch_norm` */
  nativeBatchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, options: { training: boolean; momentum: number; eps: number }): [Tensor, Tensor, Tensor];
  /** `aten::native_batch_norm_backward` */
  nativeBatchNormBackward(gradOut: Tensor, input: Tensor, weight: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveInvstd: Tensor | null, train: boolean, eps: number, outputMask: readonly boolean[]): [Tensor, Tensor, Tensor];
  /** `aten::native_batch_norm_backward` */
  nativeBatchNormBackward(gradOut: Tensor, input: Tensor, weight: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveInvstd: Tensor | null, options: { train: boolean; eps: number; outputMask: readonly boolean[] }): [Tensor, Tensor, Tensor];
  /** `aten::native_channel_shuffle` */
  nativeChannelShuffle(self: Tensor, groups: number): Tensor;
  /** `aten::native_channel_shuffle` */
  nativeChannelShuffle(self: Tensor, options: { groups: number }): Tensor;
  /** `aten::native_dropout` */
  nativeDropout(input: Tensor, p: number, train: boolean | null): [Tensor, Tensor];
  /** `aten::native_dropout` */
  nativeDropout(input: Tensor, options: { p: number; train: boolean | null }): [Tensor, Tensor];
  /** `aten::native_dropout_backward` */
  nativeDropoutBackward(gradOutput: Tensor, mask: Tensor, scale: number): Tensor;
  /** `aten::native_dropout_backward` */
  nativeDropoutBackward(gradOutput: Tensor, mask: Tensor, options: { scale: number }): Tensor;
  /** `aten::native_group_norm` */
  nativeGroupNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, N: number, C: number, HxW: number, group: number, eps: number): [Tensor, Tensor, Tensor];
  /** `aten::native_group_norm` */
  nativeGroupNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, options: { N: number; C: number; HxW: number; group: number; eps: number }): [Tensor, Tensor, Tensor];
  /** `aten::native_group_norm_backward` */
  nativeGroupNormBackward(gradOut: Tensor, input: Tensor, mean: Tensor, rstd: Tensor, weight: Tensor | null, N: number, C: number, HxW: number, group: number, outputMask: readonly boolean[]): [Tensor, Tensor, Tensor];
  /** `aten::native_group_norm_backward` */
  nativeGroupNormBackward(gradOut: Tensor, input: Tensor, mean: Tensor, rstd: Tensor, weight: Tensor | null, options: { N: number; C: number; HxW: number; group: number; outputMask: readonly boolean[] }): [Tensor, Tensor, Tensor];
  /** `aten::native_layer_norm` */
  nativeLayerNorm(input: Tensor, normalizedShape: readonly number[], weight: Tensor | null, bias: Tensor | null, eps: number): [Tensor, Tensor, Tensor];
  /** `aten::native_layer_norm_backward` */
  nativeLayerNormBackward(gradOut: Tensor, input: Tensor, normalizedShape: readonly number[], mean: Tensor, rstd: Tensor, weight: Tensor | null, bias: Tensor | null, outputMask: readonly boolean[]): [Tensor, Tensor, Tensor];
  /** `aten::native_norm` */
  nativeNorm(self: Tensor, options?: { p?: Scalar }): Tensor;
  /** `aten::native_norm` */
  nativeNorm(self: Tensor, p?: Scalar): Tensor;
  /** `aten::native_norm.ScalarOpt_dim_dtype` */
  nativeNorm(self: Tensor, p: Scalar | null, dim: number | readonly number[], keepdim: boolean, dtype: DType | null): Tensor;
  /** `aten::native_norm.ScalarOpt_dim_dtype` */
  nativeNorm(self: Tensor, options: { p: Scalar | null; dim: number | readonly number[]; keepdim: boolean; dtype: DType | null }): Tensor;
  /** `aten::ne.Scalar` */
  ne(self: Tensor, other: Scalar): Tensor;
  /** `aten::ne.Scalar` */
  ne(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::ne.Tensor` */
  ne(self: Tensor, other: Tensor): Tensor;
  /** `aten::neg` */
  neg(self: Tensor): Tensor;
  /** `aten::negative` */
  negative(self: Tensor): Tensor;
  /** `aten::nested_to_padded_tensor` */
  nestedToPaddedTensor(self: Tensor, padding: number, options?: { outputSize?: readonly number[] | null }): Tensor;
  /** `aten::nested_to_padded_tensor` */
  nestedToPaddedTensor(self: Tensor, padding: number, outputSize?: readonly number[] | null): Tensor;
  /** `aten::nested_to_padded_tensor` */
  nestedToPaddedTensor(self: Tensor, options: { padding: number; outputSize?: readonly number[] | null }): Tensor;
  /** `aten::new_empty` */
  newEmpty(self: Tensor, size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_empty` */
  newEmpty(self: Tensor, options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_empty` */
  newEmpty(self: Tensor, ...size: number[]): Tensor;
  /** `aten::new_empty_strided` */
  newEmptyStrided(self: Tensor, size: readonly number[], stride: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_empty_strided` */
  newEmptyStrided(self: Tensor, options: { size: readonly number[]; stride: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_full` */
  newFull(self: Tensor, size: readonly number[], fillValue: Scalar, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_full` */
  newFull(self: Tensor, options: { size: readonly number[]; fillValue: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_ones` */
  newOnes(self: Tensor, size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_ones` */
  newOnes(self: Tensor, options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_ones` */
  newOnes(self: Tensor, ...size: number[]): Tensor;
  /** `aten::new_zeros` */
  newZeros(self: Tensor, size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_zeros` */
  newZeros(self: Tensor, options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_zeros` */
  newZeros(self: Tensor, ...size: number[]): Tensor;
  /** `aten::nextafter` */
  nextafter(self: Tensor, other: Tensor): Tensor;
  /** `aten::nll_loss` */
  nllLoss(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: number; ignoreIndex?: number }): Tensor;
  /** `aten::nll_loss` */
  nllLoss(self: Tensor, target: Tensor, weight?: Tensor | null, reduction?: number, ignoreIndex?: number): Tensor;
  /** `aten::nll_loss2d` */
  nllLoss2d(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: number; ignoreIndex?: number }): Tensor;
  /** `aten::nll_loss2d` */
  nllLoss2d(self: Tensor, target: Tensor, weight?: Tensor | null, reduction?: number, ignoreIndex?: number): Tensor;
  /** `aten::nll_loss2d_backward` */
  nllLoss2dBackward(gradOutput: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: number, ignoreIndex: number, totalWeight: Tensor): Tensor;
  /** `aten::nll_loss2d_forward` */
  nllLoss2dForward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: number, ignoreIndex: number): [Tensor, Tensor] & { output: Tensor; totalWeight: Tensor };
  /** `aten::nll_loss2d_forward` */
  nllLoss2dForward(self: Tensor, target: Tensor, weight: Tensor | null, options: { reduction: number; ignoreIndex: number }): [Tensor, Tensor] & { output: Tensor; totalWeight: Tensor };
  /** `aten::nll_loss_backward` */
  nllLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: number, ignoreIndex: number, totalWeight: Tensor): Tensor;
  /** `aten::nll_loss_forward` */
  nllLossForward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: number, ignoreIndex: number): [Tensor, Tensor] & { output: Tensor; totalWeight: Tensor };
  /** `aten::nll_loss_forward` */
  nllLossForward(self: Tensor, target: Tensor, weight: Tensor | null, options: { reduction: number; ignoreIndex: number }): [Tensor, Tensor] & { output: Tensor; totalWeight: Tensor };
  /** `aten::nll_loss_nd` */
  nllLossNd(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: number; ignoreIndex?: number }): Tensor;
  /** `aten::nll_loss_nd` */
  nllLossNd(self: Tensor, target: Tensor, weight?: Tensor | null, reduction?: number, ignoreIndex?: number): Tensor;
  /** `aten::nonzero` */
  nonzero(self: Tensor): Tensor;
  /** `aten::nonzero_numpy` */
  nonzeroNumpy(self: Tensor): Tensor[];
  /** `aten::nonzero_static` */
  nonzeroStatic(self: Tensor, options: { size: number; fillValue?: number }): Tensor;
  /** `aten::norm.Scalar` */
  norm(self: Tensor, options?: { p?: Scalar }): Tensor;
  /** `aten::norm.Scalar` */
  norm(self: Tensor, p?: Scalar): Tensor;
  /** `aten::norm.ScalarOpt_dtype` */
  norm(self: Tensor, p: Scalar | null, options: { dtype: DType }): Tensor;
  /** `aten::norm.ScalarOpt_dtype` */
  norm(self: Tensor, options: { p: Scalar | null; dtype: DType }): Tensor;
  /** `aten::norm.ScalarOpt_dim` */
  norm(self: Tensor, p: Scalar | null, dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
  /** `aten::norm.ScalarOpt_dim` */
  norm(self: Tensor, p: Scalar | null, dim: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::norm.ScalarOpt_dim` */
  norm(self: Tensor, options: { p: Scalar | null; dim: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::norm.ScalarOpt_dim_dtype` */
  norm(self: Tensor, p: Scalar | null, dim: number | readonly number[], keepdim: boolean, options: { dtype: DType }): Tensor;
  /** `aten::norm.ScalarOpt_dim_dtype` */
  norm(self: Tensor, options: { p: Scalar | null; dim: number | readonly number[]; keepdim: boolean; dtype: DType }): Tensor;
  /** `aten::norm_except_dim` */
  normExceptDim(v: Tensor, options?: { pow?: number; dim?: number }): Tensor;
  /** `aten::norm_except_dim` */
  normExceptDim(v: Tensor, pow?: number, dim?: number): Tensor;
  /** `aten::normal.Tensor_Tensor` */
  normal(mean: Tensor, std: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::normal.Tensor_float` */
  normal(mean: Tensor, options?: { std?: number; generator?: Generator | null }): Tensor;
  /** `aten::normal.Tensor_float` */
  normal(mean: Tensor, std?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::normal.float_Tensor` */
  normal(mean: number, std: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::normal.float_float` */
  normal(mean: number, std: number, size: readonly number[], options?: { generator?: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::normal.float_float` */
  normal(options: { mean: number; std: number; size: readonly number[]; generator?: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::normal_functional` */
  normalFunctional(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::normal_functional` */
  normalFunctional(self: Tensor, mean?: number, std?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::not_equal.Scalar` */
  notEqual(self: Tensor, other: Scalar): Tensor;
  /** `aten::not_equal.Scalar` */
  notEqual(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::not_equal.Tensor` */
  notEqual(self: Tensor, other: Tensor): Tensor;
  /** `aten::nuclear_norm` */
  nuclearNorm(self: Tensor, options?: { keepdim?: boolean }): Tensor;
  /** `aten::nuclear_norm` */
  nuclearNorm(self: Tensor, keepdim?: boolean): Tensor;
  /** `aten::nuclear_norm.dim` */
  nuclearNorm(self: Tensor, dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
  /** `aten::nuclear_norm.dim` */
  nuclearNorm(self: Tensor, dim: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::nuclear_norm.dim` */
  nuclearNorm(self: Tensor, options: { dim: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::numel` */
  numel(self: Tensor): number;
  /** `aten::numpy_T` */
  numpyT(self: Tensor): Tensor;
  /** `aten::one_hot` */
  oneHot(self: Tensor, options?: { numClasses?: number }): Tensor;
  /** `aten::one_hot` */
  oneHot(self: Tensor, numClasses?: number): Tensor;
  /** `aten::ones` */
  ones(size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::ones` */
  ones(options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::ones` */
  ones(...size: number[]): Tensor;
  /** `aten::ones_like` */
  onesLike(self: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::orgqr` */
  orgqr(self: Tensor, input2: Tensor): Tensor;
  /** `aten::ormqr` */
  ormqr(self: Tensor, input2: Tensor, input3: Tensor, options?: { left?: boolean; transpose?: boolean }): Tensor;
  /** `aten::ormqr` */
  ormqr(self: Tensor, input2: Tensor, input3: Tensor, left?: boolean, transpose?: boolean): Tensor;
  /** `aten::outer` */
  outer(self: Tensor, vec2: Tensor): Tensor;
  /** `aten::output_nr` */
  outputNr(self: Tensor): number;
  /** `aten::pad` */
  pad(self: Tensor, pad: readonly number[], options?: { mode?: string; value?: number | null }): Tensor;
  /** `aten::pad` */
  pad(self: Tensor, pad: readonly number[], mode?: string, value?: number | null): Tensor;
  /** `aten::pad` */
  pad(self: Tensor, options: { pad: readonly number[]; mode?: string; value?: number | null }): Tensor;
  /** `aten::pad` */
  pad(self: Tensor, ...pad: number[]): Tensor;
  /** `aten::pad_sequence` */
  padSequence(sequences: readonly Tensor[], options?: { batchFirst?: boolean; paddingValue?: number; paddingSide?: string }): Tensor;
  /** `aten::pad_sequence` */
  padSequence(sequences: readonly Tensor[], batchFirst?: boolean, paddingValue?: number, paddingSide?: string): Tensor;
  /** `aten::pairwise_distance` */
  pairwiseDistance(x1: Tensor, x2: Tensor, options?: { p?: number; eps?: number; keepdim?: boolean }): Tensor;
  /** `aten::pairwise_distance` */
  pairwiseDistance(x1: Tensor, x2: Tensor, p?: number, eps?: number, keepdim?: boolean): Tensor;
  /** `aten::pdist` */
  pdist(self: Tensor, options?: { p?: number }): Tensor;
  /** `aten::pdist` */
  pdist(self: Tensor, p?: number): Tensor;
  /** `aten::permute` */
  permute(self: Tensor, dims: readonly number[]): Tensor;
  /** `aten::permute` */
  permute(self: Tensor, options: { dims: readonly number[] }): Tensor;
  /** `aten::permute` */
  permute(self: Tensor, ...dims: number[]): Tensor;
  /** `aten::permute_copy` */
  permuteCopy(self: Tensor, dims: readonly number[]): Tensor;
  /** `aten::permute_copy` */
  permuteCopy(self: Tensor, options: { dims: readonly number[] }): Tensor;
  /** `aten::permute_copy` */
  permuteCopy(self: Tensor, ...dims: number[]): Tensor;
  /** `aten::pin_memory` */
  pinMemory(self: Tensor, options?: { device?: Device | null }): Tensor;
  /** `aten::pin_memory` */
  pinMemory(self: Tensor, device?: Device | null): Tensor;
  /** `aten::pinverse` */
  pinverse(self: Tensor, options?: { rcond?: number }): Tensor;
  /** `aten::pinverse` */
  pinverse(self: Tensor, rcond?: number): Tensor;
  /** `aten::pixel_shuffle` */
  pixelShuffle(self: Tensor, upscaleFactor: number): Tensor;
  /** `aten::pixel_shuffle` */
  pixelShuffle(self: Tensor, options: { upscaleFactor: number }): Tensor;
  /** `aten::pixel_unshuffle` */
  pixelUnshuffle(self: Tensor, downscaleFactor: number): Tensor;
  /** `aten::pixel_unshuffle` */
  pixelUnshuffle(self: Tensor, options: { downscaleFactor: number }): Tensor;
  /** `aten::poisson` */
  poisson(self: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::poisson` */
  poisson(self: Tensor, generator?: Generator | null): Tensor;
  /** `aten::poisson_nll_loss` */
  poissonNllLoss(input: Tensor, target: Tensor, logInput: boolean, full: boolean, eps: number, reduction: number): Tensor;
  /** `aten::poisson_nll_loss` */
  poissonNllLoss(input: Tensor, target: Tensor, options: { logInput: boolean; full: boolean; eps: number; reduction: number }): Tensor;
  /** `aten::polar` */
  polar(abs: Tensor, angle: Tensor): Tensor;
  /** `aten::polygamma` */
  polygamma(n: number, self: Tensor): Tensor;
  /** `aten::positive` */
  positive(self: Tensor): Tensor;
  /** `aten::pow.Scalar` */
  pow(self: Scalar, exponent: Tensor): Tensor;
  /** `aten::pow.Tensor_Scalar` */
  pow(self: Tensor, exponent: Scalar): Tensor;
  /** `aten::pow.Tensor_Scalar` */
  pow(self: Tensor, options: { exponent: Scalar }): Tensor;
  /** `aten::pow.Tensor_Tensor` */
  pow(self: Tensor, exponent: Tensor): Tensor;
  /** `aten::prelu` */
  prelu(self: Tensor, weight: Tensor): Tensor;
  /** `aten::prod` */
  prod(self: Tensor, options?: { dtype?: DType | null }): Tensor;
  /** `aten::prod.dim_int` */
  prod(self: Tensor, dim: number, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::prod.dim_int` */
  prod(self: Tensor, dim: number, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::prod.dim_int` */
  prod(self: Tensor, options: { dim: number; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::promote_types` */
  promoteTypes(type1: DType, type2: DType): DType;
  /** `aten::promote_types` */
  promoteTypes(options: { type1: DType; type2: DType }): DType;
  /** `aten::put` */
  put(self: Tensor, index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::put` */
  put(self: Tensor, index: Tensor, source: Tensor, accumulate?: boolean): Tensor;
  /** `aten::q_per_channel_axis` */
  qPerChannelAxis(self: Tensor): number;
  /** `aten::q_per_channel_scales` */
  qPerChannelScales(self: Tensor): Tensor;
  /** `aten::q_per_channel_zero_points` */
  qPerChannelZeroPoints(self: Tensor): Tensor;
  /** `aten::q_scale` */
  qScale(self: Tensor): number;
  /** `aten::q_zero_point` */
  qZeroPoint(self: Tensor): number;
  /** `aten::qr` */
  qr(self: Tensor, options?: { some?: boolean }): [Tensor, Tensor] & { Q: Tensor; R: Tensor };
  /** `aten::qr` */
  qr(self: Tensor, some?: boolean): [Tensor, Tensor] & { Q: Tensor; R: Tensor };
  /** `aten::quantile` */
  quantile(self: Tensor, q: Tensor, options?: { dim?: number | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::quantile` */
  quantile(self: Tensor, q: Tensor, dim?: number | null, keepdim?: boolean, options?: { interpolation?: string }): Tensor;
  /** `aten::quantile.scalar` */
  quantile(self: Tensor, q: number, options?: { dim?: number | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::quantile.scalar` */
  quantile(self: Tensor, q: number, dim?: number | null, keepdim?: boolean, options?: { interpolation?: string }): Tensor;
  /** `aten::quantile.scalar` */
  quantile(self: Tensor, options: { q: number; dim?: number | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::quantize_per_channel` */
  quantizePerChannel(self: Tensor, scales: Tensor, zeroPoints: Tensor, axis: number, dtype: DType): Tensor;
  /** `aten::quantize_per_channel` */
  quantizePerChannel(self: Tensor, scales: Tensor, zeroPoints: Tensor, options: { axis: number; dtype: DType }): Tensor;
  /** `aten::quantize_per_tensor` */
  quantizePerTensor(self: Tensor, scale: number, zeroPoint: number, dtype: DType): Tensor;
  /** `aten::quantize_per_tensor` */
  quantizePerTensor(self: Tensor, options: { scale: number; zeroPoint: number; dtype: DType }): Tensor;
  /** `aten::quantize_per_tensor.tensor_qparams` */
  quantizePerTensor(self: Tensor, scale: Tensor, zeroPoint: Tensor, dtype: DType): Tensor;
  /** `aten::quantize_per_tensor.tensor_qparams` */
  quantizePerTensor(self: Tensor, scale: Tensor, zeroPoint: Tensor, options: { dtype: DType }): Tensor;
  /** `aten::quantize_per_tensor.tensors` */
  quantizePerTensor(tensors: readonly Tensor[], scales: Tensor, zeroPoints: Tensor, dtype: DType): Tensor[];
  /** `aten::quantize_per_tensor.tensors` */
  quantizePerTensor(tensors: readonly Tensor[], scales: Tensor, zeroPoints: Tensor, options: { dtype: DType }): Tensor[];
  /** `aten::quantize_per_tensor_dynamic` */
  quantizePerTensorDynamic(self: Tensor, dtype: DType, reduceRange: boolean): Tensor;
  /** `aten::quantize_per_tensor_dynamic` */
  quantizePerTensorDynamic(self: Tensor, options: { dtype: DType; reduceRange: boolean }): Tensor;
  /** `aten::quantized_batch_norm` */
  quantizedBatchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, var_: Tensor, eps: number, outputScale: number, outputZeroPoint: number): Tensor;
  /** `aten::quantized_batch_norm` */
  quantizedBatchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, var_: Tensor, options: { eps: number; outputScale: number; outputZeroPoint: number }): Tensor;
  /** `aten::quantized_gru.data_legacy` */
  quantizedGru(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor];
  /** `aten::quantized_gru.data_legacy` */
  quantizedGru(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `aten::quantized_gru.input_legacy` */
  quantizedGru(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor];
  /** `aten::quantized_gru.input_legacy` */
  quantizedGru(input: Tensor, hx: Tensor, params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean; batchFirst: boolean }): [Tensor, Tensor];
  /** `aten::quantized_gru_cell` */
  quantizedGruCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, scaleIh: Scalar, scaleHh: Scalar, zeroPointIh: Scalar, zeroPointHh: Scalar): Tensor;
  /** `aten::quantized_gru_cell` */
  quantizedGruCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, options: { scaleIh: Scalar; scaleHh: Scalar; zeroPointIh: Scalar; zeroPointHh: Scalar }): Tensor;
  /** `aten::quantized_lstm.data_legacy` */
  quantizedLstm(data: Tensor, batchSizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean, options?: { dtype?: DType | null; useDynamic?: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::quantized_lstm.data_legacy` */
  quantizedLstm(data: Tensor, batchSizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean; dtype?: DType | null; useDynamic?: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::quantized_lstm.input_legacy` */
  quantizedLstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean, options?: { dtype?: DType | null; useDynamic?: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::quantized_lstm.input_legacy` */
  quantizedLstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean; batchFirst: boolean; dtype?: DType | null; useDynamic?: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::quantized_lstm_cell` */
  quantizedLstmCell(input: Tensor, hx: readonly Tensor[], wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, scaleIh: Scalar, scaleHh: Scalar, zeroPointIh: Scalar, zeroPointHh: Scalar): [Tensor, Tensor];
  /** `aten::quantized_lstm_cell` */
  quantizedLstmCell(input: Tensor, hx: readonly Tensor[], wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, options: { scaleIh: Scalar; scaleHh: Scalar; zeroPointIh: Scalar; zeroPointHh: Scalar }): [Tensor, Tensor];
  /** `aten::quantized_max_pool1d` */
  quantizedMaxPool1d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool1d` */
  quantizedMaxPool1d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::quantized_max_pool1d` */
  quantizedMaxPool1d(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool2d` */
  quantizedMaxPool2d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool2d` */
  quantizedMaxPool2d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::quantized_max_pool2d` */
  quantizedMaxPool2d(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool3d` */
  quantizedMaxPool3d(self: Tensor, kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool3d` */
  quantizedMaxPool3d(self: Tensor, kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::quantized_max_pool3d` */
  quantizedMaxPool3d(self: Tensor, options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_rnn_relu_cell` */
  quantizedRnnReluCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, scaleIh: Scalar, scaleHh: Scalar, zeroPointIh: Scalar, zeroPointHh: Scalar): Tensor;
  /** `aten::quantized_rnn_relu_cell` */
  quantizedRnnReluCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, options: { scaleIh: Scalar; scaleHh: Scalar; zeroPointIh: Scalar; zeroPointHh: Scalar }): Tensor;
  /** `aten::quantized_rnn_tanh_cell` */
  quantizedRnnTanhCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, scaleIh: Scalar, scaleHh: Scalar, zeroPointIh: Scalar, zeroPointHh: Scalar): Tensor;
  /** `aten::quantized_rnn_tanh_cell` */
  quantizedRnnTanhCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, options: { scaleIh: Scalar; scaleHh: Scalar; zeroPointIh: Scalar; zeroPointHh: Scalar }): Tensor;
  /** `aten::rad2deg` */
  rad2deg(self: Tensor): Tensor;
  /** `aten::rand` */
  rand(size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::rand` */
  rand(options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::rand` */
  rand(...size: number[]): Tensor;
  /** `aten::rand.generator` */
  rand(size: readonly number[], options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::rand.generator` */
  rand(options: { size: readonly number[]; generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::rand.generator` */
  rand(...size: number[]): Tensor;
  /** `aten::rand_like` */
  randLike(self: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::rand_like.generator` */
  randLike(self: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint` */
  randint(high: number, size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint` */
  randint(options: { high: number; size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint.generator` */
  randint(high: number, size: readonly number[], options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint.generator` */
  randint(options: { high: number; size: readonly number[]; generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint.low` */
  randint(low: number, high: number, size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint.low` */
  randint(options: { low: number; high: number; size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint.low_generator` */
  randint(low: number, high: number, size: readonly number[], options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint.low_generator` */
  randint(options: { low: number; high: number; size: readonly number[]; generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like` */
  randintLike(self: Tensor, high: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like` */
  randintLike(self: Tensor, options: { high: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.Tensor` */
  randintLike(self: Tensor, high: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.Tensor_generator` */
  randintLike(self: Tensor, high: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.generator` */
  randintLike(self: Tensor, high: number, options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.generator` */
  randintLike(self: Tensor, options: { high: number; generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.low_dtype` */
  randintLike(self: Tensor, low: number, high: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.low_dtype` */
  randintLike(self: Tensor, options: { low: number; high: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.low_generator_dtype` */
  randintLike(self: Tensor, low: number, high: number, options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.low_generator_dtype` */
  randintLike(self: Tensor, options: { low: number; high: number; generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn` */
  randn(size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn` */
  randn(options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn` */
  randn(...size: number[]): Tensor;
  /** `aten::randn.generator` */
  randn(size: readonly number[], options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn.generator` */
  randn(options: { size: readonly number[]; generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn.generator` */
  randn(...size: number[]): Tensor;
  /** `aten::randn_like` */
  randnLike(self: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn_like.generator` */
  randnLike(self: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::random` */
  random(self: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random.to` */
  random(self: Tensor, to: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random.to` */
  random(self: Tensor, options: { to: number; generator?: Generator | null }): Tensor;
  /** `aten::random.from` */
  random(self: Tensor, from: number, to: number | null, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random.from` */
  random(self: Tensor, options: { from: number; to: number | null; generator?: Generator | null }): Tensor;
  /** `aten::randperm` */
  randperm(n: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randperm` */
  randperm(options: { n: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randperm.generator` */
  randperm(n: number, options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randperm.generator` */
  randperm(options: { n: number; generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::range` */
  range(start: Scalar, end: Scalar, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::range` */
  range(options: { start: Scalar; end: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::range.step` */
  range(start: Scalar, end: Scalar, options?: { step?: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::range.step` */
  range(start: Scalar, end: Scalar, step?: Scalar, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::range.step` */
  range(options: { start: Scalar; end: Scalar; step?: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::ravel` */
  ravel(self: Tensor): Tensor;
  /** `aten::real` */
  real(self: Tensor): Tensor;
  /** `aten::reciprocal` */
  reciprocal(self: Tensor): Tensor;
  /** `aten::reflection_pad1d` */
  reflectionPad1d(self: Tensor, padding: number | readonly number[]): Tensor;
  /** `aten::reflection_pad1d` */
  reflectionPad1d(self: Tensor, options: { padding: number | readonly number[] }): Tensor;
  /** `aten::reflection_pad1d_backward` */
  reflectionPad1dBackward(gradOutput: Tensor, self: Tensor, padding: number | readonly number[]): Tensor;
  /** `aten::reflection_pad1d_backward` */
  reflectionPad1dBackward(gradOutput: Tensor, self: Tensor, options: { padding: number | readonly number[] }): Tensor;
  /** `aten::reflection_pad2d` */
  reflectionPad2d(self: Tensor, padding: number | readonly number[]): Tensor;
  /** `aten::reflection_pad2d` */
  reflectionPad2d(self: Tensor, options: { padding: number | readonly number[] }): Tensor;
  /** `aten::reflection_pad2d_backward` */
  reflectionPad2dBackward(gradOutput: Tensor, self: Tensor, padding: number | readonly number[]): Tensor;
  /** `aten::reflection_pad2d_backward` */
  reflectionPad2dBackward(gradOutput: Tensor, self: Tensor, options: { padding: number | readonly number[] }): Tensor;
  /** `aten::reflection_pad3d` */
  reflectionPad3d(self: Tensor, padding: number | readonly number[]): Tensor;
  /** `aten::reflection_pad3d` */
  reflectionPad3d(self: Tensor, options: { padding: number | readonly number[] }): Tensor;
  /** `aten::reflection_pad3d_backward` */
  reflectionPad3dBackward(gradOutput: Tensor, self: Tensor, padding: number | readonly number[]): Tensor;
  /** `aten::reflection_pad3d_backward` */
  reflectionPad3dBackward(gradOutput: Tensor, self: Tensor, options: { padding: number | readonly number[] }): Tensor;
  /** `aten::relu` */
  relu(self: Tensor): Tensor;
  /** `aten::relu6` */
  relu6(self: Tensor): Tensor;
  /** `aten::remainder.Scalar` */
  remainder(self: Tensor, other: Scalar): Tensor;
  /** `aten::remainder.Scalar` */
  remainder(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::remainder.Scalar_Tensor` */
  remainder(self: Scalar, other: Tensor): Tensor;
  /** `aten::remainder.Tensor` */
  remainder(self: Tensor, other: Tensor): Tensor;
  /** `aten::renorm` */
  renorm(self: Tensor, p: Scalar, dim: number, maxnorm: Scalar): Tensor;
  /** `aten::renorm` */
  renorm(self: Tensor, options: { p: Scalar; dim: number; maxnorm: Scalar }): Tensor;
  /** `aten::repeat` */
  repeat(self: Tensor, repeats: readonly number[]): Tensor;
  /** `aten::repeat` */
  repeat(self: Tensor, options: { repeats: readonly number[] }): Tensor;
  /** `aten::repeat` */
  repeat(self: Tensor, ...repeats: number[]): Tensor;
  /** `aten::repeat_interleave.Tensor` */
  repeatInterleave(repeats: Tensor, options?: { outputSize?: number | null }): Tensor;
  /** `aten::repeat_interleave.self_Tensor` */
  repeatInterleave(self: Tensor, repeats: Tensor, options?: { dim?: number | null; outputSize?: number | null }): Tensor;
  /** `aten::repeat_interleave.self_Tensor` */
  repeatInterleave(self: Tensor, repeats: Tensor, dim?: number | null, options?: { outputSize?: number | null }): Tensor;
  /** `aten::repeat_interleave.self_int` */
  repeatInterleave(self: Tensor, repeats: number, options?: { dim?: number | null; outputSize?: number | null }): Tensor;
  /** `aten::repeat_interleave.self_int` */
  repeatInterleave(self: Tensor, repeats: number, dim?: number | null, options?: { outputSize?: number | null }): Tensor;
  /** `aten::repeat_interleave.self_int` */
  repeatInterleave(self: Tensor, options: { repeats: number; dim?: number | null; outputSize?: number | null }): Tensor;
  /** `aten::replication_pad1d` */
  replicationPad1d(self: Tensor, padding: number | readonly number[]): Tensor;
  /** `aten::replication_pad1d` */
  replicationPad1d(self: Tensor, options: { padding: number | readonly number[] }): Tensor;
  /** `aten::replication_pad1d_backward` */
  replicationPad1dBackward(gradOutput: Tensor, self: Tensor, padding: number | readonly number[]): Tensor;
  /** `aten::replication_pad1d_backward` */
  replicationPad1dBackward(gradOutput: Tensor, self: Tensor, options: { padding: number | readonly number[] }): Tensor;
  /** `aten::replication_pad2d` */
  replicationPad2d(self: Tensor, padding: number | readonly number[]): Tensor;
  /** `aten::replication_pad2d` */
  replicationPad2d(self: Tensor, options: { padding: number | readonly number[] }): Tensor;
  /** `aten::replication_pad2d_backward` */
  replicationPad2dBackward(gradOutput: Tensor, self: Tensor, padding: number | readonly number[]): Tensor;
  /** `aten::replication_pad2d_backward` */
  replicationPad2dBackward(gradOutput: Tensor, self: Tensor, options: { padding: number | readonly number[] }): Tensor;
  /** `aten::replication_pad3d` */
  replicationPad3d(self: Tensor, padding: number | readonly number[]): Tensor;
  /** `aten::replication_pad3d` */
  replicationPad3d(self: Tensor, options: { padding: number | readonly number[] }): Tensor;
  /** `aten::replication_pad3d_backward` */
  replicationPad3dBackward(gradOutput: Tensor, self: Tensor, padding: number | readonly number[]): Tensor;
  /** `aten::replication_pad3d_backward` */
  replicationPad3dBackward(gradOutput: Tensor, self: Tensor, options: { padding: number | readonly number[] }): Tensor;
  /** `aten::reshape` */
  reshape(self: Tensor, shape: readonly number[]): Tensor;
  /** `aten::reshape` */
  reshape(self: Tensor, options: { shape: readonly number[] }): Tensor;
  /** `aten::reshape` */
  reshape(self: Tensor, ...shape: number[]): Tensor;
  /** `aten::reshape_as` */
  reshapeAs(self: Tensor, other: Tensor): Tensor;
  /** `aten::resize` */
  resize(self: Tensor, size: readonly number[], options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize` */
  resize(self: Tensor, options: { size: readonly number[]; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize` */
  resize(self: Tensor, ...size: number[]): Tensor;
  /** `aten::resize_as` */
  resizeAs(self: Tensor, theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_as_sparse` */
  resizeAsSparse(self: Tensor, theTemplate: Tensor): Tensor;
  /** `aten::resolve_conj` */
  resolveConj(self: Tensor): Tensor;
  /** `aten::resolve_neg` */
  resolveNeg(self: Tensor): Tensor;
  /** `aten::result_type.Scalar` */
  resultType(tensor: Tensor, other: Scalar): DType;
  /** `aten::result_type.Scalar` */
  resultType(tensor: Tensor, options: { other: Scalar }): DType;
  /** `aten::result_type.Scalar_Scalar` */
  resultType(scalar1: Scalar, scalar2: Scalar): DType;
  /** `aten::result_type.Scalar_Scalar` */
  resultType(options: { scalar1: Scalar; scalar2: Scalar }): DType;
  /** `aten::result_type.Scalar_Tensor` */
  resultType(scalar: Scalar, tensor: Tensor): DType;
  /** `aten::result_type.Tensor` */
  resultType(tensor: Tensor, other: Tensor): DType;
  /** `aten::retain_grad` */
  retainGrad(self: Tensor): [];
  /** `aten::retains_grad` */
  retainsGrad(self: Tensor): boolean;
  /** `aten::rms_norm` */
  rmsNorm(input: Tensor, normalizedShape: readonly number[], options?: { weight?: Tensor | null; eps?: number | null }): Tensor;
  /** `aten::rms_norm` */
  rmsNorm(input: Tensor, normalizedShape: readonly number[], weight?: Tensor | null, eps?: number | null): Tensor;
  /** `aten::rms_norm` */
  rmsNorm(input: Tensor, options: { normalizedShape: readonly number[]; weight?: Tensor | null; eps?: number | null }): Tensor;
  /** `aten::rms_norm` */
  rmsNorm(input: Tensor, ...normalizedShape: number[]): Tensor;
  /** `aten::rnn_relu.data` */
  rnnRelu(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor];
  /** `aten::rnn_relu.data` */
  rnnRelu(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `aten::rnn_relu.input` */
  rnnRelu(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor];
  /** `aten::rnn_relu.input` */
  rnnRelu(input: Tensor, hx: Tensor, params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean; batchFirst: boolean }): [Tensor, Tensor];
  /** `aten::rnn_relu_cell` */
  rnnReluCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): Tensor;
  /** `aten::rnn_relu_cell` */
  rnnReluCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh?: Tensor | null, bHh?: Tensor | null): Tensor;
  /** `aten::rnn_tanh.data` */
  rnnTanh(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor];
  /** `aten::rnn_tanh.data` */
  rnnTanh(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean }): [Tensor, Tensor];
  /** `aten::rnn_tanh.input` */
  rnnTanh(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: number, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor];
  /** `aten::rnn_tanh.input` */
  rnnTanh(input: Tensor, hx: Tensor, params: readonly Tensor[], options: { hasBiases: boolean; numLayers: number; dropout: number; train: boolean; bidirectional: boolean; batchFirst: boolean }): [Tensor, Tensor];
  /** `aten::rnn_tanh_cell` */
  rnnTanhCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): Tensor;
  /** `aten::rnn_tanh_cell` */
  rnnTanhCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh?: Tensor | null, bHh?: Tensor | null): Tensor;
  /** `aten::roll` */
  roll(self: Tensor, shifts: number | readonly number[], options?: { dims?: number | readonly number[] }): Tensor;
  /** `aten::roll` */
  roll(self: Tensor, shifts: number | readonly number[], dims?: number | readonly number[]): Tensor;
  /** `aten::roll` */
  roll(self: Tensor, options: { shifts: number | readonly number[]; dims?: number | readonly number[] }): Tensor;
  /** `aten::rot90` */
  rot90(self: Tensor, options?: { k?: number; dims?: readonly number[] }): Tensor;
  /** `aten::rot90` */
  rot90(self: Tensor, k?: number, dims?: readonly number[]): Tensor;
  /** `aten::round` */
  round(self: Tensor): Tensor;
  /** `aten::round.decimals` */
  round(self: Tensor, options: { decimals: number }): Tensor;
  /** `aten::row_indices` */
  rowIndices(self: Tensor): Tensor;
  /** `aten::row_indices_copy` */
  rowIndicesCopy(self: Tensor): Tensor;
  /** `aten::row_stack` */
  rowStack(tensors: readonly Tensor[]): Tensor;
  /** `aten::rrelu` */
  rrelu(self: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::rrelu` */
  rrelu(self: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator | null): Tensor;
  /** `aten::rrelu_with_noise` */
  rreluWithNoise(self: Tensor, noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::rrelu_with_noise` */
  rreluWithNoise(self: Tensor, noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator | null): Tensor;
  /** `aten::rrelu_with_noise_backward` */
  rreluWithNoiseBackward(gradOutput: Tensor, self: Tensor, noise: Tensor, lower: Scalar, upper: Scalar, training: boolean, selfIsResult: boolean): Tensor;
  /** `aten::rrelu_with_noise_backward` */
  rreluWithNoiseBackward(gradOutput: Tensor, self: Tensor, noise: Tensor, options: { lower: Scalar; upper: Scalar; training: boolean; selfIsResult: boolean }): Tensor;
  /** `aten::rrelu_with_noise_functional` */
  rreluWithNoiseFunctional(self: Tensor, noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): [Tensor, Tensor] & { noiseOut: Tensor };
  /** `aten::rrelu_with_noise_functional` */
  rreluWithNoiseFunctional(self: Tensor, noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator | null): [Tensor, Tensor] & { noiseOut: Tensor };
  /** `aten::rsqrt` */
  rsqrt(self: Tensor): Tensor;
  /** `aten::rsub.Scalar` */
  rsub(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::rsub.Scalar` */
  rsub(self: Tensor, other: Scalar, alpha?: Scalar): Tensor;
  /** `aten::rsub.Scalar` */
  rsub(self: Tensor, options: { other: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::rsub.Tensor` */
  rsub(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::scalar_tensor` */
  scalarTensor(s: Scalar, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::scalar_tensor` */
  scalarTensor(options: { s: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::scaled_dot_product_attention` */
  scaledDotProductAttention(query: Tensor, key: Tensor, value: Tensor, options?: { attnMask?: Tensor | null; dropoutP?: number; isCausal?: boolean; scale?: number | null; enableGqa?: boolean }): Tensor;
  /** `aten::scaled_dot_product_attention` */
  scaledDotProductAttention(query: Tensor, key: Tensor, value: Tensor, attnMask?: Tensor | null, dropoutP?: number, isCausal?: boolean, options?: { scale?: number | null; enableGqa?: boolean }): Tensor;
  /** `aten::scatter.src` */
  scatter(self: Tensor, dim: number, index: Tensor, src: Tensor): Tensor;
  /** `aten::scatter.value` */
  scatter(self: Tensor, dim: number, index: Tensor, value: Scalar): Tensor;
  /** `aten::scatter.reduce` */
  scatter(self: Tensor, dim: number, index: Tensor, src: Tensor, options: { reduce: string }): Tensor;
  /** `aten::scatter.value_reduce` */
  scatter(self: Tensor, dim: number, index: Tensor, value: Scalar, options: { reduce: string }): Tensor;
  /** `aten::scatter_add` */
  scatterAdd(self: Tensor, dim: number, index: Tensor, src: Tensor): Tensor;
  /** `aten::scatter_reduce.two` */
  scatterReduce(self: Tensor, dim: number, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /** `aten::searchsorted.Scalar` */
  searchsorted(sortedSequence: Tensor, self: Scalar, options?: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null }): Tensor;
  /** `aten::searchsorted.Scalar` */
  searchsorted(sortedSequence: Tensor, options: { self: Scalar; outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null }): Tensor;
  /** `aten::searchsorted.Tensor` */
  searchsorted(sortedSequence: Tensor, self: Tensor, options?: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null }): Tensor;
  /** `aten::segment_reduce` */
  segmentReduce(data: Tensor, reduce: string, options?: { lengths?: Tensor | null; indices?: Tensor | null; offsets?: Tensor | null; axis?: number; unsafe?: boolean; initial?: Scalar | null }): Tensor;
  /** `aten::segment_reduce` */
  segmentReduce(data: Tensor, options: { reduce: string; lengths?: Tensor | null; indices?: Tensor | null; offsets?: Tensor | null; axis?: number; unsafe?: boolean; initial?: Scalar | null }): Tensor;
  /** `aten::select.int` */
  select(self: Tensor, dim: number, index: number): Tensor;
  /** `aten::select.int` */
  select(self: Tensor, options: { dim: number; index: number }): Tensor;
  /** `aten::select_backward` */
  selectBackward(gradOutput: Tensor, inputSizes: readonly number[], dim: number, index: number): Tensor;
  /** `aten::select_backward` */
  selectBackward(gradOutput: Tensor, options: { inputSizes: readonly number[]; dim: number; index: number }): Tensor;
  /** `aten::select_copy.int` */
  selectCopy(self: Tensor, dim: number, index: number): Tensor;
  /** `aten::select_copy.int` */
  selectCopy(self: Tensor, options: { dim: number; index: number }): Tensor;
  /** `aten::select_scatter` */
  selectScatter(self: Tensor, src: Tensor, dim: number, index: number): Tensor;
  /** `aten::select_scatter` */
  selectScatter(self: Tensor, src: Tensor, options: { dim: number; index: number }): Tensor;
  /** `aten::selu` */
  selu(self: Tensor): Tensor;
  /** `aten::set` */
  set(self: Tensor): Tensor;
  /** `aten::set.source_Tensor` */
  set(self: Tensor, source: Tensor): Tensor;
  /** `aten::set_data` */
  setData(self: Tensor, newData: Tensor): [];
  /** `aten::sgn` */
  sgn(self: Tensor): Tensor;
  /** `aten::sigmoid` */
  sigmoid(self: Tensor): Tensor;
  /** `aten::sigmoid_backward` */
  sigmoidBackward(gradOutput: Tensor, output: Tensor): Tensor;
  /** `aten::sign` */
  sign(self: Tensor): Tensor;
  /** `aten::signbit` */
  signbit(self: Tensor): Tensor;
  /** `aten::silu` */
  silu(self: Tensor): Tensor;
  /** `aten::silu_backward` */
  siluBackward(gradOutput: Tensor, self: Tensor): Tensor;
  /** `aten::sin` */
  sin(self: Tensor): Tensor;
  /** `aten::sinc` */
  sinc(self: Tensor): Tensor;
  /** `aten::sinh` */
  sinh(self: Tensor): Tensor;
  /** `aten::size.int` */
  size(self: Tensor, dim: number): number;
  /** `aten::size.int` */
  size(self: Tensor, options: { dim: number }): number;
  /** `aten::slice.Tensor` */
  slice(self: Tensor, options?: { dim?: number; start?: number | null; end?: number | null; step?: number }): Tensor;
  /** `aten::slice.Tensor` */
  slice(self: Tensor, dim?: number, start?: number | null, end?: number | null, step?: number): Tensor;
  /** `aten::slice_backward` */
  sliceBackward(gradOutput: Tensor, inputSizes: readonly number[], dim: number, start: number, end: number, step: number): Tensor;
  /** `aten::slice_backward` */
  sliceBackward(gradOutput: Tensor, options: { inputSizes: readonly number[]; dim: number; start: number; end: number; step: number }): Tensor;
  /** `aten::slice_copy.Tensor` */
  sliceCopy(self: Tensor, options?: { dim?: number; start?: number | null; end?: number | null; step?: number }): Tensor;
  /** `aten::slice_copy.Tensor` */
  sliceCopy(self: Tensor, dim?: number, start?: number | null, end?: number | null, step?: number): Tensor;
  /** `aten::slice_inverse` */
  sliceInverse(self: Tensor, src: Tensor, options?: { dim?: number; start?: number | null; end?: number | null; step?: number }): Tensor;
  /** `aten::slice_inverse` */
  sliceInverse(self: Tensor, src: Tensor, dim?: number, start?: number | null, end?: number | null, step?: number): Tensor;
  /** `aten::slice_scatter` */
  sliceScatter(self: Tensor, src: Tensor, options?: { dim?: number; start?: number | null; end?: number | null; step?: number }): Tensor;
  /** `aten::slice_scatter` */
  sliceScatter(self: Tensor, src: Tensor, dim?: number, start?: number | null, end?: number | null, step?: number): Tensor;
  /** `aten::slogdet` */
  slogdet(self: Tensor): [Tensor, Tensor] & { sign: Tensor; logabsdet: Tensor };
  /** `aten::slow_conv3d` */
  slowConv3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv3d` */
  slowConv3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[]): Tensor;
  /** `aten::slow_conv3d` */
  slowConv3d(self: Tensor, weight: Tensor, options: { kernelSize: number | readonly number[]; bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv3d_forward` */
  slowConv3dForward(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias: Tensor | null, stride: number | readonly number[], padding: number | readonly number[]): Tensor;
  /** `aten::slow_conv_dilated2d` */
  slowConvDilated2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_dilated2d` */
  slowConvDilated2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
  /** `aten::slow_conv_dilated2d` */
  slowConvDilated2d(self: Tensor, weight: Tensor, options: { kernelSize: number | readonly number[]; bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_dilated3d` */
  slowConvDilated3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_dilated3d` */
  slowConvDilated3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
  /** `aten::slow_conv_dilated3d` */
  slowConvDilated3d(self: Tensor, weight: Tensor, options: { kernelSize: number | readonly number[]; bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_transpose2d` */
  slowConvTranspose2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_transpose2d` */
  slowConvTranspose2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
  /** `aten::slow_conv_transpose2d` */
  slowConvTranspose2d(self: Tensor, weight: Tensor, options: { kernelSize: number | readonly number[]; bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_transpose3d` */
  slowConvTranspose3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_transpose3d` */
  slowConvTranspose3d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
  /** `aten::slow_conv_transpose3d` */
  slowConvTranspose3d(self: Tensor, weight: Tensor, options: { kernelSize: number | readonly number[]; bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::smm` */
  smm(self: Tensor, mat2: Tensor): Tensor;
  /** `aten::smooth_l1_loss` */
  smoothL1Loss(self: Tensor, target: Tensor, options?: { reduction?: number; beta?: number }): Tensor;
  /** `aten::smooth_l1_loss` */
  smoothL1Loss(self: Tensor, target: Tensor, reduction?: number, beta?: number): Tensor;
  /** `aten::smooth_l1_loss_backward` */
  smoothL1LossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: number, beta: number): Tensor;
  /** `aten::smooth_l1_loss_backward` */
  smoothL1LossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, options: { reduction: number; beta: number }): Tensor;
  /** `aten::soft_margin_loss` */
  softMarginLoss(self: Tensor, target: Tensor, options?: { reduction?: number }): Tensor;
  /** `aten::soft_margin_loss` */
  softMarginLoss(self: Tensor, target: Tensor, reduction?: number): Tensor;
  /** `aten::soft_margin_loss_backward` */
  softMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: number): Tensor;
  /** `aten::soft_margin_loss_backward` */
  softMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, options: { reduction: number }): Tensor;
  /** `aten::softmax.int` */
  softmax(self: Tensor, dim: number, options?: { dtype?: DType | null }): Tensor;
  /** `aten::softmax.int` */
  softmax(self: Tensor, dim: number, dtype?: DType | null): Tensor;
  /** `aten::softmax.int` */
  softmax(self: Tensor, options: { dim: number; dtype?: DType | null }): Tensor;
  /** `aten::softplus` */
  softplus(self: Tensor, options?: { beta?: Scalar; threshold?: Scalar }): Tensor;
  /** `aten::softplus` */
  softplus(self: Tensor, beta?: Scalar, threshold?: Scalar): Tensor;
  /** `aten::softplus_backward` */
  softplusBackward(gradOutput: Tensor, self: Tensor, beta: Scalar, threshold: Scalar): Tensor;
  /** `aten::softplus_backward` */
  softplusBackward(gradOutput: Tensor, self: Tensor, options: { beta: Scalar; threshold: Scalar }): Tensor;
  /** `aten::softshrink` */
  softshrink(self: Tensor, options?: { lambd?: Scalar }): Tensor;
  /** `aten::softshrink` */
  softshrink(self: Tensor, lambd?: Scalar): Tensor;
  /** `aten::softshrink_backward` */
  softshrinkBackward(gradOutput: Tensor, self: Tensor, lambd: Scalar): Tensor;
  /** `aten::softshrink_backward` */
  softshrinkBackward(gradOutput: Tensor, self: Tensor, options: { lambd: Scalar }): Tensor;
  /** `aten::sort` */
  sort(self: Tensor, options?: { dim?: number; descending?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::sort` */
  sort(self: Tensor, dim?: number, descending?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::sort.stable` */
  sort(self: Tensor, options: { stable: boolean | null; dim?: number; descending?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::sparse_bsc_tensor.ccol_row_value` */
  sparseBscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_bsc_tensor.ccol_row_value_size` */
  sparseBscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_bsc_tensor.ccol_row_value_size` */
  sparseBscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_bsc_tensor.ccol_row_value_size` */
  sparseBscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, ...size: number[]): Tensor;
  /** `aten::sparse_bsr_tensor.crow_col_value` */
  sparseBsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_bsr_tensor.crow_col_value_size` */
  sparseBsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_bsr_tensor.crow_col_value_size` */
  sparseBsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_bsr_tensor.crow_col_value_size` */
  sparseBsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, ...size: number[]): Tensor;
  /** `aten::sparse_compressed_tensor.comp_plain_value` */
  sparseCompressedTensor(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_compressed_tensor.comp_plain_value_size` */
  sparseCompressedTensor(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_compressed_tensor.comp_plain_value_size` */
  sparseCompressedTensor(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_compressed_tensor.comp_plain_value_size` */
  sparseCompressedTensor(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, ...size: number[]): Tensor;
  /** `aten::sparse_coo_tensor.size` */
  sparseCooTensor(size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_coo_tensor.size` */
  sparseCooTensor(options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_coo_tensor.size` */
  sparseCooTensor(...size: number[]): Tensor;
  /** `aten::sparse_coo_tensor.indices` */
  sparseCooTensor(indices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; isCoalesced?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_coo_tensor.indices_size` */
  sparseCooTensor(indices: Tensor, values: Tensor, size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; isCoalesced?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_coo_tensor.indices_size` */
  sparseCooTensor(indices: Tensor, values: Tensor, options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; isCoalesced?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_coo_tensor.indices_size` */
  sparseCooTensor(indices: Tensor, values: Tensor, ...size: number[]): Tensor;
  /** `aten::sparse_csc_tensor.ccol_row_value` */
  sparseCscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_csc_tensor.ccol_row_value_size` */
  sparseCscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_csc_tensor.ccol_row_value_size` */
  sparseCscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_csc_tensor.ccol_row_value_size` */
  sparseCscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, ...size: number[]): Tensor;
  /** `aten::sparse_csr_tensor.crow_col_value` */
  sparseCsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_csr_tensor.crow_col_value_size` */
  sparseCsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_csr_tensor.crow_col_value_size` */
  sparseCsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_csr_tensor.crow_col_value_size` */
  sparseCsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, ...size: number[]): Tensor;
  /** `aten::sparse_dim` */
  sparseDim(self: Tensor): number;
  /** `aten::sparse_mask` */
  sparseMask(self: Tensor, mask: Tensor): Tensor;
  /** `aten::sparse_resize` */
  sparseResize(self: Tensor, size: readonly number[], sparseDim: number, denseDim: number): Tensor;
  /** `aten::sparse_resize` */
  sparseResize(self: Tensor, options: { size: readonly number[]; sparseDim: number; denseDim: number }): Tensor;
  /** `aten::sparse_resize_and_clear` */
  sparseResizeAndClear(self: Tensor, size: readonly number[], sparseDim: number, denseDim: number): Tensor;
  /** `aten::sparse_resize_and_clear` */
  sparseResizeAndClear(self: Tensor, options: { size: readonly number[]; sparseDim: number; denseDim: number }): Tensor;
  /** `aten::sparse_sampled_addmm` */
  sparseSampledAddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::split.Tensor` */
  split(self: Tensor, splitSize: number, options?: { dim?: number }): Tensor[];
  /** `aten::split.Tensor` */
  split(self: Tensor, splitSize: number, dim?: number): Tensor[];
  /** `aten::split.Tensor` */
  split(self: Tensor, options: { splitSize: number; dim?: number }): Tensor[];
  /** `aten::split.sizes` */
  split(self: Tensor, splitSize: readonly number[], options?: { dim?: number }): Tensor[];
  /** `aten::split.sizes` */
  split(self: Tensor, splitSize: readonly number[], dim?: number): Tensor[];
  /** `aten::split.sizes` */
  split(self: Tensor, options: { splitSize: readonly number[]; dim?: number }): Tensor[];
  /** `aten::split.sizes` */
  split(self: Tensor, ...splitSize: number[]): Tensor[];
  /** `aten::split_copy.Tensor` */
  splitCopy(self: Tensor, splitSize: number, options?: { dim?: number }): Tensor[];
  /** `aten::split_copy.Tensor` */
  splitCopy(self: Tensor, splitSize: number, dim?: number): Tensor[];
  /** `aten::split_copy.Tensor` */
  splitCopy(self: Tensor, options: { splitSize: number; dim?: number }): Tensor[];
  /** `aten::split_with_sizes` */
  splitWithSizes(self: Tensor, splitSizes: readonly number[], options?: { dim?: number }): Tensor[];
  /** `aten::split_with_sizes` */
  splitWithSizes(self: Tensor, splitSizes: readonly number[], dim?: number): Tensor[];
  /** `aten::split_with_sizes` */
  splitWithSizes(self: Tensor, options: { splitSizes: readonly number[]; dim?: number }): Tensor[];
  /** `aten::split_with_sizes` */
  splitWithSizes(self: Tensor, ...splitSizes: number[]): Tensor[];
  /** `aten::split_with_sizes_copy` */
  splitWithSizesCopy(self: Tensor, splitSizes: readonly number[], options?: { dim?: number }): Tensor[];
  /** `aten::split_with_sizes_copy` */
  splitWithSizesCopy(self: Tensor, splitSizes: readonly number[], dim?: number): Tensor[];
  /** `aten::split_with_sizes_copy` */
  splitWithSizesCopy(self: Tensor, options: { splitSizes: readonly number[]; dim?: number }): Tensor[];
  /** `aten::split_with_sizes_copy` */
  splitWithSizesCopy(self: Tensor, ...splitSizes: number[]): Tensor[];
  /** `aten::sqrt` */
  sqrt(self: Tensor): Tensor;
  /** `aten::square` */
  square(self: Tensor): Tensor;
  /** `aten::squeeze` */
  squeeze(self: Tensor): Tensor;
  /** `aten::squeeze.dim` */
  squeeze(self: Tensor, dim: number): Tensor;
  /** `aten::squeeze.dim` */
  squeeze(self: Tensor, options: { dim: number }): Tensor;
  /** `aten::squeeze.dims` */
  squeeze(self: Tensor, dim: readonly number[]): Tensor;
  /** `aten::squeeze.dims` */
  squeeze(self: Tensor, options: { dim: readonly number[] }): Tensor;
  /** `aten::squeeze.dims` */
  squeeze(self: Tensor, ...dim: number[]): Tensor;
  /** `aten::squeeze_copy` */
  squeezeCopy(self: Tensor): Tensor;
  /** `aten::squeeze_copy.dim` */
  squeezeCopy(self: Tensor, dim: number): Tensor;
  /** `aten::squeeze_copy.dim` */
  squeezeCopy(self: Tensor, options: { dim: number }): Tensor;
  /** `aten::squeeze_copy.dims` */
  squeezeCopy(self: Tensor, dim: readonly number[]): Tensor;
  /** `aten::squeeze_copy.dims` */
  squeezeCopy(self: Tensor, options: { dim: readonly number[] }): Tensor;
  /** `aten::squeeze_copy.dims` */
  squeezeCopy(self: Tensor, ...dim: number[]): Tensor;
  /** `aten::sspaddmm` */
  sspaddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::stack` */
  stack(tensors: readonly Tensor[], options?: { dim?: number }): Tensor;
  /** `aten::stack` */
  stack(tensors: readonly Tensor[], dim?: number): Tensor;
  /** `aten::std` */
  std(self: Tensor, options?: { unbiased?: boolean }): Tensor;
  /** `aten::std` */
  std(self: Tensor, unbiased?: boolean): Tensor;
  /** `aten::std.correction` */
  std(self: Tensor, options?: { dim?: number | readonly number[] | null; correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /** `aten::std.correction` */
  std(self: Tensor, dim?: number | readonly number[] | null, options?: { correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /** `aten::std.dim` */
  std(self: Tensor, dim: number | readonly number[] | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
  /** `aten::std.dim` */
  std(self: Tensor, dim: number | readonly number[] | null, unbiased?: boolean, keepdim?: boolean): Tensor;
  /** `aten::std.dim` */
  std(self: Tensor, options: { dim: number | readonly number[] | null; unbiased?: boolean; keepdim?: boolean }): Tensor;
  /** `aten::std_mean` */
  stdMean(self: Tensor, options?: { unbiased?: boolean }): [Tensor, Tensor];
  /** `aten::std_mean` */
  stdMean(self: Tensor, unbiased?: boolean): [Tensor, Tensor];
  /** `aten::std_mean.correction` */
  stdMean(self: Tensor, options?: { dim?: number | readonly number[] | null; correction?: Scalar | null; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::std_mean.correction` */
  stdMean(self: Tensor, dim?: number | readonly number[] | null, options?: { correction?: Scalar | null; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::std_mean.dim` */
  stdMean(self: Tensor, dim: number | readonly number[] | null, options?: { unbiased?: boolean; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::std_mean.dim` */
  stdMean(self: Tensor, dim: number | readonly number[] | null, unbiased?: boolean, keepdim?: boolean): [Tensor, Tensor];
  /** `aten::std_mean.dim` */
  stdMean(self: Tensor, options: { dim: number | readonly number[] | null; unbiased?: boolean; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::stft` */
  stft(self: Tensor, nFft: number, options?: { hopLength?: number | null; winLength?: number | null; window?: Tensor | null; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /** `aten::stft` */
  stft(self: Tensor, nFft: number, hopLength?: number | null, winLength?: number | null, window?: Tensor | null, normalized?: boolean, onesided?: boolean | null, returnComplex?: boolean | null, alignToWindow?: boolean | null): Tensor;
  /** `aten::stft` */
  stft(self: Tensor, options: { nFft: number; hopLength?: number | null; winLength?: number | null; window?: Tensor | null; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /** `aten::stft.center` */
  stft(self: Tensor, nFft: number, options?: { hopLength?: number | null; winLength?: number | null; window?: Tensor | null; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /** `aten::stft.center` */
  stft(self: Tensor, nFft: number, hopLength?: number | null, winLength?: number | null, window?: Tensor | null, center?: boolean, padMode?: string, normalized?: boolean, onesided?: boolean | null, returnComplex?: boolean | null, alignToWindow?: boolean | null): Tensor;
  /** `aten::stft.center` */
  stft(self: Tensor, options: { nFft: number; hopLength?: number | null; winLength?: number | null; window?: Tensor | null; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /** `aten::storage_offset` */
  storageOffset(self: Tensor): number;
  /** `aten::stride.int` */
  stride(self: Tensor, dim: number): number;
  /** `aten::stride.int` */
  stride(self: Tensor, options: { dim: number }): number;
  /** `aten::sub.Scalar` */
  sub(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::sub.Scalar` */
  sub(self: Tensor, other: Scalar, alpha?: Scalar): Tensor;
  /** `aten::sub.Scalar` */
  sub(self: Tensor, options: { other: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::sub.Tensor` */
  sub(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::subtract.Scalar` */
  subtract(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::subtract.Scalar` */
  subtract(self: Tensor, other: Scalar, alpha?: Scalar): Tensor;
  /** `aten::subtract.Scalar` */
  subtract(self: Tensor, options: { other: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::subtract.Tensor` */
  subtract(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::sum` */
  sum(self: Tensor, options?: { dtype?: DType | null }): Tensor;
  /** `aten::sum.dim_IntList` */
  sum(self: Tensor, dim: number | readonly number[] | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::sum.dim_IntList` */
  sum(self: Tensor, dim: number | readonly number[] | null, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::sum.dim_IntList` */
  sum(self: Tensor, options: { dim: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::sum_to_size` */
  sumToSize(self: Tensor, size: readonly number[]): Tensor;
  /** `aten::sum_to_size` */
  sumToSize(self: Tensor, options: { size: readonly number[] }): Tensor;
  /** `aten::sum_to_size` */
  sumToSize(self: Tensor, ...size: number[]): Tensor;
  /** `aten::svd` */
  svd(self: Tensor, options?: { some?: boolean; computeUv?: boolean }): [Tensor, Tensor, Tensor] & { U: Tensor; S: Tensor; V: Tensor };
  /** `aten::svd` */
  svd(self: Tensor, some?: boolean, computeUv?: boolean): [Tensor, Tensor, Tensor] & { U: Tensor; S: Tensor; V: Tensor };
  /** `aten::swapaxes` */
  swapaxes(self: Tensor, axis0: number, axis1: number): Tensor;
  /** `aten::swapaxes` */
  swapaxes(self: Tensor, options: { axis0: number; axis1: number }): Tensor;
  /** `aten::swapdims` */
  swapdims(self: Tensor, dim0: number, dim1: number): Tensor;
  /** `aten::swapdims` */
  swapdims(self: Tensor, options: { dim0: number; dim1: number }): Tensor;
  /** `aten::sym_constrain_range` */
  symConstrainRange(size: Scalar, options?: { min?: number | null; max?: number | null }): [];
  /** `aten::sym_constrain_range` */
  symConstrainRange(options: { size: Scalar; min?: number | null; max?: number | null }): [];
  /** `aten::sym_constrain_range_for_size` */
  symConstrainRangeForSize(size: Scalar, options?: { min?: number | null; max?: number | null }): [];
  /** `aten::sym_constrain_range_for_size` */
  symConstrainRangeForSize(options: { size: Scalar; min?: number | null; max?: number | null }): [];
  /** `aten::sym_numel` */
  symNumel(self: Tensor): number;
  /** `aten::sym_size.int` */
  symSize(self: Tensor, dim: number): number;
  /** `aten::sym_size.int` */
  symSize(self: Tensor, options: { dim: number }): number;
  /** `aten::sym_storage_offset` */
  symStorageOffset(self: Tensor): number;
  /** `aten::sym_stride.int` */
  symStride(self: Tensor, dim: number): number;
  /** `aten::sym_stride.int` */
  symStride(self: Tensor, options: { dim: number }): number;
  /** `aten::t` */
  t(self: Tensor): Tensor;
  /** `aten::t_copy` */
  tCopy(self: Tensor): Tensor;
  /** `aten::take` */
  take(self: Tensor, index: Tensor): Tensor;
  /** `aten::take_along_dim` */
  takeAlongDim(self: Tensor, indices: Tensor, options?: { dim?: number | null }): Tensor;
  /** `aten::take_along_dim` */
  takeAlongDim(self: Tensor, indices: Tensor, dim?: number | null): Tensor;
  /** `aten::tan` */
  tan(self: Tensor): Tensor;
  /** `aten::tanh` */
  tanh(self: Tensor): Tensor;
  /** `aten::tanh_backward` */
  tanhBackward(gradOutput: Tensor, output: Tensor): Tensor;
  /** `aten::tensor_split.indices` */
  tensorSplit(self: Tensor, indices: readonly number[], options?: { dim?: number }): Tensor[];
  /** `aten::tensor_split.indices` */
  tensorSplit(self: Tensor, indices: readonly number[], dim?: number): Tensor[];
  /** `aten::tensor_split.indices` */
  tensorSplit(self: Tensor, options: { indices: readonly number[]; dim?: number }): Tensor[];
  /** `aten::tensor_split.indices` */
  tensorSplit(self: Tensor, ...indices: number[]): Tensor[];
  /** `aten::tensor_split.sections` */
  tensorSplit(self: Tensor, sections: number, options?: { dim?: number }): Tensor[];
  /** `aten::tensor_split.sections` */
  tensorSplit(self: Tensor, sections: number, dim?: number): Tensor[];
  /** `aten::tensor_split.sections` */
  tensorSplit(self: Tensor, options: { sections: number; dim?: number }): Tensor[];
  /** `aten::tensor_split.tensor_indices_or_sections` */
  tensorSplit(self: Tensor, tensorIndicesOrSections: Tensor, options?: { dim?: number }): Tensor[];
  /** `aten::tensor_split.tensor_indices_or_sections` */
  tensorSplit(self: Tensor, tensorIndicesOrSections: Tensor, dim?: number): Tensor[];
  /** `aten::tensordot` */
  tensordot(self: Tensor, other: Tensor, dimsSelf: readonly number[], dimsOther: readonly number[]): Tensor;
  /** `aten::tensordot` */
  tensordot(self: Tensor, other: Tensor, options: { dimsSelf: readonly number[]; dimsOther: readonly number[] }): Tensor;
  /** `aten::thnn_conv2d` */
  thnnConv2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
  /** `aten::thnn_conv2d` */
  thnnConv2d(self: Tensor, weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[]): Tensor;
  /** `aten::thnn_conv2d` */
  thnnConv2d(self: Tensor, weight: Tensor, options: { kernelSize: number | readonly number[]; bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
  /** `aten::threshold` */
  threshold(self: Tensor, threshold: Scalar, value: Scalar): Tensor;
  /** `aten::threshold` */
  threshold(self: Tensor, options: { threshold: Scalar; value: Scalar }): Tensor;
  /** `aten::threshold_backward` */
  thresholdBackward(gradOutput: Tensor, self: Tensor, threshold: Scalar): Tensor;
  /** `aten::threshold_backward` */
  thresholdBackward(gradOutput: Tensor, self: Tensor, options: { threshold: Scalar }): Tensor;
  /** `aten::tile` */
  tile(self: Tensor, dims: readonly number[]): Tensor;
  /** `aten::tile` */
  tile(self: Tensor, options: { dims: readonly number[] }): Tensor;
  /** `aten::tile` */
  tile(self: Tensor, ...dims: number[]): Tensor;
  /** `aten::to.dtype` */
  to(self: Tensor, dtype: DType, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.dtype` */
  to(self: Tensor, dtype: DType, nonBlocking?: boolean, copy?: boolean, memoryFormat?: MemoryFormat | null): Tensor;
  /** `aten::to.dtype` */
  to(self: Tensor, options: { dtype: DType; nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.other` */
  to(self: Tensor, other: Tensor, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.other` */
  to(self: Tensor, other: Tensor, nonBlocking?: boolean, copy?: boolean, memoryFormat?: MemoryFormat | null): Tensor;
  /** `aten::to.device` */
  to(self: Tensor, device: Device, dtype: DType, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.device` */
  to(self: Tensor, device: Device, dtype: DType, nonBlocking?: boolean, copy?: boolean, memoryFormat?: MemoryFormat | null): Tensor;
  /** `aten::to.device` */
  to(self: Tensor, options: { device: Device; dtype: DType; nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.dtype_layout` */
  to(self: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to_dense` */
  toDense(self: Tensor, options?: { dtype?: DType | null; maskedGrad?: boolean | null }): Tensor;
  /** `aten::to_dense` */
  toDense(self: Tensor, dtype?: DType | null, options?: { maskedGrad?: boolean | null }): Tensor;
  /** `aten::to_dense_backward` */
  toDenseBackward(grad: Tensor, input: Tensor, options?: { maskedGrad?: boolean | null }): Tensor;
  /** `aten::to_dense_backward` */
  toDenseBackward(grad: Tensor, input: Tensor, maskedGrad?: boolean | null): Tensor;
  /** `aten::to_mkldnn` */
  toMkldnn(self: Tensor, options?: { dtype?: DType | null }): Tensor;
  /** `aten::to_mkldnn` */
  toMkldnn(self: Tensor, dtype?: DType | null): Tensor;
  /** `aten::to_mkldnn_backward` */
  toMkldnnBackward(grad: Tensor, input: Tensor): Tensor;
  /** `aten::to_padded_tensor` */
  toPaddedTensor(self: Tensor, padding: number, options?: { outputSize?: readonly number[] | null }): Tensor;
  /** `aten::to_padded_tensor` */
  toPaddedTensor(self: Tensor, padding: number, outputSize?: readonly number[] | null): Tensor;
  /** `aten::to_padded_tensor` */
  toPaddedTensor(self: Tensor, options: { padding: number; outputSize?: readonly number[] | null }): Tensor;
  /** `aten::to_sparse.sparse_dim` */
  toSparse(self: Tensor, sparseDim: number): Tensor;
  /** `aten::to_sparse.sparse_dim` */
  toSparse(self: Tensor, options: { sparseDim: number }): Tensor;
  /** `aten::to_sparse` */
  toSparse(self: Tensor, options?: { layout?: string | null; blocksize?: number | readonly number[] | null; denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_bsc` */
  toSparseBsc(self: Tensor, blocksize: number | readonly number[], options?: { denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_bsc` */
  toSparseBsc(self: Tensor, blocksize: number | readonly number[], denseDim?: number | null): Tensor;
  /** `aten::to_sparse_bsc` */
  toSparseBsc(self: Tensor, options: { blocksize: number | readonly number[]; denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_bsr` */
  toSparseBsr(self: Tensor, blocksize: number | readonly number[], options?: { denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_bsr` */
  toSparseBsr(self: Tensor, blocksize: number | readonly number[], denseDim?: number | null): Tensor;
  /** `aten::to_sparse_bsr` */
  toSparseBsr(self: Tensor, options: { blocksize: number | readonly number[]; denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_csc` */
  toSparseCsc(self: Tensor, options?: { denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_csc` */
  toSparseCsc(self: Tensor, denseDim?: number | null): Tensor;
  /** `aten::to_sparse_csr` */
  toSparseCsr(self: Tensor, options?: { denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_csr` */
  toSparseCsr(self: Tensor, denseDim?: number | null): Tensor;
  /** `aten::topk` */
  topk(self: Tensor, k: number, options?: { dim?: number; largest?: boolean; sorted?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::topk` */
  topk(self: Tensor, k: number, dim?: number, largest?: boolean, sorted?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::topk` */
  topk(self: Tensor, options: { k: number; dim?: number; largest?: boolean; sorted?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::trace` */
  trace(self: Tensor): Tensor;
  /** `aten::trace_backward` */
  traceBackward(grad: Tensor, sizes: readonly number[]): Tensor;
  /** `aten::trace_backward` */
  traceBackward(grad: Tensor, options: { sizes: readonly number[] }): Tensor;
  /** `aten::trace_backward` */
  traceBackward(grad: Tensor, ...sizes: number[]): Tensor;
  /** `aten::transpose.int` */
  transpose(self: Tensor, dim0: number, dim1: number): Tensor;
  /** `aten::transpose.int` */
  transpose(self: Tensor, options: { dim0: number; dim1: number }): Tensor;
  /** `aten::transpose_copy.int` */
  transposeCopy(self: Tensor, dim0: number, dim1: number): Tensor;
  /** `aten::transpose_copy.int` */
  transposeCopy(self: Tensor, options: { dim0: number; dim1: number }): Tensor;
  /** `aten::trapezoid.dx` */
  trapezoid(y: Tensor, options?: { dx?: Scalar; dim?: number }): Tensor;
  /** `aten::trapezoid.x` */
  trapezoid(y: Tensor, x: Tensor, options?: { dim?: number }): Tensor;
  /** `aten::trapz.dx` */
  trapz(y: Tensor, options?: { dx?: number; dim?: number }): Tensor;
  /** `aten::trapz.x` */
  trapz(y: Tensor, x: Tensor, options?: { dim?: number }): Tensor;
  /** `aten::triangular_solve` */
  triangularSolve(self: Tensor, A: Tensor, options?: { upper?: boolean; transpose?: boolean; unitriangular?: boolean }): [Tensor, Tensor] & { solution: Tensor; clonedCoefficient: Tensor };
  /** `aten::triangular_solve` */
  triangularSolve(self: Tensor, A: Tensor, upper?: boolean, transpose?: boolean, unitriangular?: boolean): [Tensor, Tensor] & { solution: Tensor; clonedCoefficient: Tensor };
  /** `aten::tril` */
  tril(self: Tensor, options?: { diagonal?: number }): Tensor;
  /** `aten::tril` */
  tril(self: Tensor, diagonal?: number): Tensor;
  /** `aten::tril_indices` */
  trilIndices(row: number, col: number, options?: { offset?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::tril_indices` */
  trilIndices(row: number, col: number, offset?: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::tril_indices` */
  trilIndices(options: { row: number; col: number; offset?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::triplet_margin_loss` */
  tripletMarginLoss(anchor: Tensor, positive: Tensor, negative: Tensor, options?: { margin?: number; p?: number; eps?: number; swap?: boolean; reduction?: number }): Tensor;
  /** `aten::triplet_margin_loss` */
  tripletMarginLoss(anchor: Tensor, positive: Tensor, negative: Tensor, margin?: number, p?: number, eps?: number, swap?: boolean, reduction?: number): Tensor;
  /** `aten::triu` */
  triu(self: Tensor, options?: { diagonal?: number }): Tensor;
  /** `aten::triu` */
  triu(self: Tensor, diagonal?: number): Tensor;
  /** `aten::triu_indices` */
  triuIndices(row: number, col: number, options?: { offset?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::triu_indices` */
  triuIndices(row: number, col: number, offset?: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::triu_indices` */
  triuIndices(options: { row: number; col: number; offset?: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::true_divide.Scalar` */
  trueDivide(self: Tensor, other: Scalar): Tensor;
  /** `aten::true_divide.Scalar` */
  trueDivide(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::true_divide.Tensor` */
  trueDivide(self: Tensor, other: Tensor): Tensor;
  /** `aten::trunc` */
  trunc(self: Tensor): Tensor;
  /** `aten::type_as` */
  typeAs(self: Tensor, other: Tensor): Tensor;
  /** `aten::unbind.int` */
  unbind(self: Tensor, options?: { dim?: number }): Tensor[];
  /** `aten::unbind.int` */
  unbind(self: Tensor, dim?: number): Tensor[];
  /** `aten::unbind_copy.int` */
  unbindCopy(self: Tensor, options?: { dim?: number }): Tensor[];
  /** `aten::unbind_copy.int` */
  unbindCopy(self: Tensor, dim?: number): Tensor[];
  /** `aten::unflatten.int` */
  unflatten(self: Tensor, dim: number, sizes: readonly number[]): Tensor;
  /** `aten::unflatten.int` */
  unflatten(self: Tensor, options: { dim: number; sizes: readonly number[] }): Tensor;
  /** `aten::unflatten_dense_tensors` */
  unflattenDenseTensors(flat: Tensor, tensors: readonly Tensor[]): Tensor[];
  /** `aten::unfold` */
  unfold(self: Tensor, dimension: number, size: number, step: number): Tensor;
  /** `aten::unfold` */
  unfold(self: Tensor, options: { dimension: number; size: number; step: number }): Tensor;
  /** `aten::unfold_backward` */
  unfoldBackward(gradIn: Tensor, inputSizes: readonly number[], dim: number, size: number, step: number): Tensor;
  /** `aten::unfold_backward` */
  unfoldBackward(gradIn: Tensor, options: { inputSizes: readonly number[]; dim: number; size: number; step: number }): Tensor;
  /** `aten::unfold_copy` */
  unfoldCopy(self: Tensor, dimension: number, size: number, step: number): Tensor;
  /** `aten::unfold_copy` */
  unfoldCopy(self: Tensor, options: { dimension: number; size: number; step: number }): Tensor;
  /** `aten::uniform` */
  uniform(self: Tensor, options?: { from?: number; to?: number; generator?: Generator | null }): Tensor;
  /** `aten::uniform` */
  uniform(self: Tensor, from?: number, to?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::unique_consecutive` */
  uniqueConsecutive(self: Tensor, options?: { returnInverse?: boolean; returnCounts?: boolean; dim?: number | null }): [Tensor, Tensor, Tensor];
  /** `aten::unique_consecutive` */
  uniqueConsecutive(self: Tensor, returnInverse?: boolean, returnCounts?: boolean, dim?: number | null): [Tensor, Tensor, Tensor];
  /** `aten::unique_dim` */
  uniqueDim(self: Tensor, dim: number, options?: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::unique_dim` */
  uniqueDim(self: Tensor, dim: number, sorted?: boolean, returnInverse?: boolean, returnCounts?: boolean): [Tensor, Tensor, Tensor];
  /** `aten::unique_dim` */
  uniqueDim(self: Tensor, options: { dim: number; sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::unique_dim_consecutive` */
  uniqueDimConsecutive(self: Tensor, dim: number, options?: { returnInverse?: boolean; returnCounts?: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::unique_dim_consecutive` */
  uniqueDimConsecutive(self: Tensor, dim: number, returnInverse?: boolean, returnCounts?: boolean): [Tensor, Tensor, Tensor];
  /** `aten::unique_dim_consecutive` */
  uniqueDimConsecutive(self: Tensor, options: { dim: number; returnInverse?: boolean; returnCounts?: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::unsafe_chunk` */
  unsafeChunk(self: Tensor, chunks: number, options?: { dim?: number }): Tensor[];
  /** `aten::unsafe_chunk` */
  unsafeChunk(self: Tensor, chunks: number, dim?: number): Tensor[];
  /** `aten::unsafe_chunk` */
  unsafeChunk(self: Tensor, options: { chunks: number; dim?: number }): Tensor[];
  /** `aten::unsafe_split.Tensor` */
  unsafeSplit(self: Tensor, splitSize: number, options?: { dim?: number }): Tensor[];
  /** `aten::unsafe_split.Tensor` */
  unsafeSplit(self: Tensor, splitSize: number, dim?: number): Tensor[];
  /** `aten::unsafe_split.Tensor` */
  unsafeSplit(self: Tensor, options: { splitSize: number; dim?: number }): Tensor[];
  /** `aten::unsafe_split_with_sizes` */
  unsafeSplitWithSizes(self: Tensor, splitSizes: readonly number[], options?: { dim?: number }): Tensor[];
  /** `aten::unsafe_split_with_sizes` */
  unsafeSplitWithSizes(self: Tensor, splitSizes: readonly number[], dim?: number): Tensor[];
  /** `aten::unsafe_split_with_sizes` */
  unsafeSplitWithSizes(self: Tensor, options: { splitSizes: readonly number[]; dim?: number }): Tensor[];
  /** `aten::unsafe_split_with_sizes` */
  unsafeSplitWithSizes(self: Tensor, ...splitSizes: number[]): Tensor[];
  /** `aten::unsqueeze` */
  unsqueeze(self: Tensor, dim: number): Tensor;
  /** `aten::unsqueeze` */
  unsqueeze(self: Tensor, options: { dim: number }): Tensor;
  /** `aten::unsqueeze_copy` */
  unsqueezeCopy(self: Tensor, dim: number): Tensor;
  /** `aten::unsqueeze_copy` */
  unsqueezeCopy(self: Tensor, options: { dim: number }): Tensor;
  /** `aten::upsample_bicubic2d.vec` */
  upsampleBicubic2d(input: Tensor, outputSize: readonly number[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_bicubic2d.vec` */
  upsampleBicubic2d(input: Tensor, options: { outputSize: readonly number[] | null; alignCorners: boolean; scaleFactors: readonly number[] | null }): Tensor;
  /** `aten::upsample_bicubic2d` */
  upsampleBicubic2d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bicubic2d` */
  upsampleBicubic2d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_bicubic2d` */
  upsampleBicubic2d(self: Tensor, options: { outputSize: number | readonly number[]; alignCorners: boolean; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bicubic2d_backward` */
  upsampleBicubic2dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bicubic2d_backward` */
  upsampleBicubic2dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], alignCorners: boolean, scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_bicubic2d_backward` */
  upsampleBicubic2dBackward(gradOutput: Tensor, options: { outputSize: number | readonly number[]; inputSize: number | readonly number[]; alignCorners: boolean; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bilinear2d.vec` */
  upsampleBilinear2d(input: Tensor, outputSize: readonly number[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_bilinear2d.vec` */
  upsampleBilinear2d(input: Tensor, options: { outputSize: readonly number[] | null; alignCorners: boolean; scaleFactors: readonly number[] | null }): Tensor;
  /** `aten::upsample_bilinear2d` */
  upsampleBilinear2d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bilinear2d` */
  upsampleBilinear2d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_bilinear2d` */
  upsampleBilinear2d(self: Tensor, options: { outputSize: number | readonly number[]; alignCorners: boolean; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bilinear2d_backward` */
  upsampleBilinear2dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bilinear2d_backward` */
  upsampleBilinear2dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], alignCorners: boolean, scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_bilinear2d_backward` */
  upsampleBilinear2dBackward(gradOutput: Tensor, options: { outputSize: number | readonly number[]; inputSize: number | readonly number[]; alignCorners: boolean; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_linear1d` */
  upsampleLinear1d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, options?: { scales?: number | null }): Tensor;
  /** `aten::upsample_linear1d` */
  upsampleLinear1d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, scales?: number | null): Tensor;
  /** `aten::upsample_linear1d` */
  upsampleLinear1d(self: Tensor, options: { outputSize: number | readonly number[]; alignCorners: boolean; scales?: number | null }): Tensor;
  /** `aten::upsample_linear1d.vec` */
  upsampleLinear1d(input: Tensor, outputSize: readonly number[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_linear1d.vec` */
  upsampleLinear1d(input: Tensor, options: { outputSize: readonly number[] | null; alignCorners: boolean; scaleFactors: readonly number[] | null }): Tensor;
  /** `aten::upsample_linear1d_backward` */
  upsampleLinear1dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], alignCorners: boolean, options?: { scales?: number | null }): Tensor;
  /** `aten::upsample_linear1d_backward` */
  upsampleLinear1dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], alignCorners: boolean, scales?: number | null): Tensor;
  /** `aten::upsample_linear1d_backward` */
  upsampleLinear1dBackward(gradOutput: Tensor, options: { outputSize: number | readonly number[]; inputSize: number | readonly number[]; alignCorners: boolean; scales?: number | null }): Tensor;
  /** `aten::upsample_nearest1d` */
  upsampleNearest1d(self: Tensor, outputSize: number | readonly number[], options?: { scales?: number | null }): Tensor;
  /** `aten::upsample_nearest1d` */
  upsampleNearest1d(self: Tensor, outputSize: number | readonly number[], scales?: number | null): Tensor;
  /** `aten::upsample_nearest1d` */
  upsampleNearest1d(self: Tensor, options: { outputSize: number | readonly number[]; scales?: number | null }): Tensor;
  /** `aten::upsample_nearest1d.vec` */
  upsampleNearest1d(input: Tensor, outputSize: readonly number[] | null, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_nearest1d.vec` */
  upsampleNearest1d(input: Tensor, options: { outputSize: readonly number[] | null; scaleFactors: readonly number[] | null }): Tensor;
  /** `aten::upsample_nearest1d_backward` */
  upsampleNearest1dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], options?: { scales?: number | null }): Tensor;
  /** `aten::upsample_nearest1d_backward` */
  upsampleNearest1dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], scales?: number | null): Tensor;
  /** `aten::upsample_nearest1d_backward` */
  upsampleNearest1dBackward(gradOutput: Tensor, options: { outputSize: number | readonly number[]; inputSize: number | readonly number[]; scales?: number | null }): Tensor;
  /** `aten::upsample_nearest2d.vec` */
  upsampleNearest2d(input: Tensor, outputSize: readonly number[] | null, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_nearest2d.vec` */
  upsampleNearest2d(input: Tensor, options: { outputSize: readonly number[] | null; scaleFactors: readonly number[] | null }): Tensor;
  /** `aten::upsample_nearest2d` */
  upsampleNearest2d(self: Tensor, outputSize: number | readonly number[], options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest2d` */
  upsampleNearest2d(self: Tensor, outputSize: number | readonly number[], scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_nearest2d` */
  upsampleNearest2d(self: Tensor, options: { outputSize: number | readonly number[]; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest2d_backward` */
  upsampleNearest2dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest2d_backward` */
  upsampleNearest2dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_nearest2d_backward` */
  upsampleNearest2dBackward(gradOutput: Tensor, options: { outputSize: number | readonly number[]; inputSize: number | readonly number[]; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest3d.vec` */
  upsampleNearest3d(input: Tensor, outputSize: readonly number[] | null, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_nearest3d.vec` */
  upsampleNearest3d(input: Tensor, options: { outputSize: readonly number[] | null; scaleFactors: readonly number[] | null }): Tensor;
  /** `aten::upsample_nearest3d` */
  upsampleNearest3d(self: Tensor, outputSize: number | readonly number[], options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest3d` */
  upsampleNearest3d(self: Tensor, outputSize: number | readonly number[], scalesD?: number | null, scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_nearest3d` */
  upsampleNearest3d(self: Tensor, options: { outputSize: number | readonly number[]; scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest3d_backward` */
  upsampleNearest3dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest3d_backward` */
  upsampleNearest3dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], scalesD?: number | null, scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_nearest3d_backward` */
  upsampleNearest3dBackward(gradOutput: Tensor, options: { outputSize: number | readonly number[]; inputSize: number | readonly number[]; scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_trilinear3d.vec` */
  upsampleTrilinear3d(input: Tensor, outputSize: readonly number[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_trilinear3d.vec` */
  upsampleTrilinear3d(input: Tensor, options: { outputSize: readonly number[] | null; alignCorners: boolean; scaleFactors: readonly number[] | null }): Tensor;
  /** `aten::upsample_trilinear3d` */
  upsampleTrilinear3d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_trilinear3d` */
  upsampleTrilinear3d(self: Tensor, outputSize: number | readonly number[], alignCorners: boolean, scalesD?: number | null, scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_trilinear3d` */
  upsampleTrilinear3d(self: Tensor, options: { outputSize: number | readonly number[]; alignCorners: boolean; scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_trilinear3d_backward` */
  upsampleTrilinear3dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], alignCorners: boolean, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_trilinear3d_backward` */
  upsampleTrilinear3dBackward(gradOutput: Tensor, outputSize: number | readonly number[], inputSize: number | readonly number[], alignCorners: boolean, scalesD?: number | null, scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_trilinear3d_backward` */
  upsampleTrilinear3dBackward(gradOutput: Tensor, options: { outputSize: number | readonly number[]; inputSize: number | readonly number[]; alignCorners: boolean; scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::value_selecting_reduction_backward` */
  valueSelectingReductionBackward(grad: Tensor, dim: number, indices: Tensor, sizes: readonly number[], keepdim: boolean): Tensor;
  /** `aten::values` */
  values(self: Tensor): Tensor;
  /** `aten::values_copy` */
  valuesCopy(self: Tensor): Tensor;
  /** `aten::vander` */
  vander(x: Tensor, options?: { N?: number | null; increasing?: boolean }): Tensor;
  /** `aten::vander` */
  vander(x: Tensor, N?: number | null, increasing?: boolean): Tensor;
  /** `aten::var` */
  var(self: Tensor, options?: { unbiased?: boolean }): Tensor;
  /** `aten::var` */
  var(self: Tensor, unbiased?: boolean): Tensor;
  /** `aten::var.correction` */
  var(self: Tensor, options?: { dim?: number | readonly number[] | null; correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /** `aten::var.correction` */
  var(self: Tensor, dim?: number | readonly number[] | null, options?: { correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /** `aten::var.dim` */
  var(self: Tensor, dim: number | readonly number[] | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
  /** `aten::var.dim` */
  var(self: Tensor, dim: number | readonly number[] | null, unbiased?: boolean, keepdim?: boolean): Tensor;
  /** `aten::var.dim` */
  var(self: Tensor, options: { dim: number | readonly number[] | null; unbiased?: boolean; keepdim?: boolean }): Tensor;
  /** `aten::var_mean` */
  varMean(self: Tensor, options?: { unbiased?: boolean }): [Tensor, Tensor];
  /** `aten::var_mean` */
  varMean(self: Tensor, unbiased?: boolean): [Tensor, Tensor];
  /** `aten::var_mean.correction` */
  varMean(self: Tensor, options?: { dim?: number | readonly number[] | null; correction?: Scalar | null; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::var_mean.correction` */
  varMean(self: Tensor, dim?: number | readonly number[] | null, options?: { correction?: Scalar | null; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::var_mean.dim` */
  varMean(self: Tensor, dim: number | readonly number[] | null, options?: { unbiased?: boolean; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::var_mean.dim` */
  varMean(self: Tensor, dim: number | readonly number[] | null, unbiased?: boolean, keepdim?: boolean): [Tensor, Tensor];
  /** `aten::var_mean.dim` */
  varMean(self: Tensor, options: { dim: number | readonly number[] | null; unbiased?: boolean; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::vdot` */
  vdot(self: Tensor, other: Tensor): Tensor;
  /** `aten::view` */
  view(self: Tensor, size: readonly number[]): Tensor;
  /** `aten::view` */
  view(self: Tensor, options: { size: readonly number[] }): Tensor;
  /** `aten::view` */
  view(self: Tensor, ...size: number[]): Tensor;
  /** `aten::view.dtype` */
  view(self: Tensor, dtype: DType): Tensor;
  /** `aten::view.dtype` */
  view(self: Tensor, options: { dtype: DType }): Tensor;
  /** `aten::view_as` */
  viewAs(self: Tensor, other: Tensor): Tensor;
  /** `aten::view_as_complex` */
  viewAsComplex(self: Tensor): Tensor;
  /** `aten::view_as_complex_copy` */
  viewAsComplexCopy(self: Tensor): Tensor;
  /** `aten::view_as_real` */
  viewAsReal(self: Tensor): Tensor;
  /** `aten::view_as_real_copy` */
  viewAsRealCopy(self: Tensor): Tensor;
  /** `aten::view_copy` */
  viewCopy(self: Tensor, size: readonly number[]): Tensor;
  /** `aten::view_copy` */
  viewCopy(self: Tensor, options: { size: readonly number[] }): Tensor;
  /** `aten::view_copy` */
  viewCopy(self: Tensor, ...size: number[]): Tensor;
  /** `aten::view_copy.dtype` */
  viewCopy(self: Tensor, dtype: DType): Tensor;
  /** `aten::view_copy.dtype` */
  viewCopy(self: Tensor, options: { dtype: DType }): Tensor;
  /** `aten::vsplit.array` */
  vsplit(self: Tensor, indices: readonly number[]): Tensor[];
  /** `aten::vsplit.array` */
  vsplit(self: Tensor, options: { indices: readonly number[] }): Tensor[];
  /** `aten::vsplit.array` */
  vsplit(self: Tensor, ...indices: number[]): Tensor[];
  /** `aten::vsplit.int` */
  vsplit(self: Tensor, sections: number): Tensor[];
  /** `aten::vsplit.int` */
  vsplit(self: Tensor, options: { sections: number }): Tensor[];
  /** `aten::vstack` */
  vstack(tensors: readonly Tensor[]): Tensor;
  /** `aten::where` */
  where(condition: Tensor): Tensor[];
  /** `aten::where.Scalar` */
  where(condition: Tensor, self: Scalar, other: Scalar): Tensor;
  /** `aten::where.Scalar` */
  where(condition: Tensor, options: { self: Scalar; other: Scalar }): Tensor;
  /** `aten::where.ScalarOther` */
  where(condition: Tensor, self: Tensor, other: Scalar): Tensor;
  /** `aten::where.ScalarOther` */
  where(condition: Tensor, self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::where.ScalarSelf` */
  where(condition: Tensor, self: Scalar, other: Tensor): Tensor;
  /** `aten::where.self` */
  where(condition: Tensor, self: Tensor, other: Tensor): Tensor;
  /** `aten::xlogy.Scalar_Other` */
  xlogy(self: Tensor, other: Scalar): Tensor;
  /** `aten::xlogy.Scalar_Other` */
  xlogy(self: Tensor, options: { other: Scalar }): Tensor;
  /** `aten::xlogy.Scalar_Self` */
  xlogy(self: Scalar, other: Tensor): Tensor;
  /** `aten::xlogy.Tensor` */
  xlogy(self: Tensor, other: Tensor): Tensor;
  /** `aten::zero` */
  zero(self: Tensor): Tensor;
  /** `aten::zeros` */
  zeros(size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::zeros` */
  zeros(options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::zeros` */
  zeros(...size: number[]): Tensor;
  /** `aten::zeros_like` */
  zerosLike(self: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
}
