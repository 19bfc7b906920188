#pragma once
#include <string>

#include "encoders/encoder.h"
#include "nn/fields.h"

namespace te {

// config.json of a Hugging Face ModernBertModel. `windows`: for each layer how far its tokens look, -1 for any distance.
struct ModernBertConfig {
  int64_t vocab_size, hidden_size, num_hidden_layers, num_attention_heads, intermediate_size;
  std::string hidden_activation;
  double norm_eps, embedding_dropout, attention_dropout, mlp_dropout;
  std::optional<int64_t> pad_token_id;
  std::vector<int64_t> windows;
  std::vector<double> global_frequencies, local_frequencies;
  bool attention_bias, mlp_bias, norm_bias;

  static constexpr auto fields = te::fields(
      field("vocabSize", &ModernBertConfig::vocab_size), field("hiddenSize", &ModernBertConfig::hidden_size),
      field("numHiddenLayers", &ModernBertConfig::num_hidden_layers), field("numAttentionHeads", &ModernBertConfig::num_attention_heads),
      field("intermediateSize", &ModernBertConfig::intermediate_size), field("hiddenActivation", &ModernBertConfig::hidden_activation),
      field("normEps", &ModernBertConfig::norm_eps), field("embeddingDropout", &ModernBertConfig::embedding_dropout),
      field("attentionDropout", &ModernBertConfig::attention_dropout), field("mlpDropout", &ModernBertConfig::mlp_dropout),
      field("padTokenId", &ModernBertConfig::pad_token_id), field("windows", &ModernBertConfig::windows),
      field("globalFrequencies", &ModernBertConfig::global_frequencies), field("localFrequencies", &ModernBertConfig::local_frequencies),
      field("attentionBias", &ModernBertConfig::attention_bias), field("mlpBias", &ModernBertConfig::mlp_bias), field("normBias", &ModernBertConfig::norm_bias));
};

std::shared_ptr<Encoder> make_modernbert(const ModernBertConfig& config, nn::Weights weights, const nn::Making& making);

}  // namespace te
