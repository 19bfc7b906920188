// Written by scripts/generate.mjs from the schemas of the built addon: do not edit, run `npm run generate`.
import type { DType, Device, Generator, MemoryFormat, Scalar, Tensor } from '../types.js';

/** LibTorch's operators as methods. */
export interface TensorMethods {
  /** `aten::abs` */
  abs(): Tensor;
  /** `aten::abs_` */
  abs_(): Tensor;
  /** `aten::absolute` */
  absolute(): Tensor;
  /** `aten::absolute_` */
  absolute_(): Tensor;
  /** `aten::acos` */
  acos(): Tensor;
  /** `aten::acos_` */
  acos_(): Tensor;
  /** `aten::acosh` */
  acosh(): Tensor;
  /** `aten::acosh_` */
  acosh_(): Tensor;
  /** `aten::adaptive_avg_pool1d` */
  adaptiveAvgPool1d(outputSize: number | readonly number[]): Tensor;
  /** `aten::adaptive_avg_pool1d` */
  adaptiveAvgPool1d(options: { outputSize: number | readonly number[] }): Tensor;
  /** `aten::adaptive_avg_pool2d` */
  adaptiveAvgPool2d(outputSize: number | readonly number[]): Tensor;
  /** `aten::adaptive_avg_pool2d` */
  adaptiveAvgPool2d(options: { outputSize: number | readonly number[] }): Tensor;
  /** `aten::adaptive_avg_pool3d` */
  adaptiveAvgPool3d(outputSize: number | readonly number[]): Tensor;
  /** `aten::adaptive_avg_pool3d` */
  adaptiveAvgPool3d(options: { outputSize: number | readonly number[] }): Tensor;
  /** `aten::adaptive_max_pool1d` */
  adaptiveMaxPool1d(outputSize: number | readonly number[]): [Tensor, Tensor];
  /** `aten::adaptive_max_pool1d` */
  adaptiveMaxPool1d(options: { outputSize: number | readonly number[] }): [Tensor, Tensor];
  /** `aten::adaptive_max_pool2d` */
  adaptiveMaxPool2d(outputSize: number | readonly number[]): [Tensor, Tensor];
  /** `aten::adaptive_max_pool2d` */
  adaptiveMaxPool2d(options: { outputSize: number | readonly number[] }): [Tensor, Tensor];
  /** `aten::adaptive_max_pool3d` */
  adaptiveMaxPool3d(outputSize: number | readonly number[]): [Tensor, Tensor];
  /** `aten::adaptive_max_pool3d` */
  adaptiveMaxPool3d(options: { outputSize: number | readonly number[] }): [Tensor, Tensor];
  /** `aten::add.Scalar` */
  add(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::add.Scalar` */
  add(other: Scalar, alpha?: Scalar): Tensor;
  /** `aten::add.Scalar` */
  add(options: { other: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::add.Tensor` */
  add(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::add_.Scalar` */
  add_(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::add_.Scalar` */
  add_(other: Scalar, alpha?: Scalar): Tensor;
  /** `aten::add_.Scalar` */
  add_(options: { other: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::add_.Tensor` */
  add_(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::addbmm` */
  addbmm(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addbmm_` */
  addbmm_(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addcdiv` */
  addcdiv(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /** `aten::addcdiv_` */
  addcdiv_(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /** `aten::addcmul` */
  addcmul(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /** `aten::addcmul_` */
  addcmul_(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /** `aten::addmm` */
  addmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmm.dtype` */
  addmm(mat1: Tensor, mat2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmm.dtype` */
  addmm(mat1: Tensor, mat2: Tensor, options: { outDtype: DType; beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmm_` */
  addmm_(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmv` */
  addmv(mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmv_` */
  addmv_(mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addr` */
  addr(vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addr_` */
  addr_(vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::adjoint` */
  adjoint(): Tensor;
  /** `aten::alias` */
  alias(): Tensor;
  /** `aten::alias_copy` */
  aliasCopy(): Tensor;
  /** `aten::all` */
  all(): Tensor;
  /** `aten::all.dim` */
  all(dim: number, options?: { keepdim?: boolean }): Tensor;
  /** `aten::all.dim` */
  all(dim: number, keepdim?: boolean): Tensor;
  /** `aten::all.dim` */
  all(options: { dim: number; keepdim?: boolean }): Tensor;
  /** `aten::all.dims` */
  all(options?: { dim?: readonly number[] | null; keepdim?: boolean }): Tensor;
  /** `aten::all.dims` */
  all(dim?: readonly number[] | null, keepdim?: boolean): Tensor;
  /** `aten::allclose` */
  allclose(other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): boolean;
  /** `aten::allclose` */
  allclose(other: Tensor, rtol?: number, atol?: number, equalNan?: boolean): boolean;
  /** `aten::alpha_dropout_` */
  alphaDropout_(p: number, train: boolean): Tensor;
  /** `aten::alpha_dropout_` */
  alphaDropout_(options: { p: number; train: boolean }): Tensor;
  /** `aten::amax` */
  amax(options?: { dim?: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::amax` */
  amax(dim?: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::amin` */
  amin(options?: { dim?: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::amin` */
  amin(dim?: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::aminmax` */
  aminmax(options?: { dim?: number | null; keepdim?: boolean }): [Tensor, Tensor] & { min: Tensor; max: Tensor };
  /** `aten::angle` */
  angle(): Tensor;
  /** `aten::any` */
  any(): Tensor;
  /** `aten::any.dim` */
  any(dim: number, options?: { keepdim?: boolean }): Tensor;
  /** `aten::any.dim` */
  any(dim: number, keepdim?: boolean): Tensor;
  /** `aten::any.dim` */
  any(options: { dim: number; keepdim?: boolean }): Tensor;
  /** `aten::any.dims` */
  any(options?: { dim?: readonly number[] | null; keepdim?: boolean }): Tensor;
  /** `aten::any.dims` */
  any(dim?: readonly number[] | null, keepdim?: boolean): Tensor;
  /** `aten::arccos` */
  arccos(): Tensor;
  /** `aten::arccos_` */
  arccos_(): Tensor;
  /** `aten::arccosh` */
  arccosh(): Tensor;
  /** `aten::arccosh_` */
  arccosh_(): Tensor;
  /** `aten::arcsin` */
  arcsin(): Tensor;
  /** `aten::arcsin_` */
  arcsin_(): Tensor;
  /** `aten::arcsinh` */
  arcsinh(): Tensor;
  /** `aten::arcsinh_` */
  arcsinh_(): Tensor;
  /** `aten::arctan` */
  arctan(): Tensor;
  /** `aten::arctan2` */
  arctan2(other: Tensor): Tensor;
  /** `aten::arctan2_` */
  arctan2_(other: Tensor): Tensor;
  /** `aten::arctan_` */
  arctan_(): Tensor;
  /** `aten::arctanh` */
  arctanh(): Tensor;
  /** `aten::arctanh_` */
  arctanh_(): Tensor;
  /** `aten::argmax` */
  argmax(options?: { dim?: number | null; keepdim?: boolean }): Tensor;
  /** `aten::argmax` */
  argmax(dim?: number | null, keepdim?: boolean): Tensor;
  /** `aten::argmin` */
  argmin(options?: { dim?: number | null; keepdim?: boolean }): Tensor;
  /** `aten::argmin` */
  argmin(dim?: number | null, keepdim?: boolean): Tensor;
  /** `aten::argsort` */
  argsort(options?: { dim?: number; descending?: boolean }): Tensor;
  /** `aten::argsort` */
  argsort(dim?: number, descending?: boolean): Tensor;
  /** `aten::argsort.stable` */
  argsort(options: { stable: boolean; dim?: number; descending?: boolean }): Tensor;
  /** `aten::argwhere` */
  argwhere(): Tensor;
  /** `aten::as_strided` */
  asStrided(size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | null }): Tensor;
  /** `aten::as_strided` */
  asStrided(size: readonly number[], stride: readonly number[], storageOffset?: number | null): Tensor;
  /** `aten::as_strided` */
  asStrided(options: { size: readonly number[]; stride: readonly number[]; storageOffset?: number | null }): Tensor;
  /** `aten::as_strided_` */
  asStrided_(size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | null }): Tensor;
  /** `aten::as_strided_` */
  asStrided_(size: readonly number[], stride: readonly number[], storageOffset?: number | null): Tensor;
  /** `aten::as_strided_` */
  asStrided_(options: { size: readonly number[]; stride: readonly number[]; storageOffset?: number | null }): Tensor;
  /** `aten::as_strided_copy` */
  asStridedCopy(size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | null }): Tensor;
  /** `aten::as_strided_copy` */
  asStridedCopy(size: readonly number[], stride: readonly number[], storageOffset?: number | null): Tensor;
  /** `aten::as_strided_copy` */
  asStridedCopy(options: { size: readonly number[]; stride: readonly number[]; storageOffset?: number | null }): Tensor;
  /** `aten::as_strided_scatter` */
  asStridedScatter(src: Tensor, size: readonly number[], stride: readonly number[], options?: { storageOffset?: number | null }): Tensor;
  /** `aten::as_strided_scatter` */
  asStridedScatter(src: Tensor, size: readonly number[], stride: readonly number[], storageOffset?: number | null): Tensor;
  /** `aten::as_strided_scatter` */
  asStridedScatter(src: Tensor, options: { size: readonly number[]; stride: readonly number[]; storageOffset?: number | null }): Tensor;
  /** `aten::asin` */
  asin(): Tensor;
  /** `aten::asin_` */
  asin_(): Tensor;
  /** `aten::asinh` */
  asinh(): Tensor;
  /** `aten::asinh_` */
  asinh_(): Tensor;
  /** `aten::atan` */
  atan(): Tensor;
  /** `aten::atan2` */
  atan2(other: Tensor): Tensor;
  /** `aten::atan2_` */
  atan2_(other: Tensor): Tensor;
  /** `aten::atan_` */
  atan_(): Tensor;
  /** `aten::atanh` */
  atanh(): Tensor;
  /** `aten::atanh_` */
  atanh_(): Tensor;
  /** `aten::atleast_1d` */
  atleast1d(): Tensor;
  /** `aten::atleast_2d` */
  atleast2d(): Tensor;
  /** `aten::atleast_3d` */
  atleast3d(): Tensor;
  /** `aten::avg_pool1d` */
  avgPool1d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
  /** `aten::avg_pool1d` */
  avgPool1d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean): Tensor;
  /** `aten::avg_pool1d` */
  avgPool1d(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
  /** `aten::avg_pool2d` */
  avgPool2d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | null }): Tensor;
  /** `aten::avg_pool2d` */
  avgPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean, divisorOverride?: number | null): Tensor;
  /** `aten::avg_pool2d` */
  avgPool2d(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | null }): Tensor;
  /** `aten::avg_pool3d` */
  avgPool3d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | null }): Tensor;
  /** `aten::avg_pool3d` */
  avgPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], ceilMode?: boolean, countIncludePad?: boolean, divisorOverride?: number | null): Tensor;
  /** `aten::avg_pool3d` */
  avgPool3d(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: number | null }): Tensor;
  /** `aten::baddbmm` */
  baddbmm(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::baddbmm.dtype` */
  baddbmm(batch1: Tensor, batch2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::baddbmm.dtype` */
  baddbmm(batch1: Tensor, batch2: Tensor, options: { outDtype: DType; beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::baddbmm_` */
  baddbmm_(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::bernoulli` */
  bernoulli(options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli.Tensor` */
  bernoulli(p: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli.p` */
  bernoulli(p: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli.p` */
  bernoulli(options: { p: number; generator?: Generator | null }): Tensor;
  /** `aten::bernoulli_.Tensor` */
  bernoulli_(p: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli_.float` */
  bernoulli_(options?: { p?: number; generator?: Generator | null }): Tensor;
  /** `aten::bernoulli_.float` */
  bernoulli_(p?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::binary_cross_entropy` */
  binaryCrossEntropy(target: Tensor, options?: { weight?: Tensor | null; reduction?: number }): Tensor;
  /** `aten::binary_cross_entropy` */
  binaryCrossEntropy(target: Tensor, weight?: Tensor | null, reduction?: number): Tensor;
  /** `aten::binary_cross_entropy_with_logits` */
  binaryCrossEntropyWithLogits(target: Tensor, options?: { weight?: Tensor | null; posWeight?: Tensor | null; reduction?: number }): Tensor;
  /** `aten::binary_cross_entropy_with_logits` */
  binaryCrossEntropyWithLogits(target: Tensor, weight?: Tensor | null, posWeight?: Tensor | null, reduction?: number): Tensor;
  /** `aten::bincount` */
  bincount(options?: { weights?: Tensor | null; minlength?: number }): Tensor;
  /** `aten::bincount` */
  bincount(weights?: Tensor | null, minlength?: number): Tensor;
  /** `aten::bitwise_and.Scalar` */
  bitwiseAnd(other: Scalar): Tensor;
  /** `aten::bitwise_and.Scalar` */
  bitwiseAnd(options: { other: Scalar }): Tensor;
  /** `aten::bitwise_and.Tensor` */
  bitwiseAnd(other: Tensor): Tensor;
  /** `aten::bitwise_and_.Scalar` */
  bitwiseAnd_(other: Scalar): Tensor;
  /** `aten::bitwise_and_.Scalar` */
  bitwiseAnd_(options: { other: Scalar }): Tensor;
  /** `aten::bitwise_and_.Tensor` */
  bitwiseAnd_(other: Tensor): Tensor;
  /** `aten::bitwise_left_shift.Tensor` */
  bitwiseLeftShift(other: Tensor): Tensor;
  /** `aten::bitwise_left_shift.Tensor_Scalar` */
  bitwiseLeftShift(other: Scalar): Tensor;
  /** `aten::bitwise_left_shift.Tensor_Scalar` */
  bitwiseLeftShift(options: { other: Scalar }): Tensor;
  /** `aten::bitwise_left_shift_.Tensor` */
  bitwiseLeftShift_(other: Tensor): Tensor;
  /** `aten::bitwise_left_shift_.Tensor_Scalar` */
  bitwiseLeftShift_(other: Scalar): Tensor;
  /** `aten::bitwise_left_shift_.Tensor_Scalar` */
  bitwiseLeftShift_(options: { other: Scalar }): Tensor;
  /** `aten::bitwise_not` */
  bitwiseNot(): Tensor;
  /** `aten::bitwise_not_` */
  bitwiseNot_(): Tensor;
  /** `aten::bitwise_or.Scalar` */
  bitwiseOr(other: Scalar): Tensor;
  /** `aten::bitwise_or.Scalar` */
  bitwiseOr(options: { other: Scalar }): Tensor;
  /** `aten::bitwise_or.Tensor` */
  bitwiseOr(other: Tensor): Tensor;
  /** `aten::bitwise_or_.Scalar` */
  bitwiseOr_(other: Scalar): Tensor;
  /** `aten::bitwise_or_.Scalar` */
  bitwiseOr_(options: { other: Scalar }): Tensor;
  /** `aten::bitwise_or_.Tensor` */
  bitwiseOr_(other: Tensor): Tensor;
  /** `aten::bitwise_right_shift.Tensor` */
  bitwiseRightShift(other: Tensor): Tensor;
  /** `aten::bitwise_right_shift.Tensor_Scalar` */
  bitwiseRightShift(other: Scalar): Tensor;
  /** `aten::bitwise_right_shift.Tensor_Scalar` */
  bitwiseRightShift(options: { other: Scalar }): Tensor;
  /** `aten::bitwise_right_shift_.Tensor` */
  bitwiseRightShift_(other: Tensor): Tensor;
  /** `aten::bitwise_right_shift_.Tensor_Scalar` */
  bitwiseRightShift_(other: Scalar): Tensor;
  /** `aten::bitwise_right_shift_.Tensor_Scalar` */
  bitwiseRightShift_(options: { other: Scalar }): Tensor;
  /** `aten::bitwise_xor.Scalar` */
  bitwiseXor(other: Scalar): Tensor;
  /** `aten::bitwise_xor.Scalar` */
  bitwiseXor(options: { other: Scalar }): Tensor;
  /** `aten::bitwise_xor.Tensor` */
  bitwiseXor(other: Tensor): Tensor;
  /** `aten::bitwise_xor_.Scalar` */
  bitwiseXor_(other: Scalar): Tensor;
  /** `aten::bitwise_xor_.Scalar` */
  bitwiseXor_(options: { other: Scalar }): Tensor;
  /** `aten::bitwise_xor_.Tensor` */
  bitwiseXor_(other: Tensor): Tensor;
  /** `aten::bmm` */
  bmm(mat2: Tensor): Tensor;
  /** `aten::bmm.dtype` */
  bmm(mat2: Tensor, outDtype: DType): Tensor;
  /** `aten::bmm.dtype` */
  bmm(mat2: Tensor, options: { outDtype: DType }): Tensor;
  /** `aten::broadcast_to` */
  broadcastTo(size: readonly number[]): Tensor;
  /** `aten::broadcast_to` */
  broadcastTo(options: { size: readonly number[] }): Tensor;
  /** `aten::broadcast_to` */
  broadcastTo(...size: number[]): Tensor;
  /** `aten::bucketize.Tensor` */
  bucketize(boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor;
  /** `aten::cauchy` */
  cauchy(options?: { median?: number; sigma?: number; generator?: Generator | null }): Tensor;
  /** `aten::cauchy` */
  cauchy(median?: number, sigma?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::cauchy_` */
  cauchy_(options?: { median?: number; sigma?: number; generator?: Generator | null }): Tensor;
  /** `aten::cauchy_` */
  cauchy_(median?: number, sigma?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::ccol_indices` */
  ccolIndices(): Tensor;
  /** `aten::ccol_indices_copy` */
  ccolIndicesCopy(): Tensor;
  /** `aten::ceil` */
  ceil(): Tensor;
  /** `aten::ceil_` */
  ceil_(): Tensor;
  /** `aten::celu` */
  celu(options?: { alpha?: Scalar }): Tensor;
  /** `aten::celu` */
  celu(alpha?: Scalar): Tensor;
  /** `aten::celu_` */
  celu_(options?: { alpha?: Scalar }): Tensor;
  /** `aten::celu_` */
  celu_(alpha?: Scalar): Tensor;
  /** `aten::chalf` */
  chalf(options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::channel_shuffle` */
  channelShuffle(groups: number): Tensor;
  /** `aten::channel_shuffle` */
  channelShuffle(options: { groups: number }): Tensor;
  /** `aten::cholesky` */
  cholesky(options?: { upper?: boolean }): Tensor;
  /** `aten::cholesky` */
  cholesky(upper?: boolean): Tensor;
  /** `aten::cholesky_inverse` */
  choleskyInverse(options?: { upper?: boolean }): Tensor;
  /** `aten::cholesky_inverse` */
  choleskyInverse(upper?: boolean): Tensor;
  /** `aten::cholesky_solve` */
  choleskySolve(input2: Tensor, options?: { upper?: boolean }): Tensor;
  /** `aten::cholesky_solve` */
  choleskySolve(input2: Tensor, upper?: boolean): Tensor;
  /** `aten::chunk` */
  chunk(chunks: number, options?: { dim?: number }): Tensor[];
  /** `aten::chunk` */
  chunk(chunks: number, dim?: number): Tensor[];
  /** `aten::chunk` */
  chunk(options: { chunks: number; dim?: number }): Tensor[];
  /** `aten::clamp` */
  clamp(options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /** `aten::clamp` */
  clamp(min?: Scalar | null, max?: Scalar | null): Tensor;
  /** `aten::clamp.Tensor` */
  clamp(options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /** `aten::clamp.Tensor` */
  clamp(min?: Tensor | null, max?: Tensor | null): Tensor;
  /** `aten::clamp_` */
  clamp_(options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /** `aten::clamp_` */
  clamp_(min?: Scalar | null, max?: Scalar | null): Tensor;
  /** `aten::clamp_.Tensor` */
  clamp_(options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /** `aten::clamp_.Tensor` */
  clamp_(min?: Tensor | null, max?: Tensor | null): Tensor;
  /** `aten::clamp_max` */
  clampMax(max: Scalar): Tensor;
  /** `aten::clamp_max` */
  clampMax(options: { max: Scalar }): Tensor;
  /** `aten::clamp_max.Tensor` */
  clampMax(max: Tensor): Tensor;
  /** `aten::clamp_max_` */
  clampMax_(max: Scalar): Tensor;
  /** `aten::clamp_max_` */
  clampMax_(options: { max: Scalar }): Tensor;
  /** `aten::clamp_max_.Tensor` */
  clampMax_(max: Tensor): Tensor;
  /** `aten::clamp_min` */
  clampMin(min: Scalar): Tensor;
  /** `aten::clamp_min` */
  clampMin(options: { min: Scalar }): Tensor;
  /** `aten::clamp_min.Tensor` */
  clampMin(min: Tensor): Tensor;
  /** `aten::clamp_min_` */
  clampMin_(min: Scalar): Tensor;
  /** `aten::clamp_min_` */
  clampMin_(options: { min: Scalar }): Tensor;
  /** `aten::clamp_min_.Tensor` */
  clampMin_(min: Tensor): Tensor;
  /** `aten::clip` */
  clip(options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /** `aten::clip` */
  clip(min?: Scalar | null, max?: Scalar | null): Tensor;
  /** `aten::clip.Tensor` */
  clip(options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /** `aten::clip.Tensor` */
  clip(min?: Tensor | null, max?: Tensor | null): Tensor;
  /** `aten::clip_` */
  clip_(options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /** `aten::clip_` */
  clip_(min?: Scalar | null, max?: Scalar | null): Tensor;
  /** `aten::clip_.Tensor` */
  clip_(options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /** `aten::clip_.Tensor` */
  clip_(min?: Tensor | null, max?: Tensor | null): Tensor;
  /** `aten::clone` */
  clone(options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::coalesce` */
  coalesce(): Tensor;
  /** `aten::col2im` */
  col2im(outputSize: number | readonly number[], kernelSize: number | readonly number[], dilation: number | readonly number[], padding: number | readonly number[], stride: number | readonly number[]): Tensor;
  /** `aten::col2im` */
  col2im(options: { outputSize: number | readonly number[]; kernelSize: number | readonly number[]; dilation: number | readonly number[]; padding: number | readonly number[]; stride: number | readonly number[] }): Tensor;
  /** `aten::col_indices` */
  colIndices(): Tensor;
  /** `aten::col_indices_copy` */
  colIndicesCopy(): Tensor;
  /** `aten::combinations` */
  combinations(options?: { r?: number; withReplacement?: boolean }): Tensor;
  /** `aten::combinations` */
  combinations(r?: number, withReplacement?: boolean): Tensor;
  /** `aten::conj` */
  conj(): Tensor;
  /** `aten::conj_physical` */
  conjPhysical(): Tensor;
  /** `aten::conj_physical_` */
  conjPhysical_(): Tensor;
  /** `aten::constant_pad_nd` */
  constantPadNd(pad: readonly number[], options?: { value?: Scalar }): Tensor;
  /** `aten::constant_pad_nd` */
  constantPadNd(pad: readonly number[], value?: Scalar): Tensor;
  /** `aten::constant_pad_nd` */
  constantPadNd(options: { pad: readonly number[]; value?: Scalar }): Tensor;
  /** `aten::constant_pad_nd` */
  constantPadNd(...pad: number[]): Tensor;
  /** `aten::contiguous` */
  contiguous(options?: { memoryFormat?: MemoryFormat }): Tensor;
  /** `aten::conv_depthwise3d` */
  convDepthwise3d(weight: Tensor, kernelSize: number | readonly number[], bias: Tensor | null, stride: number | readonly number[], padding: number | readonly number[], dilation: number | readonly number[]): Tensor;
  /** `aten::conv_tbc` */
  convTbc(weight: Tensor, bias: Tensor, options?: { pad?: number }): Tensor;
  /** `aten::conv_tbc` */
  convTbc(weight: Tensor, bias: Tensor, pad?: number): Tensor;
  /** `aten::conv_tbc_backward` */
  convTbcBackward(input: Tensor, weight: Tensor, bias: Tensor, pad: number): [Tensor, Tensor, Tensor];
  /** `aten::conv_tbc_backward` */
  convTbcBackward(input: Tensor, weight: Tensor, bias: Tensor, options: { pad: number }): [Tensor, Tensor, Tensor];
  /** `aten::copy` */
  copy(src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy` */
  copy(src: Tensor, nonBlocking?: boolean): Tensor;
  /** `aten::copy_` */
  copy_(src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy_` */
  copy_(src: Tensor, nonBlocking?: boolean): Tensor;
  /** `aten::copy_sparse_to_sparse` */
  copySparseToSparse(src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy_sparse_to_sparse` */
  copySparseToSparse(src: Tensor, nonBlocking?: boolean): Tensor;
  /** `aten::copy_sparse_to_sparse_` */
  copySparseToSparse_(src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy_sparse_to_sparse_` */
  copySparseToSparse_(src: Tensor, nonBlocking?: boolean): Tensor;
  /** `aten::copysign.Scalar` */
  copysign(other: Scalar): Tensor;
  /** `aten::copysign.Scalar` */
  copysign(options: { other: Scalar }): Tensor;
  /** `aten::copysign.Tensor` */
  copysign(other: Tensor): Tensor;
  /** `aten::copysign_.Scalar` */
  copysign_(other: Scalar): Tensor;
  /** `aten::copysign_.Scalar` */
  copysign_(options: { other: Scalar }): Tensor;
  /** `aten::copysign_.Tensor` */
  copysign_(other: Tensor): Tensor;
  /** `aten::corrcoef` */
  corrcoef(): Tensor;
  /** `aten::cos` */
  cos(): Tensor;
  /** `aten::cos_` */
  cos_(): Tensor;
  /** `aten::cosh` */
  cosh(): Tensor;
  /** `aten::cosh_` */
  cosh_(): Tensor;
  /** `aten::count_nonzero` */
  countNonzero(options?: { dim?: number | null }): Tensor;
  /** `aten::count_nonzero` */
  countNonzero(dim?: number | null): Tensor;
  /** `aten::count_nonzero.dim_IntList` */
  countNonzero(dim: readonly number[]): Tensor;
  /** `aten::count_nonzero.dim_IntList` */
  countNonzero(options: { dim: readonly number[] }): Tensor;
  /** `aten::count_nonzero.dim_IntList` */
  countNonzero(...dim: number[]): Tensor;
  /** `aten::cov` */
  cov(options?: { correction?: number; fweights?: Tensor | null; aweights?: Tensor | null }): Tensor;
  /** `aten::cross` */
  cross(other: Tensor, options?: { dim?: number | null }): Tensor;
  /** `aten::cross` */
  cross(other: Tensor, dim?: number | null): Tensor;
  /** `aten::cross_entropy_loss` */
  crossEntropyLoss(target: Tensor, options?: { weight?: Tensor | null; reduction?: number; ignoreIndex?: number; labelSmoothing?: number }): Tensor;
  /** `aten::cross_entropy_loss` */
  crossEntropyLoss(target: Tensor, weight?: Tensor | null, reduction?: number, ignoreIndex?: number, labelSmoothing?: number): Tensor;
  /** `aten::crow_indices` */
  crowIndices(): Tensor;
  /** `aten::crow_indices_copy` */
  crowIndicesCopy(): Tensor;
  /** `aten::cudnn_convolution` */
  cudnnConvolution(weight: Tensor, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean, allowTf32: boolean): Tensor;
  /** `aten::cudnn_convolution` */
  cudnnConvolution(weight: Tensor, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allowTf32: boolean }): Tensor;
  /** `aten::cudnn_convolution_add_relu` */
  cudnnConvolutionAddRelu(weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `aten::cudnn_convolution_relu` */
  cudnnConvolutionRelu(weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `aten::cudnn_convolution_relu` */
  cudnnConvolutionRelu(weight: Tensor, bias: Tensor | null, options: { stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `aten::cudnn_convolution_transpose` */
  cudnnConvolutionTranspose(weight: Tensor, padding: readonly number[], outputPadding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean, allowTf32: boolean): Tensor;
  /** `aten::cudnn_convolution_transpose` */
  cudnnConvolutionTranspose(weight: Tensor, options: { padding: readonly number[]; outputPadding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean; allowTf32: boolean }): Tensor;
  /** `aten::cudnn_grid_sampler` */
  cudnnGridSampler(grid: Tensor): Tensor;
  /** `aten::cudnn_grid_sampler_backward` */
  cudnnGridSamplerBackward(grid: Tensor, gradOutput: Tensor): [Tensor, Tensor] & { gradSelf: Tensor; gradGrid: Tensor };
  /** `aten::cudnn_is_acceptable` */
  cudnnIsAcceptable(): boolean;
  /** `aten::cummax` */
  cummax(dim: number): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::cummax` */
  cummax(options: { dim: number }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::cummin` */
  cummin(dim: number): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::cummin` */
  cummin(options: { dim: number }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::cumprod` */
  cumprod(dim: number, options?: { dtype?: DType | null }): Tensor;
  /** `aten::cumprod` */
  cumprod(options: { dim: number; dtype?: DType | null }): Tensor;
  /** `aten::cumprod_` */
  cumprod_(dim: number, options?: { dtype?: DType | null }): Tensor;
  /** `aten::cumprod_` */
  cumprod_(options: { dim: number; dtype?: DType | null }): Tensor;
  /** `aten::cumsum` */
  cumsum(dim: number, options?: { dtype?: DType | null }): Tensor;
  /** `aten::cumsum` */
  cumsum(options: { dim: number; dtype?: DType | null }): Tensor;
  /** `aten::cumsum_` */
  cumsum_(dim: number, options?: { dtype?: DType | null }): Tensor;
  /** `aten::cumsum_` */
  cumsum_(options: { dim: number; dtype?: DType | null }): Tensor;
  /** `aten::data` */
  data(): Tensor;
  /** `aten::deg2rad` */
  deg2rad(): Tensor;
  /** `aten::deg2rad_` */
  deg2rad_(): Tensor;
  /** `aten::dense_dim` */
  denseDim(): number;
  /** `aten::dequantize.self` */
  dequantize(): Tensor;
  /** `aten::det` */
  det(): Tensor;
  /** `aten::detach` */
  detach(): Tensor;
  /** `aten::detach_` */
  detach_(): Tensor;
  /** `aten::detach_copy` */
  detachCopy(): Tensor;
  /** `aten::diag` */
  diag(options?: { diagonal?: number }): Tensor;
  /** `aten::diag` */
  diag(diagonal?: number): Tensor;
  /** `aten::diag_embed` */
  diagEmbed(options?: { offset?: number; dim1?: number; dim2?: number }): Tensor;
  /** `aten::diag_embed` */
  diagEmbed(offset?: number, dim1?: number, dim2?: number): Tensor;
  /** `aten::diagflat` */
  diagflat(options?: { offset?: number }): Tensor;
  /** `aten::diagflat` */
  diagflat(offset?: number): Tensor;
  /** `aten::diagonal` */
  diagonal(options?: { offset?: number; dim1?: number; dim2?: number }): Tensor;
  /** `aten::diagonal` */
  diagonal(offset?: number, dim1?: number, dim2?: number): Tensor;
  /** `aten::diagonal_copy` */
  diagonalCopy(options?: { offset?: number; dim1?: number; dim2?: number }): Tensor;
  /** `aten::diagonal_copy` */
  diagonalCopy(offset?: number, dim1?: number, dim2?: number): Tensor;
  /** `aten::diagonal_scatter` */
  diagonalScatter(src: Tensor, options?: { offset?: number; dim1?: number; dim2?: number }): Tensor;
  /** `aten::diagonal_scatter` */
  diagonalScatter(src: Tensor, offset?: number, dim1?: number, dim2?: number): Tensor;
  /** `aten::diff` */
  diff(options?: { n?: number; dim?: number; prepend?: Tensor | null; append?: Tensor | null }): Tensor;
  /** `aten::diff` */
  diff(n?: number, dim?: number, prepend?: Tensor | null, append?: Tensor | null): Tensor;
  /** `aten::digamma` */
  digamma(): Tensor;
  /** `aten::digamma_` */
  digamma_(): Tensor;
  /** `aten::dim` */
  dim(): number;
  /** `aten::dist` */
  dist(other: Tensor, options?: { p?: Scalar }): Tensor;
  /** `aten::dist` */
  dist(other: Tensor, p?: Scalar): Tensor;
  /** `aten::div.Scalar` */
  div(other: Scalar): Tensor;
  /** `aten::div.Scalar` */
  div(options: { other: Scalar }): Tensor;
  /** `aten::div.Tensor` */
  div(other: Tensor): Tensor;
  /** `aten::div.Scalar_mode` */
  div(other: Scalar, options: { roundingMode: string | null }): Tensor;
  /** `aten::div.Scalar_mode` */
  div(options: { other: Scalar; roundingMode: string | null }): Tensor;
  /** `aten::div.Tensor_mode` */
  div(other: Tensor, options: { roundingMode: string | null }): Tensor;
  /** `aten::div_.Scalar` */
  div_(other: Scalar): Tensor;
  /** `aten::div_.Scalar` */
  div_(options: { other: Scalar }): Tensor;
  /** `aten::div_.Tensor` */
  div_(other: Tensor): Tensor;
  /** `aten::div_.Scalar_mode` */
  div_(other: Scalar, options: { roundingMode: string | null }): Tensor;
  /** `aten::div_.Scalar_mode` */
  div_(options: { other: Scalar; roundingMode: string | null }): Tensor;
  /** `aten::div_.Tensor_mode` */
  div_(other: Tensor, options: { roundingMode: string | null }): Tensor;
  /** `aten::divide.Scalar` */
  divide(other: Scalar): Tensor;
  /** `aten::divide.Scalar` */
  divide(options: { other: Scalar }): Tensor;
  /** `aten::divide.Tensor` */
  divide(other: Tensor): Tensor;
  /** `aten::divide.Scalar_mode` */
  divide(other: Scalar, options: { roundingMode: string | null }): Tensor;
  /** `aten::divide.Scalar_mode` */
  divide(options: { other: Scalar; roundingMode: string | null }): Tensor;
  /** `aten::divide.Tensor_mode` */
  divide(other: Tensor, options: { roundingMode: string | null }): Tensor;
  /** `aten::divide_.Scalar` */
  divide_(other: Scalar): Tensor;
  /** `aten::divide_.Scalar` */
  divide_(options: { other: Scalar }): Tensor;
  /** `aten::divide_.Tensor` */
  divide_(other: Tensor): Tensor;
  /** `aten::divide_.Scalar_mode` */
  divide_(other: Scalar, options: { roundingMode: string | null }): Tensor;
  /** `aten::divide_.Scalar_mode` */
  divide_(options: { other: Scalar; roundingMode: string | null }): Tensor;
  /** `aten::divide_.Tensor_mode` */
  divide_(other: Tensor, options: { roundingMode: string | null }): Tensor;
  /** `aten::dot` */
  dot(tensor: Tensor): Tensor;
  /** `aten::dropout_` */
  dropout_(p: number, train: boolean): Tensor;
  /** `aten::dropout_` */
  dropout_(options: { p: number; train: boolean }): Tensor;
  /** `aten::dsplit.array` */
  dsplit(indices: readonly number[]): Tensor[];
  /** `aten::dsplit.array` */
  dsplit(options: { indices: readonly number[] }): Tensor[];
  /** `aten::dsplit.array` */
  dsplit(...indices: number[]): Tensor[];
  /** `aten::dsplit.int` */
  dsplit(sections: number): Tensor[];
  /** `aten::dsplit.int` */
  dsplit(options: { sections: number }): Tensor[];
  /** `aten::elu` */
  elu(options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor;
  /** `aten::elu` */
  elu(alpha?: Scalar, scale?: Scalar, inputScale?: Scalar): Tensor;
  /** `aten::elu_` */
  elu_(options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor;
  /** `aten::elu_` */
  elu_(alpha?: Scalar, scale?: Scalar, inputScale?: Scalar): Tensor;
  /** `aten::embedding_renorm` */
  embeddingRenorm(indices: Tensor, maxNorm: number, normType: number): Tensor;
  /** `aten::embedding_renorm` */
  embeddingRenorm(indices: Tensor, options: { maxNorm: number; normType: number }): Tensor;
  /** `aten::embedding_renorm_` */
  embeddingRenorm_(indices: Tensor, maxNorm: number, normType: number): Tensor;
  /** `aten::embedding_renorm_` */
  embeddingRenorm_(indices: Tensor, options: { maxNorm: number; normType: number }): Tensor;
  /** `aten::empty_like` */
  emptyLike(options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::eq.Scalar` */
  eq(other: Scalar): Tensor;
  /** `aten::eq.Scalar` */
  eq(options: { other: Scalar }): Tensor;
  /** `aten::eq.Tensor` */
  eq(other: Tensor): Tensor;
  /** `aten::eq_.Scalar` */
  eq_(other: Scalar): Tensor;
  /** `aten::eq_.Scalar` */
  eq_(options: { other: Scalar }): Tensor;
  /** `aten::eq_.Tensor` */
  eq_(other: Tensor): Tensor;
  /** `aten::equal` */
  equal(other: Tensor): boolean;
  /** `aten::erf` */
  erf(): Tensor;
  /** `aten::erf_` */
  erf_(): Tensor;
  /** `aten::erfc` */
  erfc(): Tensor;
  /** `aten::erfc_` */
  erfc_(): Tensor;
  /** `aten::erfinv` */
  erfinv(): Tensor;
  /** `aten::erfinv_` */
  erfinv_(): Tensor;
  /** `aten::exp` */
  exp(): Tensor;
  /** `aten::exp2` */
  exp2(): Tensor;
  /** `aten::exp2_` */
  exp2_(): Tensor;
  /** `aten::exp_` */
  exp_(): Tensor;
  /** `aten::expand` */
  expand(size: readonly number[], options?: { implicit?: boolean }): Tensor;
  /** `aten::expand` */
  expand(options: { size: readonly number[]; implicit?: boolean }): Tensor;
  /** `aten::expand` */
  expand(...size: number[]): Tensor;
  /** `aten::expand_as` */
  expandAs(other: Tensor): Tensor;
  /** `aten::expand_copy` */
  expandCopy(size: readonly number[], options?: { implicit?: boolean }): Tensor;
  /** `aten::expand_copy` */
  expandCopy(options: { size: readonly number[]; implicit?: boolean }): Tensor;
  /** `aten::expand_copy` */
  expandCopy(...size: number[]): Tensor;
  /** `aten::expm1` */
  expm1(): Tensor;
  /** `aten::expm1_` */
  expm1_(): Tensor;
  /** `aten::exponential` */
  exponential(options?: { lambd?: number; generator?: Generator | null }): Tensor;
  /** `aten::exponential` */
  exponential(lambd?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::exponential_` */
  exponential_(options?: { lambd?: number; generator?: Generator | null }): Tensor;
  /** `aten::exponential_` */
  exponential_(lambd?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::fake_quantize_per_channel_affine` */
  fakeQuantizePerChannelAffine(scale: Tensor, zeroPoint: Tensor, axis: number, quantMin: number, quantMax: number): Tensor;
  /** `aten::fake_quantize_per_channel_affine` */
  fakeQuantizePerChannelAffine(scale: Tensor, zeroPoint: Tensor, options: { axis: number; quantMin: number; quantMax: number }): Tensor;
  /** `aten::fake_quantize_per_channel_affine_cachemask` */
  fakeQuantizePerChannelAffineCachemask(scale: Tensor, zeroPoint: Tensor, axis: number, quantMin: number, quantMax: number): [Tensor, Tensor] & { output: Tensor; mask: Tensor };
  /** `aten::fake_quantize_per_channel_affine_cachemask` */
  fakeQuantizePerChannelAffineCachemask(scale: Tensor, zeroPoint: Tensor, options: { axis: number; quantMin: number; quantMax: number }): [Tensor, Tensor] & { output: Tensor; mask: Tensor };
  /** `aten::fake_quantize_per_tensor_affine` */
  fakeQuantizePerTensorAffine(scale: number, zeroPoint: number, quantMin: number, quantMax: number): Tensor;
  /** `aten::fake_quantize_per_tensor_affine` */
  fakeQuantizePerTensorAffine(options: { scale: number; zeroPoint: number; quantMin: number; quantMax: number }): Tensor;
  /** `aten::fake_quantize_per_tensor_affine.tensor_qparams` */
  fakeQuantizePerTensorAffine(scale: Tensor, zeroPoint: Tensor, quantMin: number, quantMax: number): Tensor;
  /** `aten::fake_quantize_per_tensor_affine.tensor_qparams` */
  fakeQuantizePerTensorAffine(scale: Tensor, zeroPoint: Tensor, options: { quantMin: number; quantMax: number }): Tensor;
  /** `aten::fake_quantize_per_tensor_affine_cachemask` */
  fakeQuantizePerTensorAffineCachemask(scale: number, zeroPoint: number, quantMin: number, quantMax: number): [Tensor, Tensor] & { output: Tensor; mask: Tensor };
  /** `aten::fake_quantize_per_tensor_affine_cachemask` */
  fakeQuantizePerTensorAffineCachemask(options: { scale: number; zeroPoint: number; quantMin: number; quantMax: number }): [Tensor, Tensor] & { output: Tensor; mask: Tensor };
  /** `aten::feature_alpha_dropout_` */
  featureAlphaDropout_(p: number, train: boolean): Tensor;
  /** `aten::feature_alpha_dropout_` */
  featureAlphaDropout_(options: { p: number; train: boolean }): Tensor;
  /** `aten::feature_dropout_` */
  featureDropout_(p: number, train: boolean): Tensor;
  /** `aten::feature_dropout_` */
  featureDropout_(options: { p: number; train: boolean }): Tensor;
  /** `aten::fill.Scalar` */
  fill(value: Scalar): Tensor;
  /** `aten::fill.Scalar` */
  fill(options: { value: Scalar }): Tensor;
  /** `aten::fill.Tensor` */
  fill(value: Tensor): Tensor;
  /** `aten::fill_.Scalar` */
  fill_(value: Scalar): Tensor;
  /** `aten::fill_.Scalar` */
  fill_(options: { value: Scalar }): Tensor;
  /** `aten::fill_.Tensor` */
  fill_(value: Tensor): Tensor;
  /** `aten::fill_diagonal_` */
  fillDiagonal_(fillValue: Scalar, options?: { wrap?: boolean }): Tensor;
  /** `aten::fill_diagonal_` */
  fillDiagonal_(fillValue: Scalar, wrap?: boolean): Tensor;
  /** `aten::fill_diagonal_` */
  fillDiagonal_(options: { fillValue: Scalar; wrap?: boolean }): Tensor;
  /** `aten::fix` */
  fix(): Tensor;
  /** `aten::fix_` */
  fix_(): Tensor;
  /** `aten::flatten.using_ints` */
  flatten(options?: { startDim?: number; endDim?: number }): Tensor;
  /** `aten::flatten.using_ints` */
  flatten(startDim?: number, endDim?: number): Tensor;
  /** `aten::flip` */
  flip(dims: readonly number[]): Tensor;
  /** `aten::flip` */
  flip(options: { dims: readonly number[] }): Tensor;
  /** `aten::flip` */
  flip(...dims: number[]): Tensor;
  /** `aten::fliplr` */
  fliplr(): Tensor;
  /** `aten::flipud` */
  flipud(): Tensor;
  /** `aten::float_power.Tensor_Scalar` */
  floatPower(exponent: Scalar): Tensor;
  /** `aten::float_power.Tensor_Scalar` */
  floatPower(options: { exponent: Scalar }): Tensor;
  /** `aten::float_power.Tensor_Tensor` */
  floatPower(exponent: Tensor): Tensor;
  /** `aten::float_power_.Scalar` */
  floatPower_(exponent: Scalar): Tensor;
  /** `aten::float_power_.Scalar` */
  floatPower_(options: { exponent: Scalar }): Tensor;
  /** `aten::float_power_.Tensor` */
  floatPower_(exponent: Tensor): Tensor;
  /** `aten::floor` */
  floor(): Tensor;
  /** `aten::floor_` */
  floor_(): Tensor;
  /** `aten::floor_divide` */
  floorDivide(other: Tensor): Tensor;
  /** `aten::floor_divide.Scalar` */
  floorDivide(other: Scalar): Tensor;
  /** `aten::floor_divide.Scalar` */
  floorDivide(options: { other: Scalar }): Tensor;
  /** `aten::floor_divide_.Scalar` */
  floorDivide_(other: Scalar): Tensor;
  /** `aten::floor_divide_.Scalar` */
  floorDivide_(options: { other: Scalar }): Tensor;
  /** `aten::floor_divide_.Tensor` */
  floorDivide_(other: Tensor): Tensor;
  /** `aten::fmax` */
  fmax(other: Tensor): Tensor;
  /** `aten::fmin` */
  fmin(other: Tensor): Tensor;
  /** `aten::fmod.Scalar` */
  fmod(other: Scalar): Tensor;
  /** `aten::fmod.Scalar` */
  fmod(options: { other: Scalar }): Tensor;
  /** `aten::fmod.Tensor` */
  fmod(other: Tensor): Tensor;
  /** `aten::fmod_.Scalar` */
  fmod_(other: Scalar): Tensor;
  /** `aten::fmod_.Scalar` */
  fmod_(options: { other: Scalar }): Tensor;
  /** `aten::fmod_.Tensor` */
  fmod_(other: Tensor): Tensor;
  /** `aten::frac` */
  frac(): Tensor;
  /** `aten::frac_` */
  frac_(): Tensor;
  /** `aten::fractional_max_pool2d` */
  fractionalMaxPool2d(kernelSize: number | readonly number[], outputSize: number | readonly number[], randomSamples: Tensor): [Tensor, Tensor];
  /** `aten::fractional_max_pool3d` */
  fractionalMaxPool3d(kernelSize: number | readonly number[], outputSize: number | readonly number[], randomSamples: Tensor): [Tensor, Tensor];
  /** `aten::frexp.Tensor` */
  frexp(): [Tensor, Tensor] & { mantissa: Tensor; exponent: Tensor };
  /** `aten::frobenius_norm.dim` */
  frobeniusNorm(dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
  /** `aten::frobenius_norm.dim` */
  frobeniusNorm(dim: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::frobenius_norm.dim` */
  frobeniusNorm(options: { dim: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::full_like` */
  fullLike(fillValue: Scalar, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::full_like` */
  fullLike(options: { fillValue: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::fused_moving_avg_obs_fake_quant` */
  fusedMovingAvgObsFakeQuant(observerOn: Tensor, fakeQuantOn: Tensor, runningMin: Tensor, runningMax: Tensor, scale: Tensor, zeroPoint: Tensor, averagingConst: number, quantMin: number, quantMax: number, chAxis: number, options?: { perRowFakeQuant?: boolean; symmetricQuant?: boolean }): Tensor;
  /** `aten::fused_moving_avg_obs_fake_quant` */
  fusedMovingAvgObsFakeQuant(observerOn: Tensor, fakeQuantOn: Tensor, runningMin: Tensor, runningMax: Tensor, scale: Tensor, zeroPoint: Tensor, averagingConst: number, quantMin: number, quantMax: number, chAxis: number, perRowFakeQuant?: boolean, symmetricQuant?: boolean): Tensor;
  /** `aten::fused_moving_avg_obs_fake_quant` */
  fusedMovingAvgObsFakeQuant(observerOn: Tensor, fakeQuantOn: Tensor, runningMin: Tensor, runningMax: Tensor, scale: Tensor, zeroPoint: Tensor, options: { averagingConst: number; quantMin: number; quantMax: number; chAxis: number; perRowFakeQuant?: boolean; symmetricQuant?: boolean }): Tensor;
  /** `aten::gather` */
  gather(dim: number, index: Tensor, options?: { sparseGrad?: boolean }): Tensor;
  /** `aten::gcd` */
  gcd(other: Tensor): Tensor;
  /** `aten::gcd_` */
  gcd_(other: Tensor): Tensor;
  /** `aten::ge.Scalar` */
  ge(other: Scalar): Tensor;
  /** `aten::ge.Scalar` */
  ge(options: { other: Scalar }): Tensor;
  /** `aten::ge.Tensor` */
  ge(other: Tensor): Tensor;
  /** `aten::ge_.Scalar` */
  ge_(other: Scalar): Tensor;
  /** `aten::ge_.Scalar` */
  ge_(options: { other: Scalar }): Tensor;
  /** `aten::ge_.Tensor` */
  ge_(other: Tensor): Tensor;
  /** `aten::gelu` */
  gelu(options?: { approximate?: string }): Tensor;
  /** `aten::gelu_` */
  gelu_(options?: { approximate?: string }): Tensor;
  /** `aten::geometric` */
  geometric(p: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::geometric` */
  geometric(options: { p: number; generator?: Generator | null }): Tensor;
  /** `aten::geometric_` */
  geometric_(p: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::geometric_` */
  geometric_(options: { p: number; generator?: Generator | null }): Tensor;
  /** `aten::geqrf` */
  geqrf(): [Tensor, Tensor] & { a: Tensor; tau: Tensor };
  /** `aten::ger` */
  ger(vec2: Tensor): Tensor;
  /** `aten::get_device` */
  getDevice(): number;
  /** `aten::glu` */
  glu(options?: { dim?: number }): Tensor;
  /** `aten::glu` */
  glu(dim?: number): Tensor;
  /** `aten::gradient.array` */
  gradient(options: { dim: readonly number[]; edgeOrder?: number }): Tensor[];
  /** `aten::gradient.scalararray` */
  gradient(options: { spacing: Scalar; dim: readonly number[]; edgeOrder?: number }): Tensor[];
  /** `aten::gradient.scalarint` */
  gradient(options?: { spacing?: Scalar | null; dim?: number | null; edgeOrder?: number }): Tensor[];
  /** `aten::gradient.scalarrayarray` */
  gradient(options: { spacing: readonly Scalar[]; dim: readonly number[]; edgeOrder?: number }): Tensor[];
  /** `aten::gradient.scalarrayint` */
  gradient(options: { spacing: readonly Scalar[]; dim?: number | null; edgeOrder?: number }): Tensor[];
  /** `aten::gradient.tensorarray` */
  gradient(options: { spacing: readonly Tensor[]; dim: readonly number[]; edgeOrder?: number }): Tensor[];
  /** `aten::gradient.tensorarrayint` */
  gradient(options: { spacing: readonly Tensor[]; dim?: number | null; edgeOrder?: number }): Tensor[];
  /** `aten::greater.Scalar` */
  greater(other: Scalar): Tensor;
  /** `aten::greater.Scalar` */
  greater(options: { other: Scalar }): Tensor;
  /** `aten::greater.Tensor` */
  greater(other: Tensor): Tensor;
  /** `aten::greater_.Scalar` */
  greater_(other: Scalar): Tensor;
  /** `aten::greater_.Scalar` */
  greater_(options: { other: Scalar }): Tensor;
  /** `aten::greater_.Tensor` */
  greater_(other: Tensor): Tensor;
  /** `aten::greater_equal.Scalar` */
  greaterEqual(other: Scalar): Tensor;
  /** `aten::greater_equal.Scalar` */
  greaterEqual(options: { other: Scalar }): Tensor;
  /** `aten::greater_equal.Tensor` */
  greaterEqual(other: Tensor): Tensor;
  /** `aten::greater_equal_.Scalar` */
  greaterEqual_(other: Scalar): Tensor;
  /** `aten::greater_equal_.Scalar` */
  greaterEqual_(options: { other: Scalar }): Tensor;
  /** `aten::greater_equal_.Tensor` */
  greaterEqual_(other: Tensor): Tensor;
  /** `aten::gt.Scalar` */
  gt(other: Scalar): Tensor;
  /** `aten::gt.Scalar` */
  gt(options: { other: Scalar }): Tensor;
  /** `aten::gt.Tensor` */
  gt(other: Tensor): Tensor;
  /** `aten::gt_.Scalar` */
  gt_(other: Scalar): Tensor;
  /** `aten::gt_.Scalar` */
  gt_(options: { other: Scalar }): Tensor;
  /** `aten::gt_.Tensor` */
  gt_(other: Tensor): Tensor;
  /** `aten::hardshrink` */
  hardshrink(options?: { lambd?: Scalar }): Tensor;
  /** `aten::hardshrink` */
  hardshrink(lambd?: Scalar): Tensor;
  /** `aten::hardsigmoid` */
  hardsigmoid(): Tensor;
  /** `aten::hardsigmoid_` */
  hardsigmoid_(): Tensor;
  /** `aten::hardswish` */
  hardswish(): Tensor;
  /** `aten::hardswish_` */
  hardswish_(): Tensor;
  /** `aten::hardtanh` */
  hardtanh(options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor;
  /** `aten::hardtanh` */
  hardtanh(minVal?: Scalar, maxVal?: Scalar): Tensor;
  /** `aten::hardtanh_` */
  hardtanh_(options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor;
  /** `aten::hardtanh_` */
  hardtanh_(minVal?: Scalar, maxVal?: Scalar): Tensor;
  /** `aten::hash_tensor` */
  hashTensor(options?: { dim?: number | readonly number[]; keepdim?: boolean; mode?: number }): Tensor;
  /** `aten::hash_tensor` */
  hashTensor(dim?: number | readonly number[], options?: { keepdim?: boolean; mode?: number }): Tensor;
  /** `aten::heaviside` */
  heaviside(values: Tensor): Tensor;
  /** `aten::heaviside_` */
  heaviside_(values: Tensor): Tensor;
  /** `aten::hinge_embedding_loss` */
  hingeEmbeddingLoss(target: Tensor, options?: { margin?: number; reduction?: number }): Tensor;
  /** `aten::hinge_embedding_loss` */
  hingeEmbeddingLoss(target: Tensor, margin?: number, reduction?: number): Tensor;
  /** `aten::histc` */
  histc(options?: { bins?: number; min?: Scalar; max?: Scalar }): Tensor;
  /** `aten::histc` */
  histc(bins?: number, min?: Scalar, max?: Scalar): Tensor;
  /** `aten::histogram.bins_tensor` */
  histogram(bins: Tensor, options?: { weight?: Tensor | null; density?: boolean }): [Tensor, Tensor] & { hist: Tensor; binEdges: Tensor };
  /** `aten::histogram.bin_ct` */
  histogram(options?: { bins?: number; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor] & { hist: Tensor; binEdges: Tensor };
  /** `aten::histogram.bin_ct` */
  histogram(bins?: number, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor] & { hist: Tensor; binEdges: Tensor };
  /** `aten::histogramdd` */
  histogramdd(bins: readonly number[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd` */
  histogramdd(bins: readonly number[], range?: readonly number[] | null, weight?: Tensor | null, density?: boolean): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd` */
  histogramdd(options: { bins: readonly number[]; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd` */
  histogramdd(...bins: number[]): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd.TensorList_bins` */
  histogramdd(bins: readonly Tensor[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd.TensorList_bins` */
  histogramdd(bins: readonly Tensor[], range?: readonly number[] | null, weight?: Tensor | null, density?: boolean): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd.int_bins` */
  histogramdd(bins: number, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd.int_bins` */
  histogramdd(bins: number, range?: readonly number[] | null, weight?: Tensor | null, density?: boolean): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::histogramdd.int_bins` */
  histogramdd(options: { bins: number; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [Tensor, Tensor[]] & { hist: Tensor; binEdges: Tensor[] };
  /** `aten::hsplit.array` */
  hsplit(indices: readonly number[]): Tensor[];
  /** `aten::hsplit.array` */
  hsplit(options: { indices: readonly number[] }): Tensor[];
  /** `aten::hsplit.array` */
  hsplit(...indices: number[]): Tensor[];
  /** `aten::hsplit.int` */
  hsplit(sections: number): Tensor[];
  /** `aten::hsplit.int` */
  hsplit(options: { sections: number }): Tensor[];
  /** `aten::huber_loss` */
  huberLoss(target: Tensor, options?: { reduction?: number; delta?: number }): Tensor;
  /** `aten::huber_loss` */
  huberLoss(target: Tensor, reduction?: number, delta?: number): Tensor;
  /** `aten::hypot` */
  hypot(other: Tensor): Tensor;
  /** `aten::hypot_` */
  hypot_(other: Tensor): Tensor;
  /** `aten::i0` */
  i0(): Tensor;
  /** `aten::i0_` */
  i0_(): Tensor;
  /** `aten::igamma` */
  igamma(other: Tensor): Tensor;
  /** `aten::igamma_` */
  igamma_(other: Tensor): Tensor;
  /** `aten::igammac` */
  igammac(other: Tensor): Tensor;
  /** `aten::igammac_` */
  igammac_(other: Tensor): Tensor;
  /** `aten::im2col` */
  im2col(kernelSize: number | readonly number[], dilation: number | readonly number[], padding: number | readonly number[], stride: number | readonly number[]): Tensor;
  /** `aten::im2col` */
  im2col(options: { kernelSize: number | readonly number[]; dilation: number | readonly number[]; padding: number | readonly number[]; stride: number | readonly number[] }): Tensor;
  /** `aten::imag` */
  imag(): Tensor;
  /** `aten::index.Tensor` */
  index(indices: readonly (Tensor | null)[]): Tensor;
  /** `aten::index_add` */
  indexAdd(dim: number, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::index_add_` */
  indexAdd_(dim: number, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::index_copy` */
  indexCopy(dim: number, index: Tensor, source: Tensor): Tensor;
  /** `aten::index_copy_` */
  indexCopy_(dim: number, index: Tensor, source: Tensor): Tensor;
  /** `aten::index_fill.int_Scalar` */
  indexFill(dim: number, index: Tensor, value: Scalar): Tensor;
  /** `aten::index_fill.int_Tensor` */
  indexFill(dim: number, index: Tensor, value: Tensor): Tensor;
  /** `aten::index_fill_.int_Scalar` */
  indexFill_(dim: number, index: Tensor, value: Scalar): Tensor;
  /** `aten::index_fill_.int_Tensor` */
  indexFill_(dim: number, index: Tensor, value: Tensor): Tensor;
  /** `aten::index_put` */
  indexPut(indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::index_put` */
  indexPut(indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean): Tensor;
  /** `aten::index_put_` */
  indexPut_(indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::index_put_` */
  indexPut_(indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean): Tensor;
  /** `aten::index_reduce` */
  indexReduce(dim: number, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /** `aten::index_reduce_` */
  indexReduce_(dim: number, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /** `aten::index_select` */
  indexSelect(dim: number, index: Tensor): Tensor;
  /** `aten::indices` */
  indices(): Tensor;
  /** `aten::indices_copy` */
  indicesCopy(): Tensor;
  /** `aten::inner` */
  inner(other: Tensor): Tensor;
  /** `aten::int_repr` */
  intRepr(): Tensor;
  /** `aten::inverse` */
  inverse(): Tensor;
  /** `aten::is_coalesced` */
  isCoalesced(): boolean;
  /** `aten::is_complex` */
  isComplex(): boolean;
  /** `aten::is_conj` */
  isConj(): boolean;
  /** `aten::is_contiguous` */
  isContiguous(): boolean;
  /** `aten::is_contiguous.memory_format` */
  isContiguous(memoryFormat: MemoryFormat): boolean;
  /** `aten::is_contiguous.memory_format` */
  isContiguous(options: { memoryFormat: MemoryFormat }): boolean;
  /** `aten::is_distributed` */
  isDistributed(): boolean;
  /** `aten::is_floating_point` */
  isFloatingPoint(): boolean;
  /** `aten::is_inference` */
  isInference(): boolean;
  /** `aten::is_leaf` */
  isLeaf(): boolean;
  /** `aten::is_neg` */
  isNeg(): boolean;
  /** `aten::is_nonzero` */
  isNonzero(): boolean;
  /** `aten::is_pinned` */
  isPinned(options?: { device?: Device | null }): boolean;
  /** `aten::is_pinned` */
  isPinned(device?: Device | null): boolean;
  /** `aten::is_same_size` */
  isSameSize(other: Tensor): boolean;
  /** `aten::is_set_to` */
  isSetTo(tensor: Tensor): boolean;
  /** `aten::is_signed` */
  isSigned(): boolean;
  /** `aten::isclose` */
  isclose(other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): Tensor;
  /** `aten::isclose` */
  isclose(other: Tensor, rtol?: number, atol?: number, equalNan?: boolean): Tensor;
  /** `aten::isfinite` */
  isfinite(): Tensor;
  /** `aten::isinf` */
  isinf(): Tensor;
  /** `aten::isnan` */
  isnan(): Tensor;
  /** `aten::isneginf` */
  isneginf(): Tensor;
  /** `aten::isposinf` */
  isposinf(): Tensor;
  /** `aten::isreal` */
  isreal(): Tensor;
  /** `aten::istft` */
  istft(nFft: number, options?: { hopLength?: number | null; winLength?: number | null; window?: Tensor | null; center?: boolean; normalized?: boolean; onesided?: boolean | null; length?: number | null; returnComplex?: boolean }): Tensor;
  /** `aten::istft` */
  istft(nFft: number, hopLength?: number | null, winLength?: number | null, window?: Tensor | null, center?: boolean, normalized?: boolean, onesided?: boolean | null, length?: number | null, returnComplex?: boolean): Tensor;
  /** `aten::istft` */
  istft(options: { nFft: number; hopLength?: number | null; winLength?: number | null; window?: Tensor | null; center?: boolean; normalized?: boolean; onesided?: boolean | null; length?: number | null; returnComplex?: boolean }): Tensor;
  /** `aten::item` */
  item(): number;
  /** `aten::kl_div` */
  klDiv(target: Tensor, options?: { reduction?: number; logTarget?: boolean }): Tensor;
  /** `aten::kl_div` */
  klDiv(target: Tensor, reduction?: number, options?: { logTarget?: boolean }): Tensor;
  /** `aten::kron` */
  kron(other: Tensor): Tensor;
  /** `aten::kthvalue` */
  kthvalue(k: number, options?: { dim?: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::kthvalue` */
  kthvalue(k: number, dim?: number, keepdim?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::kthvalue` */
  kthvalue(options: { k: number; dim?: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::l1_loss` */
  l1Loss(target: Tensor, options?: { reduction?: number }): Tensor;
  /** `aten::l1_loss` */
  l1Loss(target: Tensor, reduction?: number): Tensor;
  /** `aten::lcm` */
  lcm(other: Tensor): Tensor;
  /** `aten::lcm_` */
  lcm_(other: Tensor): Tensor;
  /** `aten::ldexp.Tensor` */
  ldexp(other: Tensor): Tensor;
  /** `aten::ldexp_` */
  ldexp_(other: Tensor): Tensor;
  /** `aten::le.Scalar` */
  le(other: Scalar): Tensor;
  /** `aten::le.Scalar` */
  le(options: { other: Scalar }): Tensor;
  /** `aten::le.Tensor` */
  le(other: Tensor): Tensor;
  /** `aten::le_.Scalar` */
  le_(other: Scalar): Tensor;
  /** `aten::le_.Scalar` */
  le_(options: { other: Scalar }): Tensor;
  /** `aten::le_.Tensor` */
  le_(other: Tensor): Tensor;
  /** `aten::leaky_relu` */
  leakyRelu(options?: { negativeSlope?: Scalar }): Tensor;
  /** `aten::leaky_relu` */
  leakyRelu(negativeSlope?: Scalar): Tensor;
  /** `aten::leaky_relu_` */
  leakyRelu_(options?: { negativeSlope?: Scalar }): Tensor;
  /** `aten::leaky_relu_` */
  leakyRelu_(negativeSlope?: Scalar): Tensor;
  /** `aten::lerp.Scalar` */
  lerp(end: Tensor, weight: Scalar): Tensor;
  /** `aten::lerp.Scalar` */
  lerp(end: Tensor, options: { weight: Scalar }): Tensor;
  /** `aten::lerp.Tensor` */
  lerp(end: Tensor, weight: Tensor): Tensor;
  /** `aten::lerp_.Scalar` */
  lerp_(end: Tensor, weight: Scalar): Tensor;
  /** `aten::lerp_.Scalar` */
  lerp_(end: Tensor, options: { weight: Scalar }): Tensor;
  /** `aten::lerp_.Tensor` */
  lerp_(end: Tensor, weight: Tensor): Tensor;
  /** `aten::less.Scalar` */
  less(other: Scalar): Tensor;
  /** `aten::less.Scalar` */
  less(options: { other: Scalar }): Tensor;
  /** `aten::less.Tensor` */
  less(other: Tensor): Tensor;
  /** `aten::less_.Scalar` */
  less_(other: Scalar): Tensor;
  /** `aten::less_.Scalar` */
  less_(options: { other: Scalar }): Tensor;
  /** `aten::less_.Tensor` */
  less_(other: Tensor): Tensor;
  /** `aten::less_equal.Scalar` */
  lessEqual(other: Scalar): Tensor;
  /** `aten::less_equal.Scalar` */
  lessEqual(options: { other: Scalar }): Tensor;
  /** `aten::less_equal.Tensor` */
  lessEqual(other: Tensor): Tensor;
  /** `aten::less_equal_.Scalar` */
  lessEqual_(other: Scalar): Tensor;
  /** `aten::less_equal_.Scalar` */
  lessEqual_(options: { other: Scalar }): Tensor;
  /** `aten::less_equal_.Tensor` */
  lessEqual_(other: Tensor): Tensor;
  /** `aten::lgamma` */
  lgamma(): Tensor;
  /** `aten::lgamma_` */
  lgamma_(): Tensor;
  /** `aten::lift` */
  lift(): Tensor;
  /** `aten::lift_fresh` */
  liftFresh(): Tensor;
  /** `aten::lift_fresh_copy` */
  liftFreshCopy(): Tensor;
  /** `aten::linear_backward` */
  linearBackward(gradOutput: Tensor, weight: Tensor, outputMask: readonly boolean[]): [Tensor, Tensor, Tensor];
  /** `aten::linear_backward` */
  linearBackward(gradOutput: Tensor, weight: Tensor, options: { outputMask: readonly boolean[] }): [Tensor, Tensor, Tensor];
  /** `aten::log` */
  log(): Tensor;
  /** `aten::log10` */
  log10(): Tensor;
  /** `aten::log10_` */
  log10_(): Tensor;
  /** `aten::log1p` */
  log1p(): Tensor;
  /** `aten::log1p_` */
  log1p_(): Tensor;
  /** `aten::log2` */
  log2(): Tensor;
  /** `aten::log2_` */
  log2_(): Tensor;
  /** `aten::log_` */
  log_(): Tensor;
  /** `aten::log_normal` */
  logNormal(options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::log_normal` */
  logNormal(mean?: number, std?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::log_normal_` */
  logNormal_(options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::log_normal_` */
  logNormal_(mean?: number, std?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::log_sigmoid` */
  logSigmoid(): Tensor;
  /** `aten::log_sigmoid_forward` */
  logSigmoidForward(): [Tensor, Tensor] & { output: Tensor; buffer: Tensor };
  /** `aten::log_softmax.int` */
  logSoftmax(dim: number, options?: { dtype?: DType | null }): Tensor;
  /** `aten::log_softmax.int` */
  logSoftmax(dim: number, dtype?: DType | null): Tensor;
  /** `aten::log_softmax.int` */
  logSoftmax(options: { dim: number; dtype?: DType | null }): Tensor;
  /** `aten::logaddexp` */
  logaddexp(other: Tensor): Tensor;
  /** `aten::logaddexp2` */
  logaddexp2(other: Tensor): Tensor;
  /** `aten::logcumsumexp` */
  logcumsumexp(dim: number): Tensor;
  /** `aten::logcumsumexp` */
  logcumsumexp(options: { dim: number }): Tensor;
  /** `aten::logdet` */
  logdet(): Tensor;
  /** `aten::logical_and` */
  logicalAnd(other: Tensor): Tensor;
  /** `aten::logical_and_` */
  logicalAnd_(other: Tensor): Tensor;
  /** `aten::logical_not` */
  logicalNot(): Tensor;
  /** `aten::logical_not_` */
  logicalNot_(): Tensor;
  /** `aten::logical_or` */
  logicalOr(other: Tensor): Tensor;
  /** `aten::logical_or_` */
  logicalOr_(other: Tensor): Tensor;
  /** `aten::logical_xor` */
  logicalXor(other: Tensor): Tensor;
  /** `aten::logical_xor_` */
  logicalXor_(other: Tensor): Tensor;
  /** `aten::logit` */
  logit(options?: { eps?: number | null }): Tensor;
  /** `aten::logit` */
  logit(eps?: number | null): Tensor;
  /** `aten::logit_` */
  logit_(options?: { eps?: number | null }): Tensor;
  /** `aten::logit_` */
  logit_(eps?: number | null): Tensor;
  /** `aten::logsumexp` */
  logsumexp(dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
  /** `aten::logsumexp` */
  logsumexp(dim: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::logsumexp` */
  logsumexp(options: { dim: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::lt.Scalar` */
  lt(other: Scalar): Tensor;
  /** `aten::lt.Scalar` */
  lt(options: { other: Scalar }): Tensor;
  /** `aten::lt.Tensor` */
  lt(other: Tensor): Tensor;
  /** `aten::lt_.Scalar` */
  lt_(other: Scalar): Tensor;
  /** `aten::lt_.Scalar` */
  lt_(options: { other: Scalar }): Tensor;
  /** `aten::lt_.Tensor` */
  lt_(other: Tensor): Tensor;
  /** `aten::lu_solve` */
  luSolve(LUData: Tensor, LUPivots: Tensor): Tensor;
  /** `aten::mH` */
  mH(): Tensor;
  /** `aten::mT` */
  mT(): Tensor;
  /** `aten::masked_fill.Scalar` */
  maskedFill(mask: Tensor, value: Scalar): Tensor;
  /** `aten::masked_fill.Scalar` */
  maskedFill(mask: Tensor, options: { value: Scalar }): Tensor;
  /** `aten::masked_fill.Tensor` */
  maskedFill(mask: Tensor, value: Tensor): Tensor;
  /** `aten::masked_fill_.Scalar` */
  maskedFill_(mask: Tensor, value: Scalar): Tensor;
  /** `aten::masked_fill_.Scalar` */
  maskedFill_(mask: Tensor, options: { value: Scalar }): Tensor;
  /** `aten::masked_fill_.Tensor` */
  maskedFill_(mask: Tensor, value: Tensor): Tensor;
  /** `aten::masked_scatter` */
  maskedScatter(mask: Tensor, source: Tensor): Tensor;
  /** `aten::masked_scatter_` */
  maskedScatter_(mask: Tensor, source: Tensor): Tensor;
  /** `aten::masked_select` */
  maskedSelect(mask: Tensor): Tensor;
  /** `aten::matmul` */
  matmul(other: Tensor): Tensor;
  /** `aten::matrix_H` */
  matrixH(): Tensor;
  /** `aten::matrix_exp` */
  matrixExp(): Tensor;
  /** `aten::matrix_exp_backward` */
  matrixExpBackward(grad: Tensor): Tensor;
  /** `aten::matrix_power` */
  matrixPower(n: number): Tensor;
  /** `aten::matrix_power` */
  matrixPower(options: { n: number }): Tensor;
  /** `aten::max` */
  max(): Tensor;
  /** `aten::max.other` */
  max(other: Tensor): Tensor;
  /** `aten::max.dim` */
  max(dim: number, options?: { keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::max.dim` */
  max(dim: number, keepdim?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::max.dim` */
  max(options: { dim: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::max_pool1d` */
  maxPool1d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool1d` */
  maxPool1d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::max_pool1d` */
  maxPool1d(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool1d_with_indices` */
  maxPool1dWithIndices(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [Tensor, Tensor];
  /** `aten::max_pool1d_with_indices` */
  maxPool1dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): [Tensor, Tensor];
  /** `aten::max_pool1d_with_indices` */
  maxPool1dWithIndices(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [Tensor, Tensor];
  /** `aten::max_pool2d` */
  maxPool2d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool2d` */
  maxPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::max_pool2d` */
  maxPool2d(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool2d_with_indices` */
  maxPool2dWithIndices(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [Tensor, Tensor];
  /** `aten::max_pool2d_with_indices` */
  maxPool2dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): [Tensor, Tensor];
  /** `aten::max_pool2d_with_indices` */
  maxPool2dWithIndices(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [Tensor, Tensor];
  /** `aten::max_pool3d` */
  maxPool3d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool3d` */
  maxPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::max_pool3d` */
  maxPool3d(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool3d_with_indices` */
  maxPool3dWithIndices(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [Tensor, Tensor];
  /** `aten::max_pool3d_with_indices` */
  maxPool3dWithIndices(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): [Tensor, Tensor];
  /** `aten::max_pool3d_with_indices` */
  maxPool3dWithIndices(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): [Tensor, Tensor];
  /** `aten::max_unpool2d` */
  maxUnpool2d(indices: Tensor, outputSize: number | readonly number[]): Tensor;
  /** `aten::max_unpool2d` */
  maxUnpool2d(indices: Tensor, options: { outputSize: number | readonly number[] }): Tensor;
  /** `aten::max_unpool3d` */
  maxUnpool3d(indices: Tensor, outputSize: number | readonly number[], stride: number | readonly number[], padding: number | readonly number[]): Tensor;
  /** `aten::max_unpool3d` */
  maxUnpool3d(indices: Tensor, options: { outputSize: number | readonly number[]; stride: number | readonly number[]; padding: number | readonly number[] }): Tensor;
  /** `aten::maximum` */
  maximum(other: Tensor): Tensor;
  /** `aten::mean` */
  mean(options?: { dtype?: DType | null }): Tensor;
  /** `aten::mean.dim` */
  mean(dim: number | readonly number[] | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::mean.dim` */
  mean(dim: number | readonly number[] | null, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::mean.dim` */
  mean(options: { dim: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::median` */
  median(): Tensor;
  /** `aten::median.dim` */
  median(dim: number, options?: { keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::median.dim` */
  median(dim: number, keepdim?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::median.dim` */
  median(options: { dim: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::min` */
  min(): Tensor;
  /** `aten::min.other` */
  min(other: Tensor): Tensor;
  /** `aten::min.dim` */
  min(dim: number, options?: { keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::min.dim` */
  min(dim: number, keepdim?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::min.dim` */
  min(options: { dim: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::minimum` */
  minimum(other: Tensor): Tensor;
  /** `aten::miopen_convolution` */
  miopenConvolution(weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean): Tensor;
  /** `aten::miopen_convolution` */
  miopenConvolution(weight: Tensor, bias: Tensor | null, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `aten::miopen_convolution_add_relu` */
  miopenConvolutionAddRelu(weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `aten::miopen_convolution_relu` */
  miopenConvolutionRelu(weight: Tensor, bias: Tensor | null, stride: readonly number[], padding: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `aten::miopen_convolution_relu` */
  miopenConvolutionRelu(weight: Tensor, bias: Tensor | null, options: { stride: readonly number[]; padding: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `aten::miopen_convolution_transpose` */
  miopenConvolutionTranspose(weight: Tensor, bias: Tensor | null, padding: readonly number[], outputPadding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean): Tensor;
  /** `aten::miopen_convolution_transpose` */
  miopenConvolutionTranspose(weight: Tensor, bias: Tensor | null, options: { padding: readonly number[]; outputPadding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `aten::miopen_depthwise_convolution` */
  miopenDepthwiseConvolution(weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, benchmark: boolean, deterministic: boolean): Tensor;
  /** `aten::miopen_depthwise_convolution` */
  miopenDepthwiseConvolution(weight: Tensor, bias: Tensor | null, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; benchmark: boolean; deterministic: boolean }): Tensor;
  /** `aten::mish` */
  mish(): Tensor;
  /** `aten::mish_` */
  mish_(): Tensor;
  /** `aten::mkldnn_adaptive_avg_pool2d` */
  mkldnnAdaptiveAvgPool2d(outputSize: number | readonly number[]): Tensor;
  /** `aten::mkldnn_adaptive_avg_pool2d` */
  mkldnnAdaptiveAvgPool2d(options: { outputSize: number | readonly number[] }): Tensor;
  /** `aten::mkldnn_convolution` */
  mkldnnConvolution(weight: Tensor, bias: Tensor | null, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number): Tensor;
  /** `aten::mkldnn_convolution` */
  mkldnnConvolution(weight: Tensor, bias: Tensor | null, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number }): Tensor;
  /** `aten::mkldnn_linear` */
  mkldnnLinear(weight: Tensor, options?: { bias?: Tensor | null }): Tensor;
  /** `aten::mkldnn_linear` */
  mkldnnLinear(weight: Tensor, bias?: Tensor | null): Tensor;
  /** `aten::mkldnn_linear_backward` */
  mkldnnLinearBackward(gradOutput: Tensor, weight: Tensor, outputMask: readonly boolean[]): [Tensor, Tensor, Tensor];
  /** `aten::mkldnn_linear_backward` */
  mkldnnLinearBackward(gradOutput: Tensor, weight: Tensor, options: { outputMask: readonly boolean[] }): [Tensor, Tensor, Tensor];
  /** `aten::mkldnn_max_pool2d` */
  mkldnnMaxPool2d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool2d` */
  mkldnnMaxPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::mkldnn_max_pool2d` */
  mkldnnMaxPool2d(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool3d` */
  mkldnnMaxPool3d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool3d` */
  mkldnnMaxPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::mkldnn_max_pool3d` */
  mkldnnMaxPool3d(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_reorder_conv2d_weight` */
  mkldnnReorderConv2dWeight(options?: { padding?: number | readonly number[]; stride?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number; inputSize?: readonly number[] | null }): Tensor;
  /** `aten::mkldnn_reorder_conv2d_weight` */
  mkldnnReorderConv2dWeight(padding?: number | readonly number[], stride?: number | readonly number[], dilation?: number | readonly number[], groups?: number, inputSize?: readonly number[] | null): Tensor;
  /** `aten::mkldnn_reorder_conv3d_weight` */
  mkldnnReorderConv3dWeight(options?: { padding?: number | readonly number[]; stride?: number | readonly number[]; dilation?: number | readonly number[]; groups?: number; inputSize?: readonly number[] | null }): Tensor;
  /** `aten::mkldnn_reorder_conv3d_weight` */
  mkldnnReorderConv3dWeight(padding?: number | readonly number[], stride?: number | readonly number[], dilation?: number | readonly number[], groups?: number, inputSize?: readonly number[] | null): Tensor;
  /** `aten::mm` */
  mm(mat2: Tensor): Tensor;
  /** `aten::mm.dtype` */
  mm(mat2: Tensor, outDtype: DType): Tensor;
  /** `aten::mm.dtype` */
  mm(mat2: Tensor, options: { outDtype: DType }): Tensor;
  /** `aten::mode` */
  mode(options?: { dim?: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::mode` */
  mode(dim?: number, keepdim?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::moveaxis.int` */
  moveaxis(source: number, destination: number): Tensor;
  /** `aten::moveaxis.int` */
  moveaxis(options: { source: number; destination: number }): Tensor;
  /** `aten::moveaxis.intlist` */
  moveaxis(source: readonly number[], destination: readonly number[]): Tensor;
  /** `aten::moveaxis.intlist` */
  moveaxis(options: { source: readonly number[]; destination: readonly number[] }): Tensor;
  /** `aten::movedim.int` */
  movedim(source: number, destination: number): Tensor;
  /** `aten::movedim.int` */
  movedim(options: { source: number; destination: number }): Tensor;
  /** `aten::movedim.intlist` */
  movedim(source: readonly number[], destination: readonly number[]): Tensor;
  /** `aten::movedim.intlist` */
  movedim(options: { source: readonly number[]; destination: readonly number[] }): Tensor;
  /** `aten::mps_convolution_backward` */
  mpsConvolutionBackward(gradOutput: Tensor, weight: Tensor, padding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, outputMask: readonly boolean[]): [Tensor, Tensor, Tensor];
  /** `aten::mps_convolution_backward` */
  mpsConvolutionBackward(gradOutput: Tensor, weight: Tensor, options: { padding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; outputMask: readonly boolean[] }): [Tensor, Tensor, Tensor];
  /** `aten::mps_convolution_transpose_backward` */
  mpsConvolutionTransposeBackward(gradOutput: Tensor, weight: Tensor, padding: readonly number[], outputPadding: readonly number[], stride: readonly number[], dilation: readonly number[], groups: number, outputMask: readonly boolean[]): [Tensor, Tensor];
  /** `aten::mps_convolution_transpose_backward` */
  mpsConvolutionTransposeBackward(gradOutput: Tensor, weight: Tensor, options: { padding: readonly number[]; outputPadding: readonly number[]; stride: readonly number[]; dilation: readonly number[]; groups: number; outputMask: readonly boolean[] }): [Tensor, Tensor];
  /** `aten::mse_loss` */
  mseLoss(target: Tensor, options?: { reduction?: number }): Tensor;
  /** `aten::mse_loss` */
  mseLoss(target: Tensor, reduction?: number): Tensor;
  /** `aten::msort` */
  msort(): Tensor;
  /** `aten::mul.Scalar` */
  mul(other: Scalar): Tensor;
  /** `aten::mul.Scalar` */
  mul(options: { other: Scalar }): Tensor;
  /** `aten::mul.Tensor` */
  mul(other: Tensor): Tensor;
  /** `aten::mul_.Scalar` */
  mul_(other: Scalar): Tensor;
  /** `aten::mul_.Scalar` */
  mul_(options: { other: Scalar }): Tensor;
  /** `aten::mul_.Tensor` */
  mul_(other: Tensor): Tensor;
  /** `aten::multi_margin_loss` */
  multiMarginLoss(target: Tensor, options?: { p?: Scalar; margin?: Scalar; weight?: Tensor | null; reduction?: number }): Tensor;
  /** `aten::multi_margin_loss` */
  multiMarginLoss(target: Tensor, p?: Scalar, margin?: Scalar, weight?: Tensor | null, reduction?: number): Tensor;
  /** `aten::multilabel_margin_loss` */
  multilabelMarginLoss(target: Tensor, options?: { reduction?: number }): Tensor;
  /** `aten::multilabel_margin_loss` */
  multilabelMarginLoss(target: Tensor, reduction?: number): Tensor;
  /** `aten::multilabel_margin_loss_forward` */
  multilabelMarginLossForward(target: Tensor, reduction: number): [Tensor, Tensor] & { output: Tensor; isTarget: Tensor };
  /** `aten::multilabel_margin_loss_forward` */
  multilabelMarginLossForward(target: Tensor, options: { reduction: number }): [Tensor, Tensor] & { output: Tensor; isTarget: Tensor };
  /** `aten::multinomial` */
  multinomial(numSamples: number, options?: { replacement?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::multinomial` */
  multinomial(numSamples: number, replacement?: boolean, options?: { generator?: Generator | null }): Tensor;
  /** `aten::multinomial` */
  multinomial(options: { numSamples: number; replacement?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::multiply.Scalar` */
  multiply(other: Scalar): Tensor;
  /** `aten::multiply.Scalar` */
  multiply(options: { other: Scalar }): Tensor;
  /** `aten::multiply.Tensor` */
  multiply(other: Tensor): Tensor;
  /** `aten::multiply_.Scalar` */
  multiply_(other: Scalar): Tensor;
  /** `aten::multiply_.Scalar` */
  multiply_(options: { other: Scalar }): Tensor;
  /** `aten::multiply_.Tensor` */
  multiply_(other: Tensor): Tensor;
  /** `aten::mv` */
  mv(vec: Tensor): Tensor;
  /** `aten::mvlgamma` */
  mvlgamma(p: number): Tensor;
  /** `aten::mvlgamma` */
  mvlgamma(options: { p: number }): Tensor;
  /** `aten::mvlgamma_` */
  mvlgamma_(p: number): Tensor;
  /** `aten::mvlgamma_` */
  mvlgamma_(options: { p: number }): Tensor;
  /** `aten::nan_to_num` */
  nanToNum(options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor;
  /** `aten::nan_to_num` */
  nanToNum(nan?: number | null, posinf?: number | null, neginf?: number | null): Tensor;
  /** `aten::nan_to_num_` */
  nanToNum_(options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor;
  /** `aten::nan_to_num_` */
  nanToNum_(nan?: number | null, posinf?: number | null, neginf?: number | null): Tensor;
  /** `aten::nanmean` */
  nanmean(options?: { dim?: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::nanmean` */
  nanmean(dim?: number | readonly number[] | null, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::nanmedian` */
  nanmedian(): Tensor;
  /** `aten::nanmedian.dim` */
  nanmedian(dim: number, options?: { keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::nanmedian.dim` */
  nanmedian(dim: number, keepdim?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::nanmedian.dim` */
  nanmedian(options: { dim: number; keepdim?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::nanquantile` */
  nanquantile(q: Tensor, options?: { dim?: number | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::nanquantile` */
  nanquantile(q: Tensor, dim?: number | null, keepdim?: boolean, options?: { interpolation?: string }): Tensor;
  /** `aten::nanquantile.scalar` */
  nanquantile(q: number, options?: { dim?: number | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::nanquantile.scalar` */
  nanquantile(q: number, dim?: number | null, keepdim?: boolean, options?: { interpolation?: string }): Tensor;
  /** `aten::nanquantile.scalar` */
  nanquantile(options: { q: number; dim?: number | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::nansum` */
  nansum(options?: { dim?: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::nansum` */
  nansum(dim?: number | readonly number[] | null, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::narrow` */
  narrow(dim: number, start: number, length: number): Tensor;
  /** `aten::narrow` */
  narrow(options: { dim: number; start: number; length: number }): Tensor;
  /** `aten::narrow.Tensor` */
  narrow(dim: number, start: Tensor, length: number): Tensor;
  /** `aten::narrow_copy` */
  narrowCopy(dim: number, start: number, length: number): Tensor;
  /** `aten::narrow_copy` */
  narrowCopy(options: { dim: number; start: number; length: number }): Tensor;
  /** `aten::native_channel_shuffle` */
  nativeChannelShuffle(groups: number): Tensor;
  /** `aten::native_channel_shuffle` */
  nativeChannelShuffle(options: { groups: number }): Tensor;
  /** `aten::native_norm` */
  nativeNorm(options?: { p?: Scalar }): Tensor;
  /** `aten::native_norm` */
  nativeNorm(p?: Scalar): Tensor;
  /** `aten::native_norm.ScalarOpt_dim_dtype` */
  nativeNorm(p: Scalar | null, dim: number | readonly number[], keepdim: boolean, dtype: DType | null): Tensor;
  /** `aten::native_norm.ScalarOpt_dim_dtype` */
  nativeNorm(options: { p: Scalar | null; dim: number | readonly number[]; keepdim: boolean; dtype: DType | null }): Tensor;
  /** `aten::ne.Scalar` */
  ne(other: Scalar): Tensor;
  /** `aten::ne.Scalar` */
  ne(options: { other: Scalar }): Tensor;
  /** `aten::ne.Tensor` */
  ne(other: Tensor): Tensor;
  /** `aten::ne_.Scalar` */
  ne_(other: Scalar): Tensor;
  /** `aten::ne_.Scalar` */
  ne_(options: { other: Scalar }): Tensor;
  /** `aten::ne_.Tensor` */
  ne_(other: Tensor): Tensor;
  /** `aten::neg` */
  neg(): Tensor;
  /** `aten::neg_` */
  neg_(): Tensor;
  /** `aten::negative` */
  negative(): Tensor;
  /** `aten::negative_` */
  negative_(): Tensor;
  /** `aten::nested_to_padded_tensor` */
  nestedToPaddedTensor(padding: number, options?: { outputSize?: readonly number[] | null }): Tensor;
  /** `aten::nested_to_padded_tensor` */
  nestedToPaddedTensor(padding: number, outputSize?: readonly number[] | null): Tensor;
  /** `aten::nested_to_padded_tensor` */
  nestedToPaddedTensor(options: { padding: number; outputSize?: readonly number[] | null }): Tensor;
  /** `aten::new_empty` */
  newEmpty(size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_empty` */
  newEmpty(options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_empty` */
  newEmpty(...size: number[]): Tensor;
  /** `aten::new_empty_strided` */
  newEmptyStrided(size: readonly number[], stride: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_empty_strided` */
  newEmptyStrided(options: { size: readonly number[]; stride: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_full` */
  newFull(size: readonly number[], fillValue: Scalar, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_full` */
  newFull(options: { size: readonly number[]; fillValue: Scalar; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_ones` */
  newOnes(size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_ones` */
  newOnes(options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_ones` */
  newOnes(...size: number[]): Tensor;
  /** `aten::new_zeros` */
  newZeros(size: readonly number[], options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_zeros` */
  newZeros(options: { size: readonly number[]; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_zeros` */
  newZeros(...size: number[]): Tensor;
  /** `aten::nextafter` */
  nextafter(other: Tensor): Tensor;
  /** `aten::nextafter_` */
  nextafter_(other: Tensor): Tensor;
  /** `aten::nll_loss` */
  nllLoss(target: Tensor, options?: { weight?: Tensor | null; reduction?: number; ignoreIndex?: number }): Tensor;
  /** `aten::nll_loss` */
  nllLoss(target: Tensor, weight?: Tensor | null, reduction?: number, ignoreIndex?: number): Tensor;
  /** `aten::nll_loss2d` */
  nllLoss2d(target: Tensor, options?: { weight?: Tensor | null; reduction?: number; ignoreIndex?: number }): Tensor;
  /** `aten::nll_loss2d` */
  nllLoss2d(target: Tensor, weight?: Tensor | null, reduction?: number, ignoreIndex?: number): Tensor;
  /** `aten::nll_loss2d_forward` */
  nllLoss2dForward(target: Tensor, weight: Tensor | null, reduction: number, ignoreIndex: number): [Tensor, Tensor] & { output: Tensor; totalWeight: Tensor };
  /** `aten::nll_loss2d_forward` */
  nllLoss2dForward(target: Tensor, weight: Tensor | null, options: { reduction: number; ignoreIndex: number }): [Tensor, Tensor] & { output: Tensor; totalWeight: Tensor };
  /** `aten::nll_loss_forward` */
  nllLossForward(target: Tensor, weight: Tensor | null, reduction: number, ignoreIndex: number): [Tensor, Tensor] & { output: Tensor; totalWeight: Tensor };
  /** `aten::nll_loss_forward` */
  nllLossForward(target: Tensor, weight: Tensor | null, options: { reduction: number; ignoreIndex: number }): [Tensor, Tensor] & { output: Tensor; totalWeight: Tensor };
  /** `aten::nll_loss_nd` */
  nllLossNd(target: Tensor, options?: { weight?: Tensor | null; reduction?: number; ignoreIndex?: number }): Tensor;
  /** `aten::nll_loss_nd` */
  nllLossNd(target: Tensor, weight?: Tensor | null, reduction?: number, ignoreIndex?: number): Tensor;
  /** `aten::nonzero` */
  nonzero(): Tensor;
  /** `aten::nonzero_numpy` */
  nonzeroNumpy(): Tensor[];
  /** `aten::nonzero_static` */
  nonzeroStatic(options: { size: number; fillValue?: number }): Tensor;
  /** `aten::norm.Scalar` */
  norm(options?: { p?: Scalar }): Tensor;
  /** `aten::norm.Scalar` */
  norm(p?: Scalar): Tensor;
  /** `aten::norm.ScalarOpt_dtype` */
  norm(p: Scalar | null, options: { dtype: DType }): Tensor;
  /** `aten::norm.ScalarOpt_dtype` */
  norm(options: { p: Scalar | null; dtype: DType }): Tensor;
  /** `aten::norm.ScalarOpt_dim` */
  norm(p: Scalar | null, dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
  /** `aten::norm.ScalarOpt_dim` */
  norm(p: Scalar | null, dim: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::norm.ScalarOpt_dim` */
  norm(options: { p: Scalar | null; dim: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::norm.ScalarOpt_dim_dtype` */
  norm(p: Scalar | null, dim: number | readonly number[], keepdim: boolean, options: { dtype: DType }): Tensor;
  /** `aten::norm.ScalarOpt_dim_dtype` */
  norm(options: { p: Scalar | null; dim: number | readonly number[]; keepdim: boolean; dtype: DType }): Tensor;
  /** `aten::normal_` */
  normal_(options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::normal_` */
  normal_(mean?: number, std?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::normal_functional` */
  normalFunctional(options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::normal_functional` */
  normalFunctional(mean?: number, std?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::not_equal.Scalar` */
  notEqual(other: Scalar): Tensor;
  /** `aten::not_equal.Scalar` */
  notEqual(options: { other: Scalar }): Tensor;
  /** `aten::not_equal.Tensor` */
  notEqual(other: Tensor): Tensor;
  /** `aten::not_equal_.Scalar` */
  notEqual_(other: Scalar): Tensor;
  /** `aten::not_equal_.Scalar` */
  notEqual_(options: { other: Scalar }): Tensor;
  /** `aten::not_equal_.Tensor` */
  notEqual_(other: Tensor): Tensor;
  /** `aten::nuclear_norm` */
  nuclearNorm(options?: { keepdim?: boolean }): Tensor;
  /** `aten::nuclear_norm` */
  nuclearNorm(keepdim?: boolean): Tensor;
  /** `aten::nuclear_norm.dim` */
  nuclearNorm(dim: number | readonly number[], options?: { keepdim?: boolean }): Tensor;
  /** `aten::nuclear_norm.dim` */
  nuclearNorm(dim: number | readonly number[], keepdim?: boolean): Tensor;
  /** `aten::nuclear_norm.dim` */
  nuclearNorm(options: { dim: number | readonly number[]; keepdim?: boolean }): Tensor;
  /** `aten::numel` */
  numel(): number;
  /** `aten::numpy_T` */
  numpyT(): Tensor;
  /** `aten::one_hot` */
  oneHot(options?: { numClasses?: number }): Tensor;
  /** `aten::one_hot` */
  oneHot(numClasses?: number): Tensor;
  /** `aten::ones_like` */
  onesLike(options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::orgqr` */
  orgqr(input2: Tensor): Tensor;
  /** `aten::ormqr` */
  ormqr(input2: Tensor, input3: Tensor, options?: { left?: boolean; transpose?: boolean }): Tensor;
  /** `aten::ormqr` */
  ormqr(input2: Tensor, input3: Tensor, left?: boolean, transpose?: boolean): Tensor;
  /** `aten::outer` */
  outer(vec2: Tensor): Tensor;
  /** `aten::output_nr` */
  outputNr(): number;
  /** `aten::pad` */
  pad(pad: readonly number[], options?: { mode?: string; value?: number | null }): Tensor;
  /** `aten::pad` */
  pad(pad: readonly number[], mode?: string, value?: number | null): Tensor;
  /** `aten::pad` */
  pad(options: { pad: readonly number[]; mode?: string; value?: number | null }): Tensor;
  /** `aten::pad` */
  pad(...pad: number[]): Tensor;
  /** `aten::pdist` */
  pdist(options?: { p?: number }): Tensor;
  /** `aten::pdist` */
  pdist(p?: number): Tensor;
  /** `aten::permute` */
  permute(dims: readonly number[]): Tensor;
  /** `aten::permute` */
  permute(options: { dims: readonly number[] }): Tensor;
  /** `aten::permute` */
  permute(...dims: number[]): Tensor;
  /** `aten::permute_copy` */
  permuteCopy(dims: readonly number[]): Tensor;
  /** `aten::permute_copy` */
  permuteCopy(options: { dims: readonly number[] }): Tensor;
  /** `aten::permute_copy` */
  permuteCopy(...dims: number[]): Tensor;
  /** `aten::pin_memory` */
  pinMemory(options?: { device?: Device | null }): Tensor;
  /** `aten::pin_memory` */
  pinMemory(device?: Device | null): Tensor;
  /** `aten::pinverse` */
  pinverse(options?: { rcond?: number }): Tensor;
  /** `aten::pinverse` */
  pinverse(rcond?: number): Tensor;
  /** `aten::pixel_shuffle` */
  pixelShuffle(upscaleFactor: number): Tensor;
  /** `aten::pixel_shuffle` */
  pixelShuffle(options: { upscaleFactor: number }): Tensor;
  /** `aten::pixel_unshuffle` */
  pixelUnshuffle(downscaleFactor: number): Tensor;
  /** `aten::pixel_unshuffle` */
  pixelUnshuffle(options: { downscaleFactor: number }): Tensor;
  /** `aten::poisson` */
  poisson(options?: { generator?: Generator | null }): Tensor;
  /** `aten::poisson` */
  poisson(generator?: Generator | null): Tensor;
  /** `aten::polygamma_` */
  polygamma_(n: number): Tensor;
  /** `aten::polygamma_` */
  polygamma_(options: { n: number }): Tensor;
  /** `aten::positive` */
  positive(): Tensor;
  /** `aten::pow.Tensor_Scalar` */
  pow(exponent: Scalar): Tensor;
  /** `aten::pow.Tensor_Scalar` */
  pow(options: { exponent: Scalar }): Tensor;
  /** `aten::pow.Tensor_Tensor` */
  pow(exponent: Tensor): Tensor;
  /** `aten::pow_.Scalar` */
  pow_(exponent: Scalar): Tensor;
  /** `aten::pow_.Scalar` */
  pow_(options: { exponent: Scalar }): Tensor;
  /** `aten::pow_.Tensor` */
  pow_(exponent: Tensor): Tensor;
  /** `aten::prelu` */
  prelu(weight: Tensor): Tensor;
  /** `aten::prod` */
  prod(options?: { dtype?: DType | null }): Tensor;
  /** `aten::prod.dim_int` */
  prod(dim: number, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::prod.dim_int` */
  prod(dim: number, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::prod.dim_int` */
  prod(options: { dim: number; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::put` */
  put(index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::put` */
  put(index: Tensor, source: Tensor, accumulate?: boolean): Tensor;
  /** `aten::put_` */
  put_(index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::put_` */
  put_(index: Tensor, source: Tensor, accumulate?: boolean): Tensor;
  /** `aten::q_per_channel_axis` */
  qPerChannelAxis(): number;
  /** `aten::q_per_channel_scales` */
  qPerChannelScales(): Tensor;
  /** `aten::q_per_channel_zero_points` */
  qPerChannelZeroPoints(): Tensor;
  /** `aten::q_scale` */
  qScale(): number;
  /** `aten::q_zero_point` */
  qZeroPoint(): number;
  /** `aten::qr` */
  qr(options?: { some?: boolean }): [Tensor, Tensor] & { Q: Tensor; R: Tensor };
  /** `aten::qr` */
  qr(some?: boolean): [Tensor, Tensor] & { Q: Tensor; R: Tensor };
  /** `aten::quantile` */
  quantile(q: Tensor, options?: { dim?: number | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::quantile` */
  quantile(q: Tensor, dim?: number | null, keepdim?: boolean, options?: { interpolation?: string }): Tensor;
  /** `aten::quantile.scalar` */
  quantile(q: number, options?: { dim?: number | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::quantile.scalar` */
  quantile(q: number, dim?: number | null, keepdim?: boolean, options?: { interpolation?: string }): Tensor;
  /** `aten::quantile.scalar` */
  quantile(options: { q: number; dim?: number | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::quantize_per_channel` */
  quantizePerChannel(scales: Tensor, zeroPoints: Tensor, axis: number, dtype: DType): Tensor;
  /** `aten::quantize_per_channel` */
  quantizePerChannel(scales: Tensor, zeroPoints: Tensor, options: { axis: number; dtype: DType }): Tensor;
  /** `aten::quantize_per_tensor` */
  quantizePerTensor(scale: number, zeroPoint: number, dtype: DType): Tensor;
  /** `aten::quantize_per_tensor` */
  quantizePerTensor(options: { scale: number; zeroPoint: number; dtype: DType }): Tensor;
  /** `aten::quantize_per_tensor.tensor_qparams` */
  quantizePerTensor(scale: Tensor, zeroPoint: Tensor, dtype: DType): Tensor;
  /** `aten::quantize_per_tensor.tensor_qparams` */
  quantizePerTensor(scale: Tensor, zeroPoint: Tensor, options: { dtype: DType }): Tensor;
  /** `aten::quantize_per_tensor_dynamic` */
  quantizePerTensorDynamic(dtype: DType, reduceRange: boolean): Tensor;
  /** `aten::quantize_per_tensor_dynamic` */
  quantizePerTensorDynamic(options: { dtype: DType; reduceRange: boolean }): Tensor;
  /** `aten::quantized_max_pool1d` */
  quantizedMaxPool1d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool1d` */
  quantizedMaxPool1d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::quantized_max_pool1d` */
  quantizedMaxPool1d(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool2d` */
  quantizedMaxPool2d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool2d` */
  quantizedMaxPool2d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::quantized_max_pool2d` */
  quantizedMaxPool2d(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool3d` */
  quantizedMaxPool3d(kernelSize: number | readonly number[], options?: { stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool3d` */
  quantizedMaxPool3d(kernelSize: number | readonly number[], stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[], ceilMode?: boolean): Tensor;
  /** `aten::quantized_max_pool3d` */
  quantizedMaxPool3d(options: { kernelSize: number | readonly number[]; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[]; ceilMode?: boolean }): Tensor;
  /** `aten::rad2deg` */
  rad2deg(): Tensor;
  /** `aten::rad2deg_` */
  rad2deg_(): Tensor;
  /** `aten::rand_like` */
  randLike(options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::rand_like.generator` */
  randLike(options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like` */
  randintLike(high: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like` */
  randintLike(options: { high: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.Tensor` */
  randintLike(high: Tensor, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.Tensor_generator` */
  randintLike(high: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.generator` */
  randintLike(high: number, options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.generator` */
  randintLike(options: { high: number; generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.low_dtype` */
  randintLike(low: number, high: number, options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.low_dtype` */
  randintLike(options: { low: number; high: number; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.low_generator_dtype` */
  randintLike(low: number, high: number, options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.low_generator_dtype` */
  randintLike(options: { low: number; high: number; generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn_like` */
  randnLike(options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn_like.generator` */
  randnLike(options: { generator: Generator | null; dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::random` */
  random(options?: { generator?: Generator | null }): Tensor;
  /** `aten::random.to` */
  random(to: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random.to` */
  random(options: { to: number; generator?: Generator | null }): Tensor;
  /** `aten::random.from` */
  random(from: number, to: number | null, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random.from` */
  random(options: { from: number; to: number | null; generator?: Generator | null }): Tensor;
  /** `aten::random_` */
  random_(options?: { generator?: Generator | null }): Tensor;
  /** `aten::random_.to` */
  random_(to: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random_.to` */
  random_(options: { to: number; generator?: Generator | null }): Tensor;
  /** `aten::random_.from` */
  random_(from: number, to: number | null, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random_.from` */
  random_(options: { from: number; to: number | null; generator?: Generator | null }): Tensor;
  /** `aten::ravel` */
  ravel(): Tensor;
  /** `aten::real` */
  real(): Tensor;
  /** `aten::reciprocal` */
  reciprocal(): Tensor;
  /** `aten::reciprocal_` */
  reciprocal_(): Tensor;
  /** `aten::reflection_pad1d` */
  reflectionPad1d(padding: number | readonly number[]): Tensor;
  /** `aten::reflection_pad1d` */
  reflectionPad1d(options: { padding: number | readonly number[] }): Tensor;
  /** `aten::reflection_pad2d` */
  reflectionPad2d(padding: number | readonly number[]): Tensor;
  /** `aten::reflection_pad2d` */
  reflectionPad2d(options: { padding: number | readonly number[] }): Tensor;
  /** `aten::reflection_pad3d` */
  reflectionPad3d(padding: number | readonly number[]): Tensor;
  /** `aten::reflection_pad3d` */
  reflectionPad3d(options: { padding: number | readonly number[] }): Tensor;
  /** `aten::relu` */
  relu(): Tensor;
  /** `aten::relu6` */
  relu6(): Tensor;
  /** `aten::relu6_` */
  relu6_(): Tensor;
  /** `aten::relu_` */
  relu_(): Tensor;
  /** `aten::remainder.Scalar` */
  remainder(other: Scalar): Tensor;
  /** `aten::remainder.Scalar` */
  remainder(options: { other: Scalar }): Tensor;
  /** `aten::remainder.Tensor` */
  remainder(other: Tensor): Tensor;
  /** `aten::remainder_.Scalar` */
  remainder_(other: Scalar): Tensor;
  /** `aten::remainder_.Scalar` */
  remainder_(options: { other: Scalar }): Tensor;
  /** `aten::remainder_.Tensor` */
  remainder_(other: Tensor): Tensor;
  /** `aten::renorm` */
  renorm(p: Scalar, dim: number, maxnorm: Scalar): Tensor;
  /** `aten::renorm` */
  renorm(options: { p: Scalar; dim: number; maxnorm: Scalar }): Tensor;
  /** `aten::renorm_` */
  renorm_(p: Scalar, dim: number, maxnorm: Scalar): Tensor;
  /** `aten::renorm_` */
  renorm_(options: { p: Scalar; dim: number; maxnorm: Scalar }): Tensor;
  /** `aten::repeat` */
  repeat(repeats: readonly number[]): Tensor;
  /** `aten::repeat` */
  repeat(options: { repeats: readonly number[] }): Tensor;
  /** `aten::repeat` */
  repeat(...repeats: number[]): Tensor;
  /** `aten::repeat_interleave.self_Tensor` */
  repeatInterleave(repeats: Tensor, options?: { dim?: number | null; outputSize?: number | null }): Tensor;
  /** `aten::repeat_interleave.self_Tensor` */
  repeatInterleave(repeats: Tensor, dim?: number | null, options?: { outputSize?: number | null }): Tensor;
  /** `aten::repeat_interleave.self_int` */
  repeatInterleave(repeats: number, options?: { dim?: number | null; outputSize?: number | null }): Tensor;
  /** `aten::repeat_interleave.self_int` */
  repeatInterleave(repeats: number, dim?: number | null, options?: { outputSize?: number | null }): Tensor;
  /** `aten::repeat_interleave.self_int` */
  repeatInterleave(options: { repeats: number; dim?: number | null; outputSize?: number | null }): Tensor;
  /** `aten::replication_pad1d` */
  replicationPad1d(padding: number | readonly number[]): Tensor;
  /** `aten::replication_pad1d` */
  replicationPad1d(options: { padding: number | readonly number[] }): Tensor;
  /** `aten::replication_pad2d` */
  replicationPad2d(padding: number | readonly number[]): Tensor;
  /** `aten::replication_pad2d` */
  replicationPad2d(options: { padding: number | readonly number[] }): Tensor;
  /** `aten::replication_pad3d` */
  replicationPad3d(padding: number | readonly number[]): Tensor;
  /** `aten::replication_pad3d` */
  replicationPad3d(options: { padding: number | readonly number[] }): Tensor;
  /** `aten::requires_grad_` */
  requiresGrad_(options?: { requiresGrad?: boolean }): Tensor;
  /** `aten::requires_grad_` */
  requiresGrad_(requiresGrad?: boolean): Tensor;
  /** `aten::reshape` */
  reshape(shape: readonly number[]): Tensor;
  /** `aten::reshape` */
  reshape(options: { shape: readonly number[] }): Tensor;
  /** `aten::reshape` */
  reshape(...shape: number[]): Tensor;
  /** `aten::reshape_as` */
  reshapeAs(other: Tensor): Tensor;
  /** `aten::resize` */
  resize(size: readonly number[], options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize` */
  resize(options: { size: readonly number[]; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize` */
  resize(...size: number[]): Tensor;
  /** `aten::resize_` */
  resize_(size: readonly number[], options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_` */
  resize_(options: { size: readonly number[]; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_` */
  resize_(...size: number[]): Tensor;
  /** `aten::resize_as` */
  resizeAs(theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_as_` */
  resizeAs_(theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_as_sparse` */
  resizeAsSparse(theTemplate: Tensor): Tensor;
  /** `aten::resize_as_sparse_` */
  resizeAsSparse_(theTemplate: Tensor): Tensor;
  /** `aten::resolve_conj` */
  resolveConj(): Tensor;
  /** `aten::resolve_neg` */
  resolveNeg(): Tensor;
  /** `aten::retain_grad` */
  retainGrad(): [];
  /** `aten::retains_grad` */
  retainsGrad(): boolean;
  /** `aten::roll` */
  roll(shifts: number | readonly number[], options?: { dims?: number | readonly number[] }): Tensor;
  /** `aten::roll` */
  roll(shifts: number | readonly number[], dims?: number | readonly number[]): Tensor;
  /** `aten::roll` */
  roll(options: { shifts: number | readonly number[]; dims?: number | readonly number[] }): Tensor;
  /** `aten::rot90` */
  rot90(options?: { k?: number; dims?: readonly number[] }): Tensor;
  /** `aten::rot90` */
  rot90(k?: number, dims?: readonly number[]): Tensor;
  /** `aten::round` */
  round(): Tensor;
  /** `aten::round.decimals` */
  round(options: { decimals: number }): Tensor;
  /** `aten::round_` */
  round_(): Tensor;
  /** `aten::round_.decimals` */
  round_(options: { decimals: number }): Tensor;
  /** `aten::row_indices` */
  rowIndices(): Tensor;
  /** `aten::row_indices_copy` */
  rowIndicesCopy(): Tensor;
  /** `aten::rrelu` */
  rrelu(options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::rrelu` */
  rrelu(lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator | null): Tensor;
  /** `aten::rrelu_` */
  rrelu_(options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::rrelu_` */
  rrelu_(lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator | null): Tensor;
  /** `aten::rrelu_with_noise` */
  rreluWithNoise(noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::rrelu_with_noise` */
  rreluWithNoise(noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator | null): Tensor;
  /** `aten::rrelu_with_noise_` */
  rreluWithNoise_(noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::rrelu_with_noise_` */
  rreluWithNoise_(noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator | null): Tensor;
  /** `aten::rrelu_with_noise_functional` */
  rreluWithNoiseFunctional(noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): [Tensor, Tensor] & { noiseOut: Tensor };
  /** `aten::rrelu_with_noise_functional` */
  rreluWithNoiseFunctional(noise: Tensor, lower?: Scalar, upper?: Scalar, training?: boolean, generator?: Generator | null): [Tensor, Tensor] & { noiseOut: Tensor };
  /** `aten::rsqrt` */
  rsqrt(): Tensor;
  /** `aten::rsqrt_` */
  rsqrt_(): Tensor;
  /** `aten::rsub.Scalar` */
  rsub(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::rsub.Scalar` */
  rsub(other: Scalar, alpha?: Scalar): Tensor;
  /** `aten::rsub.Scalar` */
  rsub(options: { other: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::rsub.Tensor` */
  rsub(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::scatter.src` */
  scatter(dim: number, index: Tensor, src: Tensor): Tensor;
  /** `aten::scatter.value` */
  scatter(dim: number, index: Tensor, value: Scalar): Tensor;
  /** `aten::scatter.reduce` */
  scatter(dim: number, index: Tensor, src: Tensor, options: { reduce: string }): Tensor;
  /** `aten::scatter.value_reduce` */
  scatter(dim: number, index: Tensor, value: Scalar, options: { reduce: string }): Tensor;
  /** `aten::scatter_.src` */
  scatter_(dim: number, index: Tensor, src: Tensor): Tensor;
  /** `aten::scatter_.value` */
  scatter_(dim: number, index: Tensor, value: Scalar): Tensor;
  /** `aten::scatter_.reduce` */
  scatter_(dim: number, index: Tensor, src: Tensor, options: { reduce: string }): Tensor;
  /** `aten::scatter_.value_reduce` */
  scatter_(dim: number, index: Tensor, value: Scalar, options: { reduce: string }): Tensor;
  /** `aten::scatter_add` */
  scatterAdd(dim: number, index: Tensor, src: Tensor): Tensor;
  /** `aten::scatter_add_` */
  scatterAdd_(dim: number, index: Tensor, src: Tensor): Tensor;
  /** `aten::scatter_reduce.two` */
  scatterReduce(dim: number, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /** `aten::scatter_reduce_.two` */
  scatterReduce_(dim: number, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /** `aten::select.int` */
  select(dim: number, index: number): Tensor;
  /** `aten::select.int` */
  select(options: { dim: number; index: number }): Tensor;
  /** `aten::select_copy.int` */
  selectCopy(dim: number, index: number): Tensor;
  /** `aten::select_copy.int` */
  selectCopy(options: { dim: number; index: number }): Tensor;
  /** `aten::select_scatter` */
  selectScatter(src: Tensor, dim: number, index: number): Tensor;
  /** `aten::select_scatter` */
  selectScatter(src: Tensor, options: { dim: number; index: number }): Tensor;
  /** `aten::selu` */
  selu(): Tensor;
  /** `aten::selu_` */
  selu_(): Tensor;
  /** `aten::set` */
  set(): Tensor;
  /** `aten::set.source_Tensor` */
  set(source: Tensor): Tensor;
  /** `aten::set_` */
  set_(): Tensor;
  /** `aten::set_.source_Tensor` */
  set_(source: Tensor): Tensor;
  /** `aten::set_.source_Tensor_storage_offset` */
  set_(source: Tensor, storageOffset: number, size: readonly number[], options?: { stride?: readonly number[] }): Tensor;
  /** `aten::set_.source_Tensor_storage_offset` */
  set_(source: Tensor, storageOffset: number, size: readonly number[], stride?: readonly number[]): Tensor;
  /** `aten::set_.source_Tensor_storage_offset` */
  set_(source: Tensor, options: { storageOffset: number; size: readonly number[]; stride?: readonly number[] }): Tensor;
  /** `aten::set_data` */
  setData(newData: Tensor): [];
  /** `aten::sgn` */
  sgn(): Tensor;
  /** `aten::sgn_` */
  sgn_(): Tensor;
  /** `aten::sigmoid` */
  sigmoid(): Tensor;
  /** `aten::sigmoid_` */
  sigmoid_(): Tensor;
  /** `aten::sign` */
  sign(): Tensor;
  /** `aten::sign_` */
  sign_(): Tensor;
  /** `aten::signbit` */
  signbit(): Tensor;
  /** `aten::silu` */
  silu(): Tensor;
  /** `aten::silu_` */
  silu_(): Tensor;
  /** `aten::sin` */
  sin(): Tensor;
  /** `aten::sin_` */
  sin_(): Tensor;
  /** `aten::sinc` */
  sinc(): Tensor;
  /** `aten::sinc_` */
  sinc_(): Tensor;
  /** `aten::sinh` */
  sinh(): Tensor;
  /** `aten::sinh_` */
  sinh_(): Tensor;
  /** `aten::size.int` */
  size(dim: number): number;
  /** `aten::size.int` */
  size(options: { dim: number }): number;
  /** `aten::slice.Tensor` */
  slice(options?: { dim?: number; start?: number | null; end?: number | null; step?: number }): Tensor;
  /** `aten::slice.Tensor` */
  slice(dim?: number, start?: number | null, end?: number | null, step?: number): Tensor;
  /** `aten::slice_copy.Tensor` */
  sliceCopy(options?: { dim?: number; start?: number | null; end?: number | null; step?: number }): Tensor;
  /** `aten::slice_copy.Tensor` */
  sliceCopy(dim?: number, start?: number | null, end?: number | null, step?: number): Tensor;
  /** `aten::slice_inverse` */
  sliceInverse(src: Tensor, options?: { dim?: number; start?: number | null; end?: number | null; step?: number }): Tensor;
  /** `aten::slice_inverse` */
  sliceInverse(src: Tensor, dim?: number, start?: number | null, end?: number | null, step?: number): Tensor;
  /** `aten::slice_scatter` */
  sliceScatter(src: Tensor, options?: { dim?: number; start?: number | null; end?: number | null; step?: number }): Tensor;
  /** `aten::slice_scatter` */
  sliceScatter(src: Tensor, dim?: number, start?: number | null, end?: number | null, step?: number): Tensor;
  /** `aten::slogdet` */
  slogdet(): [Tensor, Tensor] & { sign: Tensor; logabsdet: Tensor };
  /** `aten::slow_conv3d` */
  slowConv3d(weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv3d` */
  slowConv3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[]): Tensor;
  /** `aten::slow_conv3d` */
  slowConv3d(weight: Tensor, options: { kernelSize: number | readonly number[]; bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv3d_forward` */
  slowConv3dForward(weight: Tensor, kernelSize: number | readonly number[], bias: Tensor | null, stride: number | readonly number[], padding: number | readonly number[]): Tensor;
  /** `aten::slow_conv_dilated2d` */
  slowConvDilated2d(weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_dilated2d` */
  slowConvDilated2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
  /** `aten::slow_conv_dilated2d` */
  slowConvDilated2d(weight: Tensor, options: { kernelSize: number | readonly number[]; bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_dilated3d` */
  slowConvDilated3d(weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_dilated3d` */
  slowConvDilated3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
  /** `aten::slow_conv_dilated3d` */
  slowConvDilated3d(weight: Tensor, options: { kernelSize: number | readonly number[]; bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_transpose2d` */
  slowConvTranspose2d(weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_transpose2d` */
  slowConvTranspose2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
  /** `aten::slow_conv_transpose2d` */
  slowConvTranspose2d(weight: Tensor, options: { kernelSize: number | readonly number[]; bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_transpose3d` */
  slowConvTranspose3d(weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::slow_conv_transpose3d` */
  slowConvTranspose3d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[], outputPadding?: number | readonly number[], dilation?: number | readonly number[]): Tensor;
  /** `aten::slow_conv_transpose3d` */
  slowConvTranspose3d(weight: Tensor, options: { kernelSize: number | readonly number[]; bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[]; outputPadding?: number | readonly number[]; dilation?: number | readonly number[] }): Tensor;
  /** `aten::smm` */
  smm(mat2: Tensor): Tensor;
  /** `aten::smooth_l1_loss` */
  smoothL1Loss(target: Tensor, options?: { reduction?: number; beta?: number }): Tensor;
  /** `aten::smooth_l1_loss` */
  smoothL1Loss(target: Tensor, reduction?: number, beta?: number): Tensor;
  /** `aten::soft_margin_loss` */
  softMarginLoss(target: Tensor, options?: { reduction?: number }): Tensor;
  /** `aten::soft_margin_loss` */
  softMarginLoss(target: Tensor, reduction?: number): Tensor;
  /** `aten::softmax.int` */
  softmax(dim: number, options?: { dtype?: DType | null }): Tensor;
  /** `aten::softmax.int` */
  softmax(dim: number, dtype?: DType | null): Tensor;
  /** `aten::softmax.int` */
  softmax(options: { dim: number; dtype?: DType | null }): Tensor;
  /** `aten::softplus` */
  softplus(options?: { beta?: Scalar; threshold?: Scalar }): Tensor;
  /** `aten::softplus` */
  softplus(beta?: Scalar, threshold?: Scalar): Tensor;
  /** `aten::softshrink` */
  softshrink(options?: { lambd?: Scalar }): Tensor;
  /** `aten::softshrink` */
  softshrink(lambd?: Scalar): Tensor;
  /** `aten::sort` */
  sort(options?: { dim?: number; descending?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::sort` */
  sort(dim?: number, descending?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::sort.stable` */
  sort(options: { stable: boolean | null; dim?: number; descending?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::sparse_dim` */
  sparseDim(): number;
  /** `aten::sparse_mask` */
  sparseMask(mask: Tensor): Tensor;
  /** `aten::sparse_resize` */
  sparseResize(size: readonly number[], sparseDim: number, denseDim: number): Tensor;
  /** `aten::sparse_resize` */
  sparseResize(options: { size: readonly number[]; sparseDim: number; denseDim: number }): Tensor;
  /** `aten::sparse_resize_` */
  sparseResize_(size: readonly number[], sparseDim: number, denseDim: number): Tensor;
  /** `aten::sparse_resize_` */
  sparseResize_(options: { size: readonly number[]; sparseDim: number; denseDim: number }): Tensor;
  /** `aten::sparse_resize_and_clear` */
  sparseResizeAndClear(size: readonly number[], sparseDim: number, denseDim: number): Tensor;
  /** `aten::sparse_resize_and_clear` */
  sparseResizeAndClear(options: { size: readonly number[]; sparseDim: number; denseDim: number }): Tensor;
  /** `aten::sparse_resize_and_clear_` */
  sparseResizeAndClear_(size: readonly number[], sparseDim: number, denseDim: number): Tensor;
  /** `aten::sparse_resize_and_clear_` */
  sparseResizeAndClear_(options: { size: readonly number[]; sparseDim: number; denseDim: number }): Tensor;
  /** `aten::sparse_sampled_addmm` */
  sparseSampledAddmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::split.Tensor` */
  split(splitSize: number, options?: { dim?: number }): Tensor[];
  /** `aten::split.Tensor` */
  split(splitSize: number, dim?: number): Tensor[];
  /** `aten::split.Tensor` */
  split(options: { splitSize: number; dim?: number }): Tensor[];
  /** `aten::split.sizes` */
  split(splitSize: readonly number[], options?: { dim?: number }): Tensor[];
  /** `aten::split.sizes` */
  split(splitSize: readonly number[], dim?: number): Tensor[];
  /** `aten::split.sizes` */
  split(options: { splitSize: readonly number[]; dim?: number }): Tensor[];
  /** `aten::split.sizes` */
  split(...splitSize: number[]): Tensor[];
  /** `aten::split_copy.Tensor` */
  splitCopy(splitSize: number, options?: { dim?: number }): Tensor[];
  /** `aten::split_copy.Tensor` */
  splitCopy(splitSize: number, dim?: number): Tensor[];
  /** `aten::split_copy.Tensor` */
  splitCopy(options: { splitSize: number; dim?: number }): Tensor[];
  /** `aten::split_with_sizes` */
  splitWithSizes(splitSizes: readonly number[], options?: { dim?: number }): Tensor[];
  /** `aten::split_with_sizes` */
  splitWithSizes(splitSizes: readonly number[], dim?: number): Tensor[];
  /** `aten::split_with_sizes` */
  splitWithSizes(options: { splitSizes: readonly number[]; dim?: number }): Tensor[];
  /** `aten::split_with_sizes` */
  splitWithSizes(...splitSizes: number[]): Tensor[];
  /** `aten::split_with_sizes_copy` */
  splitWithSizesCopy(splitSizes: readonly number[], options?: { dim?: number }): Tensor[];
  /** `aten::split_with_sizes_copy` */
  splitWithSizesCopy(splitSizes: readonly number[], dim?: number): Tensor[];
  /** `aten::split_with_sizes_copy` */
  splitWithSizesCopy(options: { splitSizes: readonly number[]; dim?: number }): Tensor[];
  /** `aten::split_with_sizes_copy` */
  splitWithSizesCopy(...splitSizes: number[]): Tensor[];
  /** `aten::sqrt` */
  sqrt(): Tensor;
  /** `aten::sqrt_` */
  sqrt_(): Tensor;
  /** `aten::square` */
  square(): Tensor;
  /** `aten::square_` */
  square_(): Tensor;
  /** `aten::squeeze` */
  squeeze(): Tensor;
  /** `aten::squeeze.dim` */
  squeeze(dim: number): Tensor;
  /** `aten::squeeze.dim` */
  squeeze(options: { dim: number }): Tensor;
  /** `aten::squeeze.dims` */
  squeeze(dim: readonly number[]): Tensor;
  /** `aten::squeeze.dims` */
  squeeze(options: { dim: readonly number[] }): Tensor;
  /** `aten::squeeze.dims` */
  squeeze(...dim: number[]): Tensor;
  /** `aten::squeeze_` */
  squeeze_(): Tensor;
  /** `aten::squeeze_.dim` */
  squeeze_(dim: number): Tensor;
  /** `aten::squeeze_.dim` */
  squeeze_(options: { dim: number }): Tensor;
  /** `aten::squeeze_.dims` */
  squeeze_(dim: readonly number[]): Tensor;
  /** `aten::squeeze_.dims` */
  squeeze_(options: { dim: readonly number[] }): Tensor;
  /** `aten::squeeze_.dims` */
  squeeze_(...dim: number[]): Tensor;
  /** `aten::squeeze_copy` */
  squeezeCopy(): Tensor;
  /** `aten::squeeze_copy.dim` */
  squeezeCopy(dim: number): Tensor;
  /** `aten::squeeze_copy.dim` */
  squeezeCopy(options: { dim: number }): Tensor;
  /** `aten::squeeze_copy.dims` */
  squeezeCopy(dim: readonly number[]): Tensor;
  /** `aten::squeeze_copy.dims` */
  squeezeCopy(options: { dim: readonly number[] }): Tensor;
  /** `aten::squeeze_copy.dims` */
  squeezeCopy(...dim: number[]): Tensor;
  /** `aten::sspaddmm` */
  sspaddmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::std` */
  std(options?: { unbiased?: boolean }): Tensor;
  /** `aten::std` */
  std(unbiased?: boolean): Tensor;
  /** `aten::std.correction` */
  std(options?: { dim?: number | readonly number[] | null; correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /** `aten::std.correction` */
  std(dim?: number | readonly number[] | null, options?: { correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /** `aten::std.dim` */
  std(dim: number | readonly number[] | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
  /** `aten::std.dim` */
  std(dim: number | readonly number[] | null, unbiased?: boolean, keepdim?: boolean): Tensor;
  /** `aten::std.dim` */
  std(options: { dim: number | readonly number[] | null; unbiased?: boolean; keepdim?: boolean }): Tensor;
  /** `aten::std_mean` */
  stdMean(options?: { unbiased?: boolean }): [Tensor, Tensor];
  /** `aten::std_mean` */
  stdMean(unbiased?: boolean): [Tensor, Tensor];
  /** `aten::std_mean.correction` */
  stdMean(options?: { dim?: number | readonly number[] | null; correction?: Scalar | null; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::std_mean.correction` */
  stdMean(dim?: number | readonly number[] | null, options?: { correction?: Scalar | null; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::std_mean.dim` */
  stdMean(dim: number | readonly number[] | null, options?: { unbiased?: boolean; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::std_mean.dim` */
  stdMean(dim: number | readonly number[] | null, unbiased?: boolean, keepdim?: boolean): [Tensor, Tensor];
  /** `aten::std_mean.dim` */
  stdMean(options: { dim: number | readonly number[] | null; unbiased?: boolean; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::stft` */
  stft(nFft: number, options?: { hopLength?: number | null; winLength?: number | null; window?: Tensor | null; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /** `aten::stft` */
  stft(nFft: number, hopLength?: number | null, winLength?: number | null, window?: Tensor | null, normalized?: boolean, onesided?: boolean | null, returnComplex?: boolean | null, alignToWindow?: boolean | null): Tensor;
  /** `aten::stft` */
  stft(options: { nFft: number; hopLength?: number | null; winLength?: number | null; window?: Tensor | null; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /** `aten::stft.center` */
  stft(nFft: number, options?: { hopLength?: number | null; winLength?: number | null; window?: Tensor | null; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /** `aten::stft.center` */
  stft(nFft: number, hopLength?: number | null, winLength?: number | null, window?: Tensor | null, center?: boolean, padMode?: string, normalized?: boolean, onesided?: boolean | null, returnComplex?: boolean | null, alignToWindow?: boolean | null): Tensor;
  /** `aten::stft.center` */
  stft(options: { nFft: number; hopLength?: number | null; winLength?: number | null; window?: Tensor | null; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /** `aten::storage_offset` */
  storageOffset(): number;
  /** `aten::stride.int` */
  stride(dim: number): number;
  /** `aten::stride.int` */
  stride(options: { dim: number }): number;
  /** `aten::sub.Scalar` */
  sub(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::sub.Scalar` */
  sub(other: Scalar, alpha?: Scalar): Tensor;
  /** `aten::sub.Scalar` */
  sub(options: { other: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::sub.Tensor` */
  sub(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::sub_.Scalar` */
  sub_(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::sub_.Scalar` */
  sub_(other: Scalar, alpha?: Scalar): Tensor;
  /** `aten::sub_.Scalar` */
  sub_(options: { other: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::sub_.Tensor` */
  sub_(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::subtract.Scalar` */
  subtract(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::subtract.Scalar` */
  subtract(other: Scalar, alpha?: Scalar): Tensor;
  /** `aten::subtract.Scalar` */
  subtract(options: { other: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::subtract.Tensor` */
  subtract(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::subtract_.Scalar` */
  subtract_(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::subtract_.Scalar` */
  subtract_(other: Scalar, alpha?: Scalar): Tensor;
  /** `aten::subtract_.Scalar` */
  subtract_(options: { other: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::subtract_.Tensor` */
  subtract_(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::sum` */
  sum(options?: { dtype?: DType | null }): Tensor;
  /** `aten::sum.dim_IntList` */
  sum(dim: number | readonly number[] | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::sum.dim_IntList` */
  sum(dim: number | readonly number[] | null, keepdim?: boolean, options?: { dtype?: DType | null }): Tensor;
  /** `aten::sum.dim_IntList` */
  sum(options: { dim: number | readonly number[] | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::sum_to_size` */
  sumToSize(size: readonly number[]): Tensor;
  /** `aten::sum_to_size` */
  sumToSize(options: { size: readonly number[] }): Tensor;
  /** `aten::sum_to_size` */
  sumToSize(...size: number[]): Tensor;
  /** `aten::svd` */
  svd(options?: { some?: boolean; computeUv?: boolean }): [Tensor, Tensor, Tensor] & { U: Tensor; S: Tensor; V: Tensor };
  /** `aten::svd` */
  svd(some?: boolean, computeUv?: boolean): [Tensor, Tensor, Tensor] & { U: Tensor; S: Tensor; V: Tensor };
  /** `aten::swapaxes` */
  swapaxes(axis0: number, axis1: number): Tensor;
  /** `aten::swapaxes` */
  swapaxes(options: { axis0: number; axis1: number }): Tensor;
  /** `aten::swapaxes_` */
  swapaxes_(axis0: number, axis1: number): Tensor;
  /** `aten::swapaxes_` */
  swapaxes_(options: { axis0: number; axis1: number }): Tensor;
  /** `aten::swapdims` */
  swapdims(dim0: number, dim1: number): Tensor;
  /** `aten::swapdims` */
  swapdims(options: { dim0: number; dim1: number }): Tensor;
  /** `aten::swapdims_` */
  swapdims_(dim0: number, dim1: number): Tensor;
  /** `aten::swapdims_` */
  swapdims_(options: { dim0: number; dim1: number }): Tensor;
  /** `aten::sym_numel` */
  symNumel(): number;
  /** `aten::sym_size.int` */
  symSize(dim: number): number;
  /** `aten::sym_size.int` */
  symSize(options: { dim: number }): number;
  /** `aten::sym_storage_offset` */
  symStorageOffset(): number;
  /** `aten::sym_stride.int` */
  symStride(dim: number): number;
  /** `aten::sym_stride.int` */
  symStride(options: { dim: number }): number;
  /** `aten::t` */
  t(): Tensor;
  /** `aten::t_` */
  t_(): Tensor;
  /** `aten::t_copy` */
  tCopy(): Tensor;
  /** `aten::take` */
  take(index: Tensor): Tensor;
  /** `aten::take_along_dim` */
  takeAlongDim(indices: Tensor, options?: { dim?: number | null }): Tensor;
  /** `aten::take_along_dim` */
  takeAlongDim(indices: Tensor, dim?: number | null): Tensor;
  /** `aten::tan` */
  tan(): Tensor;
  /** `aten::tan_` */
  tan_(): Tensor;
  /** `aten::tanh` */
  tanh(): Tensor;
  /** `aten::tanh_` */
  tanh_(): Tensor;
  /** `aten::tensor_split.indices` */
  tensorSplit(indices: readonly number[], options?: { dim?: number }): Tensor[];
  /** `aten::tensor_split.indices` */
  tensorSplit(indices: readonly number[], dim?: number): Tensor[];
  /** `aten::tensor_split.indices` */
  tensorSplit(options: { indices: readonly number[]; dim?: number }): Tensor[];
  /** `aten::tensor_split.indices` */
  tensorSplit(...indices: number[]): Tensor[];
  /** `aten::tensor_split.sections` */
  tensorSplit(sections: number, options?: { dim?: number }): Tensor[];
  /** `aten::tensor_split.sections` */
  tensorSplit(sections: number, dim?: number): Tensor[];
  /** `aten::tensor_split.sections` */
  tensorSplit(options: { sections: number; dim?: number }): Tensor[];
  /** `aten::tensor_split.tensor_indices_or_sections` */
  tensorSplit(tensorIndicesOrSections: Tensor, options?: { dim?: number }): Tensor[];
  /** `aten::tensor_split.tensor_indices_or_sections` */
  tensorSplit(tensorIndicesOrSections: Tensor, dim?: number): Tensor[];
  /** `aten::tensordot` */
  tensordot(other: Tensor, dimsSelf: readonly number[], dimsOther: readonly number[]): Tensor;
  /** `aten::tensordot` */
  tensordot(other: Tensor, options: { dimsSelf: readonly number[]; dimsOther: readonly number[] }): Tensor;
  /** `aten::thnn_conv2d` */
  thnnConv2d(weight: Tensor, kernelSize: number | readonly number[], options?: { bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
  /** `aten::thnn_conv2d` */
  thnnConv2d(weight: Tensor, kernelSize: number | readonly number[], bias?: Tensor | null, stride?: number | readonly number[], padding?: number | readonly number[]): Tensor;
  /** `aten::thnn_conv2d` */
  thnnConv2d(weight: Tensor, options: { kernelSize: number | readonly number[]; bias?: Tensor | null; stride?: number | readonly number[]; padding?: number | readonly number[] }): Tensor;
  /** `aten::threshold` */
  threshold(threshold: Scalar, value: Scalar): Tensor;
  /** `aten::threshold` */
  threshold(options: { threshold: Scalar; value: Scalar }): Tensor;
  /** `aten::threshold_` */
  threshold_(threshold: Scalar, value: Scalar): Tensor;
  /** `aten::threshold_` */
  threshold_(options: { threshold: Scalar; value: Scalar }): Tensor;
  /** `aten::tile` */
  tile(dims: readonly number[]): Tensor;
  /** `aten::tile` */
  tile(options: { dims: readonly number[] }): Tensor;
  /** `aten::tile` */
  tile(...dims: number[]): Tensor;
  /** `aten::to.dtype` */
  to(dtype: DType, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.dtype` */
  to(dtype: DType, nonBlocking?: boolean, copy?: boolean, memoryFormat?: MemoryFormat | null): Tensor;
  /** `aten::to.dtype` */
  to(options: { dtype: DType; nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.other` */
  to(other: Tensor, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.other` */
  to(other: Tensor, nonBlocking?: boolean, copy?: boolean, memoryFormat?: MemoryFormat | null): Tensor;
  /** `aten::to.device` */
  to(device: Device, dtype: DType, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.device` */
  to(device: Device, dtype: DType, nonBlocking?: boolean, copy?: boolean, memoryFormat?: MemoryFormat | null): Tensor;
  /** `aten::to.device` */
  to(options: { device: Device; dtype: DType; nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.dtype_layout` */
  to(options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to_dense` */
  toDense(options?: { dtype?: DType | null; maskedGrad?: boolean | null }): Tensor;
  /** `aten::to_dense` */
  toDense(dtype?: DType | null, options?: { maskedGrad?: boolean | null }): Tensor;
  /** `aten::to_mkldnn` */
  toMkldnn(options?: { dtype?: DType | null }): Tensor;
  /** `aten::to_mkldnn` */
  toMkldnn(dtype?: DType | null): Tensor;
  /** `aten::to_padded_tensor` */
  toPaddedTensor(padding: number, options?: { outputSize?: readonly number[] | null }): Tensor;
  /** `aten::to_padded_tensor` */
  toPaddedTensor(padding: number, outputSize?: readonly number[] | null): Tensor;
  /** `aten::to_padded_tensor` */
  toPaddedTensor(options: { padding: number; outputSize?: readonly number[] | null }): Tensor;
  /** `aten::to_sparse.sparse_dim` */
  toSparse(sparseDim: number): Tensor;
  /** `aten::to_sparse.sparse_dim` */
  toSparse(options: { sparseDim: number }): Tensor;
  /** `aten::to_sparse` */
  toSparse(options?: { layout?: string | null; blocksize?: number | readonly number[] | null; denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_bsc` */
  toSparseBsc(blocksize: number | readonly number[], options?: { denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_bsc` */
  toSparseBsc(blocksize: number | readonly number[], denseDim?: number | null): Tensor;
  /** `aten::to_sparse_bsc` */
  toSparseBsc(options: { blocksize: number | readonly number[]; denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_bsr` */
  toSparseBsr(blocksize: number | readonly number[], options?: { denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_bsr` */
  toSparseBsr(blocksize: number | readonly number[], denseDim?: number | null): Tensor;
  /** `aten::to_sparse_bsr` */
  toSparseBsr(options: { blocksize: number | readonly number[]; denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_csc` */
  toSparseCsc(options?: { denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_csc` */
  toSparseCsc(denseDim?: number | null): Tensor;
  /** `aten::to_sparse_csr` */
  toSparseCsr(options?: { denseDim?: number | null }): Tensor;
  /** `aten::to_sparse_csr` */
  toSparseCsr(denseDim?: number | null): Tensor;
  /** `aten::topk` */
  topk(k: number, options?: { dim?: number; largest?: boolean; sorted?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::topk` */
  topk(k: number, dim?: number, largest?: boolean, sorted?: boolean): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::topk` */
  topk(options: { k: number; dim?: number; largest?: boolean; sorted?: boolean }): [Tensor, Tensor] & { values: Tensor; indices: Tensor };
  /** `aten::trace` */
  trace(): Tensor;
  /** `aten::transpose.int` */
  transpose(dim0: number, dim1: number): Tensor;
  /** `aten::transpose.int` */
  transpose(options: { dim0: number; dim1: number }): Tensor;
  /** `aten::transpose_` */
  transpose_(dim0: number, dim1: number): Tensor;
  /** `aten::transpose_` */
  transpose_(options: { dim0: number; dim1: number }): Tensor;
  /** `aten::transpose_copy.int` */
  transposeCopy(dim0: number, dim1: number): Tensor;
  /** `aten::transpose_copy.int` */
  transposeCopy(options: { dim0: number; dim1: number }): Tensor;
  /** `aten::triangular_solve` */
  triangularSolve(A: Tensor, options?: { upper?: boolean; transpose?: boolean; unitriangular?: boolean }): [Tensor, Tensor] & { solution: Tensor; clonedCoefficient: Tensor };
  /** `aten::triangular_solve` */
  triangularSolve(A: Tensor, upper?: boolean, transpose?: boolean, unitriangular?: boolean): [Tensor, Tensor] & { solution: Tensor; clonedCoefficient: Tensor };
  /** `aten::tril` */
  tril(options?: { diagonal?: number }): Tensor;
  /** `aten::tril` */
  tril(diagonal?: number): Tensor;
  /** `aten::tril_` */
  tril_(options?: { diagonal?: number }): Tensor;
  /** `aten::tril_` */
  tril_(diagonal?: number): Tensor;
  /** `aten::triu` */
  triu(options?: { diagonal?: number }): Tensor;
  /** `aten::triu` */
  triu(diagonal?: number): Tensor;
  /** `aten::triu_` */
  triu_(options?: { diagonal?: number }): Tensor;
  /** `aten::triu_` */
  triu_(diagonal?: number): Tensor;
  /** `aten::true_divide.Scalar` */
  trueDivide(other: Scalar): Tensor;
  /** `aten::true_divide.Scalar` */
  trueDivide(options: { other: Scalar }): Tensor;
  /** `aten::true_divide.Tensor` */
  trueDivide(other: Tensor): Tensor;
  /** `aten::true_divide_.Scalar` */
  trueDivide_(other: Scalar): Tensor;
  /** `aten::true_divide_.Scalar` */
  trueDivide_(options: { other: Scalar }): Tensor;
  /** `aten::true_divide_.Tensor` */
  trueDivide_(other: Tensor): Tensor;
  /** `aten::trunc` */
  trunc(): Tensor;
  /** `aten::trunc_` */
  trunc_(): Tensor;
  /** `aten::type_as` */
  typeAs(other: Tensor): Tensor;
  /** `aten::unbind.int` */
  unbind(options?: { dim?: number }): Tensor[];
  /** `aten::unbind.int` */
  unbind(dim?: number): Tensor[];
  /** `aten::unbind_copy.int` */
  unbindCopy(options?: { dim?: number }): Tensor[];
  /** `aten::unbind_copy.int` */
  unbindCopy(dim?: number): Tensor[];
  /** `aten::unflatten.int` */
  unflatten(dim: number, sizes: readonly number[]): Tensor;
  /** `aten::unflatten.int` */
  unflatten(options: { dim: number; sizes: readonly number[] }): Tensor;
  /** `aten::unfold` */
  unfold(dimension: number, size: number, step: number): Tensor;
  /** `aten::unfold` */
  unfold(options: { dimension: number; size: number; step: number }): Tensor;
  /** `aten::unfold_copy` */
  unfoldCopy(dimension: number, size: number, step: number): Tensor;
  /** `aten::unfold_copy` */
  unfoldCopy(options: { dimension: number; size: number; step: number }): Tensor;
  /** `aten::uniform` */
  uniform(options?: { from?: number; to?: number; generator?: Generator | null }): Tensor;
  /** `aten::uniform` */
  uniform(from?: number, to?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::uniform_` */
  uniform_(options?: { from?: number; to?: number; generator?: Generator | null }): Tensor;
  /** `aten::uniform_` */
  uniform_(from?: number, to?: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::unique_consecutive` */
  uniqueConsecutive(options?: { returnInverse?: boolean; returnCounts?: boolean; dim?: number | null }): [Tensor, Tensor, Tensor];
  /** `aten::unique_consecutive` */
  uniqueConsecutive(returnInverse?: boolean, returnCounts?: boolean, dim?: number | null): [Tensor, Tensor, Tensor];
  /** `aten::unique_dim` */
  uniqueDim(dim: number, options?: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::unique_dim` */
  uniqueDim(dim: number, sorted?: boolean, returnInverse?: boolean, returnCounts?: boolean): [Tensor, Tensor, Tensor];
  /** `aten::unique_dim` */
  uniqueDim(options: { dim: number; sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::unique_dim_consecutive` */
  uniqueDimConsecutive(dim: number, options?: { returnInverse?: boolean; returnCounts?: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::unique_dim_consecutive` */
  uniqueDimConsecutive(dim: number, returnInverse?: boolean, returnCounts?: boolean): [Tensor, Tensor, Tensor];
  /** `aten::unique_dim_consecutive` */
  uniqueDimConsecutive(options: { dim: number; returnInverse?: boolean; returnCounts?: boolean }): [Tensor, Tensor, Tensor];
  /** `aten::unsafe_chunk` */
  unsafeChunk(chunks: number, options?: { dim?: number }): Tensor[];
  /** `aten::unsafe_chunk` */
  unsafeChunk(chunks: number, dim?: number): Tensor[];
  /** `aten::unsafe_chunk` */
  unsafeChunk(options: { chunks: number; dim?: number }): Tensor[];
  /** `aten::unsafe_split.Tensor` */
  unsafeSplit(splitSize: number, options?: { dim?: number }): Tensor[];
  /** `aten::unsafe_split.Tensor` */
  unsafeSplit(splitSize: number, dim?: number): Tensor[];
  /** `aten::unsafe_split.Tensor` */
  unsafeSplit(options: { splitSize: number; dim?: number }): Tensor[];
  /** `aten::unsafe_split_with_sizes` */
  unsafeSplitWithSizes(splitSizes: readonly number[], options?: { dim?: number }): Tensor[];
  /** `aten::unsafe_split_with_sizes` */
  unsafeSplitWithSizes(splitSizes: readonly number[], dim?: number): Tensor[];
  /** `aten::unsafe_split_with_sizes` */
  unsafeSplitWithSizes(options: { splitSizes: readonly number[]; dim?: number }): Tensor[];
  /** `aten::unsafe_split_with_sizes` */
  unsafeSplitWithSizes(...splitSizes: number[]): Tensor[];
  /** `aten::unsqueeze` */
  unsqueeze(dim: number): Tensor;
  /** `aten::unsqueeze` */
  unsqueeze(options: { dim: number }): Tensor;
  /** `aten::unsqueeze_` */
  unsqueeze_(dim: number): Tensor;
  /** `aten::unsqueeze_` */
  unsqueeze_(options: { dim: number }): Tensor;
  /** `aten::unsqueeze_copy` */
  unsqueezeCopy(dim: number): Tensor;
  /** `aten::unsqueeze_copy` */
  unsqueezeCopy(options: { dim: number }): Tensor;
  /** `aten::upsample_bicubic2d` */
  upsampleBicubic2d(outputSize: number | readonly number[], alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bicubic2d` */
  upsampleBicubic2d(outputSize: number | readonly number[], alignCorners: boolean, scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_bicubic2d` */
  upsampleBicubic2d(options: { outputSize: number | readonly number[]; alignCorners: boolean; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bilinear2d` */
  upsampleBilinear2d(outputSize: number | readonly number[], alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bilinear2d` */
  upsampleBilinear2d(outputSize: number | readonly number[], alignCorners: boolean, scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_bilinear2d` */
  upsampleBilinear2d(options: { outputSize: number | readonly number[]; alignCorners: boolean; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_linear1d` */
  upsampleLinear1d(outputSize: number | readonly number[], alignCorners: boolean, options?: { scales?: number | null }): Tensor;
  /** `aten::upsample_linear1d` */
  upsampleLinear1d(outputSize: number | readonly number[], alignCorners: boolean, scales?: number | null): Tensor;
  /** `aten::upsample_linear1d` */
  upsampleLinear1d(options: { outputSize: number | readonly number[]; alignCorners: boolean; scales?: number | null }): Tensor;
  /** `aten::upsample_nearest1d` */
  upsampleNearest1d(outputSize: number | readonly number[], options?: { scales?: number | null }): Tensor;
  /** `aten::upsample_nearest1d` */
  upsampleNearest1d(outputSize: number | readonly number[], scales?: number | null): Tensor;
  /** `aten::upsample_nearest1d` */
  upsampleNearest1d(options: { outputSize: number | readonly number[]; scales?: number | null }): Tensor;
  /** `aten::upsample_nearest2d` */
  upsampleNearest2d(outputSize: number | readonly number[], options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest2d` */
  upsampleNearest2d(outputSize: number | readonly number[], scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_nearest2d` */
  upsampleNearest2d(options: { outputSize: number | readonly number[]; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest3d` */
  upsampleNearest3d(outputSize: number | readonly number[], options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest3d` */
  upsampleNearest3d(outputSize: number | readonly number[], scalesD?: number | null, scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_nearest3d` */
  upsampleNearest3d(options: { outputSize: number | readonly number[]; scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_trilinear3d` */
  upsampleTrilinear3d(outputSize: number | readonly number[], alignCorners: boolean, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_trilinear3d` */
  upsampleTrilinear3d(outputSize: number | readonly number[], alignCorners: boolean, scalesD?: number | null, scalesH?: number | null, scalesW?: number | null): Tensor;
  /** `aten::upsample_trilinear3d` */
  upsampleTrilinear3d(options: { outputSize: number | readonly number[]; alignCorners: boolean; scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::values` */
  values(): Tensor;
  /** `aten::values_copy` */
  valuesCopy(): Tensor;
  /** `aten::var` */
  var(options?: { unbiased?: boolean }): Tensor;
  /** `aten::var` */
  var(unbiased?: boolean): Tensor;
  /** `aten::var.correction` */
  var(options?: { dim?: number | readonly number[] | null; correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /** `aten::var.correction` */
  var(dim?: number | readonly number[] | null, options?: { correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /** `aten::var.dim` */
  var(dim: number | readonly number[] | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
  /** `aten::var.dim` */
  var(dim: number | readonly number[] | null, unbiased?: boolean, keepdim?: boolean): Tensor;
  /** `aten::var.dim` */
  var(options: { dim: number | readonly number[] | null; unbiased?: boolean; keepdim?: boolean }): Tensor;
  /** `aten::var_mean` */
  varMean(options?: { unbiased?: boolean }): [Tensor, Tensor];
  /** `aten::var_mean` */
  varMean(unbiased?: boolean): [Tensor, Tensor];
  /** `aten::var_mean.correction` */
  varMean(options?: { dim?: number | readonly number[] | null; correction?: Scalar | null; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::var_mean.correction` */
  varMean(dim?: number | readonly number[] | null, options?: { correction?: Scalar | null; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::var_mean.dim` */
  varMean(dim: number | readonly number[] | null, options?: { unbiased?: boolean; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::var_mean.dim` */
  varMean(dim: number | readonly number[] | null, unbiased?: boolean, keepdim?: boolean): [Tensor, Tensor];
  /** `aten::var_mean.dim` */
  varMean(options: { dim: number | readonly number[] | null; unbiased?: boolean; keepdim?: boolean }): [Tensor, Tensor];
  /** `aten::vdot` */
  vdot(other: Tensor): Tensor;
  /** `aten::view` */
  view(size: readonly number[]): Tensor;
  /** `aten::view` */
  view(options: { size: readonly number[] }): Tensor;
  /** `aten::view` */
  view(...size: number[]): Tensor;
  /** `aten::view.dtype` */
  view(dtype: DType): Tensor;
  /** `aten::view.dtype` */
  view(options: { dtype: DType }): Tensor;
  /** `aten::view_as` */
  viewAs(other: Tensor): Tensor;
  /** `aten::view_as_complex` */
  viewAsComplex(): Tensor;
  /** `aten::view_as_complex_copy` */
  viewAsComplexCopy(): Tensor;
  /** `aten::view_as_real` */
  viewAsReal(): Tensor;
  /** `aten::view_as_real_copy` */
  viewAsRealCopy(): Tensor;
  /** `aten::view_copy` */
  viewCopy(size: readonly number[]): Tensor;
  /** `aten::view_copy` */
  viewCopy(options: { size: readonly number[] }): Tensor;
  /** `aten::view_copy` */
  viewCopy(...size: number[]): Tensor;
  /** `aten::view_copy.dtype` */
  viewCopy(dtype: DType): Tensor;
  /** `aten::view_copy.dtype` */
  viewCopy(options: { dtype: DType }): Tensor;
  /** `aten::vsplit.array` */
  vsplit(indices: readonly number[]): Tensor[];
  /** `aten::vsplit.array` */
  vsplit(options: { indices: readonly number[] }): Tensor[];
  /** `aten::vsplit.array` */
  vsplit(...indices: number[]): Tensor[];
  /** `aten::vsplit.int` */
  vsplit(sections: number): Tensor[];
  /** `aten::vsplit.int` */
  vsplit(options: { sections: number }): Tensor[];
  /** `aten::xlogy.Scalar_Other` */
  xlogy(other: Scalar): Tensor;
  /** `aten::xlogy.Scalar_Other` */
  xlogy(options: { other: Scalar }): Tensor;
  /** `aten::xlogy.Tensor` */
  xlogy(other: Tensor): Tensor;
  /** `aten::xlogy_.Scalar_Other` */
  xlogy_(other: Scalar): Tensor;
  /** `aten::xlogy_.Scalar_Other` */
  xlogy_(options: { other: Scalar }): Tensor;
  /** `aten::xlogy_.Tensor` */
  xlogy_(other: Tensor): Tensor;
  /** `aten::zero` */
  zero(): Tensor;
  /** `aten::zero_` */
  zero_(): Tensor;
  /** `aten::zeros_like` */
  zerosLike(options?: { dtype?: DType | null; layout?: string | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
}
