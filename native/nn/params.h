// The parameters of a model, under the names of its checkpoint.
#pragma once
#include <ATen/ATen.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nn/fields.h"

namespace te::nn {

using Weights = std::map<std::string, at::Tensor>;

// How a model without a checkpoint begins: matrices from N(0, std^2), norms as 1, biases as 0.
struct Init {
  double std;
  int64_t seed;
  static constexpr auto fields = te::fields(field("std", &Init::std), field("seed", &Init::seed));
};

// Hands out weights by name and keeps account: what was missing, what has another shape, what nobody took. With `init`, what is missing is made.
class Params {
 public:
  Params(Weights given, at::ScalarType dtype, const std::optional<Init>& init = std::nullopt);

  at::Tensor take(const std::string& name, at::IntArrayRef shape);

  // Throws ERR_CONFIG when the weights and the model differ; the model is usable only afterwards.
  Weights finish(const std::string& model);

 private:
  at::Tensor fresh(const std::string& name, at::IntArrayRef shape);

  Weights given_, taken_;
  at::ScalarType dtype_;
  std::optional<Init> init_;
  at::Generator generator_;
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
