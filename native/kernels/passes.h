// What stands between the matrix products of a layer, each in one pass with a gradient of one pass. float32 on a CPU by our own loops, all else by LibTorch's operators.
#pragma once
#include <ATen/ATen.h>

#include "kernels/cpu/table.h"

namespace te::kernels {

// act(x + bias), x [..., I], bias [I] or undefined.
at::Tensor bias_activation(const at::Tensor& x, const at::Tensor& bias, Activation act);

// act(gate) * up, of the halves of x [..., 2 I] -> [..., I].
at::Tensor gated_activation(const at::Tensor& x, Activation act, bool gate_first);

// layer_norm(x + residual) over the last dimension; residual and bias may be undefined.
at::Tensor add_layer_norm(const at::Tensor& x, const at::Tensor& residual, const at::Tensor& weight, const at::Tensor& bias, double eps);

// The activation by LibTorch's operators.
at::Tensor activated(const at::Tensor& x, Activation act);

}  // namespace te::kernels
