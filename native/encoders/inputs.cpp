#include "encoders/inputs.h"

namespace te {

namespace {

void check_integers(const Tensor& ids, const char* name) {
  if (ids.scalar_type() != at::kLong && ids.scalar_type() != at::kInt)
    fail(Code::dtype, name, " has dtype ", c10::toString(ids.scalar_type()), "; wanted int64 or int32");
}

// 0 <= every value < limit, else the first one that is not is named.
void check_range(const Tensor& ids, int64_t limit, const char* name, const char* of) {
  if (ids.numel() == 0) return;
  auto [low, high] = at::aminmax(ids);
  const int64_t least = low.item<int64_t>(), most = high.item<int64_t>();
  if (least < 0 || most >= limit)
    fail(Code::range, name, " has the value ", least < 0 ? least : most, "; wanted 0 to ", limit - 1, " (", of, " of the model)");
}

Tensor packed_ids(const Tensor& padded_BL, const nn::Layout& layout, const char* name) {
  check_integers(padded_BL, name);
  if (padded_BL.sizes() != at::IntArrayRef{layout.batch, layout.length})
    fail(Code::shape, name, " has shape ", padded_BL.sizes(), ", wanted [", layout.batch, ", ", layout.length, "] as the other inputs");
  return nn::pack(padded_BL, layout).to(at::kLong);
}

// Where each token stands, for models that count the ids that are not the pad id: pad + 1, pad + 2, …; pad itself where the id is.
Tensor positions_after_pad(const Tensor& ids_BL, int64_t pad) {
  const Tensor real_BL = ids_BL.ne(pad).to(at::kLong);
  return real_BL.cumsum(1) * real_BL + pad;
}

}  // namespace

Batch batch_of(const Encoder& encoder, const PaddedInputs& in) {
  const Limits limits = encoder.limits();
  if (in.input_ids.has_value() == in.inputs_embeds.has_value())
    fail(Code::config, "forward wants either inputIds or inputsEmbeds, found ", in.input_ids ? "both" : "neither");
  const Tensor& given = in.input_ids ? *in.input_ids : *in.inputs_embeds;
  if (given.dim() != (in.input_ids ? 2 : 3) || (!in.input_ids && given.size(2) != limits.hidden_size))
    fail(Code::shape, in.input_ids ? "inputIds" : "inputsEmbeds", " has shape ", given.sizes(), ", wanted ",
         in.input_ids ? std::string("[batch, length]") : c10::str("[batch, length, ", limits.hidden_size, "]"));
  if (in.inputs_embeds && !given.is_floating_point()) fail(Code::dtype, "inputsEmbeds has dtype ", c10::toString(given.scalar_type()), "; wanted floating point");
  if (given.size(0) > 0 && given.size(1) == 0) fail(Code::shape, "inputIds has shape ", given.sizes(), "; a text needs at least one token");
  const at::Device device = encoder.parameters.begin()->second.device();
  for (auto* input : {&in.input_ids, &in.inputs_embeds, &in.attention_mask, &in.token_type_ids, &in.position_ids})
    if (*input && (*input)->device() != device)
      fail(Code::device, "An input is on ", (*input)->device().str(), ", the model on ", device.str(), "; move one of them with .to()");

  Batch batch;
  batch.real = nn::layout_of(given.size(0), given.size(1), in.attention_mask);
  const bool keeps_pads = in.unpad_inputs == false && batch.real.index_T.defined();
  batch.inside = keeps_pads ? nn::with_pads(batch.real) : batch.real;
  const nn::Layout& layout = batch.inside;
  Tokens& tokens = batch.tokens;
  tokens.offsets = layout.offsets;
  tokens.eager = encoder.eager;
  if (!keeps_pads && in.unpad_inputs != true && layout.index_T.defined()) tokens.columns_T = layout.index_T.remainder(layout.length);
  if (keeps_pads) tokens.seen_T = in.attention_mask->flatten().ne(0);
  if (in.input_ids) {
    tokens.ids_T = packed_ids(*in.input_ids, layout, "inputIds");
    check_range(tokens.ids_T, limits.vocabulary, "inputIds", "vocabulary");
  } else {
    tokens.embeds_TH = nn::pack(*in.inputs_embeds, layout).to(nn::compute_type(encoder.parameters.begin()->second));
  }
  if (in.token_type_ids && limits.token_types == 0) fail(Code::config, "The model has no token types; leave tokenTypeIds out");
  if (in.token_type_ids) {
    tokens.types_T = packed_ids(*in.token_type_ids, layout, "tokenTypeIds");
    check_range(tokens.types_T, limits.token_types, "tokenTypeIds", "token types");
  }
  if (in.position_ids) {
    const Tensor& positions = *in.position_ids;
    tokens.positions_T = packed_ids(positions.dim() == 2 && positions.size(0) == 1 ? positions.expand({layout.batch, -1}) : positions, layout, "positionIds");
  } else if (limits.position_pad && in.input_ids && in.unpad_inputs != true) {
    tokens.positions_T = nn::pack(positions_after_pad(in.input_ids->to(at::kLong), *limits.position_pad), layout);
  } else {
    const bool counts_tokens = in.unpad_inputs == true || !layout.index_T.defined();
    tokens.positions_T = counts_tokens ? nn::count_from_start(layout.offsets).to(device) : layout.index_T.remainder(layout.length);
    if (limits.position_pad) tokens.positions_T = tokens.positions_T + (*limits.position_pad + 1);
  }
  if (!in.position_ids && layout.length > limits.longest())
    fail(Code::range, "A text has ", layout.length, " tokens; the model has positions for ", limits.longest(), ": truncate to that");
  check_range(tokens.positions_T, limits.positions, "positionIds", "positions");
  return batch;
}

Tokens tokens_of(const Encoder& encoder, const PackedInputs& in) {
  const Limits limits = encoder.limits();
  Tokens tokens;
  tokens.offsets = in.cu_seqlens;
  tokens.eager = encoder.eager;
  if (in.cu_seqlens.empty() || in.cu_seqlens.front() != 0 || in.cu_seqlens.back() != in.ids.numel())
    fail(Code::shape, "cuSeqlens must begin with 0 and end with the number of ids, ", in.ids.numel());
  for (size_t b = 0; b + 1 < in.cu_seqlens.size(); b++) {
    const int64_t length = in.cu_seqlens[b + 1] - in.cu_seqlens[b];
    if (length <= 0) fail(Code::shape, "Text ", b, " has ", length, " tokens; a text needs at least one");
    if (length > limits.longest())
      fail(Code::range, "Text ", b, " has ", length, " tokens; the model has positions for ", limits.longest(), ": truncate to that");
  }
  check_integers(in.ids, "ids");
  const at::Device device = encoder.parameters.begin()->second.device();
  tokens.ids_T = in.ids.to(device, at::kLong);
  check_range(tokens.ids_T, limits.vocabulary, "ids", "vocabulary");
  if (in.token_type_ids) {
    tokens.types_T = in.token_type_ids->to(device, at::kLong);
    check_range(tokens.types_T, limits.token_types, "tokenTypeIds", "token types");
  }
  tokens.positions_T = nn::count_from_start(in.cu_seqlens).to(device);
  if (limits.position_pad) {
    // Text by text, for one may hold the pad id among its tokens.
    std::vector<Tensor> texts;
    for (size_t b = 0; b + 1 < in.cu_seqlens.size(); b++)
      texts.push_back(positions_after_pad(tokens.ids_T.narrow(0, in.cu_seqlens[b], in.cu_seqlens[b + 1] - in.cu_seqlens[b]).unsqueeze(0), *limits.position_pad).squeeze(0));
    if (!texts.empty()) tokens.positions_T = at::cat(texts);
  }
  return tokens;
}

}  // namespace te
