#pragma once
#include <string>

#include "encoders/encoder.h"
#include "nn/fields.h"

namespace te {

// config.json of Alibaba-NLP's NewModel, key by key; `frequencies` are those of its rope, empty for absolute positions.
struct GteConfig {
  int64_t vocab_size, hidden_size, num_hidden_layers, num_attention_heads, intermediate_size, max_position_embeddings, type_vocab_size;
  std::string hidden_act;
  double layer_norm_eps, hidden_dropout_prob, attention_probs_dropout_prob;
  std::optional<int64_t> pad_token_id;
  std::vector<double> frequencies;
  bool pack_qkv, rms_norm, logn_attention_scale, logn_attention_clip1, add_pooling_layer;

  static constexpr auto fields = te::fields(
      field("vocabSize", &GteConfig::vocab_size), field("hiddenSize", &GteConfig::hidden_size), field("numHiddenLayers", &GteConfig::num_hidden_layers),
      field("numAttentionHeads", &GteConfig::num_attention_heads), field("intermediateSize", &GteConfig::intermediate_size),
      field("maxPositionEmbeddings", &GteConfig::max_position_embeddings), field("typeVocabSize", &GteConfig::type_vocab_size),
      field("hiddenAct", &GteConfig::hidden_act), field("layerNormEps", &GteConfig::layer_norm_eps), field("hiddenDropoutProb", &GteConfig::hidden_dropout_prob),
      field("attentionProbsDropoutProb", &GteConfig::attention_probs_dropout_prob), field("padTokenId", &GteConfig::pad_token_id),
      field("frequencies", &GteConfig::frequencies), field("packQkv", &GteConfig::pack_qkv), field("rmsNorm", &GteConfig::rms_norm),
      field("lognAttentionScale", &GteConfig::logn_attention_scale), field("lognAttentionClip1", &GteConfig::logn_attention_clip1),
      field("addPoolingLayer", &GteConfig::add_pooling_layer));
};

std::shared_ptr<Encoder> make_gte(const GteConfig& config, nn::Weights weights, const nn::Making& making);

}  // namespace te
