#include "kernels/varlen.h"

#include <cmath>

namespace te::kernels {

using at::Tensor;

namespace {
// The places of n rows of s tokens each: [n, s], or [1, s] where they are the same for every text.
Tensor places(const std::optional<Tensor>& columns, int64_t begin, int64_t n, int64_t s, int64_t shift, const Tensor& like) {
  if (columns) return columns->narrow(0, begin, n * s).view({n, s});
  return at::arange(shift, shift + s, like.options().dtype(at::kLong)).unsqueeze(0);
}

Tensor for_heads(const Tensor& x, int64_t heads) { return x.size(1) == heads ? x : x.repeat_interleave(heads / x.size(1), 1); }
}  // namespace

Tensor grouped_attention(const Tensor& q, const Tensor& k, const Tensor& v, const Varlen& o) {
  const at::IntArrayRef queries = o.cu_seqlens, keys = o.cu_seqlens_k ? *o.cu_seqlens_k : queries;
  const int64_t heads = q.size(1);
  const bool plain = !o.bias && !o.seen && !o.columns && o.window < 0;
  const Tensor all_k = for_heads(k, heads), all_v = for_heads(v, heads);
  std::vector<Tensor> parts;
  for (size_t first = 0, last; first + 1 < queries.size(); first = last) {
    const int64_t m = queries[first + 1] - queries[first], s = keys[first + 1] - keys[first];
    for (last = first + 1; last + 1 < queries.size() && queries[last + 1] - queries[last] == m && keys[last + 1] - keys[last] == s; last++) {}
    const int64_t n = static_cast<int64_t>(last - first);
    if (m == 0) continue;
    auto texts = [&](const Tensor& x, int64_t begin, int64_t size) { return x.narrow(0, begin, n * size).unflatten(0, {n, size}).transpose(1, 2); };
    std::optional<Tensor> mask;
    const bool plainly_causal = plain && o.causal && m == s;
    if (!plainly_causal && (o.causal || o.window >= 0 || o.bias || o.seen)) {
      const Tensor back = places(o.columns, queries[first], n, m, o.bottom_right ? s - m : 0, q).unsqueeze(2) - places(o.columns, keys[first], n, s, 0, q).unsqueeze(1);
      Tensor hidden = at::zeros_like(back, at::kBool);
      if (o.causal) hidden = hidden.logical_or(back < 0);
      if (o.window >= 0) hidden = hidden.logical_or(back.abs() > o.window);
      hidden = hidden.unsqueeze(1);
      if (o.seen) hidden = hidden.logical_or(o.seen->narrow(0, keys[first], n * s).logical_not().view({n, 1, 1, s}));
      if (o.bias) {
        const Tensor added = o.bias->to(q.scalar_type()).index_select(1, back.flatten() + o.bias->size(1) / 2).view({heads, back.size(0), m, s}).transpose(0, 1);
        mask = added.masked_fill(hidden, -INFINITY).expand({n, heads, m, s});
      } else {
        mask = hidden.logical_not().expand({n, heads, m, s});
      }
    }
    parts.push_back(at::scaled_dot_product_attention(texts(q, queries[first], m), texts(all_k, keys[first], s), texts(all_v, keys[first], s), mask, o.dropout_p, plainly_causal, o.scale)
                        .transpose(1, 2).flatten(0, 1));
  }
  return parts.empty() ? at::empty({0, heads, v.size(2)}, q.options()) : parts.size() == 1 ? parts[0] : at::cat(parts);
}

}  // namespace te::kernels
