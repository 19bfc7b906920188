// BERT (Devlin et al., 2018), post-norm, as transformers' BertModel computes it. Read from top to bottom.
// Letters of shapes: B texts, T real tokens, H hidden size, h heads, d = H / h.
#include "encoders/bert.h"

#include "nn/attention.h"
#include "nn/layers.h"

namespace te {

namespace {

using nn::drop;
using nn::LayerNorm;
using nn::Linear;
using nn::Scope;

struct Embeddings {
  Tensor word_VH, position_PH, type_H2;
  LayerNorm norm;

  Embeddings(const Scope& scope, const BertConfig& c)
      : word_VH(scope.take("word_embeddings.weight", {c.vocab_size, c.hidden_size})),
        position_PH(scope.take("position_embeddings.weight", {c.max_position_embeddings, c.hidden_size})),
        type_H2(c.type_vocab_size > 0 ? scope.take("token_type_embeddings.weight", {c.type_vocab_size, c.hidden_size}) : Tensor()),
        norm(scope / "LayerNorm", c.hidden_size, c.layer_norm_eps) {}

  Tensor operator()(const Tokens& tokens, const BertConfig& c) const {
    Tensor words_TH = tokens.embeds_TH.defined() ? tokens.embeds_TH : at::embedding(word_VH, tokens.ids_T, c.pad_token_id.value_or(-1));
    const int64_t no_gradient = c.positions_after_pad ? c.pad_token_id.value_or(-1) : -1;
    Tensor sum_TH = words_TH + at::embedding(position_PH, tokens.positions_T, no_gradient);
    if (type_H2.defined()) sum_TH = sum_TH + (tokens.types_T.defined() ? at::embedding(type_H2, tokens.types_T) : type_H2.select(0, 0));
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

// MPNet's bias of the scores, [h, n, n]: near distances have a bucket each, far ones share them by the logarithm, both sides apart.
Tensor relative_bias(const Tensor& weight_bucket_h, int64_t n) {
  const int64_t side = weight_bucket_h.size(0) / 2, exact = side / 2, farthest = 128;
  const Tensor place = at::arange(n, weight_bucket_h.options().dtype(at::kLong).requires_grad(false));
  const Tensor back_nn = place.unsqueeze(1) - place.unsqueeze(0), distance_nn = back_nn.abs();
  const Tensor logarithm = (distance_nn.to(at::kFloat) / exact).log() / std::log(static_cast<double>(farthest) / exact) * (side - exact);
  const Tensor far_nn = (logarithm.clamp_min(0).to(at::kLong) + exact).clamp_max(side - 1);
  const Tensor bucket_nn = at::where(distance_nn < exact, distance_nn, far_nn) + (back_nn < 0).to(at::kLong) * side;
  return at::embedding(weight_bucket_h, bucket_nn).permute({2, 0, 1});
}

class Bert : public Encoder {
 public:
  Bert(const BertConfig& config, nn::Params& params)
      : c_(config), activation_(nn::activation(config.hidden_act)), embeddings_(Scope{params, "embeddings."}, config) {
    const Scope root{params, ""};
    for (int64_t i = 0; i < c_.num_hidden_layers; i++) layers_.emplace_back(root / "encoder" / "layer" / i, c_);
    if (c_.relative_buckets > 0) relative_ = root.take("encoder.relative_attention_bias.weight", {c_.relative_buckets, c_.num_attention_heads});
    if (c_.add_pooling_layer) pooler_ = Linear(root / "pooler" / "dense", c_.hidden_size, c_.hidden_size);
  }

  Encoded forward(const Tokens& tokens, const Wanted& wanted) override {
    Encoded out;
    Tensor x_TH = drop(embeddings_(tokens, c_), c_.hidden_dropout_prob, training);
    Tensor bias_hPP;
    if (relative_.defined()) bias_hPP = relative_bias(relative_, longest_of(tokens));
    if (wanted.hidden_states) out.hidden_states.push_back(x_TH);
    for (const Layer& layer : layers_) {
      stop_if(wanted.cancel);
      if (wanted.attentions) out.attentions.emplace_back();
      Tensor attended_TH = attend(layer, x_TH, tokens, bias_hPP, wanted.attentions ? &out.attentions.back() : nullptr);
      x_TH = layer.attention_norm(x_TH + drop(attended_TH, c_.hidden_dropout_prob, training));
      x_TH = layer.output_norm(x_TH + drop(layer.down(activation_(layer.up(x_TH))), c_.hidden_dropout_prob, training));
      if (wanted.hidden_states) out.hidden_states.push_back(x_TH);
    }
    out.last_TH = x_TH;
    return out;
  }

  Tensor pooler(const Tensor& first_BH) override { return c_.add_pooling_layer ? at::tanh(pooler_(first_BH)) : Tensor(); }

  Limits limits() const override {
    return {c_.vocab_size, c_.max_position_embeddings, c_.type_vocab_size, c_.hidden_size, c_.positions_after_pad ? c_.pad_token_id : std::nullopt};
  }

 private:
  // How many places the longest row has.
  static int64_t longest_of(const Tokens& tokens) {
    int64_t longest = tokens.columns_T.defined() && tokens.columns_T.numel() > 0 ? tokens.columns_T.max().item<int64_t>() + 1 : 0;
    for (size_t b = 0; b + 1 < tokens.offsets.size(); b++) longest = std::max(longest, tokens.offsets[b + 1] - tokens.offsets[b]);
    return longest;
  }

  Tensor attend(const Layer& layer, const Tensor& x_TH, const Tokens& tokens, const Tensor& bias_hPP, std::vector<Tensor>* probabilities) const {
    const int64_t h = c_.num_attention_heads, d = c_.hidden_size / h;
    auto heads = [&](const Linear& linear) { return linear(x_TH).unflatten(1, {h, d}); };  // [T, h, d]
    const nn::AttentionOptions options{1 / std::sqrt(static_cast<double>(d)), tokens.seen_T, training ? c_.attention_probs_dropout_prob : 0, bias_hPP, tokens.columns_T};
    const Tensor q = heads(layer.query), k = heads(layer.key), v = heads(layer.value);
    Tensor out_Thd = probabilities ? nn::eager_attention(q, k, v, tokens.offsets, options, probabilities) : nn::attention(q, k, v, tokens.offsets, options);
    return layer.attention_out(out_Thd.flatten(1));
  }

  const BertConfig c_;
  const nn::Activation activation_;
  const Embeddings embeddings_;
  std::vector<Layer> layers_;
  Linear pooler_;
  Tensor relative_;
};

}  // namespace

std::shared_ptr<Encoder> make_bert(const BertConfig& config, nn::Weights weights, at::ScalarType dtype, const std::optional<nn::Init>& init) {
  if (config.num_attention_heads <= 0 || config.hidden_size % config.num_attention_heads != 0)
    fail(Code::config, "hidden_size ", config.hidden_size, " cannot be divided by num_attention_heads ", config.num_attention_heads);
  nn::Params params(std::move(weights), dtype, init);
  auto bert = std::make_shared<Bert>(config, params);
  bert->parameters = params.finish("BertModel");
  return bert;
}

}  // namespace te
