// What the rest of the library knows of an encoder: packed tokens in, packed vectors out; and the frame that architectures share.
// Letters of shapes: B texts, T real tokens, H hidden size.
#pragma once
#include <atomic>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <optional>

#include "nn/attention.h"
#include "nn/error.h"
#include "nn/layers.h"
#include "nn/packed.h"
#include "nn/params.h"

namespace te {

using at::Tensor;

class Encoder;

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
  bool eager = false;  // by the plain attention
};

struct Wanted {
  bool hidden_states = false;
  bool attentions = false;  // takes the eager attention
  Cancel cancel;
  Tensor rows;  // int64: the only tokens whose vectors are wanted; undefined: all
  std::shared_ptr<Encoder> recompute = nullptr;  // the encoder, where its layers are computed again in backward
};

struct Encoded {
  Tensor last_TH;                                // of the rows that were wanted
  std::vector<Tensor> hidden_states;             // the embedding output first, then one for each layer
  std::vector<nn::Probabilities> attentions;     // layer, text: [heads, n, n]
};

// The limits that input is checked against before any work.
struct Limits {
  int64_t vocabulary, positions, token_types, hidden_size;
  // Positions count the ids that are not this one, from it + 1 on (RoBERTa); without it they count columns from 0.
  std::optional<int64_t> position_pad = std::nullopt;

  int64_t longest() const { return position_pad ? positions - *position_pad - 1 : positions; }
};

// Rotary and relative positions have no table and no end.
inline constexpr int64_t endless = std::numeric_limits<int32_t>::max();

class Encoder : public std::enable_shared_from_this<Encoder> {
 public:
  virtual ~Encoder() = default;
  virtual Encoded forward(const Tokens& tokens, const Wanted& wanted) = 0;
  virtual Limits limits() const = 0;
  // tanh of a dense layer over the first token's vector; undefined where the model has none.
  Tensor pooler(const Tensor& first_BH) const { return pooler_.defined() ? at::tanh(pooler_(first_BH)) : Tensor(); }

  nn::Weights parameters;  // under checkpoint names
  std::map<std::string, std::shared_ptr<nn::PackedLinear>> packed;  // matrices that are kept small, under theirs
  nn::Report report;
  bool training = false;
  bool eager = false, deterministic = false;
  bool recompute = false;  // in backward, rather than keep what is inside a layer
  nn::Adapters adapters;   // those that a layer's matrix may have beside it, by its name

 protected:
  nn::Linear pooler_;
};

// One layer's share of what is wanted.
struct Step {
  nn::Probabilities* probabilities = nullptr;
  Tensor rows;

  // What goes on from attention: everything, or in the last layer the wanted rows alone.
  Tensor kept(const Tensor& x) const { return rows.defined() ? x.index_select(0, rows) : x; }
};

// What `run` makes of x, of which only x is kept (Chen et al., 2016): backward runs it again, with the same random numbers, and goes through that.
Tensor recomputed(const std::shared_ptr<Encoder>& encoder, std::function<Tensor(const Tensor&)> run, const Tensor& x);

// Layer by layer: `attend(layer, x, step)` gives what `feed(layer, ..)` makes the next x of. In two, as nothing of attention's is wanted any more when the
// feed-forward takes most memory. Both own what they use: they may be called again in backward.
template <class Layers, class Attend, class Feed>
Encoded through(const Layers& layers, Tensor x_TH, const Wanted& wanted, Attend attend, Feed feed) {
  Encoded out;
  if (wanted.hidden_states) out.hidden_states.push_back(x_TH);
  for (const auto& layer : layers) {
    stop_if(wanted.cancel);
    Step step;
    if (wanted.attentions) step.probabilities = &out.attentions.emplace_back();
    if (&layer == &layers.back()) step.rows = wanted.rows;
    if (wanted.recompute && !wanted.attentions) {
      x_TH = recomputed(wanted.recompute, [attend, feed, step, &layer](const Tensor& x) mutable { return feed(layer, attend(layer, x, step)); }, x_TH);
    } else {
      x_TH = attend(layer, x_TH, step);
      x_TH = feed(layer, x_TH);
    }
    if (wanted.hidden_states) out.hidden_states.push_back(x_TH);
  }
  out.last_TH = layers.empty() ? Step{nullptr, wanted.rows}.kept(x_TH) : x_TH;
  return out;
}

// Scores over the square root of d, among the tokens of a text.
inline nn::AttentionOptions attention_over(const Tokens& tokens, int64_t d, double dropout) {
  nn::AttentionOptions options{1 / std::sqrt(static_cast<double>(d)), dropout};
  options.seen_T = tokens.seen_T;
  options.columns_T = tokens.columns_T;
  options.eager = tokens.eager;
  return options;
}

inline void check_heads(int64_t size, int64_t heads, int64_t multiple = 1) {
  if (heads <= 0 || size % (heads * multiple) != 0)
    fail(Code::config, "hidden_size ", size, " cannot be divided by ", multiple == 1 ? "" : "twice ", "num_attention_heads ", heads);
}

template <class Model, class Config>
std::shared_ptr<Encoder> made(const char* name, const Config& config, nn::Weights weights, const nn::Making& making) {
  nn::Params params(std::move(weights), making);
  auto model = std::make_shared<Model>(config, params);
  auto [taken, packed, report, adapters] = params.finish(name);
  model->parameters = std::move(taken), model->packed = std::move(packed), model->report = std::move(report), model->adapters = std::move(adapters);
  return model;
}

}  // namespace te
