#include "nn/attention.h"

namespace te::nn {

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
    Tensor out = at::scaled_dot_product_attention(texts(q), texts(k), texts(v), {}, options.dropout, false, options.scale);
    parts.push_back(out.transpose(1, 2).flatten(0, 1));
  }
  return parts.size() == 1 ? parts[0] : at::cat(parts);
}

Tensor eager_attention(const Tensor& q, const Tensor& k, const Tensor& v, const Offsets& offsets, const AttentionOptions& options,
                       std::vector<Tensor>* probabilities) {
  std::vector<Tensor> parts;
  for (size_t b = 0; b + 1 < offsets.size(); b++) {
    auto text = [&](const Tensor& x) { return x.narrow(0, offsets[b], offsets[b + 1] - offsets[b]).transpose(0, 1); };  // [heads, n, d]
    Tensor weights = at::softmax(at::matmul(text(q), text(k).transpose(1, 2)) * options.scale, -1);
    if (probabilities) probabilities->push_back(weights);
    parts.push_back(at::matmul(at::dropout(weights, options.dropout, options.dropout > 0), text(v)).transpose(0, 1));
  }
  return at::cat(parts);
}

}  // namespace te::nn
