#include "nn/layers.h"

#include "kernels/linear.h"
#include "nn/error.h"

namespace te::nn {

namespace {
const std::map<std::string, Activation> activations = {
    {"gelu", Activation::gelu},           {"gelu_new", Activation::gelu_tanh}, {"gelu_pytorch_tanh", Activation::gelu_tanh},
    {"gelu_fast", Activation::gelu_tanh}, {"relu", Activation::relu},          {"silu", Activation::silu},
    {"swish", Activation::silu},          {"tanh", Activation::tanh},
};
}  // namespace

Activation activation(const std::string& name) {
  auto found = activations.find(name);
  if (found != activations.end()) return found->second;
  std::string known;
  for (auto& [other, function] : activations) known += (known.empty() ? "" : ", ") + other;
  fail(Code::config, "hidden_act '", name, "' is not known; wanted one of ", known);
}

Tensor linear(const Tensor& x, const Tensor& weight, const Tensor& bias, Activation act) {
  if (kernels::takes(x, weight, bias)) return kernels::linear(x, weight, bias.defined() ? at::TensorList(bias) : at::TensorList(), act);
  if (act == Activation::none) return at::linear(x, as(weight, x), as(bias, x));
  return kernels::bias_activation(at::linear(x, as(weight, x)), as(bias, x), act);
}

namespace {
Tensor through(const Adapter& adapter, const Tensor& x) {
  const Tensor dropped = drop(x, adapter.dropout, adapter.training);
  return at::linear(at::linear(dropped, as(adapter.a, x)), as(adapter.b, x)) * adapter.scale;
}
}  // namespace

Tensor Linear::operator()(const Tensor& x, Activation act) const {
  const Activation first = adapts() ? Activation::none : act;
  const Tensor y = packed_ ? (*packed_)(x, first) : linear(x, weight_, bias_, first);
  return adapts() ? kernels::bias_activation(y + through(*adapter_, x), Tensor(), act) : y;
}

Tensor Linear::beside(const Tensor& x, std::initializer_list<const Linear*> layers) {
  std::vector<Tensor> weights, biases, results;
  for (const Linear* layer : layers) {
    if (layer->packed_ || layer->adapts() || !kernels::takes(x, layer->weight_, layer->bias_)) break;
    weights.push_back(layer->weight_);
    if (layer->bias_.defined()) biases.push_back(layer->bias_);
  }
  if (weights.size() == layers.size() && (biases.empty() || biases.size() == weights.size())) return kernels::linear(x, weights, biases);
  for (const Linear* layer : layers) results.push_back((*layer)(x));
  return at::cat(results, 1);
}

Tensor Linear::feed_forward(const Tensor& x, const Linear& up, Activation act, const Linear& down) {
  const bool plain = !up.packed_ && !up.adapts() && !down.packed_ && !down.adapts() && kernels::takes(x, up.weight_, up.bias_) && kernels::suits(down.weight_, down.bias_);
  return plain ? kernels::feed_forward(x, up.weight_, up.bias_, act, down.weight_, down.bias_) : down(up(x, act));
}

}  // namespace te::nn
