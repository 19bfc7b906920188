#include "nn/params.h"

#include <ATen/CPUGeneratorImpl.h>

#include "nn/error.h"

namespace te::nn {

Params::Params(Weights given, at::ScalarType dtype, const std::optional<Init>& init) : given_(std::move(given)), dtype_(dtype), init_(init) {
  if (init_) generator_ = at::detail::createCPUGenerator(static_cast<uint64_t>(init_->seed));
}

at::Tensor Params::fresh(const std::string& name, at::IntArrayRef shape) {
  if (shape.size() > 1) return at::normal(0, init_->std, shape, generator_);
  return name.ends_with("weight") ? at::ones(shape) : at::zeros(shape);
}

at::Tensor Params::take(const std::string& name, at::IntArrayRef shape) {
  if (init_ && !given_.contains(name)) given_[name] = fresh(name, shape);
  auto found = given_.find(name);
  if (found == given_.end()) {
    missing_.push_back(name);
    return {};
  }
  at::Tensor weight = found->second.detach().to(dtype_);  // its own node of the graph, whoever else holds the tensor
  weight.set_requires_grad(true);
  if (weight.sizes() != shape) mismatched_.push_back(c10::str(name, " ", weight.sizes(), " where the configuration says ", shape));
  given_.erase(found);
  taken_[name] = weight;
  return weight;
}

namespace {
std::string some(const std::vector<std::string>& names) {
  std::string text;
  for (size_t i = 0; i < names.size() && i < 3; i++) text += (i ? ", " : "") + names[i];
  return names.size() > 3 ? c10::str(text, " and ", names.size() - 3, " more") : text;
}
}  // namespace

Weights Params::finish(const std::string& model) {
  std::vector<std::string> unexpected;
  for (auto& [name, weight] : given_) unexpected.push_back(name);
  std::string wrong;
  if (!missing_.empty()) wrong += "; missing: " + some(missing_);
  if (!unexpected.empty()) wrong += "; unexpected: " + some(unexpected);
  if (!mismatched_.empty()) wrong += "; of another shape: " + some(mismatched_);
  if (!wrong.empty()) fail(Code::config, "The weights do not fit ", model, wrong.substr(1), "; is config.json the one of these weights?");
  given_.clear();
  return std::move(taken_);
}

}  // namespace te::nn
