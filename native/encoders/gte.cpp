// GTE (Alibaba-NLP's NewModel; Zhang et al., 2024): BERT with rotary positions and gated feed-forward, post-norm. Read from top to bottom.
// Letters of shapes: B texts, T real tokens, H hidden size, h heads, d = H / h, I intermediate size.
#include "encoders/gte.h"

#include <limits>

#include "nn/attention.h"
#include "nn/layers.h"
#include "nn/rope.h"

namespace te {

namespace {

using nn::drop;
using nn::Linear;
using nn::Scope;

// A layer norm, or x / sqrt(mean of x^2 + eps) * weight.
struct Norm {
  Tensor weight, bias;
  double eps;
  Norm(const Scope& scope, const GteConfig& c)
      : weight(scope.take("weight", {c.hidden_size})), bias(c.rms_norm ? Tensor() : scope.take("bias", {c.hidden_size})), eps(c.layer_norm_eps) {}
  Tensor operator()(const Tensor& x) const {
    if (bias.defined()) return at::layer_norm(x, weight.sizes(), weight, bias, eps);
    return at::rms_norm(x, weight.sizes(), weight, eps);
  }
};

struct Embeddings {
  Tensor word_VH, type_CH, position_PH;
  Norm norm;

  Embeddings(const Scope& scope, const GteConfig& c)
      : word_VH(scope.take("word_embeddings.weight", {c.vocab_size, c.hidden_size})),
        type_CH(c.type_vocab_size > 0 ? scope.take("token_type_embeddings.weight", {c.type_vocab_size, c.hidden_size}) : Tensor()),
        position_PH(c.frequencies.empty() ? scope.take("position_embeddings.weight", {c.max_position_embeddings, c.hidden_size}) : Tensor()),
        norm(scope / "LayerNorm", c) {}

  Tensor operator()(const Tokens& tokens, const GteConfig& c) const {
    Tensor x_TH = tokens.embeds_TH.defined() ? tokens.embeds_TH : at::embedding(word_VH, tokens.ids_T, c.pad_token_id.value_or(-1));
    if (type_CH.defined()) x_TH = x_TH + (tokens.types_T.defined() ? at::embedding(type_CH, tokens.types_T) : type_CH.select(0, 0));
    if (position_PH.defined()) x_TH = x_TH + at::embedding(position_PH, tokens.positions_T);
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
    return qkv.weight.defined() ? qkv(x_TH).chunk(3, 1) : std::vector<Tensor>{q(x_TH), k(x_TH), v(x_TH)};
  }
};

struct Layer {
  Projections projections;
  Linear attention_out, down;
  Tensor up_gate;  // [2I, H], no bias: up first, gate second
  Norm attention_norm, mlp_norm;

  Layer(const Scope& scope, const GteConfig& c)
      : projections(scope / "attention", c),
        attention_out(scope / "attention" / "o_proj", c.hidden_size, c.hidden_size),
        down(scope / "mlp" / "down_proj", c.intermediate_size, c.hidden_size),
        up_gate(scope.take("mlp.up_gate_proj.weight", {2 * c.intermediate_size, c.hidden_size})),
        attention_norm(scope / "attn_ln", c),
        mlp_norm(scope / "mlp_ln", c) {}
};

class Gte : public Encoder {
 public:
  Gte(const GteConfig& config, nn::Params& params)
      : c_(config), activation_(nn::activation(config.hidden_act)), embeddings_(Scope{params, "embeddings."}, config) {
    const Scope root{params, ""};
    for (int64_t i = 0; i < c_.num_hidden_layers; i++) layers_.emplace_back(root / "encoder" / "layer" / i, c_);
    if (c_.add_pooling_layer) pooler_ = Linear(root / "pooler" / "dense", c_.hidden_size, c_.hidden_size);
  }

  Encoded forward(const Tokens& tokens, const Wanted& wanted) override {
    Encoded out;
    Tensor x_TH = drop(embeddings_(tokens, c_), c_.hidden_dropout_prob, training);
    std::optional<nn::RopeTable> table;
    if (!c_.frequencies.empty()) table = nn::rope_table(tokens.positions_T, c_.frequencies, x_TH.scalar_type());
    if (wanted.hidden_states) out.hidden_states.push_back(x_TH);
    for (const Layer& layer : layers_) {
      stop_if(wanted.cancel);
      if (wanted.attentions) out.attentions.emplace_back();
      Tensor attended_TH = attend(layer, x_TH, tokens, table, wanted.attentions ? &out.attentions.back() : nullptr);
      x_TH = layer.attention_norm(x_TH + drop(attended_TH, c_.hidden_dropout_prob, training));
      const auto up_gate = at::linear(x_TH, layer.up_gate).chunk(2, 1);
      Tensor fed_TH = layer.down(drop(activation_(up_gate[1]) * up_gate[0], c_.hidden_dropout_prob, training));
      x_TH = layer.mlp_norm(x_TH + drop(fed_TH, c_.hidden_dropout_prob, training));
      if (wanted.hidden_states) out.hidden_states.push_back(x_TH);
    }
    out.last_TH = x_TH;
    return out;
  }

  Tensor pooler(const Tensor& first_BH) override { return c_.add_pooling_layer ? at::tanh(pooler_(first_BH)) : Tensor(); }

  // Rotary positions have no table and no end.
  Limits limits() const override {
    const int64_t positions = c_.frequencies.empty() ? c_.max_position_embeddings : std::numeric_limits<int32_t>::max();
    return {c_.vocab_size, positions, c_.type_vocab_size, c_.hidden_size};
  }

 private:
  Tensor attend(const Layer& layer, const Tensor& x_TH, const Tokens& tokens, const std::optional<nn::RopeTable>& table, std::vector<Tensor>* probabilities) const {
    const int64_t h = c_.num_attention_heads, d = c_.hidden_size / h;
    std::vector<Tensor> qkv = layer.projections(x_TH);
    for (Tensor& x : qkv) x = x.unflatten(1, {h, d});
    if (table) qkv[0] = nn::rope(qkv[0], *table), qkv[1] = nn::rope(qkv[1], *table);
    const nn::AttentionOptions options{1 / std::sqrt(static_cast<double>(d)), tokens.seen_T, training ? c_.attention_probs_dropout_prob : 0};
    Tensor out_Thd = probabilities ? nn::eager_attention(qkv[0], qkv[1], qkv[2], tokens.offsets, options, probabilities)
                                   : nn::attention(qkv[0], qkv[1], qkv[2], tokens.offsets, options);
    return layer.attention_out(out_Thd.flatten(1));
  }

  const GteConfig c_;
  const nn::Activation activation_;
  const Embeddings embeddings_;
  std::vector<Layer> layers_;
  Linear pooler_;
};

}  // namespace

std::shared_ptr<Encoder> make_gte(const GteConfig& config, nn::Weights weights, at::ScalarType dtype, const std::optional<nn::Init>& init) {
  if (config.num_attention_heads <= 0 || config.hidden_size % (2 * config.num_attention_heads) != 0)
    fail(Code::config, "hidden_size ", config.hidden_size, " cannot be divided by twice num_attention_heads ", config.num_attention_heads);
  nn::Params params(std::move(weights), dtype, init);
  auto gte = std::make_shared<Gte>(config, params);
  gte->parameters = params.finish("NewModel");
  return gte;
}

}  // namespace te
