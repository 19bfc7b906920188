// The ways to ask an encoder: padded or packed in, tokens or texts out.
#pragma once
#include <string>

#include "encoders/inputs.h"

namespace te {

using EncoderPtr = std::shared_ptr<Encoder>;

struct ForwardOptions {
  bool output_hidden_states = false, output_attentions = false;
  static constexpr auto fields = te::fields(field("outputHiddenStates", &ForwardOptions::output_hidden_states),
                                            field("outputAttentions", &ForwardOptions::output_attentions));
};

// What forward gives, padded with zeros: [B, L, H], [B, H], [B, L, H] each, [B, heads, L, L] each.
struct ForwardOutputs {
  Tensor last_hidden_state;
  std::optional<Tensor> pooler_output;
  std::optional<std::vector<Tensor>> hidden_states, attentions;
  static constexpr auto fields = te::fields(field("lastHiddenState", &ForwardOutputs::last_hidden_state),
                                            field("poolerOutput", &ForwardOutputs::pooler_output),
                                            field("hiddenStates", &ForwardOutputs::hidden_states),
                                            field("attentions", &ForwardOutputs::attentions));
};

// How an encoder goes about it.
struct Ways {
  bool eager = false;          // every score written out
  bool deterministic = false;  // one text at a time by one thread
  static constexpr auto fields = te::fields(field("eager", &Ways::eager), field("deterministic", &Ways::deterministic));
};

struct EncoderInfo {
  at::ScalarType dtype;  // of its weights; int8: of its matrices
  std::string device;
  int64_t token_types;
  static constexpr auto fields = te::fields(field("dtype", &EncoderInfo::dtype), field("device", &EncoderInfo::device), field("tokenTypes", &EncoderInfo::token_types));
};

struct PackedPooling {
  int64_t skip_tokens = 0;             // of each text, the first ones
  std::optional<Tensor> weight_sums;   // [B]: what the means divide by instead of the number of tokens
  static constexpr auto fields = te::fields(field("skipTokens", &PackedPooling::skip_tokens), field("weightSums", &PackedPooling::weight_sums));
};

ForwardOutputs encoder_forward(const EncoderPtr& encoder, const PaddedInputs& inputs, const ForwardOptions& options);
// The vectors [R, H] of the tokens where rows_BL is not 0, row by row; no other token goes through the last feed-forward.
Tensor encoder_forward_rows(const EncoderPtr& encoder, const PaddedInputs& inputs, const Tensor& rows_BL);
Tensor encoder_encode(const EncoderPtr& encoder, const PaddedInputs& inputs, const std::vector<std::string>& pooling);
Tensor encoder_encode_packed(const EncoderPtr& encoder, const PackedInputs& inputs, const std::vector<std::string>& pooling, const std::optional<Cancel>& cancel);
Tensor encoder_tokens_packed(const EncoderPtr& encoder, const PackedInputs& inputs, const std::optional<Cancel>& cancel);
// The embedding output, then that of each layer: [T, H] each.
std::vector<Tensor> encoder_layers_packed(const EncoderPtr& encoder, const PackedInputs& inputs, const std::optional<Cancel>& cancel);

nn::Weights encoder_parameters(const EncoderPtr& encoder);
nn::Report encoder_report(const EncoderPtr& encoder);
EncoderInfo encoder_info(const EncoderPtr& encoder);
void encoder_train(const EncoderPtr& encoder, bool mode);
void encoder_recompute(const EncoderPtr& encoder, bool on);

// A product of two small matrices beside one of the encoder's, or none any more: see nn::Adapter.
struct AdapterOptions {
  double scale = 1, dropout = 0;
  static constexpr auto fields = te::fields(field("scale", &AdapterOptions::scale), field("dropout", &AdapterOptions::dropout));
};
void encoder_adapt(const EncoderPtr& encoder, const std::string& name, const std::optional<Tensor>& a, const std::optional<Tensor>& b, const AdapterOptions& options);
// The names of the matrices that may have one.
std::vector<std::string> encoder_linears(const EncoderPtr& encoder);
void encoder_ways(const EncoderPtr& encoder, const Ways& ways);

// Pooling alone: [B, L, H] and a mask [B, L], or [T, H] of texts end to end -> [B, H * methods].
Tensor pool_padded(const Tensor& token_embeddings, const std::optional<Tensor>& attention_mask, const std::vector<std::string>& pooling, bool classic);
Tensor pool_packed(const Tensor& x_TH, const std::vector<int64_t>& cu_seqlens, const std::vector<std::string>& pooling, const PackedPooling& options);

}  // namespace te
