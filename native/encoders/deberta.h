#pragma once
#include <string>

#include "encoders/encoder.h"
#include "nn/fields.h"

namespace te {

// config.json of a Hugging Face DebertaV2Model, key by key. `span`: how many relative places there are to one side; 0: no relative attention.
struct DebertaConfig {
  int64_t vocab_size, embedding_size, hidden_size, num_hidden_layers, num_attention_heads, intermediate_size, max_position_embeddings, type_vocab_size;
  int64_t span, position_buckets, max_relative_positions;
  std::string hidden_act;
  double layer_norm_eps, hidden_dropout_prob, attention_probs_dropout_prob;
  std::optional<int64_t> pad_token_id;
  bool position_biased_input, content_to_position, position_to_content, share_att_key, norm_rel_ebd;

  static constexpr auto fields = te::fields(
      field("vocabSize", &DebertaConfig::vocab_size), field("embeddingSize", &DebertaConfig::embedding_size), field("hiddenSize", &DebertaConfig::hidden_size),
      field("numHiddenLayers", &DebertaConfig::num_hidden_layers), field("numAttentionHeads", &DebertaConfig::num_attention_heads),
      field("intermediateSize", &DebertaConfig::intermediate_size), field("maxPositionEmbeddings", &DebertaConfig::max_position_embeddings),
      field("typeVocabSize", &DebertaConfig::type_vocab_size), field("span", &DebertaConfig::span), field("positionBuckets", &DebertaConfig::position_buckets),
      field("maxRelativePositions", &DebertaConfig::max_relative_positions), field("hiddenAct", &DebertaConfig::hidden_act),
      field("layerNormEps", &DebertaConfig::layer_norm_eps), field("hiddenDropoutProb", &DebertaConfig::hidden_dropout_prob),
      field("attentionProbsDropoutProb", &DebertaConfig::attention_probs_dropout_prob), field("padTokenId", &DebertaConfig::pad_token_id),
      field("positionBiasedInput", &DebertaConfig::position_biased_input), field("contentToPosition", &DebertaConfig::content_to_position),
      field("positionToContent", &DebertaConfig::position_to_content), field("shareAttKey", &DebertaConfig::share_att_key),
      field("normRelEbd", &DebertaConfig::norm_rel_ebd));
};

std::shared_ptr<Encoder> make_deberta(const DebertaConfig& config, nn::Weights weights, const nn::Making& making);

}  // namespace te
