#pragma once
#include <string>

#include "encoders/encoder.h"
#include "nn/fields.h"

namespace te {

// config.json of a Hugging Face Qwen3Model.
struct Qwen3Config {
  int64_t vocab_size, hidden_size, num_hidden_layers, num_attention_heads, num_key_value_heads, head_dim, intermediate_size;
  std::string hidden_act;
  double rms_norm_eps, attention_dropout;
  std::optional<int64_t> pad_token_id;
  std::vector<double> frequencies;
  bool attention_bias;

  static constexpr auto fields = te::fields(
      field("vocabSize", &Qwen3Config::vocab_size), field("hiddenSize", &Qwen3Config::hidden_size), field("numHiddenLayers", &Qwen3Config::num_hidden_layers),
      field("numAttentionHeads", &Qwen3Config::num_attention_heads), field("numKeyValueHeads", &Qwen3Config::num_key_value_heads),
      field("headDim", &Qwen3Config::head_dim), field("intermediateSize", &Qwen3Config::intermediate_size), field("hiddenAct", &Qwen3Config::hidden_act),
      field("rmsNormEps", &Qwen3Config::rms_norm_eps), field("attentionDropout", &Qwen3Config::attention_dropout), field("padTokenId", &Qwen3Config::pad_token_id),
      field("frequencies", &Qwen3Config::frequencies), field("attentionBias", &Qwen3Config::attention_bias));
};

std::shared_ptr<Encoder> make_qwen3(const Qwen3Config& config, nn::Weights weights, const nn::Making& making);

}  // namespace te
