// The layers that every encoder has, and activations by their checkpoint names.
#pragma once
#include <string>

#include "kernels/passes.h"
#include "nn/params.h"

namespace te::nn {

using at::Tensor;

// Undefined stays undefined.
inline Tensor to(const Tensor& x, at::ScalarType type) { return x.defined() ? x.to(type) : x; }

// A parameter as x's dtype.
inline Tensor as(const Tensor& parameter, const Tensor& x) { return to(parameter, x.scalar_type()); }

// What holds all of them: norms are computed in float32 where autocast has made halves of what comes in.
inline at::ScalarType widest(std::initializer_list<Tensor> tensors) {
  at::ScalarType type = tensors.begin()->scalar_type();
  for (const Tensor& tensor : tensors)
    if (tensor.defined()) type = c10::promoteTypes(type, tensor.scalar_type());
  return type;
}

// Elementwise, by its checkpoint name: "gelu" is the exact erf form; "gelu_new", "gelu_pytorch_tanh" and "gelu_fast" the tanh form. Unknown: ERR_CONFIG.
using kernels::Activation;
Activation activation(const std::string& name);

// act(gate) * up of the halves of x, in one pass.
enum class Halves { gate_up, up_gate };
inline Tensor gated(const Tensor& x, Activation act, Halves halves) { return kernels::gated_activation(x, act, halves == Halves::gate_up); }

// act(x W^T + b), W [out, in]; b may be undefined. What follows the product costs no pass of its own.
Tensor linear(const Tensor& x, const Tensor& weight, const Tensor& bias, Activation act = Activation::none);

// The same as a layer.
class Linear {
 public:
  Linear() = default;
  Linear(const Scope& scope, int64_t in, int64_t out, bool has_bias = true)
      : weight_(scope.take("weight", {out, in})), bias_(has_bias ? scope.take("bias", {out}) : Tensor()) {
    adapter_ = scope.params.adapter(scope.prefix.substr(0, scope.prefix.size() - 1), in, out);
    if (!weight_.defined() || !scope.params.packs(weight_) || weight_.sizes() != at::IntArrayRef{out, in}) return;
    packed_ = scope.params.pack(scope.prefix, weight_, bias_);
    weight_ = Tensor();
  }
  bool defined() const { return weight_.defined() || packed_; }
  Tensor operator()(const Tensor& x, Activation act = Activation::none) const;

  // Several layers of one x, their results side by side.
  static Tensor beside(const Tensor& x, std::initializer_list<const Linear*> layers);

  // down(act(up(x))).
  static Tensor feed_forward(const Tensor& x, const Linear& up, Activation act, const Linear& down);

 private:
  bool adapts() const { return adapter_ && adapter_->a.defined(); }

  Tensor weight_, bias_;
  std::shared_ptr<Adapter> adapter_;
  std::shared_ptr<PackedLinear> packed_;
};

struct LayerNorm {
  Tensor weight, bias;
  double eps = 0;
  LayerNorm() = default;
  LayerNorm(const Scope& scope, int64_t size, double eps, bool has_bias = true)
      : weight(scope.take("weight", {size})), bias(has_bias ? scope.take("bias", {size}) : Tensor()), eps(eps) {}
  Tensor operator()(const Tensor& x) const { return (*this)(x, Tensor()); }
  // Of x + residual, in one pass.
  Tensor operator()(const Tensor& x, const Tensor& residual) const {
    const auto type = widest({x, residual, weight});
    return kernels::add_layer_norm(to(x, type), to(residual, type), to(weight, type), to(bias, type), eps);
  }
};

// x / sqrt(mean of x^2 + eps) * weight, over the last dimension.
struct RmsNorm {
  Tensor weight;
  double eps = 0;
  RmsNorm() = default;
  RmsNorm(const Scope& scope, int64_t size, double eps) : weight(scope.take("weight", {size})), eps(eps) {}
  Tensor operator()(const Tensor& x) const {
    const auto type = widest({x, weight});
    return at::rms_norm(to(x, type), weight.sizes(), to(weight, type), eps);
  }
};

// Rows of a table [rows, size], in the dtype that the model computes in. `no_gradient`: the row that is not learned, or -1.
struct Embedding {
  Tensor weight;
  int64_t no_gradient = -1;
  Embedding() = default;
  Embedding(const Scope& scope, int64_t rows, int64_t size, int64_t no_gradient = -1) : weight(scope.take("weight", {rows, size})), no_gradient(no_gradient) {}
  bool defined() const { return weight.defined(); }
  Tensor operator()(const Tensor& ids) const { return at::embedding(weight, ids, no_gradient).to(compute_type(weight)); }
  // The rows that were asked for, row 0 for every token where none were.
  Tensor or_first(const Tensor& ids) const { return ids.defined() ? (*this)(ids) : weight.select(0, 0).to(compute_type(weight)); }
};

// Dropout, in training only.
inline Tensor drop(const Tensor& x, double p, bool training) { return training && p > 0 ? at::dropout(x, p, true) : x; }

}  // namespace te::nn
