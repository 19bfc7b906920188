// ModernBERT (Warner et al., 2024): pre-norm, rotary positions, gated feed-forward; some layers see whole texts, the others a window. Read from top to bottom.
// Letters of shapes: T real tokens, H hidden size, h heads, d = H / h, I intermediate size.
#include "encoders/modernbert.h"

#include "nn/layers.h"
#include "nn/rope.h"

namespace te {

namespace {

using nn::drop;
using nn::LayerNorm;
using nn::Linear;
using nn::Scope;

struct Layer {
  LayerNorm attention_norm, mlp_norm;  // the first layer's input is normed already
  Linear qkv, attention_out, in_gate, out;
  int64_t window;

  Layer(const Scope& scope, const ModernBertConfig& c, int64_t index)
      : mlp_norm(scope / "mlp_norm", c.hidden_size, c.norm_eps, c.norm_bias),
        qkv(scope / "attn" / "Wqkv", c.hidden_size, 3 * c.hidden_size, c.attention_bias),
        attention_out(scope / "attn" / "Wo", c.hidden_size, c.hidden_size, c.attention_bias),
        in_gate(scope / "mlp" / "Wi", c.hidden_size, 2 * c.intermediate_size, c.mlp_bias),
        out(scope / "mlp" / "Wo", c.intermediate_size, c.hidden_size, c.mlp_bias),
        window(c.windows[index]) {
    if (index > 0) attention_norm = LayerNorm(scope / "attn_norm", c.hidden_size, c.norm_eps, c.norm_bias);
  }
};

class ModernBert : public Encoder {
 public:
  ModernBert(const ModernBertConfig& config, nn::Params& params) : c_(config), activation_(nn::activation(config.hidden_activation)) {
    const Scope root{params, ""};
    word_ = nn::Embedding(root / "embeddings" / "tok_embeddings", c_.vocab_size, c_.hidden_size, c_.pad_token_id.value_or(-1));
    embedding_norm_ = LayerNorm(root / "embeddings" / "norm", c_.hidden_size, c_.norm_eps, c_.norm_bias);
    for (int64_t i = 0; i < c_.num_hidden_layers; i++) layers_.emplace_back(root / "layers" / i, c_, i);
    final_norm_ = LayerNorm(root / "final_norm", c_.hidden_size, c_.norm_eps, c_.norm_bias);
  }

  Encoded forward(const Tokens& tokens, const Wanted& wanted) override {
    const int64_t h = c_.num_attention_heads, d = c_.hidden_size / h;
    const Tensor words_TH = tokens.embeds_TH.defined() ? tokens.embeds_TH : word_(tokens.ids_T);
    const Tensor embedded_TH = drop(embedding_norm_(words_TH), c_.embedding_dropout, training);
    const nn::RopeTable global = nn::rope_table(tokens.positions_T, c_.global_frequencies, embedded_TH.scalar_type());
    const nn::RopeTable local = nn::rope_table(tokens.positions_T, c_.local_frequencies, embedded_TH.scalar_type());
    nn::AttentionOptions options = attention_over(tokens, d, training ? c_.attention_dropout : 0);
    Encoded out = through(layers_, embedded_TH, wanted, [=, this](const Layer& layer, const Tensor& x_TH, const Step& step) mutable {
      const nn::RopeTable& table = layer.window < 0 ? global : local;
      options.window = layer.window;
      const auto qkv = layer.qkv(layer.attention_norm.weight.defined() ? layer.attention_norm(x_TH) : x_TH).unflatten(1, {3, h, d}).unbind(1);
      const Tensor seen_Thd = nn::attention(nn::rope(qkv[0], table), nn::rope(qkv[1], table), qkv[2], tokens.offsets, options, step.probabilities);
      return step.kept(x_TH) + drop(layer.attention_out(step.kept(seen_Thd.flatten(1))), c_.attention_dropout, training);
    }, [=, this](const Layer& layer, const Tensor& middle_TH) {
      const Tensor fed_TI = nn::gated(layer.in_gate(layer.mlp_norm(middle_TH)), activation_, nn::Halves::gate_up);
      return middle_TH + layer.out(drop(fed_TI, c_.mlp_dropout, training));
    });
    out.last_TH = final_norm_(out.last_TH);
    if (wanted.hidden_states) out.hidden_states.back() = out.last_TH;
    return out;
  }

  Limits limits() const override { return {c_.vocab_size, endless, 0, c_.hidden_size}; }

 private:
  const ModernBertConfig c_;
  const nn::Activation activation_;
  nn::Embedding word_;
  LayerNorm embedding_norm_, final_norm_;
  std::vector<Layer> layers_;
};

}  // namespace

std::shared_ptr<Encoder> make_modernbert(const ModernBertConfig& config, nn::Weights weights, const nn::Making& making) {
  check_heads(config.hidden_size, config.num_attention_heads, 2);
  return made<ModernBert>("ModernBertModel", config, std::move(weights), making);
}

}  // namespace te
