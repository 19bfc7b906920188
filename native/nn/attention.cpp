#include "nn/attention.h"

#include "kernels/varlen.h"

namespace te::nn {

namespace {
// The places of a text's tokens.
Tensor places(const Tensor& columns_T, int64_t begin, int64_t n, const Tensor& like) {
  return columns_T.defined() ? columns_T.narrow(0, begin, n) : at::arange(n, like.options().dtype(at::kLong));
}

// What may be seen in a text, bool, to be broadcast to [n, n]; undefined: everything.
Tensor seen_of(const AttentionOptions& options, int64_t begin, int64_t n, const Tensor& back_nn) {
  Tensor seen = options.seen_T.defined() ? options.seen_T.narrow(0, begin, n).unsqueeze(0) : Tensor();
  auto both = [&](const Tensor& other) { seen = seen.defined() ? seen.logical_and(other) : other; };
  if (options.causal) both(back_nn >= 0);
  if (options.window >= 0) both(back_nn.abs() <= options.window);
  return seen;
}

// One head of k and v for each of q's.
Tensor for_heads(const Tensor& x, int64_t heads) { return x.size(1) == heads ? x : x.repeat_interleave(heads / x.size(1), 1); }
}  // namespace

Tensor join(const std::vector<Tensor>& parts, const Tensor& like) {
  return parts.empty() ? at::empty_like(like) : parts.size() == 1 ? parts[0] : at::cat(parts);
}

int64_t longest_row(const Offsets& offsets, const Tensor& columns_T) {
  int64_t longest = columns_T.defined() && columns_T.numel() > 0 ? columns_T.max().item<int64_t>() + 1 : 0;
  for (size_t b = 0; b + 1 < offsets.size(); b++) longest = std::max(longest, offsets[b + 1] - offsets[b]);
  return longest;
}

Tensor places_back(const Offsets& offsets, size_t text, const Tensor& columns_T, const Tensor& like) {
  const Tensor place = places(columns_T, offsets[text], offsets[text + 1] - offsets[text], like);
  return place.unsqueeze(1) - place.unsqueeze(0);
}

Tensor distances(int64_t P, const Tensor& like) { return at::arange(1 - P, P, like.options().dtype(at::kLong).requires_grad(false)); }

Tensor attention(const Tensor& q, const Tensor& k, const Tensor& v, const Offsets& offsets, const AttentionOptions& options, Probabilities* probabilities) {
  if (probabilities || options.eager) return eager_attention(q, k, v, offsets, options, probabilities);
  if (q.scalar_type() != v.scalar_type() || k.scalar_type() != v.scalar_type())  // by autocast: products are halves, what was turned since is not
    return attention(q.to(v.scalar_type()), k.to(v.scalar_type()), v, offsets, options, probabilities);
  auto given = [](const Tensor& x) { return x.defined() ? std::optional(x) : std::nullopt; };
  return kernels::varlen_attention(q, k, v, {offsets, std::nullopt, options.scale, options.causal, false, options.window, given(options.bias_hD), given(options.seen_T), given(options.columns_T), options.dropout});
}

Tensor eager_attention(const Tensor& q, const Tensor& k, const Tensor& v, const Offsets& offsets, const AttentionOptions& options, Probabilities* probabilities) {
  const Tensor all_k = for_heads(k, q.size(1)), all_v = for_heads(v, q.size(1));
  std::vector<Tensor> parts;
  for (size_t b = 0; b + 1 < offsets.size(); b++) {
    const int64_t begin = offsets[b], n = offsets[b + 1] - begin;
    auto text = [&](const Tensor& x) { return x.narrow(0, begin, n).transpose(0, 1); };  // [heads, n, d]
    const Tensor back_nn = places_back(offsets, b, options.columns_T, q);
    Tensor scores = at::matmul(text(q), text(all_k).transpose(1, 2)) * options.scale;
    if (options.bias_hD.defined()) scores = scores + options.bias_hD.index_select(1, back_nn.flatten() + options.bias_hD.size(1) / 2).unflatten(1, {n, n});
    if (const Tensor seen = seen_of(options, begin, n, back_nn); seen.defined()) scores = scores.masked_fill(~seen, -INFINITY);
    Tensor weights = at::_safe_softmax(scores, -1);  // a pad that sees nothing gives 0, not NaN
    if (probabilities) probabilities->push_back(weights);
    parts.push_back(at::matmul(at::dropout(weights, options.dropout, options.dropout > 0), text(all_v)).transpose(0, 1));
  }
  return join(parts, q);
}

}  // namespace te::nn
