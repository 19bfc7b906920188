// The parameters of a model, under the names of its checkpoint.
#pragma once
#include <ATen/ATen.h>

#include <map>
#include <string>
#include <vector>

namespace te::nn {

using Weights = std::map<std::string, at::Tensor>;

// Hands out weights by name and keeps account: what was missing, what has another shape, what nobody took.
class Params {
 public:
  Params(Weights given, at::ScalarType dtype);

  at::Tensor take(const std::string& name, at::IntArrayRef shape);

  // Throws ERR_CONFIG when the weights and the model differ; the model is usable only afterwards.
  Weights finish(const std::string& model);

 private:
  Weights given_, taken_;
  at::ScalarType dtype_;
  std::vector<std::string> missing_, mismatched_;
};

// A place in the tree of names: Scope(params) / "encoder" / "layer" / 0.
struct Scope {
  Params& params;
  std::string prefix;
  Scope operator/(const std::string& name) const { return {params, prefix + name + "."}; }
  Scope operator/(int64_t index) const { return *this / std::to_string(index); }
  at::Tensor take(const std::string& name, at::IntArrayRef shape) const { return params.take(prefix + name, shape); }
};

}  // namespace te::nn
