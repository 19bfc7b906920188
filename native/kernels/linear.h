// y = act(x W^T + b) in float32, one pass over the result; for inference, as it has no gradient.
#pragma once
#include <ATen/ATen.h>

#include <vector>

#include "kernels/cpu/table.h"

namespace te::kernels {

// Whether `linear` takes these: contiguous float32 matrices on a processor with AVX2, and no gradient wanted.
bool takes(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

// x [M, K]; each weight [N_i, K] with its bias [N_i] or an undefined one -> [M, sum of N_i], side by side.
// A row's result has the same bits whatever rows stand beside it and however many threads there are.
at::Tensor linear(const at::Tensor& x, const std::vector<at::Tensor>& weights, const std::vector<at::Tensor>& biases, Activation act = Activation::none);

}  // namespace te::kernels
