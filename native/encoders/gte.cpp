// GTE (Alibaba-NLP's NewModel; Zhang et al., 2024): BERT with rotary positions and gated feed-forward, post-norm. Read from top to bottom.
// Letters of shapes: B texts, T real tokens, H hidden size, h heads, d = H / h, I intermediate size.
#include "encoders/gte.h"

#include "nn/layers.h"
#include "nn/rope.h"

namespace te {

namespace {

using nn::drop;
using nn::Embedding;
using nn::Linear;
using nn::Scope;

struct Norm {
  nn::LayerNorm layer;
  nn::RmsNorm rms;
  Norm(const Scope& scope, const GteConfig& c) {
    if (c.rms_norm) rms = nn::RmsNorm(scope, c.hidden_size, c.layer_norm_eps);
    else layer = nn::LayerNorm(scope, c.hidden_size, c.layer_norm_eps);
  }
  Tensor operator()(const Tensor& x) const { return layer.weight.defined() ? layer(x) : rms(x); }
  Tensor operator()(const Tensor& x, const Tensor& residual) const { return layer.weight.defined() ? layer(x, residual) : rms(residual + x); }
};

struct Embeddings {
  Embedding word, type, position;
  Norm norm;

  Embeddings(const Scope& scope, const GteConfig& c)
      : word(scope / "word_embeddings", c.vocab_size, c.hidden_size, c.pad_token_id.value_or(-1)), norm(scope / "LayerNorm", c) {
    if (c.type_vocab_size > 0) type = Embedding(scope / "token_type_embeddings", c.type_vocab_size, c.hidden_size);
    if (c.frequencies.empty()) position = Embedding(scope / "position_embeddings", c.max_position_embeddings, c.hidden_size);
  }

  Tensor operator()(const Tokens& tokens) const {
    Tensor x_TH = tokens.embeds_TH.defined() ? tokens.embeds_TH : word(tokens.ids_T);
    if (type.defined()) x_TH = x_TH + type.or_first(tokens.types_T);
    if (position.defined()) x_TH = x_TH + position(tokens.positions_T);
    return norm(x_TH);
  }
};

// Queries, keys and values: one matrix [3H, H] in published models, three in others.
struct Projections {
  Linear qkv, q, k, v;

  Projections(const Scope& scope, const GteConfig& c) {
    const int64_t H = c.hidden_size;
    if (c.pack_qkv) qkv = Linear(scope / "qkv_proj", H, 3 * H);
    else q = Linear(scope / "q_proj", H, H), k = Linear(scope / "k_proj", H, H), v = Linear(scope / "v_proj", H, H);
  }
  std::vector<Tensor> operator()(const Tensor& x_TH) const {
    return (qkv.defined() ? qkv(x_TH) : Linear::beside(x_TH, {&q, &k, &v})).chunk(3, 1);
  }
};

struct Layer {
  Projections projections;
  Linear attention_out, up_gate, down;  // up first, gate second
  Norm attention_norm, mlp_norm;

  Layer(const Scope& scope, const GteConfig& c)
      : projections(scope / "attention", c),
        attention_out(scope / "attention" / "o_proj", c.hidden_size, c.hidden_size),
        up_gate(scope / "mlp" / "up_gate_proj", c.hidden_size, 2 * c.intermediate_size, false),
        down(scope / "mlp" / "down_proj", c.intermediate_size, c.hidden_size),
        attention_norm(scope / "attn_ln", c),
        mlp_norm(scope / "mlp_ln", c) {}
};

// Longer texts look more sharply: the logarithm of a text's number of tokens to the base max_position_embeddings, for each of its tokens: [T, 1, 1].
Tensor length_scale(const Tokens& tokens, const GteConfig& c) {
  std::vector<double> scale_T;
  for (size_t b = 0; b + 1 < tokens.offsets.size(); b++) {
    const int64_t begin = tokens.offsets[b], n = tokens.offsets[b + 1] - begin;
    const int64_t real = tokens.seen_T.defined() ? tokens.seen_T.narrow(0, begin, n).sum().item<int64_t>() : n;
    const double scale = std::log(static_cast<double>(real)) / std::log(static_cast<double>(c.max_position_embeddings));
    scale_T.insert(scale_T.end(), n, c.logn_attention_clip1 ? std::max(1.0, scale) : scale);
  }
  return at::tensor(scale_T, tokens.positions_T.options().dtype(at::kFloat)).view({-1, 1, 1});
}

class Gte : public Encoder {
 public:
  Gte(const GteConfig& config, nn::Params& params)
      : c_(config), activation_(nn::activation(config.hidden_act)), embeddings_(Scope{params, "embeddings."}, config) {
    const Scope root{params, ""};
    for (int64_t i = 0; i < c_.num_hidden_layers; i++) layers_.emplace_back(root / "encoder" / "layer" / i, c_);
    if (c_.add_pooling_layer) pooler_ = Linear(root / "pooler" / "dense", c_.hidden_size, c_.hidden_size);
  }

  Encoded forward(const Tokens& tokens, const Wanted& wanted) override {
    const double p = c_.hidden_dropout_prob;
    const int64_t h = c_.num_attention_heads, d = c_.hidden_size / h;
    const Tensor embedded_TH = drop(embeddings_(tokens), p, training);
    std::optional<nn::RopeTable> table;
    if (!c_.frequencies.empty()) table = nn::rope_table(tokens.positions_T, c_.frequencies, embedded_TH.scalar_type());
    const Tensor sharper = c_.logn_attention_scale ? length_scale(tokens, c_).to(embedded_TH.scalar_type()) : Tensor();
    const nn::AttentionOptions options = attention_over(tokens, d, training ? c_.attention_probs_dropout_prob : 0);
    return through(layers_, embedded_TH, wanted, [=, this](const Layer& layer, const Tensor& x_TH, const Step& step) {
      std::vector<Tensor> qkv = layer.projections(x_TH);
      for (Tensor& x : qkv) x = x.unflatten(1, {h, d});
      if (table) qkv[0] = nn::rope(qkv[0], *table), qkv[1] = nn::rope(qkv[1], *table);
      if (sharper.defined()) qkv[0] = qkv[0] * sharper;
      const Tensor seen_Thd = nn::attention(qkv[0], qkv[1], qkv[2], tokens.offsets, options, step.probabilities);
      const Tensor attended_TH = layer.attention_out(step.kept(seen_Thd.flatten(1)));
      return layer.attention_norm(drop(attended_TH, p, training), step.kept(x_TH));
    }, [=, this](const Layer& layer, const Tensor& middle_TH) {
      const Tensor fed_TI = nn::gated(layer.up_gate(middle_TH), activation_, nn::Halves::up_gate);
      return layer.mlp_norm(drop(layer.down(drop(fed_TI, p, training)), p, training), middle_TH);
    });
  }

  Limits limits() const override { return {c_.vocab_size, c_.frequencies.empty() ? c_.max_position_embeddings : endless, c_.type_vocab_size, c_.hidden_size}; }

 private:
  const GteConfig c_;
  const nn::Activation activation_;
  const Embeddings embeddings_;
  std::vector<Layer> layers_;
};

}  // namespace

std::shared_ptr<Encoder> make_gte(const GteConfig& config, nn::Weights weights, const nn::Making& making) {
  check_heads(config.hidden_size, config.num_attention_heads, config.frequencies.empty() ? 1 : 2);
  return made<Gte>("NewModel", config, std::move(weights), making);
}

}  // namespace te
