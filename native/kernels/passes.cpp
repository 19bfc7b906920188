#include "kernels/passes.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

namespace te::kernels {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {
bool ours(const Tensor& x) { return x.is_cpu() && x.scalar_type() == at::kFloat && x.numel() > 0; }
bool ours_too(const Tensor& x) { return !x.defined() || (x.is_cpu() && x.scalar_type() == at::kFloat); }
bool learns(std::initializer_list<Tensor> tensors) {
  for (const Tensor& x : tensors)
    if (x.defined() && x.requires_grad() && c10::GradMode::is_enabled()) return true;
  return false;
}
// A gradient of one pass has none itself.
void once(const char* name) { TORCH_CHECK(!c10::GradMode::is_enabled(), name, " has no second derivative; compute in float64 for it"); }
std::optional<Tensor> given(const Tensor& x) { return x.defined() ? std::optional(x) : std::nullopt; }
const float* numbers(const Tensor& x) { return x.defined() ? x.const_data_ptr<float>() : nullptr; }

// fn(first row, rows) on the threads of this call.
template <class Fn>
void by_rows(int64_t rows, int64_t size, Fn fn) {
  at::parallel_for(0, rows, std::max<int64_t>(1, 16384 / std::max<int64_t>(1, size)), [&](int64_t begin, int64_t end) { fn(begin, end - begin); });
}

Tensor activate(const Tensor& x, const Tensor& bias, Activation act) {
  const Tensor y = at::empty(x.sizes(), x.options());
  const int64_t size = x.size(-1);
  by_rows(x.numel() / size, size, [&](int64_t r, int64_t n) { table().activate(numbers(x) + r * size, numbers(bias), act, y.mutable_data_ptr<float>() + r * size, n, size); });
  return y;
}

struct BiasActivation : torch::autograd::Function<BiasActivation> {
  static Tensor forward(AutogradContext* ctx, const Tensor& x, const std::optional<Tensor>& bias, int64_t act) {
    ctx->save_for_backward({x, bias.value_or(Tensor())});
    ctx->saved_data["act"] = act;
    return activate(x, bias.value_or(Tensor()), static_cast<Activation>(act));
  }
  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    once("bias_activation");
    const auto saved = ctx->get_saved_variables();
    const Tensor x = saved[0], bias = saved[1], g = grads[0].contiguous(), dx = at::empty(x.sizes(), x.options());
    const auto act = static_cast<Activation>(ctx->saved_data["act"].toInt());
    const int64_t size = x.size(-1);
    by_rows(x.numel() / size, size, [&](int64_t r, int64_t n) {
      table().activate_back(numbers(g) + r * size, numbers(x) + r * size, numbers(bias), act, dx.mutable_data_ptr<float>() + r * size, n, size);
    });
    return {dx, bias.defined() ? dx.reshape({-1, size}).sum(0) : Tensor(), Tensor()};
  }
};

Tensor gate(const Tensor& x, Activation act, bool gate_first) {
  std::vector<int64_t> shape = x.sizes().vec();
  const int64_t size = shape.back() /= 2;
  const Tensor y = at::empty(shape, x.options());
  by_rows(y.numel() / size, size, [&](int64_t r, int64_t n) { table().gate(numbers(x) + 2 * r * size, act, gate_first, y.mutable_data_ptr<float>() + r * size, n, size); });
  return y;
}

struct Gated : torch::autograd::Function<Gated> {
  static Tensor forward(AutogradContext* ctx, const Tensor& x, int64_t act, bool gate_first) {
    ctx->save_for_backward({x});
    ctx->saved_data["act"] = act;
    ctx->saved_data["gate_first"] = gate_first;
    return gate(x, static_cast<Activation>(act), gate_first);
  }
  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    once("gated_activation");
    const Tensor x = ctx->get_saved_variables()[0], g = grads[0].contiguous(), dx = at::empty(x.sizes(), x.options());
    const auto act = static_cast<Activation>(ctx->saved_data["act"].toInt());
    const bool gate_first = ctx->saved_data["gate_first"].toBool();
    const int64_t size = x.size(-1) / 2;
    by_rows(g.numel() / size, size, [&](int64_t r, int64_t n) {
      table().gate_back(numbers(g) + r * size, numbers(x) + 2 * r * size, act, gate_first, dx.mutable_data_ptr<float>() + 2 * r * size, n, size);
    });
    return {dx, Tensor(), Tensor()};
  }
};

struct Normed {
  Tensor y, sum, mean, rstd;
};

// With what the gradient needs, or without: the sum, and mean and 1 / deviation of each row.
Normed add_norm(const Tensor& x, const Tensor& residual, const Tensor& weight, const Tensor& bias, double eps, bool keeps) {
  const int64_t size = x.size(-1), rows = x.numel() / size;
  Normed out{at::empty(x.sizes(), x.options()), {}, {}, {}};
  if (keeps) {
    out.sum = residual.defined() ? at::empty(x.sizes(), x.options()) : x;
    out.mean = at::empty({rows, 1}, x.options()), out.rstd = at::empty({rows, 1}, x.options());
  }
  auto written = [](const Tensor& x, int64_t at) { return x.defined() ? x.mutable_data_ptr<float>() + at : nullptr; };
  by_rows(rows, size, [&](int64_t r, int64_t n) {
    table().add_norm(numbers(x) + r * size, residual.defined() ? numbers(residual) + r * size : nullptr, numbers(weight), numbers(bias), static_cast<float>(eps),
                     residual.defined() ? written(out.sum, r * size) : nullptr, written(out.y, r * size), written(out.mean, r), written(out.rstd, r), n, size);
  });
  return out;
}

struct AddLayerNorm : torch::autograd::Function<AddLayerNorm> {
  static Tensor forward(AutogradContext* ctx, const Tensor& x, const std::optional<Tensor>& residual, const Tensor& weight, const std::optional<Tensor>& bias, double eps) {
    const Normed out = add_norm(x, residual.value_or(Tensor()), weight, bias.value_or(Tensor()), eps, true);
    ctx->save_for_backward({out.sum, out.mean, out.rstd, weight, bias.value_or(Tensor())});
    ctx->saved_data["residual"] = residual.has_value();
    return out.y;
  }
  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    once("add_layer_norm");
    const auto saved = ctx->get_saved_variables();
    const Tensor &sum = saved[0], &weight = saved[3], &bias = saved[4];
    const Tensor rows = sum.reshape({-1, sum.size(-1)});
    const auto [dx, dweight, dbias] = at::native_layer_norm_backward(grads[0].contiguous().view_as(rows), rows, weight.sizes(), saved[1], saved[2], weight, bias, {true, true, bias.defined()});
    const Tensor d = dx.view_as(sum);
    return {d, ctx->saved_data["residual"].toBool() ? d : Tensor(), dweight, dbias, Tensor()};
  }
};
}  // namespace

Tensor activated(const Tensor& x, Activation act) {
  switch (act) {
    case Activation::none: return x;
    case Activation::gelu: return at::gelu(x);
    case Activation::gelu_tanh: return at::gelu(x, "tanh");
    case Activation::relu: return at::relu(x);
    case Activation::silu: return at::silu(x);
    case Activation::tanh: return at::tanh(x);
  }
  return x;
}

Tensor bias_activation(const Tensor& x, const Tensor& bias, Activation act) {
  if (!ours(x) || !ours_too(bias)) return activated(bias.defined() ? x + bias : x, act);
  if (learns({x, bias})) return BiasActivation::apply(x.contiguous(), given(bias), static_cast<int64_t>(act));
  return activate(x.contiguous(), bias, act);
}

Tensor gated_activation(const Tensor& x, Activation act, bool gate_first) {
  if (!ours(x) || x.size(-1) % 2 != 0) {
    const auto halves = x.chunk(2, -1);
    return activated(halves[gate_first ? 0 : 1], act) * halves[gate_first ? 1 : 0];
  }
  if (learns({x})) return Gated::apply(x.contiguous(), static_cast<int64_t>(act), gate_first);
  return gate(x.contiguous(), act, gate_first);
}

Tensor add_layer_norm(const Tensor& x, const Tensor& residual, const Tensor& weight, const Tensor& bias, double eps) {
  if (!ours(x) || !ours_too(residual) || !ours_too(weight) || !ours_too(bias) || (residual.defined() && residual.sizes() != x.sizes()) || weight.sizes() != x.sizes().slice(x.dim() - 1))
    return at::layer_norm(residual.defined() ? x + residual : x, weight.sizes(), weight, bias, eps);
  const Tensor x_ = x.contiguous(), residual_ = residual.defined() ? residual.contiguous() : residual;
  if (learns({x, residual, weight, bias})) return AddLayerNorm::apply(x_, given(residual_), weight, given(bias), eps);
  return add_norm(x_, residual_, weight.contiguous(), bias.defined() ? bias.contiguous() : bias, eps, false).y;
}

}  // namespace te::kernels
