// NomicBERT (Nussbaum et al., 2024): post-norm, rotary positions, SwiGLU, biases only where the configuration says. Read from top to bottom.
// Letters of shapes: B texts, T real tokens, H hidden size, h heads, d = H / h.
#include "encoders/nomic.h"

#include "nn/layers.h"
#include "nn/rope.h"

namespace te {

namespace {

using nn::drop;
using nn::Embedding;
using nn::LayerNorm;
using nn::Linear;
using nn::Scope;

struct Layer {
  Linear qkv, attention_out, up, gate, down;
  LayerNorm attention_norm, mlp_norm;

  Layer(const Scope& scope, const NomicConfig& c)
      : qkv(scope / "attn" / "Wqkv", c.hidden_size, 3 * c.hidden_size, c.qkv_bias),
        attention_out(scope / "attn" / "out_proj", c.hidden_size, c.hidden_size, c.qkv_bias),
        up(scope / "mlp" / "fc11", c.hidden_size, c.intermediate_size, c.mlp_bias),
        gate(scope / "mlp" / "fc12", c.hidden_size, c.intermediate_size, c.mlp_bias),
        down(scope / "mlp" / "fc2", c.intermediate_size, c.hidden_size, c.mlp_bias),
        attention_norm(scope / "norm1", c.hidden_size, c.layer_norm_eps),
        mlp_norm(scope / "norm2", c.hidden_size, c.layer_norm_eps) {}
};

class Nomic : public Encoder {
 public:
  Nomic(const NomicConfig& config, nn::Params& params) : c_(config), activation_(nn::activation(config.hidden_act)) {
    const Scope root{params, ""};
    word_ = Embedding(root / "embeddings" / "word_embeddings", c_.vocab_size, c_.hidden_size, c_.pad_token_id.value_or(-1));
    if (c_.type_vocab_size > 0) type_ = Embedding(root / "embeddings" / "token_type_embeddings", c_.type_vocab_size, c_.hidden_size);
    embedding_norm_ = LayerNorm(root / "emb_ln", c_.hidden_size, c_.layer_norm_eps);
    for (int64_t i = 0; i < c_.num_hidden_layers; i++) layers_.emplace_back(root / "encoder" / "layers" / i, c_);
    if (c_.add_pooling_layer) pooler_ = Linear(root / "pooler" / "dense", c_.hidden_size, c_.hidden_size);
  }

  Encoded forward(const Tokens& tokens, const Wanted& wanted) override {
    const double p = c_.hidden_dropout_prob;
    const int64_t h = c_.num_attention_heads, d = c_.hidden_size / h;
    Tensor words_TH = tokens.embeds_TH.defined() ? tokens.embeds_TH : word_(tokens.ids_T);
    if (type_.defined()) words_TH = words_TH + type_.or_first(tokens.types_T);
    const Tensor embedded_TH = drop(embedding_norm_(words_TH), p, training);
    const nn::RopeTable table = nn::rope_table(tokens.positions_T, c_.frequencies, embedded_TH.scalar_type());
    const nn::AttentionOptions options = attention_over(tokens, d, training ? c_.attention_probs_dropout_prob : 0);
    return through(layers_, embedded_TH, wanted, [=, this](const Layer& layer, const Tensor& x_TH, const Step& step) {
      const auto qkv = layer.qkv(x_TH).unflatten(1, {3, h, d}).unbind(1);
      const Tensor seen_Thd = nn::attention(nn::rope(qkv[0], table), nn::rope(qkv[1], table), qkv[2], tokens.offsets, options, step.probabilities);
      const Tensor attended_TH = layer.attention_out(step.kept(seen_Thd.flatten(1)));
      return layer.attention_norm(drop(attended_TH, p, training), step.kept(x_TH));
    }, [=, this](const Layer& layer, const Tensor& middle_TH) {
      const Tensor fed_TI = nn::gated(Linear::beside(middle_TH, {&layer.gate, &layer.up}), activation_, nn::Halves::gate_up);
      return layer.mlp_norm(drop(layer.down(fed_TI), p, training), middle_TH);
    });
  }

  Limits limits() const override { return {c_.vocab_size, endless, c_.type_vocab_size, c_.hidden_size}; }

 private:
  const NomicConfig c_;
  const nn::Activation activation_;
  Embedding word_, type_;
  LayerNorm embedding_norm_;
  std::vector<Layer> layers_;
};

}  // namespace

std::shared_ptr<Encoder> make_nomic(const NomicConfig& config, nn::Weights weights, const nn::Making& making) {
  check_heads(config.hidden_size, config.num_attention_heads, 2);
  return made<Nomic>("NomicBertModel", config, std::move(weights), making);
}

}  // namespace te
