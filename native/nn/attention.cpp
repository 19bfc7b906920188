#include "nn/attention.h"

namespace te::nn {

namespace {
// No text at all is an empty batch, not an error.
Tensor join(const std::vector<Tensor>& parts, const Tensor& like) {
  return parts.empty() ? at::empty_like(like) : parts.size() == 1 ? parts[0] : at::cat(parts);
}
// What is added to the scores of one text, [heads, n, n].
Tensor bias_of(const AttentionOptions& options, int64_t begin, int64_t n) {
  if (!options.columns_T.defined()) return options.bias_hPP.slice(1, 0, n).slice(2, 0, n);
  const Tensor columns = options.columns_T.narrow(0, begin, n);
  return options.bias_hPP.index_select(1, columns).index_select(2, columns);
}

// What is added to the scores of n texts of s tokens each, or a mask of those that are seen; none where neither is asked for.
std::optional<Tensor> mask_of(const AttentionOptions& options, int64_t begin, int64_t n, int64_t s, int64_t heads) {
  std::optional<Tensor> mask;
  if (options.seen_T.defined()) mask = options.seen_T.narrow(0, begin, n * s).view({n, 1, 1, s}).expand({n, heads, s, s});
  if (!options.bias_hPP.defined()) return mask;
  Tensor bias;
  if (options.columns_T.defined()) {
    std::vector<Tensor> texts;
    for (int64_t i = 0; i < n; i++) texts.push_back(bias_of(options, begin + i * s, s));
    bias = at::stack(texts);
  } else {
    bias = bias_of(options, begin, s).unsqueeze(0).expand({n, heads, s, s});  // the same for every text
  }
  return mask ? bias.masked_fill(~*mask, -INFINITY) : bias;
}
}  // namespace

// Neighbouring texts of equal length need no padding between them: [n * s, heads, d] is [n, s, heads, d]. A batch sorted by length
// is therefore a few calls of LibTorch's own kernel, and none of them sees a pad token.
Tensor attention(const Tensor& q, const Tensor& k, const Tensor& v, const Offsets& offsets, const AttentionOptions& options) {
  std::vector<Tensor> parts;
  for (size_t first = 0, last; first + 1 < offsets.size(); first = last) {
    const int64_t s = offsets[first + 1] - offsets[first];
    for (last = first + 1; last + 1 < offsets.size() && offsets[last + 1] - offsets[last] == s; last++) {}
    const int64_t begin = offsets[first], n = static_cast<int64_t>(last - first);
    if (s == 0) continue;
    auto texts = [&](const Tensor& x) { return x.narrow(0, begin, n * s).unflatten(0, {n, s}).transpose(1, 2); };
    const std::optional<Tensor> mask = mask_of(options, begin, n, s, q.size(1));
    Tensor out = at::scaled_dot_product_attention(texts(q), texts(k), texts(v), mask, options.dropout, false, options.scale);
    parts.push_back(out.transpose(1, 2).flatten(0, 1));
  }
  return join(parts, q);
}

Tensor eager_attention(const Tensor& q, const Tensor& k, const Tensor& v, const Offsets& offsets, const AttentionOptions& options,
                       std::vector<Tensor>* probabilities) {
  std::vector<Tensor> parts;
  for (size_t b = 0; b + 1 < offsets.size(); b++) {
    auto text = [&](const Tensor& x) { return x.narrow(0, offsets[b], offsets[b + 1] - offsets[b]).transpose(0, 1); };  // [heads, n, d]
    Tensor scores = at::matmul(text(q), text(k).transpose(1, 2)) * options.scale;
    if (options.bias_hPP.defined()) scores = scores + bias_of(options, offsets[b], offsets[b + 1] - offsets[b]);
    if (options.seen_T.defined()) scores = scores.masked_fill(~options.seen_T.narrow(0, offsets[b], offsets[b + 1] - offsets[b]), -INFINITY);
    Tensor weights = at::softmax(scores, -1);
    if (probabilities) probabilities->push_back(weights);
    parts.push_back(at::matmul(at::dropout(weights, options.dropout, options.dropout > 0), text(v)).transpose(0, 1));
  }
  return join(parts, q);
}

}  // namespace te::nn
