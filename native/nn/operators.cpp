#include "nn/operators.h"

#include <torch/library.h>

#include <mutex>

#include "kernels/memory.h"
#include "kernels/passes.h"
#include "kernels/varlen.h"
#include "nn/transformer.h"

namespace te::nn {

using kernels::Activation;

namespace {
Tensor varlen(const Tensor& q, const Tensor& k, const Tensor& v, at::IntArrayRef cu_seqlens, at::OptionalIntArrayRef cu_seqlens_k, std::optional<double> scale, bool causal, bool bottom_right,
              int64_t window, const std::optional<Tensor>& bias, const std::optional<Tensor>& seen, const std::optional<Tensor>& columns, double dropout_p) {
  return kernels::varlen_attention(q, k, v, {cu_seqlens, cu_seqlens_k, scale, causal, bottom_right, window, bias, seen, columns, dropout_p});
}

Activation named(c10::string_view name) {
  constexpr std::pair<const char*, Activation> all[] = {{"none", Activation::none}, {"gelu", Activation::gelu}, {"gelu_tanh", Activation::gelu_tanh}, {"relu", Activation::relu}, {"silu", Activation::silu}, {"tanh", Activation::tanh}};
  for (const auto& [known, act] : all)
    if (name == known) return act;
  TORCH_CHECK_VALUE(false, "activation '", name, "' is not known; wanted none, gelu, gelu_tanh, relu, silu or tanh");
}

Tensor bias_act(const Tensor& x, const std::optional<Tensor>& bias, c10::string_view act) { return kernels::bias_activation(x, bias.value_or(Tensor()), named(act)); }
Tensor gated(const Tensor& x, c10::string_view act, bool gate_first) { return kernels::gated_activation(x, named(act), gate_first); }
Tensor add_norm(const Tensor& x, const std::optional<Tensor>& residual, const Tensor& weight, const std::optional<Tensor>& bias, double eps) {
  return kernels::add_layer_norm(x, residual.value_or(Tensor()), weight, bias.value_or(Tensor()), eps);
}
}  // namespace

// Each looks at its arguments itself, and is made of differentiable functions, so one implementation serves every device and dtype.
void use_kernels() {
  static std::once_flag once;
  std::call_once(once, [] {
    kernels::keep_freed_memory();
    if (c10::Dispatcher::singleton().findSchema({"torch_encoders::varlen_attention", ""})) return;
    auto* library = new torch::Library(torch::Library::DEF, "torch_encoders", std::nullopt, __FILE__, __LINE__);  // for as long as the process runs
    library->def(torch::schema("varlen_attention(Tensor q, Tensor k, Tensor v, int[] cu_seqlens, *, int[]? cu_seqlens_k=None, float? scale=None, bool causal=False, bool bottom_right=False, int window=-1, "
                 "Tensor? bias=None, Tensor? seen=None, Tensor? columns=None, float dropout_p=0.) -> Tensor"), varlen, {at::Tag::nondeterministic_seeded});
    library->def("bias_activation(Tensor x, Tensor? bias, str activation='gelu') -> Tensor", bias_act);
    library->def("gated_activation(Tensor x, str activation='gelu', bool gate_first=False) -> Tensor", gated);
    library->def("add_layer_norm(Tensor x, Tensor? residual, Tensor weight, Tensor? bias=None, float eps=1e-05) -> Tensor", add_norm);
    library->def(torch::schema("transformer_encoder(Tensor x, int[] cu_seqlens, Tensor[] weights, int heads, float dropout=0., bool after_mask=False) -> Tensor"), transformer_encoder, {at::Tag::nondeterministic_seeded});
  });
}

}  // namespace te::nn
