#include "nn/pooling.h"

#include <map>

#include "nn/error.h"

namespace te::nn {

namespace {

struct Texts {
  Tensor x_TH, first_B, last_B, offsets, lengths_B1, weights_B1;
  bool weighted;  // the tokens came with weights, whose sums weights_B1 are
};

Tensor reduce(const Tensor& x_TH, const Texts& texts, const char* how) {
  return at::segment_reduce(x_TH, how, std::nullopt, std::nullopt, texts.offsets, 0, /*unsafe=*/true);
}
Tensor at_least_tiny(const Tensor& x) { return x.clamp_min(1e-9); }

Tensor cls(const Texts& t) { return t.x_TH.index_select(0, t.first_B); }
Tensor lasttoken(const Texts& t) { return t.x_TH.index_select(0, t.last_B); }
Tensor max(const Texts& t) { return reduce(t.x_TH, t, "max"); }
Tensor sum(const Texts& t) { return reduce(t.x_TH, t, "sum"); }
Tensor mean(const Texts& t) { return reduce(t.x_TH, t, "sum") / at_least_tiny(t.weights_B1); }
Tensor mean_sqrt_len(const Texts& t) { return reduce(t.x_TH, t, "sum") / at_least_tiny(t.weights_B1).sqrt(); }

// The t-th token of a text counts t times: sum(t x_t) / sum(t).
Tensor weightedmean(const Texts& t) {
  Tensor place_T1 = at::arange(t.x_TH.size(0), t.offsets.options()).add(1).unsqueeze(1);
  Tensor lengths_B = t.lengths_B1.squeeze(1).to(at::kLong);
  Tensor weight_T1 = (place_T1 - t.offsets.slice(0, 0, -1).repeat_interleave(lengths_B).unsqueeze(1)).to(t.x_TH.scalar_type());
  Tensor total_B1 = t.lengths_B1 * (t.lengths_B1 + 1) / 2;
  return reduce(t.x_TH * weight_T1, t, "sum") / at_least_tiny(t.weighted ? t.weights_B1 : total_B1);
}

const std::map<std::string, Tensor (*)(const Texts&)> methods_by_name = {
    {"cls", cls}, {"max", max}, {"mean", mean}, {"sum", sum}, {"mean_sqrt_len_tokens", mean_sqrt_len}, {"weightedmean", weightedmean}, {"lasttoken", lasttoken},
};

}  // namespace

Tensor pool(const Tensor& x_TH, const Offsets& offsets, const std::vector<std::string>& methods, const Tensor& weight_sums_B) {
  Texts texts;
  // Half precision is summed in float32: a text of 8,192 tokens would overflow or lose its digits.
  const bool half = x_TH.scalar_type() == at::kHalf || x_TH.scalar_type() == at::kBFloat16;
  texts.x_TH = (half ? x_TH.to(at::kFloat) : x_TH).contiguous();
  texts.offsets = at::tensor(offsets, at::kLong).to(x_TH.device());
  texts.first_B = texts.offsets.slice(0, 0, -1);
  texts.last_B = texts.offsets.slice(0, 1) - 1;
  texts.lengths_B1 = (texts.offsets.slice(0, 1) - texts.first_B).unsqueeze(1).to(texts.x_TH.scalar_type());
  texts.weighted = weight_sums_B.defined();
  texts.weights_B1 = weight_sums_B.defined() ? weight_sums_B.unsqueeze(1).to(texts.x_TH.scalar_type()) : texts.lengths_B1;
  if (methods.empty()) fail(Code::config, "Pooling wants at least one method, found none");
  std::vector<Tensor> parts;
  for (const std::string& method : methods) {
    auto found = methods_by_name.find(method);
    if (found == methods_by_name.end())
      fail(Code::config, "Pooling method '", method, "' is not known; wanted cls, max, mean, mean_sqrt_len_tokens, weightedmean, lasttoken");
    parts.push_back(offsets.size() > 1 ? found->second(texts) : texts.x_TH);  // no text: [0, H]
  }
  Tensor joined = parts.size() == 1 ? parts[0] : at::cat(parts, 1);
  return half ? joined.to(x_TH.scalar_type()) : joined;
}

Tensor pool_classic(const Tensor& x_BLH, const Layout& layout, const std::vector<std::string>& methods) {
  const Tensor x_TH = pack(x_BLH, layout);
  std::vector<Tensor> parts;
  for (const std::string& method : methods) {
    if (method == "cls") {
      parts.push_back(x_BLH.select(1, 0));
    } else if (method == "weightedmean" && layout.index_T.defined()) {
      const Tensor weight_T1 = layout.index_T.remainder(layout.length).add(1).unsqueeze(1).to(x_TH.scalar_type());
      const Tensor total_B1 = pool(weight_T1, layout.offsets, {"mean"});
      parts.push_back(pool(x_TH * weight_T1, layout.offsets, {"mean"}) / total_B1);
    } else {
      parts.push_back(pool(x_TH, layout.offsets, {method}));
    }
  }
  return parts.size() == 1 ? parts[0] : at::cat(parts, 1);
}

}  // namespace te::nn
