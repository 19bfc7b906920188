// Rotary position embeddings (Su et al., 2021), the halves turned against one another as in GPT-NeoX.
#pragma once
#include <ATen/ATen.h>

#include <vector>

namespace te::nn {

using at::Tensor;

struct RopeTable {
  Tensor cos_T1d, sin_T1d;
};

// The angles of each token: position * frequency, for d / 2 frequencies, twice. Computed in float32 whatever the dtype.
inline RopeTable rope_table(const Tensor& positions_T, const std::vector<double>& frequencies, at::ScalarType dtype) {
  const Tensor frequency = at::tensor(frequencies, positions_T.options().dtype(at::kFloat));
  const Tensor half = at::outer(positions_T.to(at::kFloat), frequency), angle = at::cat({half, half}, 1).unsqueeze(1);
  return {angle.cos().to(dtype), angle.sin().to(dtype)};
}

// x: [T, heads, d] -> x cos + (-second half, first half) sin.
inline Tensor rope(const Tensor& x, const RopeTable& table) {
  const auto halves = x.chunk(2, -1);
  return x * table.cos_T1d + at::cat({-halves[1], halves[0]}, -1) * table.sin_T1d;
}

}  // namespace te::nn
