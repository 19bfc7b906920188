// The layers that every encoder has, and activations by their checkpoint names.
#pragma once
#include <string>

#include "nn/params.h"

namespace te::nn {

using at::Tensor;

// y = x W^T + b, W [out, in].
struct Linear {
  Tensor weight, bias;
  Linear() = default;
  Linear(const Scope& scope, int64_t in, int64_t out) : weight(scope.take("weight", {out, in})), bias(scope.take("bias", {out})) {}
  Tensor operator()(const Tensor& x) const { return at::linear(x, weight, bias); }
};

struct LayerNorm {
  Tensor weight, bias;
  double eps = 0;
  LayerNorm() = default;
  LayerNorm(const Scope& scope, int64_t size, double eps)
      : weight(scope.take("weight", {size})), bias(scope.take("bias", {size})), eps(eps) {}
  Tensor operator()(const Tensor& x) const { return at::layer_norm(x, weight.sizes(), weight, bias, eps); }
};

// Dropout, in training only.
inline Tensor drop(const Tensor& x, double p, bool training) { return training && p > 0 ? at::dropout(x, p, true) : x; }

using Activation = Tensor (*)(const Tensor&);

// "gelu" is the exact erf form; "gelu_new", "gelu_pytorch_tanh" and "gelu_fast" the tanh form. Unknown: ERR_CONFIG.
Activation activation(const std::string& name);

}  // namespace te::nn
