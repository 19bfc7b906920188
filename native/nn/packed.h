// The one layout inside: the real tokens of all texts laid end to end.
// Letters of shapes: B texts, L padded length, T real tokens, H hidden size.
#pragma once
#include <ATen/ATen.h>

#include <optional>
#include <vector>

namespace te::nn {

using at::Tensor;

// Where each text begins and ends: offsets[b] .. offsets[b + 1], so offsets has B + 1 entries and the last is T.
using Offsets = std::vector<int64_t>;

// Where the packed tokens stand in the padded batch: row T_i of the packed layout is row index_T[i] of [B * L].
struct Layout {
  int64_t batch = 0, length = 0;
  Offsets offsets;
  Tensor index_T;  // undefined when nothing is padded: packed and padded are then the same rows
};

// From a mask [B, L] of 0 and 1 (or none: all real). Throws on another shape, other values, a row without a 1.
Layout layout_of(int64_t batch, int64_t length, const std::optional<Tensor>& mask_BL);

// [B, L, ...] -> [T, ...] and back; what is padding comes back as zeros. Both let gradients through.
Tensor pack(const Tensor& padded, const Layout& layout);
Tensor unpack(const Tensor& packed, const Layout& layout);

// The same batch with its pads kept: offsets in steps of L, so T = B * L and nothing is left out.
Layout with_pads(const Layout& layout);

// 0, 1, 2, ... from the start of each text.
Tensor count_from_start(const Offsets& offsets);

}  // namespace te::nn
