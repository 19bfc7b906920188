#include "nn/packed.h"

#include "nn/error.h"

namespace te::nn {

Layout layout_of(int64_t batch, int64_t length, const std::optional<Tensor>& mask_BL) {
  Layout layout{batch, length, {0}, {}};
  if (!mask_BL) {
    for (int64_t b = 1; b <= batch; b++) layout.offsets.push_back(b * length);
    return layout;
  }
  if (mask_BL->sizes() != at::IntArrayRef{batch, length})
    fail(Code::shape, "attentionMask has shape ", mask_BL->sizes(), ", wanted [", batch, ", ", length, "] as inputIds");
  Tensor mask = mask_BL->to(at::kCPU);
  Tensor real = mask.ne(0);
  if (!at::logical_or(mask.eq(0), mask.eq(1)).all().item<bool>())
    fail(Code::range, "attentionMask has values other than 0 and 1; wanted 1 for a token, 0 for padding");
  Tensor counts = real.sum(1);
  const int64_t* count = counts.const_data_ptr<int64_t>();
  for (int64_t b = 0; b < batch; b++) {
    if (count[b] == 0) fail(Code::range, "attentionMask row ", b, " has no token; every row needs at least one 1");
    layout.offsets.push_back(layout.offsets.back() + count[b]);
  }
  if (layout.offsets.back() < batch * length) layout.index_T = real.flatten().nonzero().squeeze(1).to(mask_BL->device());
  return layout;
}

Tensor pack(const Tensor& padded, const Layout& layout) {
  Tensor rows = padded.flatten(0, 1);
  return layout.index_T.defined() ? rows.index_select(0, layout.index_T) : rows;
}

Tensor unpack(const Tensor& packed, const Layout& layout) {
  std::vector<int64_t> shape = packed.sizes().vec();
  shape[0] = layout.batch * layout.length;
  Tensor rows = layout.index_T.defined() ? packed.new_zeros(shape).index_copy(0, layout.index_T, packed) : packed;
  return rows.unflatten(0, {layout.batch, layout.length});
}

Layout with_pads(const Layout& layout) { return layout_of(layout.batch, layout.length, std::nullopt); }

Tensor count_from_start(const Offsets& offsets) {
  Tensor counted = at::empty({offsets.back()}, at::kLong);
  int64_t* out = counted.mutable_data_ptr<int64_t>();
  for (size_t b = 0; b + 1 < offsets.size(); b++)
    for (int64_t t = offsets[b]; t < offsets[b + 1]; t++) out[t] = t - offsets[b];
  return counted;
}

}  // namespace te::nn
