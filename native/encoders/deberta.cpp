// DeBERTa v2 and v3 (He et al., 2021): BERT whose attention is disentangled into content and relative place. Read from top to bottom.
// Letters of shapes: T real tokens, H hidden size, h heads, d = H / h, R relative places (twice the span), n tokens of one text.
#include "encoders/deberta.h"

#include "nn/layers.h"

namespace te {

namespace {

using nn::drop;
using nn::Embedding;
using nn::LayerNorm;
using nn::Linear;
using nn::Scope;

struct Layer {
  Linear query, key, value, position_query, position_key, attention_out, up, down;
  LayerNorm attention_norm, output_norm;

  Layer(const Scope& scope, const DebertaConfig& c)
      : query(scope / "attention" / "self" / "query_proj", c.hidden_size, c.hidden_size),
        key(scope / "attention" / "self" / "key_proj", c.hidden_size, c.hidden_size),
        value(scope / "attention" / "self" / "value_proj", c.hidden_size, c.hidden_size),
        position_query(query), position_key(key),
        attention_out(scope / "attention" / "output" / "dense", c.hidden_size, c.hidden_size),
        up(scope / "intermediate" / "dense", c.hidden_size, c.intermediate_size),
        down(scope / "output" / "dense", c.intermediate_size, c.hidden_size),
        attention_norm(scope / "attention" / "output" / "LayerNorm", c.hidden_size, c.layer_norm_eps),
        output_norm(scope / "output" / "LayerNorm", c.hidden_size, c.layer_norm_eps) {
    if (c.span == 0 || c.share_att_key) return;
    if (c.content_to_position) position_key = Linear(scope / "attention" / "self" / "pos_key_proj", c.hidden_size, c.hidden_size);
    if (c.position_to_content) position_query = Linear(scope / "attention" / "self" / "pos_query_proj", c.hidden_size, c.hidden_size);
  }
};

// Near distances have a bucket each, far ones share them by the logarithm; both signs.
Tensor bucket_of(const Tensor& back, const DebertaConfig& c) {
  if (c.position_buckets <= 0) return back;
  const int64_t middle = c.position_buckets / 2;
  const Tensor near = back.abs() < middle, far = at::where(near, middle - 1, back.abs());
  const Tensor logarithm = (far.to(at::kFloat) / middle).log() / std::log(static_cast<double>(c.max_relative_positions - 1) / middle) * (middle - 1);
  return at::where(far <= middle, back, (logarithm.ceil().to(at::kLong) + middle) * back.sign());
}

class Deberta : public Encoder {
 public:
  Deberta(const DebertaConfig& config, nn::Params& params) : c_(config), activation_(nn::activation(config.hidden_act)) {
    const Scope root{params, ""}, embeddings = root / "embeddings";
    word_ = Embedding(embeddings / "word_embeddings", c_.vocab_size, c_.embedding_size, c_.pad_token_id.value_or(-1));
    if (c_.position_biased_input) position_ = Embedding(embeddings / "position_embeddings", c_.max_position_embeddings, c_.embedding_size);
    if (c_.type_vocab_size > 0) type_ = Embedding(embeddings / "token_type_embeddings", c_.type_vocab_size, c_.embedding_size);
    if (c_.embedding_size != c_.hidden_size) widen_ = Linear(embeddings / "embed_proj", c_.embedding_size, c_.hidden_size, false);
    embedding_norm_ = LayerNorm(embeddings / "LayerNorm", c_.hidden_size, c_.layer_norm_eps);
    for (int64_t i = 0; i < c_.num_hidden_layers; i++) layers_.emplace_back(root / "encoder" / "layer" / i, c_);
    if (c_.span > 0) relative_ = Embedding(root / "encoder" / "rel_embeddings", 2 * c_.span, c_.hidden_size);
    if (c_.span > 0 && c_.norm_rel_ebd) relative_norm_ = LayerNorm(root / "encoder" / "LayerNorm", c_.hidden_size, c_.layer_norm_eps);
  }

  Encoded forward(const Tokens& tokens, const Wanted& wanted) override {
    const double p = c_.hidden_dropout_prob;
    Tensor x_TH = tokens.embeds_TH.defined() ? tokens.embeds_TH : word_(tokens.ids_T);
    if (position_.defined()) x_TH = x_TH + position_(tokens.positions_T);
    if (type_.defined()) x_TH = x_TH + type_.or_first(tokens.types_T);
    if (widen_.defined()) x_TH = widen_(x_TH);
    x_TH = drop(embedding_norm_(x_TH), p, training);
    Tensor relative_RH;
    if (c_.span > 0) relative_RH = relative_.weight.to(x_TH.scalar_type());
    if (relative_norm_.weight.defined()) relative_RH = relative_norm_(relative_RH);
    return through(layers_, x_TH, wanted, [=, this](const Layer& layer, const Tensor& x_TH, const Step& step) {
      const Tensor attended_TH = layer.attention_out(step.kept(attend(layer, x_TH, tokens, relative_RH, step.probabilities)));
      return layer.attention_norm(drop(attended_TH, p, training), step.kept(x_TH));
    }, [=, this](const Layer& layer, const Tensor& middle_TH) {
      return layer.output_norm(drop(Linear::feed_forward(middle_TH, layer.up, activation_, layer.down), p, training), middle_TH);
    });
  }

  Limits limits() const override { return {c_.vocab_size, c_.position_biased_input ? c_.max_position_embeddings : endless, c_.type_vocab_size, c_.embedding_size}; }

 private:
  // Content looks at content, content at place, place at content, text by text; the scores share one scale.
  Tensor attend(const Layer& layer, const Tensor& x_TH, const Tokens& tokens, const Tensor& relative_RH, nn::Probabilities* probabilities) const {
    const int64_t h = c_.num_attention_heads, d = c_.hidden_size / h;
    const double scale = 1 / std::sqrt(static_cast<double>(d * (1 + (c_.span > 0 ? c_.content_to_position + c_.position_to_content : 0))));
    auto heads = [&](const Linear& linear, const Tensor& x) { return linear(x).unflatten(1, {h, d}).transpose(0, 1); };  // [h, rows, d]
    const Tensor q_hTd = heads(layer.query, x_TH), k_hTd = heads(layer.key, x_TH), v_hTd = heads(layer.value, x_TH);
    Tensor place_q_hdR, place_k_hdR;
    if (c_.span > 0 && c_.position_to_content) place_q_hdR = heads(layer.position_query, drop(relative_RH, c_.hidden_dropout_prob, training)).transpose(1, 2);
    if (c_.span > 0 && c_.content_to_position) place_k_hdR = heads(layer.position_key, drop(relative_RH, c_.hidden_dropout_prob, training)).transpose(1, 2);
    std::vector<Tensor> parts;
    for (size_t b = 0; b + 1 < tokens.offsets.size(); b++) {
      const int64_t begin = tokens.offsets[b], n = tokens.offsets[b + 1] - begin;
      auto text = [&](const Tensor& x) { return x.narrow(1, begin, n); };
      const Tensor q = text(q_hTd), k = text(k_hTd);
      Tensor scores = at::matmul(q, k.transpose(1, 2));
      if (c_.span > 0) {
        const Tensor bucket_nn = bucket_of(nn::places_back(tokens.offsets, b, tokens.columns_T, tokens.positions_T), c_);
        auto at_place = [&](const Tensor& bucket) { return (bucket + c_.span).clamp(0, 2 * c_.span - 1).expand({h, n, n}); };
        if (place_k_hdR.defined()) scores = scores + at::matmul(q, place_k_hdR).gather(-1, at_place(bucket_nn));
        if (place_q_hdR.defined()) scores = scores + at::matmul(k, place_q_hdR).gather(-1, at_place(-bucket_nn)).transpose(1, 2);
      }
      scores = scores * scale;
      if (tokens.seen_T.defined()) scores = scores.masked_fill(~tokens.seen_T.narrow(0, begin, n), -INFINITY);
      const Tensor weights = at::softmax(scores, -1);
      if (probabilities) probabilities->push_back(weights);
      parts.push_back(at::matmul(drop(weights, c_.attention_probs_dropout_prob, training), text(v_hTd)).transpose(0, 1).flatten(1));
    }
    return nn::join(parts, x_TH);
  }

  const DebertaConfig c_;
  const nn::Activation activation_;
  Embedding word_, position_, type_, relative_;
  Linear widen_;
  LayerNorm embedding_norm_, relative_norm_;
  std::vector<Layer> layers_;
};

}  // namespace

std::shared_ptr<Encoder> make_deberta(const DebertaConfig& config, nn::Weights weights, const nn::Making& making) {
  check_heads(config.hidden_size, config.num_attention_heads);
  return made<Deberta>("DebertaV2Model", config, std::move(weights), making);
}

}  // namespace te
