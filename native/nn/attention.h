// Attention over packed texts: every token sees the tokens of its own text and no other.
#pragma once
#include "nn/packed.h"

namespace te::nn {

struct AttentionOptions {
  double scale;          // of q k^T
  Tensor seen_T = {};    // bool: the tokens that others may look at (where pads were kept); undefined: all
  double dropout = 0;    // of the probabilities; 0 outside training
  Tensor bias_hPP = {};  // added to the scores of place i of a text looking at place j: [heads, longest, longest]; undefined: none
  Tensor columns_T = {}; // the places of the tokens, if they do not follow one another
};

// q, k, v: [T, heads, d] -> [T, heads, d].
Tensor attention(const Tensor& q, const Tensor& k, const Tensor& v, const Offsets& offsets, const AttentionOptions& options);

// The slow truth: softmax(q k^T * scale) v, text by text. `probabilities` gets [heads, n, n] for each text.
Tensor eager_attention(const Tensor& q, const Tensor& k, const Tensor& v, const Offsets& offsets, const AttentionOptions& options,
                       std::vector<Tensor>* probabilities = nullptr);

}  // namespace te::nn
