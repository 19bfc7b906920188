#include "bind/autograd.h"

#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/variable.h>

namespace te::bind {

namespace {

std::vector<at::Tensor> undefined_for_missing(const OptionalTensors& tensors) {
  std::vector<at::Tensor> out;
  for (const auto& tensor : tensors) out.push_back(tensor.value_or(at::Tensor()));
  return out;
}

class JsBackward : public torch::autograd::Node {
 public:
  JsBackward(std::string name, JsFunction backward) : name_(std::move(name)), backward_(std::move(backward)) {}

  std::string name() const override { return name_; }

  torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
    OptionalTensors given;
    for (size_t i = 0; i < gradients.size(); i++) given.push_back(gradients[i].defined() ? gradients[i] : input_metadata(i).zeros_like());
    const OptionalTensors found = backward_(given);
    if (found.size() != num_outputs()) fail(Code::shape, name_, ": backward gives ", found.size(), " gradients; wanted ", num_outputs(), ", one for each input of forward");
    return undefined_for_missing(found);
  }

 private:
  const std::string name_;
  const JsFunction backward_;
};

}  // namespace

void autograd_backward(const std::vector<at::Tensor>& outputs, const OptionalTensors& gradients, const BackwardOptions& options) {
  torch::autograd::backward(outputs, undefined_for_missing(gradients), options.retain_graph, options.create_graph);
}

OptionalTensors autograd_grad(const std::vector<at::Tensor>& outputs, const std::vector<at::Tensor>& inputs, const OptionalTensors& gradients, const BackwardOptions& options) {
  OptionalTensors found;
  for (at::Tensor& gradient : torch::autograd::grad(outputs, inputs, undefined_for_missing(gradients), options.retain_graph, options.create_graph, options.allow_unused))
    found.push_back(gradient.defined() ? std::optional(std::move(gradient)) : std::nullopt);
  return found;
}

std::optional<std::string> tensor_grad_fn(const at::Tensor& tensor) {
  if (const auto node = tensor.grad_fn()) return node->name();
  return std::nullopt;
}

void tensor_set_grad(const at::Tensor& tensor, const std::optional<at::Tensor>& gradient) {
  if (gradient && (gradient->sizes() != tensor.sizes() || gradient->scalar_type() != tensor.scalar_type()))
    fail(Code::shape, "grad wants a ", c10::toString(tensor.scalar_type()), " tensor of shape ", tensor.sizes(), ", found ", c10::toString(gradient->scalar_type()), " ", gradient->sizes());
  tensor.mutable_grad() = gradient.value_or(at::Tensor());
}

void tensor_retain_grad(const at::Tensor& tensor) { tensor.retain_grad(); }

int64_t tensor_register_hook(const at::Tensor& tensor, const JsFunction& hook) {
  if (!tensor.requires_grad()) fail(Code::config, "A hook wants a tensor that requires grad");
  return tensor.register_hook([hook](const at::Tensor& gradient) -> at::Tensor {
    const OptionalTensors found = hook({gradient});
    return found.empty() || !found[0] ? at::Tensor() : *found[0];
  });
}

void tensor_remove_hook(const at::Tensor& tensor, int64_t hook) { tensor.remove_hook(static_cast<unsigned>(hook)); }

std::vector<at::Tensor> attach_backward(const std::vector<at::Tensor>& inputs, const std::vector<at::Tensor>& outputs, const std::string& name, const JsFunction& backward) {
  std::vector<at::Tensor> made;
  for (const at::Tensor& output : outputs) made.push_back(output.detach());
  if (!torch::autograd::compute_requires_grad(inputs)) return made;
  const auto node = c10::make_intrusive<JsBackward>(name, backward);
  node->set_next_edges(torch::autograd::collect_next_edges(inputs));
  for (const at::Tensor& output : made) {
    if (torch::autograd::isDifferentiableType(output.scalar_type())) torch::autograd::set_history(output, node);
    else node->add_input_metadata(torch::autograd::Node::undefined_input());
  }
  return made;
}

void set_anomaly_detection(bool enabled) { torch::autograd::AnomalyMode::set_enabled(enabled); }
bool anomaly_detection() { return torch::autograd::AnomalyMode::is_enabled(); }

}  // namespace te::bind
