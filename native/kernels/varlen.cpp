#include "kernels/varlen.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include <atomic>
#include <cmath>

#include "kernels/cpu/table.h"
#include "kernels/cuda.h"

namespace te::kernels {

using at::Tensor;

namespace {

// A Varlen that owns what it speaks of, and can wait in the graph for its gradient.
struct Kept : torch::CustomClassHolder {
  std::vector<int64_t> queries, keys;
  double scale;
  bool causal, bottom_right;
  int64_t window;
  Tensor bias, seen, columns;
  double dropout_p;
  uint64_t seed = 0;

  Kept(const Tensor& q, const Varlen& o)
      : queries(o.cu_seqlens.vec()), keys(o.cu_seqlens_k ? o.cu_seqlens_k->vec() : queries), scale(o.scale.value_or(1 / std::sqrt(static_cast<double>(q.size(2))))),
        causal(o.causal), bottom_right(o.bottom_right), window(o.window), bias(o.bias ? o.bias->detach().to(q.scalar_type()).contiguous() : Tensor()),
        seen(o.seen ? o.seen->contiguous() : Tensor()), columns(o.columns ? o.columns->contiguous() : Tensor()), dropout_p(o.dropout_p) {
    // From the generator that every random operator of this call draws from.
    if (dropout_p > 0) seed = static_cast<uint64_t>(at::randint(std::numeric_limits<int64_t>::max(), {1}, at::TensorOptions(at::kLong)).item<int64_t>());
  }
  int64_t texts() const { return static_cast<int64_t>(queries.size()) - 1; }
};
using KeptPtr = c10::intrusive_ptr<Kept>;

// Numbers of a head must lie side by side; heads and tokens may be anywhere.
Tensor readable(const Tensor& x) { return x.stride(2) == 1 || x.size(2) == 1 ? x : x.contiguous(); }

template <class T>
AttentionTask<T> task_of(const Tensor& q, const Tensor& k, const Tensor& v, const Kept& kept, int64_t text, int64_t head) {
  const int64_t begin = kept.queries[text], queries = kept.queries[text + 1] - begin, from = kept.keys[text], keys = kept.keys[text + 1] - from;
  const int64_t kv_head = head / (q.size(1) / k.size(1));
  auto at = [](const Tensor& x, int64_t token, int64_t head) { return x.const_data_ptr<T>() + token * x.stride(0) + head * x.stride(1); };
  AttentionTask<T> t{};
  t.q = at(q, begin, head), t.k = at(k, from, kv_head), t.v = at(v, from, kv_head);
  t.q_stride = q.stride(0), t.k_stride = k.stride(0), t.v_stride = v.stride(0);
  t.first = 0, t.last = queries, t.keys = keys, t.d = q.size(2), t.dv = v.size(2);
  t.scale = static_cast<T>(kept.scale);
  t.shift = kept.bottom_right ? keys - queries : 0;
  t.most_back = kept.window >= 0 ? kept.window : max_distance;
  t.most_ahead = kept.causal ? 0 : t.most_back;
  if (kept.columns.defined()) t.q_columns = kept.columns.const_data_ptr<int64_t>() + begin, t.k_columns = kept.columns.const_data_ptr<int64_t>() + from;
  if (kept.bias.defined()) t.bias = kept.bias.const_data_ptr<T>() + head * kept.bias.size(1) + kept.bias.size(1) / 2;
  if (kept.seen.defined()) t.seen = kept.seen.const_data_ptr<bool>() + from;
  if (kept.dropout_p > 0) {
    t.keep_below = static_cast<uint32_t>(std::min(4294967295.0, std::ceil(kept.dropout_p * 4294967296.0)));
    t.keep_scale = static_cast<T>(kept.dropout_p < 1 ? 1 / (1 - kept.dropout_p) : 0);
    t.seed = kept.seed + 0x9e3779b97f4a7c15ull * static_cast<uint64_t>(text * q.size(1) + head + 1);
  }
  return t;
}

// fn(i) for i < count on the threads of this call, the next free one taking the next.
template <class Fn>
void share_out(int64_t count, Fn fn) {
  if (at::get_num_threads() == 1 || count == 1) {
    for (int64_t i = 0; i < count; i++) fn(i);
    return;
  }
  std::atomic<int64_t> next{0};
  at::parallel_for(0, at::get_num_threads(), 1, [&](int64_t, int64_t) {
    for (int64_t i; (i = next++) < count;) fn(i);
  });
}

struct Piece {
  int64_t text, head, first, last, cost;
};

// Texts and heads, the dearest first; long ones in parts where there is more than one thread.
std::vector<Piece> pieces_of(const Kept& kept, int64_t heads) {
  constexpr int64_t together = 32;  // queries are computed so many at a time at most
  int64_t total = 0;
  for (int64_t b = 0; b < kept.texts(); b++) total += (kept.queries[b + 1] - kept.queries[b]) * (kept.keys[b + 1] - kept.keys[b]) * heads;
  const int64_t threads = at::get_num_threads(), share = threads == 1 ? total : std::max<int64_t>(1, total / (threads * 4));
  std::vector<Piece> pieces;
  for (int64_t b = 0; b < kept.texts(); b++) {
    const int64_t queries = kept.queries[b + 1] - kept.queries[b], keys = kept.keys[b + 1] - kept.keys[b];
    const int64_t step = std::max(together, share / std::max<int64_t>(1, keys) / together * together);
    for (int64_t head = 0; head < heads; head++)
      for (int64_t first = 0; first < queries; first += step) {
        const int64_t last = std::min(queries, first + step);
        pieces.push_back({b, head, first, last, (last - first) * keys});
      }
  }
  if (threads > 1) std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.cost > b.cost; });
  return pieces;
}

template <class T>
void compute(const Tensor& q, const Tensor& k, const Tensor& v, const Kept& kept, const Tensor& out, const Tensor& lse, void (*attend)(const AttentionTask<T>&, const AttentionOut<T>&)) {
  const std::vector<Piece> pieces = pieces_of(kept, q.size(1));
  T* const to = out.mutable_data_ptr<T>();
  T* const sums = lse.defined() ? lse.mutable_data_ptr<T>() : nullptr;
  share_out(static_cast<int64_t>(pieces.size()), [&](int64_t i) {
    const Piece& piece = pieces[i];
    AttentionTask<T> task = task_of<T>(q, k, v, kept, piece.text, piece.head);
    task.first = piece.first, task.last = piece.last;
    const int64_t begin = kept.queries[piece.text];
    attend(task, {to + begin * out.stride(0) + piece.head * out.stride(1), out.stride(0), sums ? sums + piece.head * q.size(0) + begin : nullptr});
  });
}

void attend(const Tensor& q, const Tensor& k, const Tensor& v, const Kept& kept, const Tensor& out, const Tensor& lse) {
  if (q.scalar_type() == at::kFloat) compute<float>(q, k, v, kept, out, lse, table().attend_float);
  else compute<double>(q, k, v, kept, out, lse, table().attend_double);
}

struct Grads {
  Tensor q, k, v, bias;
};

// A text's heads that share keys are one piece of work; with a bias a head's texts are, as they add to the same numbers.
template <class T>
void compute_back(const Tensor& q, const Tensor& k, const Tensor& v, const Kept& kept, const Tensor& grad, const Tensor& out, const Tensor& lse, const Grads& to, void (*back)(const AttentionTask<T>&, const AttentionGrads<T>&)) {
  const int64_t groups = k.size(1), each = q.size(1) / groups, d = q.size(2), dv = v.size(2);
  const Tensor dk = at::zeros({groups, k.size(0), d}, q.options()), dv_sum = at::zeros({groups, v.size(0), dv}, q.options());
  auto one = [&](int64_t text, int64_t group) {
    for (int64_t head = group * each; head < (group + 1) * each; head++) {
      const int64_t begin = kept.queries[text], from = kept.keys[text], place = begin * out.stride(0) + head * out.stride(1);
      AttentionGrads<T> g{grad.const_data_ptr<T>() + place, out.const_data_ptr<T>() + place, lse.const_data_ptr<T>() + head * q.size(0) + begin, out.stride(0),
                          to.q.mutable_data_ptr<T>() + begin * to.q.stride(0) + head * to.q.stride(1),
                          dk.mutable_data_ptr<T>() + (group * k.size(0) + from) * d, dv_sum.mutable_data_ptr<T>() + (group * v.size(0) + from) * dv, to.q.stride(0),
                          to.bias.defined() ? to.bias.mutable_data_ptr<T>() + head * to.bias.size(1) + to.bias.size(1) / 2 : nullptr};
      back(task_of<T>(q, k, v, kept, text, head), g);
    }
  };
  if (to.bias.defined()) share_out(groups, [&](int64_t group) { for (int64_t text = 0; text < kept.texts(); text++) one(text, group); });
  else share_out(groups * kept.texts(), [&](int64_t i) { one(i / groups, i % groups); });
  to.k.copy_(dk.transpose(0, 1)), to.v.copy_(dv_sum.transpose(0, 1));
}

Grads attend_back(const Tensor& q, const Tensor& k, const Tensor& v, const Kept& kept, const Tensor& grad, const Tensor& out, const Tensor& lse, bool bias) {
  auto like = [](const Tensor& x) { return at::empty(x.sizes(), x.options()); };
  Grads grads{like(q), like(k), like(v), bias ? at::zeros_like(kept.bias) : Tensor()};
  const Tensor g = grad.contiguous();
  if (q.scalar_type() == at::kFloat) compute_back<float>(q, k, v, kept, g, out, lse, grads, table().attend_back_float);
  else compute_back<double>(q, k, v, kept, g, out, lse, grads, table().attend_back_double);
  return grads;
}

struct Differentiable : torch::autograd::Function<Differentiable> {
  static Tensor forward(torch::autograd::AutogradContext* ctx, const Tensor& q, const Tensor& k, const Tensor& v, const std::optional<Tensor>& bias, const KeptPtr& kept) {
    const Tensor out = at::empty({q.size(0), q.size(1), v.size(2)}, q.options()), lse = at::empty({q.size(1), q.size(0)}, q.options());
    attend(q, k, v, *kept, out, lse);
    ctx->save_for_backward({q, k, v, out, lse});
    ctx->saved_data["kept"] = c10::IValue::make_capsule(kept);
    ctx->saved_data["bias"] = bias && bias->requires_grad();
    return out;
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* ctx, torch::autograd::variable_list grads) {
    TORCH_CHECK(!c10::GradMode::is_enabled(), "varlen_attention has no second derivative; use attention: 'eager' for it");
    const auto saved = ctx->get_saved_variables();
    const auto kept = c10::static_intrusive_pointer_cast<Kept>(ctx->saved_data["kept"].toCapsule());
    const Grads g = attend_back(saved[0], saved[1], saved[2], *kept, grads[0], saved[3], saved[4], ctx->saved_data["bias"].toBool());
    return {g.q, g.k, g.v, g.bias, Tensor()};
  }
};

void check_texts(at::IntArrayRef cu_seqlens, int64_t tokens, const char* name) {
  TORCH_CHECK_VALUE(!cu_seqlens.empty() && cu_seqlens.front() == 0 && cu_seqlens.back() == tokens && std::is_sorted(cu_seqlens.begin(), cu_seqlens.end()),
                    "varlen_attention: ", name, " must run from 0 to the ", tokens, " tokens without a step back, found ", cu_seqlens);
}

void check(const Tensor& q, const Tensor& k, const Tensor& v, const Varlen& o) {
  TORCH_CHECK_VALUE(q.dim() == 3 && k.dim() == 3 && v.dim() == 3 && k.size(2) == q.size(2) && v.size(0) == k.size(0) && v.size(1) == k.size(1) && k.size(1) > 0 && q.size(1) % k.size(1) == 0,
                    "varlen_attention: q has shape ", q.sizes(), ", k ", k.sizes(), ", v ", v.sizes(), "; wanted [T, heads, d], [T, heads or a divisor of them, d], [T, as k, dv]");
  TORCH_CHECK_TYPE(q.scalar_type() == k.scalar_type() && q.scalar_type() == v.scalar_type() && q.is_floating_point(), "varlen_attention: q is ", q.scalar_type(), ", k ", k.scalar_type(), ", v ",
                   v.scalar_type(), "; wanted one floating dtype");
  TORCH_CHECK_VALUE(q.device() == k.device() && q.device() == v.device(), "varlen_attention: q is on ", q.device(), ", k on ", k.device(), ", v on ", v.device(), "; wanted one device");
  check_texts(o.cu_seqlens, q.size(0), "cu_seqlens");
  check_texts(o.cu_seqlens_k ? *o.cu_seqlens_k : o.cu_seqlens, k.size(0), o.cu_seqlens_k ? "cu_seqlens_k" : "cu_seqlens");
  TORCH_CHECK_VALUE(!o.cu_seqlens_k || o.cu_seqlens_k->size() == o.cu_seqlens.size(), "varlen_attention: ", o.cu_seqlens.size(), " entries of cu_seqlens and ", o.cu_seqlens_k->size(), " of cu_seqlens_k; wanted as many");
  TORCH_CHECK_VALUE(o.dropout_p >= 0 && o.dropout_p <= 1, "varlen_attention: dropout_p is ", o.dropout_p, "; wanted 0 to 1");
  TORCH_CHECK_VALUE(!o.seen || (o.seen->scalar_type() == at::kBool && o.seen->sizes() == at::IntArrayRef{k.size(0)}), "varlen_attention: seen must be bool [", k.size(0), "], one for each key");
  TORCH_CHECK_VALUE(!o.columns || (!o.cu_seqlens_k && o.columns->scalar_type() == at::kLong && o.columns->sizes() == at::IntArrayRef{q.size(0)}), "varlen_attention: columns must be int64 [", q.size(0), "], with the same texts of q and k");
  if (!o.bias) return;
  TORCH_CHECK_VALUE(o.bias->dim() == 2 && o.bias->size(0) == q.size(1) && o.bias->size(1) % 2 == 1, "varlen_attention: bias has shape ", o.bias->sizes(), "; wanted [", q.size(1), ", 2 P - 1], a number for each distance");
  int64_t longest = o.columns && o.columns->numel() > 0 ? o.columns->max().item<int64_t>() + 1 : 0;
  const at::IntArrayRef keys = o.cu_seqlens_k ? *o.cu_seqlens_k : o.cu_seqlens;
  for (size_t b = 0; !o.columns && b + 1 < keys.size(); b++) longest = std::max({longest, keys[b + 1] - keys[b], o.cu_seqlens[b + 1] - o.cu_seqlens[b]});
  TORCH_CHECK_VALUE(o.bias->size(1) / 2 + 1 >= longest, "varlen_attention: bias is of ", o.bias->size(1) / 2 + 1, " places, the longest text has ", longest);
}

}  // namespace

Tensor varlen_attention(const Tensor& q, const Tensor& k, const Tensor& v, const Varlen& o) {
  check(q, k, v, o);
  if (q.is_cuda()) return cuda_attention(q, k, v, o);
  if (!q.is_cpu()) return grouped_attention(q, k, v, o);
  if (q.scalar_type() != at::kFloat && q.scalar_type() != at::kDouble)
    return varlen_attention(q.to(at::kFloat), k.to(at::kFloat), v.to(at::kFloat), o).to(q.scalar_type());
  const auto kept = c10::make_intrusive<Kept>(q, o);
  const Tensor q_ = readable(q), k_ = readable(k), v_ = readable(v);
  const bool learns = q.requires_grad() || k.requires_grad() || v.requires_grad() || (o.bias && o.bias->requires_grad());
  if (learns && c10::GradMode::is_enabled()) return Differentiable::apply(q_, k_, v_, o.bias ? std::optional(o.bias->to(q.scalar_type())) : std::nullopt, kept);
  const Tensor out = at::empty({q.size(0), q.size(1), v.size(2)}, q.options());
  attend(q_, k_, v_, *kept, out, Tensor());
  return out;
}

}  // namespace te::kernels
