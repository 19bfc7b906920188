// Packed attention on CUDA: LibTorch's own kernels for it (FlashAttention 2; memory-efficient attention of CUTLASS, as in xformers).
#pragma once
#include "kernels/varlen.h"

namespace te::kernels {

// Chooses between them in this one place. What neither can do goes through grouped_attention, and a warning says why, once.
at::Tensor cuda_attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const Varlen& varlen);

}  // namespace te::kernels
