#include "nn/transformer.h"

#include <cmath>

#include "kernels/varlen.h"
#include "nn/error.h"
#include "nn/layers.h"

namespace te::nn {

namespace {
constexpr size_t per_layer = 12;

struct Attention {
  at::IntArrayRef cu_seqlens;
  double dropout;
  bool after_mask;
  Tensor first_B;              // the first tokens, where these see all
  std::vector<int64_t> each;   // 0, 1, 2, …: one of them a sequence

  Attention(at::IntArrayRef cu_seqlens, double dropout, bool after_mask, const Tensor& like) : cu_seqlens(cu_seqlens), dropout(dropout), after_mask(after_mask) {
    if (!after_mask) return;
    first_B = at::tensor(cu_seqlens.slice(0, cu_seqlens.size() - 1), like.options().dtype(at::kLong).requires_grad(false));
    for (size_t b = 0; b < cu_seqlens.size(); b++) each.push_back(static_cast<int64_t>(b));
  }

  Tensor operator()(const Tensor& q, const Tensor& k, const Tensor& v) const {
    kernels::Varlen options{cu_seqlens};
    options.causal = after_mask, options.dropout_p = dropout;
    const Tensor out = kernels::varlen_attention(q, k, v, options);
    if (!after_mask) return out;
    kernels::Varlen all{each};
    all.cu_seqlens_k = cu_seqlens, all.dropout_p = dropout;
    return out.index_copy(0, first_B, kernels::varlen_attention(q.index_select(0, first_B), k, v, all));
  }
};

Tensor layer(const Tensor& x_TE, const Attention& attention, at::TensorList w, int64_t heads, double dropout) {
  const auto qkv_Thd = linear(x_TE, w[0], w[1]).unflatten(1, {3, heads, -1}).unbind(1);
  const Tensor attended_TE = attention(qkv_Thd[0], qkv_Thd[1], qkv_Thd[2]).flatten(1);
  auto norm = [&](const Tensor& y, const Tensor& residual, size_t at) { return kernels::add_layer_norm(y, residual, w[at], w[at + 1], 1e-5); };
  auto dropped = [&](const Tensor& y) { return drop(y, dropout, true); };
  const Tensor middle_TE = norm(dropped(linear(attended_TE, w[2], w[3])), x_TE, 8);
  return norm(dropped(linear(dropped(linear(middle_TE, w[4], w[5], Activation::relu)), w[6], w[7])), middle_TE, 10);
}
}  // namespace

Tensor transformer_encoder(const Tensor& x_TE, at::IntArrayRef cu_seqlens, at::TensorList weights, int64_t heads, double dropout, bool after_mask) {
  if (x_TE.dim() != 2 || weights.size() % per_layer != 0 || heads < 1 || x_TE.size(1) % heads != 0 || cu_seqlens.empty() || cu_seqlens.back() != x_TE.size(0))
    fail(Code::shape, "transformer_encoder wants x [T, E] with E a multiple of the heads, offsets from 0 to T, and twelve weights a layer; found x ", x_TE.sizes(), ", ", heads, " heads, ", weights.size(), " weights");
  const Attention attention(cu_seqlens, dropout, after_mask, x_TE);
  Tensor x = x_TE;
  for (size_t at = 0; at < weights.size(); at += per_layer) x = layer(x, attention, weights.slice(at, per_layer), heads, dropout);
  return x;
}

}  // namespace te::nn
