// Matrices that are kept small on a CPU and multiplied by FBGEMM: float16, or int8 with a scale for each row of the matrix and of what it is applied to.
// No gradient goes through them.
#pragma once
#include <ATen/ATen.h>
#include <ATen/native/quantized/PackedParams.h>

#include "kernels/cpu/table.h"

namespace te::nn {

class PackedLinear {
 public:
  // weight [out, in] of float32; bias [out] or undefined. ERR_UNSUPPORTED where FBGEMM cannot run.
  PackedLinear(const at::Tensor& weight, const at::Tensor& bias, at::ScalarType dtype);

  // act(x W^T + b).
  at::Tensor operator()(const at::Tensor& x, kernels::Activation act) const;
  // The matrix as it is kept, in the dtype it was made with; float32 for int8.
  at::Tensor weight() const;

 private:
  c10::intrusive_ptr<LinearPackedParamsBase> packed_;
  at::Tensor bias_, sums_;  // sums_: of each row of an int8 matrix
  at::ScalarType dtype_;
};

}  // namespace te::nn
