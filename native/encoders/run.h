// The four ways to ask an encoder, each checked before any work: padded or packed in, tokens or texts out.
#pragma once
#include <string>

#include "encoders/encoder.h"
#include "nn/fields.h"

namespace te {

using EncoderPtr = std::shared_ptr<Encoder>;

// What forward takes, padded: inputIds [B, L] or inputsEmbeds [B, L, H], the rest [B, L].
struct PaddedInputs {
  std::optional<Tensor> input_ids, inputs_embeds, attention_mask, token_type_ids, position_ids;
  // Undefined: pads are left out inside, positions count columns. True: positions count real tokens (they differ where a row has
  // padding before or among its tokens). False: pads are kept inside and masked, as the padded reference does it.
  std::optional<bool> unpad_inputs;

  static constexpr auto fields = te::fields(
      field("inputIds", &PaddedInputs::input_ids), field("inputsEmbeds", &PaddedInputs::inputs_embeds),
      field("attentionMask", &PaddedInputs::attention_mask), field("tokenTypeIds", &PaddedInputs::token_type_ids),
      field("positionIds", &PaddedInputs::position_ids), field("unpadInputs", &PaddedInputs::unpad_inputs));
};

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

// Texts end to end: ids int32 [T], offsets [B + 1].
struct PackedInputs {
  Tensor ids;
  std::optional<Tensor> token_type_ids;
  std::vector<int64_t> cu_seqlens;
  int64_t skip_tokens = 0;  // leave out this many first tokens of each text when pooling (a prompt that is not to count)
  static constexpr auto fields =
      te::fields(field("ids", &PackedInputs::ids), field("tokenTypeIds", &PackedInputs::token_type_ids),
                 field("cuSeqlens", &PackedInputs::cu_seqlens), field("skipTokens", &PackedInputs::skip_tokens));
};

ForwardOutputs encoder_forward(const EncoderPtr& encoder, const PaddedInputs& inputs, const ForwardOptions& options);
Tensor encoder_encode(const EncoderPtr& encoder, const PaddedInputs& inputs, const std::vector<std::string>& pooling);
Tensor encoder_encode_packed(const EncoderPtr& encoder, const PackedInputs& inputs, const std::vector<std::string>& pooling, const std::optional<Cancel>& cancel);
Tensor encoder_tokens_packed(const EncoderPtr& encoder, const PackedInputs& inputs, const std::optional<Cancel>& cancel);

nn::Weights encoder_parameters(const EncoderPtr& encoder);
void encoder_train(const EncoderPtr& encoder, bool mode);

// Pooling alone: [B, L, H] and a mask [B, L] -> [B, H * methods].
Tensor pool_padded(const Tensor& token_embeddings, const std::optional<Tensor>& attention_mask, const std::vector<std::string>& pooling);

}  // namespace te
