// Autograd beyond single operators: gradients of chosen inputs, hooks, functions whose backward is JavaScript, anomaly detection.
#pragma once
#include "bind/function.h"

namespace te::bind {

using OptionalTensors = std::vector<std::optional<at::Tensor>>;

struct BackwardOptions {
  std::optional<bool> retain_graph;
  bool create_graph = false, allow_unused = false;
  static constexpr auto fields = te::fields(field("retainGraph", &BackwardOptions::retain_graph), field("createGraph", &BackwardOptions::create_graph),
                                            field("allowUnused", &BackwardOptions::allow_unused));
};

// Adds to the leaves' grad.
void autograd_backward(const std::vector<at::Tensor>& outputs, const OptionalTensors& gradients, const BackwardOptions& options);
// The gradients of `inputs`; of one that was not used, undefined if that is allowed.
OptionalTensors autograd_grad(const std::vector<at::Tensor>& outputs, const std::vector<at::Tensor>& inputs, const OptionalTensors& gradients, const BackwardOptions& options);

std::optional<std::string> tensor_grad_fn(const at::Tensor& tensor);
void tensor_set_grad(const at::Tensor& tensor, const std::optional<at::Tensor>& gradient);
void tensor_retain_grad(const at::Tensor& tensor);
// hook(gradient) may give another gradient instead. The number is for tensor_remove_hook.
int64_t tensor_register_hook(const at::Tensor& tensor, const JsFunction& hook);
void tensor_remove_hook(const at::Tensor& tensor, int64_t hook);

// The outputs again, as if an operator had made them from the inputs whose backward is `backward`: gradients of the outputs -> of the inputs.
std::vector<at::Tensor> attach_backward(const std::vector<at::Tensor>& inputs, const std::vector<at::Tensor>& outputs, const std::string& name, const JsFunction& backward);

// A backward whose gradients become NaN fails, and says in which operator.
void set_anomaly_detection(bool enabled);
bool anomaly_detection();

}  // namespace te::bind
