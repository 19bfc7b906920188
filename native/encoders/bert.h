#pragma once
#include <string>

#include "encoders/encoder.h"
#include "nn/fields.h"

namespace te {

// config.json of a Hugging Face BertModel, key by key; with type_vocab_size 0 there are no token types (DistilBERT).
struct BertConfig {
  int64_t vocab_size, hidden_size, num_hidden_layers, num_attention_heads, intermediate_size, max_position_embeddings, type_vocab_size;
  std::string hidden_act;
  double layer_norm_eps, hidden_dropout_prob, attention_probs_dropout_prob;
  std::optional<int64_t> pad_token_id;  // its row of the word embeddings gets no gradient
  int64_t relative_buckets;             // MPNet: buckets of relative positions, whose bias is added to the scores; 0: none
  bool positions_after_pad;             // RoBERTa: positions count the ids that are not the pad id, from it + 1 on
  bool add_pooling_layer;

  static constexpr auto fields = te::fields(
      field("vocabSize", &BertConfig::vocab_size), field("hiddenSize", &BertConfig::hidden_size),
      field("numHiddenLayers", &BertConfig::num_hidden_layers), field("numAttentionHeads", &BertConfig::num_attention_heads),
      field("intermediateSize", &BertConfig::intermediate_size), field("maxPositionEmbeddings", &BertConfig::max_position_embeddings),
      field("typeVocabSize", &BertConfig::type_vocab_size), field("hiddenAct", &BertConfig::hidden_act),
      field("layerNormEps", &BertConfig::layer_norm_eps), field("hiddenDropoutProb", &BertConfig::hidden_dropout_prob),
      field("attentionProbsDropoutProb", &BertConfig::attention_probs_dropout_prob), field("padTokenId", &BertConfig::pad_token_id),
      field("relativeBuckets", &BertConfig::relative_buckets), field("positionsAfterPad", &BertConfig::positions_after_pad),
      field("addPoolingLayer", &BertConfig::add_pooling_layer));
};

std::shared_ptr<Encoder> make_bert(const BertConfig& config, nn::Weights weights, const nn::Making& making);

}  // namespace te
