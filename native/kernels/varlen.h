// torch_encoders::varlen_attention: attention over texts laid end to end, each of which sees itself alone. Memory grows with the tokens, not with their square.
#pragma once
#include <ATen/ATen.h>

#include <optional>

namespace te::kernels {

// What a token sees, and how the scores are changed.
struct Varlen {
  at::IntArrayRef cu_seqlens;                 // where the texts of q begin, and the end
  at::OptionalIntArrayRef cu_seqlens_k = {};  // of k and v, if others
  std::optional<double> scale = {};           // of q k^T; default: 1 / sqrt(size of a head)
  bool causal = false;                        // a token sees itself and what stands before it
  bool bottom_right = false;                  // counted from the last query and the last key, where these are more or fewer
  int64_t window = -1;                        // how far away a token may be seen; -1: any distance
  std::optional<at::Tensor> bias = {};        // [heads, 2 P - 1]: added to the score of a token looking `i - (P - 1)` places back
  std::optional<at::Tensor> seen = {};        // bool [T]: the tokens that may be looked at
  std::optional<at::Tensor> columns = {};     // int64 [T]: where each token stands in its row, if not one after another
  double dropout_p = 0;                       // of the probabilities
};

// q: [T, heads, d]; k: [T, heads or fewer, d], v: [T, as k, dv] -> [T, heads, dv]. float32 and float64 by our own loops, half types through float32; with gradients.
at::Tensor varlen_attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const Varlen& varlen);

// The same by LibTorch's general attention, a call for each run of texts of equal length: for devices that have no kernel, and to compare with.
at::Tensor grouped_attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const Varlen& varlen);

}  // namespace te::kernels
