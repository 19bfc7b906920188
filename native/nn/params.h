// The parameters of a model, under the names of its checkpoint.
#pragma once
#include <ATen/ATen.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nn/fields.h"
#include "nn/packedlinear.h"

namespace te::nn {

using Weights = std::map<std::string, at::Tensor>;

// How a weight without a checkpoint begins: matrices from N(0, std^2), norms as 1, biases as 0.
struct Init {
  double std;
  int64_t seed;
  static constexpr auto fields = te::fields(field("std", &Init::std), field("seed", &Init::seed));
};

// What a model is made with beside its configuration and weights.
struct Making {
  at::ScalarType dtype;      // of its parameters; what is computed in: see compute_type
  std::optional<Init> init;  // makes the weights that are not given
  bool strict;               // false: weights that do not fit are named in the report and made by `init`
  static constexpr auto fields = te::fields(field("dtype", &Making::dtype), field("init", &Making::init), field("strict", &Making::strict));
};

// How the weights that were given fitted the model.
struct Report {
  std::vector<std::string> missing, unexpected, mismatched;
  static constexpr auto fields = te::fields(field("missing", &Report::missing), field("unexpected", &Report::unexpected), field("mismatched", &Report::mismatched));
};

// What a CPU keeps small and computes with in float32, having no arithmetic of its own for it: float16 matrices by FBGEMM, other weights made wide where
// they are used. int8 is of matrices alone.
inline bool widened(const at::Tensor& weight) { return weight.is_cpu() && (weight.scalar_type() == at::kHalf || weight.scalar_type() == at::kBFloat16); }
inline at::ScalarType compute_type(const at::Tensor& weight) { return widened(weight) ? at::kFloat : weight.scalar_type(); }

// LoRA (Hu et al., 2021): beside x W^T, scale * (x A^T) B^T, with A [r, in] and B [out, r]; undefined where there is none.
struct Adapter {
  int64_t in, out;
  at::Tensor a, b;
  double scale = 0, dropout = 0;  // dropout of x
  bool training = false;
};
using Adapters = std::map<std::string, std::shared_ptr<Adapter>>;

// Hands out weights by name and keeps account: what was missing, what has another shape, what nobody took.
class Params {
 public:
  Params(Weights given, const Making& making);

  // ERR_CONFIG for a weight that holds NaN or infinity.
  at::Tensor take(const std::string& name, at::IntArrayRef shape);

  // Whether the matrix of a layer is to be kept packed, and one that is: it is no weight any more.
  bool packs(const at::Tensor& weight) const { return making_.dtype == at::kChar || (making_.dtype == at::kHalf && weight.is_cpu()); }
  std::shared_ptr<PackedLinear> pack(const std::string& prefix, const at::Tensor& weight, const at::Tensor& bias);

  // The place of an adapter beside a matrix.
  std::shared_ptr<Adapter> adapter(const std::string& name, int64_t in, int64_t out) { return adapters_[name] = std::make_shared<Adapter>(Adapter{in, out, {}, {}}); }

  struct Taken {
    Weights weights;
    std::map<std::string, std::shared_ptr<PackedLinear>> packed;
    Report report;
    Adapters adapters;
  };
  // Throws ERR_CONFIG when the weights and the model differ, unless they may; the model is usable only afterwards.
  Taken finish(const std::string& model);

 private:
  at::Tensor fresh(const std::string& name, at::IntArrayRef shape);
  void refuse(const std::string& model) const;

  Weights given_, taken_;
  std::map<std::string, std::shared_ptr<PackedLinear>> packed_;
  Adapters adapters_;
  const Making making_;
  at::Generator generator_;
  Report report_;
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
