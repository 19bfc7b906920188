// Qwen3 (Qwen team, 2025) as an embedder: causal, grouped queries, norms of queries and keys, pre-norm. Read from top to bottom.
// Letters of shapes: T real tokens, H hidden size, h heads, g heads of keys and values, d head size.
#include "encoders/qwen3.h"

#include "nn/layers.h"
#include "nn/rope.h"

namespace te {

namespace {

using nn::Linear;
using nn::RmsNorm;
using nn::Scope;

struct Layer {
  RmsNorm attention_norm, mlp_norm, query_norm, key_norm;
  Linear query, key, value, attention_out, gate, up, down;

  Layer(const Scope& scope, const Qwen3Config& c)
      : attention_norm(scope / "input_layernorm", c.hidden_size, c.rms_norm_eps),
        mlp_norm(scope / "post_attention_layernorm", c.hidden_size, c.rms_norm_eps),
        query_norm(scope / "self_attn" / "q_norm", c.head_dim, c.rms_norm_eps),
        key_norm(scope / "self_attn" / "k_norm", c.head_dim, c.rms_norm_eps),
        query(scope / "self_attn" / "q_proj", c.hidden_size, c.num_attention_heads * c.head_dim, c.attention_bias),
        key(scope / "self_attn" / "k_proj", c.hidden_size, c.num_key_value_heads * c.head_dim, c.attention_bias),
        value(scope / "self_attn" / "v_proj", c.hidden_size, c.num_key_value_heads * c.head_dim, c.attention_bias),
        attention_out(scope / "self_attn" / "o_proj", c.num_attention_heads * c.head_dim, c.hidden_size, c.attention_bias),
        gate(scope / "mlp" / "gate_proj", c.hidden_size, c.intermediate_size, false),
        up(scope / "mlp" / "up_proj", c.hidden_size, c.intermediate_size, false),
        down(scope / "mlp" / "down_proj", c.intermediate_size, c.hidden_size, false) {}
};

class Qwen3 : public Encoder {
 public:
  Qwen3(const Qwen3Config& config, nn::Params& params) : c_(config), activation_(nn::activation(config.hidden_act)) {
    const Scope root{params, ""};
    word_ = nn::Embedding(root / "embed_tokens", c_.vocab_size, c_.hidden_size, c_.pad_token_id.value_or(-1));
    for (int64_t i = 0; i < c_.num_hidden_layers; i++) layers_.emplace_back(root / "layers" / i, c_);
    final_norm_ = RmsNorm(root / "norm", c_.hidden_size, c_.rms_norm_eps);
  }

  Encoded forward(const Tokens& tokens, const Wanted& wanted) override {
    const Tensor words_TH = tokens.embeds_TH.defined() ? tokens.embeds_TH : word_(tokens.ids_T);
    const nn::RopeTable table = nn::rope_table(tokens.positions_T, c_.frequencies, words_TH.scalar_type());
    nn::AttentionOptions options = attention_over(tokens, c_.head_dim, training ? c_.attention_dropout : 0);
    options.causal = true;
    Encoded out = through(layers_, words_TH, wanted, [=, this](const Layer& layer, const Tensor& x_TH, const Step& step) {
      const Tensor normed_TH = layer.attention_norm(x_TH);
      auto heads = [&](const Linear& linear) { return linear(normed_TH).unflatten(1, {-1, c_.head_dim}); };
      const Tensor q_Thd = nn::rope(layer.query_norm(heads(layer.query)), table), k_Tgd = nn::rope(layer.key_norm(heads(layer.key)), table);
      const Tensor seen_Thd = nn::attention(q_Thd, k_Tgd, heads(layer.value), tokens.offsets, options, step.probabilities);
      return step.kept(x_TH) + layer.attention_out(step.kept(seen_Thd.flatten(1)));
    }, [=, this](const Layer& layer, const Tensor& middle_TH) {
      const Tensor second_TH = layer.mlp_norm(middle_TH);
      return middle_TH + layer.down(nn::gated(Linear::beside(second_TH, {&layer.gate, &layer.up}), activation_, nn::Halves::gate_up));
    });
    out.last_TH = final_norm_(out.last_TH);
    if (wanted.hidden_states) out.hidden_states.back() = out.last_TH;
    return out;
  }

  Limits limits() const override { return {c_.vocab_size, endless, 0, c_.hidden_size}; }

 private:
  const Qwen3Config c_;
  const nn::Activation activation_;
  nn::Embedding word_;
  RmsNorm final_norm_;
  std::vector<Layer> layers_;
};

}  // namespace

std::shared_ptr<Encoder> make_qwen3(const Qwen3Config& config, nn::Weights weights, const nn::Making& making) {
  if (config.num_key_value_heads <= 0 || config.num_attention_heads % config.num_key_value_heads != 0)
    fail(Code::config, "num_attention_heads ", config.num_attention_heads, " cannot be divided by num_key_value_heads ", config.num_key_value_heads);
  if (config.head_dim % 2 != 0) fail(Code::config, "head_dim is ", config.head_dim, "; wanted an even number");
  return made<Qwen3>("Qwen3Model", config, std::move(weights), making);
}

}  // namespace te
