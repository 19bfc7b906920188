// The layers of torch.nn.TransformerEncoder over packed sequences. T tokens, E their size.
#pragma once
#include "nn/attention.h"

namespace te::nn {

// x_TE through a stack of post-norm ReLU layers (Vaswani et al., 2017), eps 1e-5. `weights`: twelve a layer, in the order of its state dict.
// after_mask: a token sees itself and what stands before it, but the first of a sequence sees all of it.
Tensor transformer_encoder(const Tensor& x_TE, at::IntArrayRef cu_seqlens, at::TensorList weights, int64_t heads, double dropout, bool after_mask);

}  // namespace te::nn
