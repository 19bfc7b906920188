// Attention over packed texts: every token sees the tokens of its own text and no other.
#pragma once
#include "nn/packed.h"

namespace te::nn {

struct AttentionOptions {
  double scale;          // of q k^T
  double dropout = 0;    // of the probabilities; 0 outside training
  Tensor seen_T = {};    // bool: the tokens that others may look at (where pads were kept); undefined: all
  Tensor columns_T = {}; // the places of the tokens in their rows, if they do not follow one another
  Tensor bias_hD = {};   // [heads, 2 P - 1]: added to the scores of a token looking i - (P - 1) places back, P >= the longest row; undefined: none
  bool causal = false;   // a token sees itself and what stands before it
  bool eager = false;    // by the plain attention
  int64_t window = -1;   // how far away a token may be seen; -1: any distance
};

using Probabilities = std::vector<Tensor>;

// q: [T, heads, d]; k, v: [T, heads, d] or fewer heads, each serving several of q's -> [T, heads, d].
// softmax(q k^T * scale + bias) v. With `probabilities`, which gets [heads, n, n] for each text, by the eager path.
Tensor attention(const Tensor& q, const Tensor& k, const Tensor& v, const Offsets& offsets, const AttentionOptions& options, Probabilities* probabilities = nullptr);

// The slow truth: text by text, every score written out.
Tensor eager_attention(const Tensor& q, const Tensor& k, const Tensor& v, const Offsets& offsets, const AttentionOptions& options, Probabilities* probabilities);

// How many places the longest row has: what the P of a bias must be at least.
int64_t longest_row(const Offsets& offsets, const Tensor& columns_T);

// [n, n] of a text: how many places each token (row) stands behind each other one (column).
Tensor places_back(const Offsets& offsets, size_t text, const Tensor& columns_T, const Tensor& like);

// How far back each of the D = 2 P - 1 columns of a bias looks: 1 - P .. P - 1.
Tensor distances(int64_t P, const Tensor& like);

// No text at all is an empty batch, not an error.
Tensor join(const std::vector<Tensor>& parts, const Tensor& like);

}  // namespace te::nn
