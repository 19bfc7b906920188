// JinaBERT (Günther et al., 2023): BERT with ALiBi (Press et al., 2021) to both sides instead of positions, and a gated feed-forward. Read from top to bottom.
// Letters of shapes: B texts, T real tokens, H hidden size, I intermediate size, h heads, d = H / h, P places.
#include "encoders/jina.h"

#include "nn/layers.h"

namespace te {

namespace {

using nn::drop;
using nn::Embedding;
using nn::LayerNorm;
using nn::Linear;
using nn::Scope;

struct Layer {
  Linear query, key, value, attention_out, gate_up, down;  // gate first, up second
  LayerNorm attention_norm, mlp_norm;

  Layer(const Scope& scope, const JinaConfig& c)
      : query(scope / "attention" / "self" / "query", c.hidden_size, c.hidden_size),
        key(scope / "attention" / "self" / "key", c.hidden_size, c.hidden_size),
        value(scope / "attention" / "self" / "value", c.hidden_size, c.hidden_size),
        attention_out(scope / "attention" / "output" / "dense", c.hidden_size, c.hidden_size),
        gate_up(scope / "mlp" / "gated_layers", c.hidden_size, 2 * c.intermediate_size, false),
        down(scope / "mlp" / "wo", c.intermediate_size, c.hidden_size),
        attention_norm(scope / "attention" / "output" / "LayerNorm", c.hidden_size, c.layer_norm_eps),
        mlp_norm(scope / "mlp" / "layernorm", c.hidden_size, c.layer_norm_eps) {}
};

// 2^(-8/n), 2^(-16/n), … for n heads; where n is no power of 2, those of the one below, then every second one of the one above.
std::vector<double> slopes_of(int64_t heads) {
  auto geometric = [](int64_t n) {
    std::vector<double> slopes;
    for (int64_t i = 1; i <= n; i++) slopes.push_back(std::exp2(-8.0 * i / n));
    return slopes;
  };
  int64_t below = 1;
  while (2 * below <= heads) below *= 2;
  std::vector<double> slopes = geometric(below);
  const std::vector<double> above = geometric(2 * below);
  for (size_t i = 0; static_cast<int64_t>(slopes.size()) < heads; i += 2) slopes.push_back(above[i]);
  return slopes;
}

// The farther, the less: -slope * distance, [h, 2 P - 1].
Tensor alibi(int64_t heads, int64_t P, const Tensor& like) {
  return at::tensor(slopes_of(heads), like.options()).unsqueeze(1) * -nn::distances(P, like).abs();
}

class Jina : public Encoder {
 public:
  Jina(const JinaConfig& config, nn::Params& params) : c_(config), activation_(nn::activation(config.activation)) {
    const Scope root{params, ""};
    word_ = Embedding(root / "embeddings" / "word_embeddings", c_.vocab_size, c_.hidden_size, c_.pad_token_id.value_or(-1));
    if (c_.type_vocab_size > 0) type_ = Embedding(root / "embeddings" / "token_type_embeddings", c_.type_vocab_size, c_.hidden_size);
    embedding_norm_ = LayerNorm(root / "embeddings" / "LayerNorm", c_.hidden_size, c_.layer_norm_eps);
    for (int64_t i = 0; i < c_.num_hidden_layers; i++) layers_.emplace_back(root / "encoder" / "layer" / i, c_);
    if (c_.add_pooling_layer) pooler_ = Linear(root / "pooler" / "dense", c_.hidden_size, c_.hidden_size);
  }

  Encoded forward(const Tokens& tokens, const Wanted& wanted) override {
    const double p = c_.hidden_dropout_prob;
    const int64_t h = c_.num_attention_heads, d = c_.hidden_size / h;
    Tensor words_TH = tokens.embeds_TH.defined() ? tokens.embeds_TH : word_(tokens.ids_T);
    if (type_.defined()) words_TH = words_TH + type_.or_first(tokens.types_T);
    const Tensor embedded_TH = drop(embedding_norm_(words_TH), p, training);
    nn::AttentionOptions options = attention_over(tokens, d, training ? c_.attention_probs_dropout_prob : 0);
    options.bias_hD = alibi(h, nn::longest_row(tokens.offsets, tokens.columns_T), embedded_TH.detach());
    return through(layers_, embedded_TH, wanted, [=, this](const Layer& layer, const Tensor& x_TH, const Step& step) {
      const auto qkv_Thd = Linear::beside(x_TH, {&layer.query, &layer.key, &layer.value}).unflatten(1, {3, h, d}).unbind(1);
      const Tensor seen_Thd = nn::attention(qkv_Thd[0], qkv_Thd[1], qkv_Thd[2], tokens.offsets, options, step.probabilities);
      const Tensor attended_TH = layer.attention_out(step.kept(seen_Thd.flatten(1)));
      return layer.attention_norm(drop(attended_TH, p, training), step.kept(x_TH));
    }, [=, this](const Layer& layer, const Tensor& middle_TH) {
      const Tensor fed_TI = nn::gated(layer.gate_up(middle_TH), activation_, nn::Halves::gate_up);
      return layer.mlp_norm(layer.down(drop(fed_TI, p, training)), middle_TH);
    });
  }

  Limits limits() const override { return {c_.vocab_size, endless, c_.type_vocab_size, c_.hidden_size}; }

 private:
  const JinaConfig c_;
  const nn::Activation activation_;
  Embedding word_, type_;
  LayerNorm embedding_norm_;
  std::vector<Layer> layers_;
};

}  // namespace

std::shared_ptr<Encoder> make_jina(const JinaConfig& config, nn::Weights weights, const nn::Making& making) {
  check_heads(config.hidden_size, config.num_attention_heads);
  return made<Jina>("JinaBertModel", config, std::move(weights), making);
}

}  // namespace te
