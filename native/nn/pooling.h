// Token vectors -> one vector a text, on the packed layout. Formulas: sentence-transformers' Pooling module.
#pragma once
#include <string>

#include "nn/packed.h"

namespace te::nn {

// x_TH with offsets [B + 1] -> [B, H] for one method, [B, H * n] for several, joined in the order given.
// Methods: cls, max, mean, mean_sqrt_len_tokens, weightedmean, lasttoken. Unknown: ERR_CONFIG with the list.
// 'sum' is there for weights of words. weight_sums_B: what the means divide by instead of the number of tokens, where the tokens came weighted.
Tensor pool(const Tensor& x_TH, const Offsets& offsets, const std::vector<std::string>& methods, const Tensor& weight_sums_B = {});

// The same from [B, L, H] as sentence-transformers computed it before version 6: with padding on the left, 'cls' is the vector in column 0
// and 'weightedmean' weighs by columns.
Tensor pool_classic(const Tensor& x_BLH, const Layout& layout, const std::vector<std::string>& methods);

}  // namespace te::nn
