#include "nn/transformer.h"

#include <cmath>

#include "nn/error.h"
#include "nn/layers.h"

namespace te::nn {

namespace {
constexpr size_t per_layer = 12;

Tensor layer(const Tensor& x_TE, const Offsets& offsets, at::TensorList w, int64_t heads, double dropout, AttentionOptions options) {
  const Tensor qkv = at::linear(x_TE, w[0], w[1]).unflatten(1, {3, heads, -1});  // [T, 3, heads, d]
  const Tensor attended = attention(qkv.select(1, 0), qkv.select(1, 1), qkv.select(1, 2), offsets, options).flatten(1);
  auto norm = [&](const Tensor& y, size_t at) { return at::layer_norm(y, {y.size(1)}, w[at], w[at + 1], 1e-5); };
  auto dropped = [&](const Tensor& y) { return drop(y, dropout, true); };
  const Tensor x = norm(x_TE + dropped(at::linear(attended, w[2], w[3])), 8);
  return norm(x + dropped(at::linear(dropped(at::relu(at::linear(x, w[4], w[5]))), w[6], w[7])), 10);
}
}  // namespace

Tensor transformer_encoder(const Tensor& x_TE, at::IntArrayRef offsets, at::TensorList weights, int64_t heads, double dropout, const std::optional<Tensor>& bias_PP) {
  if (x_TE.dim() != 2 || weights.size() % per_layer != 0 || heads < 1 || x_TE.size(1) % heads != 0 || offsets.empty() || offsets.back() != x_TE.size(0))
    fail(Code::shape, "transformer_encoder wants x [T, E] with E a multiple of the heads, offsets from 0 to T, and twelve weights a layer; found x ", x_TE.sizes(), ", ", heads, " heads, ", weights.size(), " weights");
  AttentionOptions options{1 / std::sqrt(static_cast<double>(x_TE.size(1) / heads))};
  options.dropout = dropout;
  if (bias_PP) options.bias_hPP = bias_PP->unsqueeze(0);
  const Offsets ends(offsets.begin(), offsets.end());
  Tensor x = x_TE;
  for (size_t at = 0; at < weights.size(); at += per_layer) x = layer(x, ends, weights.slice(at, per_layer), heads, dropout, options);
  return x;
}

}  // namespace te::nn
