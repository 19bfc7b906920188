#include "nn/params.h"

#include <ATen/CPUGeneratorImpl.h>

#include <cmath>

#include "nn/error.h"

namespace te::nn {

namespace {
constexpr size_t few = 64;  // names missing of a model that cannot be the one of these weights
constexpr int64_t most_elements = int64_t{1} << 35;

std::string some(const std::vector<std::string>& names) {
  std::string text;
  for (size_t i = 0; i < names.size() && i < 3; i++) text += (i ? ", " : "") + names[i];
  return names.size() > 3 ? c10::str(text, " and ", names.size() - 3, " more") : text;
}

void check_finite(const std::string& name, const at::Tensor& weight) {
  if (!weight.is_floating_point() || weight.numel() == 0) return;
  const auto [least, most] = at::aminmax(weight.detach());
  if (!std::isfinite(least.item<double>()) || !std::isfinite(most.item<double>()))
    fail(Code::config, name, " holds ", std::isnan(least.item<double>()) ? "NaN" : "infinity", " as ", c10::toString(weight.scalar_type()),
         "; wanted finite numbers: is the file damaged, or stored in a narrower dtype than it was trained in?");
}
}  // namespace

Params::Params(Weights given, const Making& making) : given_(std::move(given)), making_(making) {
  if (making.init) generator_ = at::detail::createCPUGenerator(static_cast<uint64_t>(making.init->seed));
}

at::Tensor Params::fresh(const std::string& name, at::IntArrayRef shape) {
  int64_t elements = 1;
  for (int64_t size : shape)
    if ((elements *= size) > most_elements) fail(Code::config, name, " would have the shape ", shape, ", which no machine here can hold; are the sizes of the configuration right?");
  if (shape.size() > 1) return at::normal(0, making_.init->std, shape, generator_);
  return name.ends_with("weight") ? at::ones(shape) : at::zeros(shape);
}

at::Tensor Params::take(const std::string& name, at::IntArrayRef shape) {
  auto found = given_.find(name);
  const bool missing = found == given_.end(), mismatched = !missing && found->second.sizes() != shape;
  if (missing && (!making_.init || !making_.strict)) report_.missing.push_back(name);
  if (mismatched) report_.mismatched.push_back(c10::str(name, " ", found->second.sizes(), " where the configuration says ", shape));
  if (making_.strict && report_.missing.size() > few) refuse("its configuration");
  const bool made = making_.init && (missing || (mismatched && !making_.strict));
  if (missing && !made) return {};
  // detached: its own node of the graph, whoever else holds the tensor
  const bool isInt8 = making_.dtype == at::kChar;
  at::Tensor weight = (made ? fresh(name, shape) : found->second.detach()).to(isInt8 ? at::kFloat : making_.dtype);
  check_finite(name, weight);
  if (!widened(weight) && !isInt8) weight.set_requires_grad(true);
  if (!missing) given_.erase(found);
  taken_[name] = weight;
  return weight;
}

std::shared_ptr<PackedLinear> Params::pack(const std::string& prefix, const at::Tensor& weight, const at::Tensor& bias) {
  if (!weight.is_cpu()) fail(Code::unsupported, "int8 is for the CPU; load the model with dtype: 'float16' on ", weight.device().str());
  auto packed = std::make_shared<PackedLinear>(weight, bias.defined() ? bias.detach().to(at::kFloat) : bias, making_.dtype);
  packed_[prefix + "weight"] = packed;
  taken_.erase(prefix + "weight");
  return packed;
}

void Params::refuse(const std::string& model) const {
  std::string wrong;
  if (!report_.missing.empty()) wrong += "; missing: " + some(report_.missing);
  if (!report_.unexpected.empty()) wrong += "; unexpected: " + some(report_.unexpected);
  if (!report_.mismatched.empty()) wrong += "; of another shape: " + some(report_.mismatched);
  if (!wrong.empty()) fail(Code::config, "The weights do not fit ", model, wrong.substr(1), "; is config.json the one of these weights? strict: false loads what fits");
}

Params::Taken Params::finish(const std::string& model) {
  for (auto& [name, weight] : given_) report_.unexpected.push_back(name);
  if (making_.strict) refuse(model);
  given_.clear();
  return {std::move(taken_), std::move(packed_), std::move(report_), std::move(adapters_)};
}

}  // namespace te::nn
