// What encoders are asked with, checked before any work: padded batches and packed ones.
#pragma once
#include "encoders/encoder.h"
#include "nn/fields.h"

namespace te {

// What forward takes, padded: inputIds [B, L] or inputsEmbeds [B, L, H], the rest [B, L].
struct PaddedInputs {
  std::optional<Tensor> input_ids, inputs_embeds, attention_mask, token_type_ids, position_ids;
  // Undefined: pads are left out inside, positions count columns. True: positions count real tokens (they differ where a row has
  // padding before or among its tokens). False: pads are kept inside and masked, as the padded reference does it.
  std::optional<bool> unpad_inputs;
  bool classic_pooling = false;  // as sentence-transformers before 6 pooled: 'cls' is column 0, 'weightedmean' weighs by columns

  static constexpr auto fields = te::fields(
      field("inputIds", &PaddedInputs::input_ids), field("inputsEmbeds", &PaddedInputs::inputs_embeds),
      field("attentionMask", &PaddedInputs::attention_mask), field("tokenTypeIds", &PaddedInputs::token_type_ids),
      field("positionIds", &PaddedInputs::position_ids), field("unpadInputs", &PaddedInputs::unpad_inputs), field("classicPooling", &PaddedInputs::classic_pooling));
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

// A padded batch on its way in: its tokens, where the real ones stand, and where those that the encoder sees stand.
struct Batch {
  Tokens tokens;
  nn::Layout real, inside;
};

Batch batch_of(const Encoder& encoder, const PaddedInputs& in);
Tokens tokens_of(const Encoder& encoder, const PackedInputs& in);

}  // namespace te
