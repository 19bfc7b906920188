// Token vectors -> one vector a text, on the packed layout. Formulas: sentence-transformers' Pooling module.
#pragma once
#include <string>

#include "nn/packed.h"

namespace te::nn {

// x_TH with offsets [B + 1] -> [B, H] for one method, [B, H * n] for several, joined in the order given.
// Methods: cls, max, mean, mean_sqrt_len_tokens, weightedmean, lasttoken. Unknown: ERR_CONFIG with the list.
Tensor pool(const Tensor& x_TH, const Offsets& offsets, const std::vector<std::string>& methods);

}  // namespace te::nn
