// BERT (Devlin et al., 2018), post-norm, as transformers' BertModel computes it. Read from top to bottom.
// Letters of shapes: B texts, T real tokens, H hidden size, h heads, d = H / h, P places.
#include "encoders/bert.h"

#include "nn/layers.h"

namespace te {

namespace {

using nn::drop;
using nn::Embedding;
using nn::LayerNorm;
using nn::Linear;
using nn::Scope;

struct Embeddings {
  Embedding word, position, type;
  LayerNorm norm;

  Embeddings(const Scope& scope, const BertConfig& c)
      : word(scope / "word_embeddings", c.vocab_size, c.hidden_size, c.pad_token_id.value_or(-1)),
        position(scope / "position_embeddings", c.max_position_embeddings, c.hidden_size, c.positions_after_pad ? c.pad_token_id.value_or(-1) : -1),
        norm(scope / "LayerNorm", c.hidden_size, c.layer_norm_eps) {
    if (c.type_vocab_size > 0) type = Embedding(scope / "token_type_embeddings", c.type_vocab_size, c.hidden_size);
  }

  Tensor operator()(const Tokens& tokens) const {
    Tensor sum_TH = (tokens.embeds_TH.defined() ? tokens.embeds_TH : word(tokens.ids_T)) + position(tokens.positions_T);
    if (type.defined()) sum_TH = sum_TH + type.or_first(tokens.types_T);
    return norm(sum_TH);
  }
};

struct Layer {
  Linear query, key, value, attention_out, up, down;
  LayerNorm attention_norm, output_norm;

  Layer(const Scope& scope, const BertConfig& c)
      : query(scope / "attention" / "self" / "query", c.hidden_size, c.hidden_size),
        key(scope / "attention" / "self" / "key", c.hidden_size, c.hidden_size),
        value(scope / "attention" / "self" / "value", c.hidden_size, c.hidden_size),
        attention_out(scope / "attention" / "output" / "dense", c.hidden_size, c.hidden_size),
        up(scope / "intermediate" / "dense", c.hidden_size, c.intermediate_size),
        down(scope / "output" / "dense", c.intermediate_size, c.hidden_size),
        attention_norm(scope / "attention" / "output" / "LayerNorm", c.hidden_size, c.layer_norm_eps),
        output_norm(scope / "output" / "LayerNorm", c.hidden_size, c.layer_norm_eps) {}
};

// MPNet's bias of the scores, [h, 2 P - 1]: near distances have a bucket each, far ones share them by the logarithm, both sides apart.
Tensor relative_bias(const Embedding& table, int64_t P) {
  const int64_t side = table.weight.size(0) / 2, exact = side / 2, farthest = 128;
  const Tensor back_D = nn::distances(P, table.weight), distance_D = back_D.abs();
  const Tensor logarithm = (distance_D.to(at::kFloat) / exact).log() / std::log(static_cast<double>(farthest) / exact) * (side - exact);
  const Tensor far_D = (logarithm.clamp_min(0).to(at::kLong) + exact).clamp_max(side - 1);
  const Tensor bucket_D = at::where(distance_D < exact, distance_D, far_D) + (back_D < 0).to(at::kLong) * side;
  return table(bucket_D).transpose(0, 1);
}

class Bert : public Encoder {
 public:
  Bert(const BertConfig& config, nn::Params& params)
      : c_(config), activation_(nn::activation(config.hidden_act)), embeddings_(Scope{params, "embeddings."}, config) {
    const Scope root{params, ""};
    for (int64_t i = 0; i < c_.num_hidden_layers; i++) layers_.emplace_back(root / "encoder" / "layer" / i, c_);
    if (c_.relative_buckets > 0) relative_ = Embedding(root / "encoder" / "relative_attention_bias", c_.relative_buckets, c_.num_attention_heads);
    if (c_.add_pooling_layer) pooler_ = Linear(root / "pooler" / "dense", c_.hidden_size, c_.hidden_size);
  }

  Encoded forward(const Tokens& tokens, const Wanted& wanted) override {
    const double p = c_.hidden_dropout_prob;
    const int64_t h = c_.num_attention_heads, d = c_.hidden_size / h;
    nn::AttentionOptions options = attention_over(tokens, d, training ? c_.attention_probs_dropout_prob : 0);
    if (relative_.defined()) options.bias_hD = relative_bias(relative_, nn::longest_row(tokens.offsets, tokens.columns_T));
    return through(layers_, drop(embeddings_(tokens), p, training), wanted, [=, this](const Layer& layer, const Tensor& x_TH, const Step& step) {
      const auto qkv_Thd = Linear::beside(x_TH, {&layer.query, &layer.key, &layer.value}).unflatten(1, {3, h, d}).unbind(1);
      const Tensor seen_Thd = nn::attention(qkv_Thd[0], qkv_Thd[1], qkv_Thd[2], tokens.offsets, options, step.probabilities);
      const Tensor attended_TH = layer.attention_out(step.kept(seen_Thd.flatten(1)));
      return layer.attention_norm(drop(attended_TH, p, training), step.kept(x_TH));
    }, [=, this](const Layer& layer, const Tensor& middle_TH) {
      return layer.output_norm(drop(Linear::feed_forward(middle_TH, layer.up, activation_, layer.down), p, training), middle_TH);
    });
  }

  Limits limits() const override {
    return {c_.vocab_size, c_.max_position_embeddings, c_.type_vocab_size, c_.hidden_size, c_.positions_after_pad ? c_.pad_token_id : std::nullopt};
  }

 private:
  const BertConfig c_;
  const nn::Activation activation_;
  const Embeddings embeddings_;
  std::vector<Layer> layers_;
  Embedding relative_;
};

}  // namespace

std::shared_ptr<Encoder> make_bert(const BertConfig& config, nn::Weights weights, const nn::Making& making) {
  check_heads(config.hidden_size, config.num_attention_heads);
  return made<Bert>("BertModel", config, std::move(weights), making);
}

}  // namespace te
