// y = act(x W^T + b) in float32; without gradients in one pass over the result, and with them the same bits.
#pragma once
#include <ATen/ATen.h>

#include "kernels/cpu/table.h"

namespace te::kernels {

// Whether `linear` takes these: contiguous float32 matrices on a processor with AVX2, outside autocast.
bool takes(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

// Whether these may be what a product is with: contiguous float32 on a CPU; the bias may be undefined.
bool suits(const at::Tensor& weight, const at::Tensor& bias);

// x [M, K]; each weight [N_i, K] with its bias [N_i], or no biases at all -> [M, sum of N_i], side by side.
// A row's result has the same bits whatever rows stand beside it and however many threads there are.
at::Tensor linear(const at::Tensor& x, at::TensorList weights, at::TensorList biases, Activation act = Activation::none);

// linear(act(linear(x))), what is between them left in the order that the second takes: the same bits, fewer passes. Biases may be undefined.
at::Tensor feed_forward(const at::Tensor& x, const at::Tensor& up, const at::Tensor& up_bias, Activation act, const at::Tensor& down, const at::Tensor& down_bias);

}  // namespace te::kernels
