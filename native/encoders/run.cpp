#include "encoders/run.h"

#include <ATen/Parallel.h>
#include <ATen/ThreadLocalState.h>
#include <c10/core/GradMode.h>

#include <functional>
#include <mutex>
#include <thread>

#include "nn/pooling.h"

namespace te {

namespace {

// Calls fn(0), …, fn(count - 1) on `threads` threads, each of which computes alone: not in a parallel region, where kernels may take another path.
void on_single_threads(int threads, int64_t count, const std::function<void(int64_t)>& fn) {
  const at::ThreadLocalState state;
  std::atomic<int64_t> next{0};
  std::exception_ptr failure;
  std::mutex mutex;
  auto work = [&] {
    const at::ThreadLocalStateGuard guard(state);
    at::set_num_threads(1);
    try {
      for (int64_t i; (i = next++) < count;) fn(i);
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex);
      if (!failure) failure = std::current_exception();
      next = count;
    }
  };
  std::vector<std::thread> others;
  for (int64_t i = 0; i < std::min<int64_t>(threads, count); i++) others.emplace_back(work);
  for (std::thread& other : others) other.join();
  if (failure) std::rethrow_exception(failure);
}

// With `deterministic`, each text alone by one thread: what it gives cannot depend on its company, nor on how many threads there are.
Encoded run(Encoder& encoder, const Tokens& tokens, Wanted wanted) {
  if (encoder.recompute && c10::GradMode::is_enabled()) wanted.recompute = encoder.shared_from_this();
  if (!encoder.deterministic || tokens.offsets.size() < 2) return encoder.forward(tokens, wanted);
  const int64_t texts = static_cast<int64_t>(tokens.offsets.size()) - 1;
  Wanted all = wanted;
  all.rows = Tensor();
  std::vector<Encoded> each(texts);
  auto one = [&](int64_t b) {
    const int64_t begin = tokens.offsets[b], n = tokens.offsets[b + 1] - begin;
    auto text = [&](const Tensor& x) { return x.defined() ? x.narrow(0, begin, n).clone() : x; };  // its own memory: kernels choose by alignment
    each[b] = encoder.forward({text(tokens.ids_T), text(tokens.embeds_TH), text(tokens.types_T), text(tokens.positions_T), text(tokens.columns_T),
                               text(tokens.seen_T), {0, n}, tokens.eager}, all);
  };
  // Gradients and dropout keep the order of the texts.
  on_single_threads(encoder.training || c10::GradMode::is_enabled() ? 1 : at::get_num_threads(), texts, one);

  std::vector<Tensor> last;
  std::vector<std::vector<Tensor>> hidden(each.front().hidden_states.size());
  Encoded out;
  out.attentions.resize(each.front().attentions.size());
  for (Encoded& encoded : each) {
    last.push_back(encoded.last_TH);
    for (size_t i = 0; i < hidden.size(); i++) hidden[i].push_back(encoded.hidden_states[i]);
    for (size_t i = 0; i < out.attentions.size(); i++) out.attentions[i].push_back(encoded.attentions[i].front());
  }
  out.last_TH = Step{nullptr, wanted.rows}.kept(at::cat(last));
  for (const auto& layer : hidden) out.hidden_states.push_back(at::cat(layer));
  return out;
}

struct Texts {
  Tensor x_TH;
  nn::Offsets offsets;
};

// Each text without its first tokens, such as those of a prompt; one that has no others keeps its last.
Texts without_first(const Tensor& x_TH, const nn::Offsets& offsets, int64_t skip) {
  if (skip == 0) return {x_TH, offsets};
  nn::Offsets kept{0};
  std::vector<Tensor> rows;
  for (size_t b = 0; b + 1 < offsets.size(); b++) {
    const int64_t length = offsets[b + 1] - offsets[b], left_out = std::min(skip, length - 1);
    rows.push_back(x_TH.narrow(0, offsets[b] + left_out, length - left_out));
    kept.push_back(kept.back() + length - left_out);
  }
  return {nn::join(rows, x_TH), kept};
}

Tensor first_tokens(const Tensor& x_TH, const nn::Offsets& offsets) { return nn::pool(x_TH, offsets, {"cls"}); }

// 'pooler' stands alone; every other method is a formula over the tokens.
Tensor pooled(Encoder& encoder, const Tensor& x_TH, const nn::Offsets& offsets, const std::vector<std::string>& pooling) {
  if (pooling != std::vector<std::string>{"pooler"}) return nn::pool(x_TH, offsets, pooling);
  Tensor out = encoder.pooler(first_tokens(x_TH, offsets));
  if (!out.defined()) fail(Code::config, "The model has no pooler weights; use cls, max, mean, mean_sqrt_len_tokens, weightedmean or lasttoken");
  return out;
}

// [heads, n, n] of each text -> [B, heads, L, L], zeros where a row or a column is padding.
Tensor padded_attention(const std::vector<Tensor>& texts, const nn::Layout& layout) {
  const Tensor column_T = layout.index_T.defined() ? layout.index_T.remainder(layout.length) : nn::count_from_start(layout.offsets);
  std::vector<Tensor> rows;
  for (size_t b = 0; b < texts.size(); b++) {
    const Tensor& text = texts[b];
    const Tensor at = column_T.narrow(0, layout.offsets[b], text.size(1));
    Tensor wide = text.new_zeros({text.size(0), text.size(1), layout.length}).index_copy(2, at, text);
    rows.push_back(text.new_zeros({text.size(0), layout.length, layout.length}).index_copy(1, at, wide));
  }
  return at::stack(rows);
}

}  // namespace

ForwardOutputs encoder_forward(const EncoderPtr& encoder, const PaddedInputs& inputs, const ForwardOptions& options) {
  const auto [tokens, real, inside] = batch_of(*encoder, inputs);
  Encoded encoded = run(*encoder, tokens, {options.output_hidden_states, options.output_attentions, {}, {}});
  const Tensor real_BL1 = tokens.seen_T.defined() ? tokens.seen_T.view({real.batch, real.length, 1}) : Tensor();
  auto padded = [&, &inside = inside](const Tensor& x_TH) {  // zeros where there is no token, also where pads were kept
    Tensor x_BLH = nn::unpack(x_TH, inside);
    return real_BL1.defined() ? x_BLH.masked_fill(~real_BL1, 0) : x_BLH;
  };
  ForwardOutputs out;
  out.last_hidden_state = padded(encoded.last_TH);
  // With unpadInputs true the reference pools column 0 of what it has padded again: zeros, where a row begins with padding.
  const bool pools_column = inputs.unpad_inputs == true && real.index_T.defined();
  const Tensor first_BH = pools_column ? out.last_hidden_state.select(1, 0) : first_tokens(encoded.last_TH, tokens.offsets);
  if (Tensor pooler = encoder->pooler(first_BH); pooler.defined()) out.pooler_output = pooler;
  if (options.output_hidden_states) {
    out.hidden_states.emplace();
    for (const Tensor& x_TH : encoded.hidden_states) out.hidden_states->push_back(padded(x_TH));
  }
  if (options.output_attentions) {
    out.attentions.emplace();
    for (const auto& texts : encoded.attentions) out.attentions->push_back(padded_attention(texts, inside));
  }
  return out;
}

Tensor encoder_forward_rows(const EncoderPtr& encoder, const PaddedInputs& inputs, const Tensor& rows_BL) {
  const auto [tokens, real, inside] = batch_of(*encoder, inputs);
  if (rows_BL.sizes() != at::IntArrayRef{real.batch, real.length})
    fail(Code::shape, "The mask of rows has shape ", rows_BL.sizes(), ", wanted [", real.batch, ", ", real.length, "] as the inputs");
  Wanted wanted;
  wanted.rows = nn::pack(rows_BL, inside).nonzero().squeeze(1);
  return run(*encoder, tokens, wanted).last_TH;
}

Tensor encoder_encode(const EncoderPtr& encoder, const PaddedInputs& inputs, const std::vector<std::string>& pooling) {
  if (inputs.classic_pooling) {
    PaddedInputs with_pads = inputs;
    with_pads.unpad_inputs = false;  // the classic formulas look at pads
    const auto [tokens, real, inside] = batch_of(*encoder, with_pads);
    return nn::pool_classic(nn::unpack(run(*encoder, tokens, {}).last_TH, inside), real, pooling);
  }
  const auto [tokens, real, inside] = batch_of(*encoder, inputs);
  const Tensor x_TH = run(*encoder, tokens, {}).last_TH;
  if (!tokens.seen_T.defined()) return pooled(*encoder, x_TH, real.offsets, pooling);
  return pooled(*encoder, x_TH.index_select(0, real.index_T), real.offsets, pooling);
}

Tensor encoder_tokens_packed(const EncoderPtr& encoder, const PackedInputs& inputs, const std::optional<Cancel>& cancel) {
  return run(*encoder, tokens_of(*encoder, inputs), {false, false, cancel.value_or(nullptr), {}}).last_TH;
}

std::vector<Tensor> encoder_layers_packed(const EncoderPtr& encoder, const PackedInputs& inputs, const std::optional<Cancel>& cancel) {
  return run(*encoder, tokens_of(*encoder, inputs), {true, false, cancel.value_or(nullptr), {}}).hidden_states;
}

Tensor encoder_encode_packed(const EncoderPtr& encoder, const PackedInputs& inputs, const std::vector<std::string>& pooling, const std::optional<Cancel>& cancel) {
  const auto [x_TH, offsets] = without_first(encoder_tokens_packed(encoder, inputs, cancel), inputs.cu_seqlens, inputs.skip_tokens);
  return pooled(*encoder, x_TH, offsets, pooling);
}

nn::Weights encoder_parameters(const EncoderPtr& encoder) {
  nn::Weights all = encoder->parameters;
  for (const auto& [name, packed] : encoder->packed) all[name] = packed->weight();
  return all;
}
nn::Report encoder_report(const EncoderPtr& encoder) { return encoder->report; }
EncoderInfo encoder_info(const EncoderPtr& encoder) {
  const Tensor& first = encoder->parameters.begin()->second;
  return {!encoder->packed.empty() && !nn::widened(first) ? at::kChar : first.scalar_type(), first.device().str(), encoder->limits().token_types};
}

void encoder_train(const EncoderPtr& encoder, bool mode) {
  const Tensor& first = encoder->parameters.begin()->second;
  if (mode && !encoder->packed.empty() && !nn::widened(first)) fail(Code::unsupported, "The matrices are int8, which cannot be trained; load the model with dtype: 'float32'");
  if (mode && nn::widened(first)) fail(Code::unsupported, "The weights are ", c10::toString(first.scalar_type()), " on the CPU, which cannot be trained; load the model with dtype: 'float32'");
  encoder->training = mode;
  for (auto& [name, adapter] : encoder->adapters) adapter->training = mode;
}

void encoder_recompute(const EncoderPtr& encoder, bool on) { encoder->recompute = on; }

void encoder_adapt(const EncoderPtr& encoder, const std::string& name, const std::optional<Tensor>& a, const std::optional<Tensor>& b, const AdapterOptions& options) {
  const auto found = encoder->adapters.find(name);
  if (found == encoder->adapters.end()) fail(Code::config, "The model has no matrix '", name, "' that could be adapted");
  nn::Adapter& adapter = *found->second;
  if (!a || !b) return void(adapter.a = adapter.b = Tensor());
  if (a->dim() != 2 || b->dim() != 2 || a->size(1) != adapter.in || b->size(0) != adapter.out || a->size(0) != b->size(1))
    fail(Code::shape, "The adapter of '", name, "' has the shapes ", a->sizes(), " and ", b->sizes(), "; wanted [r, ", adapter.in, "] and [", adapter.out, ", r]");
  adapter.a = *a, adapter.b = *b, adapter.scale = options.scale, adapter.dropout = options.dropout, adapter.training = encoder->training;
}

std::vector<std::string> encoder_linears(const EncoderPtr& encoder) {
  std::vector<std::string> names;
  for (const auto& [name, adapter] : encoder->adapters) names.push_back(name);
  return names;
}

void encoder_ways(const EncoderPtr& encoder, const Ways& ways) { encoder->eager = ways.eager, encoder->deterministic = ways.deterministic; }

Tensor pool_padded(const Tensor& token_embeddings, const std::optional<Tensor>& attention_mask, const std::vector<std::string>& pooling, bool classic) {
  if (token_embeddings.dim() != 3) fail(Code::shape, "tokenEmbeddings has shape ", token_embeddings.sizes(), ", wanted [batch, length, hidden]");
  const nn::Layout layout = nn::layout_of(token_embeddings.size(0), token_embeddings.size(1), attention_mask);
  return classic ? nn::pool_classic(token_embeddings, layout, pooling) : nn::pool(nn::pack(token_embeddings, layout), layout.offsets, pooling);
}

Tensor pool_packed(const Tensor& x_TH, const std::vector<int64_t>& cu_seqlens, const std::vector<std::string>& pooling, const PackedPooling& options) {
  if (x_TH.dim() != 2 || cu_seqlens.empty() || cu_seqlens.back() != x_TH.size(0)) fail(Code::shape, "The token vectors have shape ", x_TH.sizes(), ", wanted a row for each token");
  const auto [kept_TH, offsets] = without_first(x_TH, cu_seqlens, options.skip_tokens);
  return nn::pool(kept_TH, offsets, pooling, options.weight_sums.value_or(Tensor()));
}

}  // namespace te
