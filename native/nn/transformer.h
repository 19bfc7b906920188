// The layers of torch.nn.TransformerEncoder over packed sequences. T tokens, E their size, P the longest sequence.
#pragma once
#include "nn/attention.h"

namespace te::nn {

// x_TE through a stack of post-norm ReLU layers (Vaswani et al., 2017), eps 1e-5. `weights`: twelve a layer, in the order of its state dict.
// bias_PP: added to the scores of place i of a sequence looking at place j, or none.
Tensor transformer_encoder(const Tensor& x_TE, at::IntArrayRef offsets, at::TensorList weights, int64_t heads, double dropout, const std::optional<Tensor>& bias_PP);

}  // namespace te::nn
