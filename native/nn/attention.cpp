#include "nn/attention.h"

namespace te::nn {

namespace {
// The places of n texts of s tokens each: [n, s], or [1, s] where they are the same for every text.
Tensor places(const Tensor& columns_T, int64_t begin, int64_t n, int64_t s, const Tensor& like) {
  if (columns_T.defined()) return columns_T.narrow(0, begin, n * s).view({n, s});
  return at::arange(s, like.options().dtype(at::kLong)).unsqueeze(0);
}

// What may be seen, bool, to be broadcast to [n, heads, s, s]; undefined: everything.
Tensor seen_of(const AttentionOptions& options, int64_t begin, int64_t n, int64_t s, const Tensor& like) {
  Tensor seen = options.seen_T.defined() ? options.seen_T.narrow(0, begin, n * s).view({n, 1, 1, s}) : Tensor();
  if (!options.causal && options.window < 0) return seen;
  const Tensor place = places(options.columns_T, begin, n, s, like);
  const Tensor back = place.unsqueeze(2) - place.unsqueeze(1);
  Tensor near = options.window < 0 ? back >= 0 : back.abs() <= options.window;
  if (options.causal && options.window >= 0) near = near.logical_and(back >= 0);
  return seen.defined() ? seen.logical_and(near.unsqueeze(1)) : near.unsqueeze(1);
}

// What is added to the scores: [n, heads, s, s], or [1, heads, s, s].
Tensor bias_of(const AttentionOptions& options, int64_t begin, int64_t n, int64_t s) {
  if (!options.columns_T.defined()) return options.bias_hPP.slice(1, 0, s).slice(2, 0, s).unsqueeze(0);
  std::vector<Tensor> texts;
  for (int64_t i = 0; i < n; i++) {
    const Tensor columns = options.columns_T.narrow(0, begin + i * s, s);
    texts.push_back(options.bias_hPP.index_select(1, columns).index_select(2, columns));
  }
  return at::stack(texts);
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
  const Tensor place = places(columns_T, offsets[text], 1, offsets[text + 1] - offsets[text], like).squeeze(0);
  return place.unsqueeze(1) - place.unsqueeze(0);
}

// Neighbouring texts of equal length need no padding between them: [n * s, heads, d] is [n, s, heads, d]. A batch sorted by length
// is therefore a few calls of LibTorch's own kernel, and none of them sees a pad token.
Tensor attention(const Tensor& q, const Tensor& k, const Tensor& v, const Offsets& offsets, const AttentionOptions& options, Probabilities* probabilities) {
  if (probabilities || options.eager) return eager_attention(q, k, v, offsets, options, probabilities);
  const int64_t heads = q.size(1);
  const bool plainly_causal = options.causal && options.window < 0 && !options.seen_T.defined() && !options.bias_hPP.defined();
  const Tensor all_k = for_heads(k, heads), all_v = for_heads(v, heads);
  std::vector<Tensor> parts;
  for (size_t first = 0, last; first + 1 < offsets.size(); first = last) {
    const int64_t s = offsets[first + 1] - offsets[first];
    for (last = first + 1; last + 1 < offsets.size() && offsets[last + 1] - offsets[last] == s; last++) {}
    const int64_t begin = offsets[first], n = static_cast<int64_t>(last - first);
    if (s == 0) continue;
    auto texts = [&](const Tensor& x) { return x.narrow(0, begin, n * s).unflatten(0, {n, s}).transpose(1, 2); };
    std::optional<Tensor> mask;
    const Tensor seen = plainly_causal ? Tensor() : seen_of(options, begin, n, s, q);
    if (options.bias_hPP.defined()) {
      const Tensor bias = bias_of(options, begin, n, s);
      mask = (seen.defined() ? bias.masked_fill(~seen, -INFINITY) : bias).expand({n, heads, s, s});
    } else if (seen.defined()) {
      mask = seen.expand({n, heads, s, s});
    }
    Tensor out = at::scaled_dot_product_attention(texts(q), texts(all_k), texts(all_v), mask, options.dropout, plainly_causal, options.scale);
    parts.push_back(out.transpose(1, 2).flatten(0, 1));
  }
  return join(parts, q);
}

Tensor eager_attention(const Tensor& q, const Tensor& k, const Tensor& v, const Offsets& offsets, const AttentionOptions& options, Probabilities* probabilities) {
  const Tensor all_k = for_heads(k, q.size(1)), all_v = for_heads(v, q.size(1));
  std::vector<Tensor> parts;
  for (size_t b = 0; b + 1 < offsets.size(); b++) {
    const int64_t begin = offsets[b], n = offsets[b + 1] - begin;
    auto text = [&](const Tensor& x) { return x.narrow(0, begin, n).transpose(0, 1); };  // [heads, n, d]
    Tensor scores = at::matmul(text(q), text(all_k).transpose(1, 2)) * options.scale;
    if (options.bias_hPP.defined()) scores = scores + bias_of(options, begin, 1, n).squeeze(0);
    if (const Tensor seen = seen_of(options, begin, 1, n, q); seen.defined()) scores = scores.masked_fill(~seen.squeeze(0), -INFINITY);
    Tensor weights = at::_safe_softmax(scores, -1);  // a pad that sees nothing gives 0, not NaN
    if (probabilities) probabilities->push_back(weights);
    parts.push_back(at::matmul(at::dropout(weights, options.dropout, options.dropout > 0), text(all_v)).transpose(0, 1));
  }
  return join(parts, q);
}

}  // namespace te::nn
