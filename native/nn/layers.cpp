#include "nn/layers.h"

#include "nn/error.h"

namespace te::nn {

namespace {
Tensor gelu(const Tensor& x) { return at::gelu(x); }
Tensor gelu_tanh(const Tensor& x) { return at::gelu(x, "tanh"); }
Tensor relu(const Tensor& x) { return at::relu(x); }
Tensor silu(const Tensor& x) { return at::silu(x); }
Tensor tanh(const Tensor& x) { return at::tanh(x); }

const std::map<std::string, Activation> activations = {
    {"gelu", gelu},          {"gelu_new", gelu_tanh}, {"gelu_pytorch_tanh", gelu_tanh}, {"gelu_fast", gelu_tanh},
    {"relu", relu},          {"silu", silu},          {"swish", silu},                  {"tanh", tanh},
};
}  // namespace

Activation activation(const std::string& name) {
  auto found = activations.find(name);
  if (found != activations.end()) return found->second;
  std::string known;
  for (auto& [other, function] : activations) known += (known.empty() ? "" : ", ") + other;
  fail(Code::config, "hidden_act '", name, "' is not known; wanted one of ", known);
}

}  // namespace te::nn
