#pragma once
#include <string>

#include "encoders/encoder.h"
#include "nn/fields.h"

namespace te {

// What config.json of a NomicBertModel says, in the spelling of transformers 5 or of the published code.
struct NomicConfig {
  int64_t vocab_size, hidden_size, num_hidden_layers, num_attention_heads, intermediate_size, type_vocab_size;
  std::string hidden_act;
  double layer_norm_eps, hidden_dropout_prob, attention_probs_dropout_prob;
  std::optional<int64_t> pad_token_id;
  std::vector<double> frequencies;
  bool qkv_bias, mlp_bias, add_pooling_layer;

  static constexpr auto fields = te::fields(
      field("vocabSize", &NomicConfig::vocab_size), field("hiddenSize", &NomicConfig::hidden_size), field("numHiddenLayers", &NomicConfig::num_hidden_layers),
      field("numAttentionHeads", &NomicConfig::num_attention_heads), field("intermediateSize", &NomicConfig::intermediate_size),
      field("typeVocabSize", &NomicConfig::type_vocab_size), field("hiddenAct", &NomicConfig::hidden_act), field("layerNormEps", &NomicConfig::layer_norm_eps),
      field("hiddenDropoutProb", &NomicConfig::hidden_dropout_prob), field("attentionProbsDropoutProb", &NomicConfig::attention_probs_dropout_prob),
      field("padTokenId", &NomicConfig::pad_token_id), field("frequencies", &NomicConfig::frequencies), field("qkvBias", &NomicConfig::qkv_bias),
      field("mlpBias", &NomicConfig::mlp_bias), field("addPoolingLayer", &NomicConfig::add_pooling_layer));
};

std::shared_ptr<Encoder> make_nomic(const NomicConfig& config, nn::Weights weights, const nn::Making& making);

}  // namespace te
