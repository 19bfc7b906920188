#pragma once
#include <string>

#include "encoders/encoder.h"
#include "nn/fields.h"

namespace te {

// config.json of jinaai's JinaBertModel (v2), key by key.
struct JinaConfig {
  int64_t vocab_size, hidden_size, num_hidden_layers, num_attention_heads, intermediate_size, type_vocab_size;
  std::string activation;
  double layer_norm_eps, hidden_dropout_prob, attention_probs_dropout_prob;
  std::optional<int64_t> pad_token_id;
  bool add_pooling_layer;

  static constexpr auto fields = te::fields(
      field("vocabSize", &JinaConfig::vocab_size), field("hiddenSize", &JinaConfig::hidden_size), field("numHiddenLayers", &JinaConfig::num_hidden_layers),
      field("numAttentionHeads", &JinaConfig::num_attention_heads), field("intermediateSize", &JinaConfig::intermediate_size),
      field("typeVocabSize", &JinaConfig::type_vocab_size), field("activation", &JinaConfig::activation), field("layerNormEps", &JinaConfig::layer_norm_eps),
      field("hiddenDropoutProb", &JinaConfig::hidden_dropout_prob), field("attentionProbsDropoutProb", &JinaConfig::attention_probs_dropout_prob),
      field("padTokenId", &JinaConfig::pad_token_id), field("addPoolingLayer", &JinaConfig::add_pooling_layer));
};

std::shared_ptr<Encoder> make_jina(const JinaConfig& config, nn::Weights weights, const nn::Making& making);

}  // namespace te
