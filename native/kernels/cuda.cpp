#include "kernels/cuda.h"

#include <c10/core/GradMode.h>

#include <algorithm>

namespace te::kernels {

using at::Tensor;

namespace {
Tensor on(const Tensor& like, at::IntArrayRef cu_seqlens) { return at::tensor(cu_seqlens, at::kInt).to(like.device(), /*non_blocking=*/true); }

int64_t longest(at::IntArrayRef cu_seqlens) {
  int64_t most = 0;
  for (size_t b = 0; b + 1 < cu_seqlens.size(); b++) most = std::max(most, cu_seqlens[b + 1] - cu_seqlens[b]);
  return most;
}

Tensor repeated(const Tensor& x, int64_t heads) { return x.size(1) == heads ? x : x.repeat_interleave(heads / x.size(1), 1); }

// Why neither kernel will do, or nothing.
const char* obstacle(const Varlen& o, bool half) {
  if (o.bias) return "they have no bias by distance";
  if (o.seen || o.columns) return "they keep no pads";
  if (o.window >= 0 && !half) return "a window of float32 has no gradient there";
  if (o.causal && !o.bottom_right && o.cu_seqlens_k) return "they count causal masks of unequal lengths from the last key";
  return nullptr;
}
}  // namespace

Tensor cuda_attention(const Tensor& q, const Tensor& k, const Tensor& v, const Varlen& o) {
  const bool half = q.scalar_type() == at::kHalf || q.scalar_type() == at::kBFloat16;
  if (const char* reason = obstacle(o, half)) {
    TORCH_WARN_ONCE("attention on CUDA goes through LibTorch's general attention instead of its packed kernels: ", reason);
    return grouped_attention(q, k, v, o);
  }
  const at::IntArrayRef keys = o.cu_seqlens_k ? *o.cu_seqlens_k : o.cu_seqlens;
  const Tensor cu_q = on(q, o.cu_seqlens), cu_k = on(q, keys);
  if (half && q.size(2) <= 256 && q.size(2) % 8 == 0 && v.size(2) == q.size(2)) {
    const std::optional<int64_t> window = o.window >= 0 ? std::optional(o.window) : std::nullopt;
    return std::get<0>(at::_flash_attention_forward(q, k, v, cu_q, cu_k, longest(o.cu_seqlens), longest(keys), o.dropout_p, o.causal, false, o.scale, window, window));
  }
  if (o.window >= 0) {
    TORCH_WARN_ONCE("attention on CUDA goes through LibTorch's general attention instead of its packed kernels: a window wants heads of at most 256 numbers, in steps of 8");
    return grouped_attention(q, k, v, o);
  }
  const bool learns = c10::GradMode::is_enabled() && (q.requires_grad() || k.requires_grad() || v.requires_grad());
  const int64_t mask = o.causal ? (o.bottom_right ? 2 : 1) : 0;
  return std::get<0>(at::_efficient_attention_forward(q.unsqueeze(0), repeated(k, q.size(1)).unsqueeze(0), repeated(v, q.size(1)).unsqueeze(0), std::nullopt, cu_q, cu_k, longest(o.cu_seqlens), longest(keys),
                                                      o.dropout_p, mask, learns, o.scale)).squeeze(0);
}

}  // namespace te::kernels
