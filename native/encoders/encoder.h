// What the rest of the library knows of an encoder: packed tokens in, packed vectors out.
// Letters of shapes: B texts, T real tokens, H hidden size.
#pragma once
#include <atomic>
#include <memory>
#include <optional>

#include "nn/error.h"
#include "nn/packed.h"
#include "nn/params.h"

namespace te {

using at::Tensor;

// Set by an AbortSignal, looked at between layers.
using Cancel = std::shared_ptr<std::atomic<bool>>;

inline void stop_if(const Cancel& cancel) {
  if (cancel && *cancel) fail(Code::cancelled, "cancelled");
}

struct Tokens {
  Tensor ids_T;        // int64; undefined when embeds_TH is given instead
  Tensor embeds_TH;    // word vectors, before positions and norm
  Tensor types_T;      // int64; undefined means all zero
  Tensor positions_T;  // int64
  Tensor columns_T;    // int64; where each token stands in its row, if not one after another
  Tensor seen_T;       // bool: real tokens, where pads were kept among them; undefined means all
  nn::Offsets offsets;
};

struct Wanted {
  bool hidden_states = false;
  bool attentions = false;  // takes the eager attention
  Cancel cancel;
};

struct Encoded {
  Tensor last_TH;
  std::vector<Tensor> hidden_states;               // the embedding output first, then one for each layer
  std::vector<std::vector<Tensor>> attentions;     // layer, text: [heads, n, n]
};

// The limits that input is checked against before any work.
struct Limits {
  int64_t vocabulary, positions, token_types, hidden_size;
  // Positions count the ids that are not this one, from it + 1 on (RoBERTa); without it they count columns from 0.
  std::optional<int64_t> position_pad = std::nullopt;

  int64_t longest() const { return position_pad ? positions - *position_pad - 1 : positions; }
};

class Encoder {
 public:
  virtual ~Encoder() = default;
  virtual Encoded forward(const Tokens& tokens, const Wanted& wanted) = 0;
  virtual Tensor pooler(const Tensor& first_BH) = 0;  // undefined where the model has none
  virtual Limits limits() const = 0;

  nn::Weights parameters;  // under checkpoint names
  bool training = false;
};

}  // namespace te
