// Attention of one head of one text without its matrix of scores: a block of queries against a block of keys at a time, with the running maximum and
// sum of Milakov and Gimelshein (2018) as in Dao et al. (2022). Queries lie across the vectors, so no sum runs along one.
// Letters: L queries of a block (one or two vectors), d and dv the sizes of a head.
#include <cmath>
#include <cstdlib>
#include <limits>

#include "kernels/cpu/loops.h"

namespace te::kernels::CPU_CAPABILITY {

namespace {
constexpr int64_t keys_at_once = 256;

template <class T>
constexpr T lowest = -std::numeric_limits<T>::infinity();

// Memory of a thread, used again; its numbers begin on a cache line. Not std::vector, whose code for AVX2 would then serve every other file.
template <class T>
struct Room {
  T* numbers = nullptr;
  int64_t size = 0;
  ~Room() { std::free(numbers); }
  T* of(int64_t wanted) {
    if (wanted > size) {
      std::free(numbers);
      size = (wanted + 15) / 16 * 16;
      numbers = static_cast<T*>(std::aligned_alloc(64, size * sizeof(T)));
    }
    return numbers;
  }
};

inline Vectorized<float> exponential(const Vectorized<float>& x) { return x.exp_u20(); }
inline Vectorized<double> exponential(const Vectorized<double>& x) { return x.exp(); }

// Rows of a head one after another: strides of a whole token share too few places of a cache.
template <class T>
struct Rows {
  const T* at;
  int64_t stride;
};
template <class T>
Rows<T> together(const T* from, int64_t stride, int64_t rows, int64_t d, bool worth_it, Room<T>& kept) {
  if (!worth_it || stride == d) return {from, stride};
  T* to = kept.of(rows * d);
  for (int64_t i = 0; i < rows; i++) std::copy(from + i * stride, from + i * stride + d, to + i * d);
  return {to, d};
}

// Where queries and keys stand, and what of each other they see.
template <class T>
struct Places {
  const AttentionTask<T>& t;
  int64_t query(int64_t i) const { return t.q_columns ? t.q_columns[i] : i + t.shift; }
  int64_t key(int64_t j) const { return t.k_columns ? t.k_columns[j] : j; }
  bool limited() const { return t.most_back < max_distance || t.most_ahead < max_distance; }
  // The keys that any of the queries first..last may see.
  std::pair<int64_t, int64_t> range(int64_t first, int64_t last) const {
    if (!limited() || t.q_columns || t.k_columns) return {0, t.keys};
    return {std::clamp<int64_t>(query(first) - t.most_back, 0, t.keys), std::clamp<int64_t>(query(last - 1) + t.most_ahead + 1, 0, t.keys)};
  }
};

// Bias and masks of the scores [count, L] of queries from `i` against keys from `j`.
template <class T>
void shape_scores(const Places<T>& places, int64_t i, int64_t queries, int64_t j, int64_t count, int64_t L, T* scores) {
  const AttentionTask<T>& t = places.t;
  if (!t.bias && !t.seen && !places.limited()) return;
  for (int64_t key = j; key < j + count; key++, scores += L) {
    if (t.seen && !t.seen[key]) {
      std::fill(scores, scores + L, lowest<T>);
      continue;
    }
    const int64_t place = places.key(key);
    if (t.bias)
      for (int64_t l = 0; l < queries; l++) scores[l] += t.bias[places.query(i + l) - place];
    if (!places.limited()) continue;
    for (int64_t l = 0; l < queries; l++) {
      const int64_t back = places.query(i + l) - place;
      if (back > t.most_back || -back > t.most_ahead) scores[l] = lowest<T>;
    }
  }
}

// A number for each query and key, the same in both directions (the finaliser of a hash: "lowbias32", C. Wellons, 2018).
inline uint32_t mixed(uint32_t x) {
  x = (x ^ (x >> 16)) * 0x7feb352du;
  x = (x ^ (x >> 15)) * 0x846ca68bu;
  return x ^ (x >> 16);
}
// values * what dropout leaves of them, for scores [count, L].
template <class T>
void drop(const AttentionTask<T>& t, int64_t i, int64_t j, int64_t count, int64_t L, const T* values, T* kept) {
  uint32_t of_query[2 * lanes<T>];
  for (int64_t l = 0; l < L; l++) of_query[l] = mixed(static_cast<uint32_t>(t.seed) + mixed(static_cast<uint32_t>(i + l) + static_cast<uint32_t>(t.seed >> 32)));
  for (int64_t key = j; key < j + count; key++, values += L, kept += L)
    for (int64_t l = 0; l < L; l++) kept[l] = mixed(of_query[l] + static_cast<uint32_t>(key) * 0x9e3779b9u) < t.keep_below ? T(0) : values[l] * t.keep_scale;
}

// [d, L] of the queries i.., scaled; zeros past the last.
template <class T>
void columns_of(const T* from, int64_t stride, int64_t queries, int64_t d, int64_t L, T scale, T* to) {
  transpose(from, stride, to, L, queries, d);
  for (int64_t k = 0; k < d; k++, to += L) {
    for (int64_t l = 0; l < queries; l++) to[l] *= scale;
    for (int64_t l = queries; l < L; l++) to[l] = 0;
  }
}

template <class T>
void attend(const AttentionTask<T>& t, const AttentionOut<T>& out) {
  using V = Vectorized<T>;
  constexpr int64_t W = lanes<T>;
  thread_local Room<T> k_kept, v_kept, kept;
  const bool worth_it = t.last - t.first > 2 * W && t.keys > 32;
  const auto k = together(t.k, t.k_stride, t.keys, t.d, worth_it, k_kept);
  const auto v = together(t.v, t.v_stride, t.keys, t.dv, worth_it, v_kept);
  const Places<T> places{t};
  T* const query = kept.of((t.d + t.dv + 2 * keys_at_once) * 2 * W);
  T *const sum = query + t.d * 2 * W, *const scores = sum + t.dv * 2 * W, *const dropped = scores + keys_at_once * 2 * W;
  for (int64_t i = t.first; i < t.last;) {
    const int64_t queries = std::min(2 * W, t.last - i);
    const int vectors = queries > W ? 2 : 1;
    const int64_t L = vectors * W;
    columns_of(t.q + i * t.q_stride, t.q_stride, queries, t.d, L, t.scale, query);
    V most[2] = {V(lowest<T>), V(lowest<T>)}, total[2] = {V(T(0)), V(T(0))};
    const auto [from, to] = places.range(i, i + queries);
    bool any = false;
    for (int64_t j = from; j < to; j += keys_at_once) {
      const int64_t count = std::min(keys_at_once, to - j);
      product<T>(vectors, {k.at + j * k.stride, k.stride, 1}, count, query, L, t.d, scores, L, false);
      shape_scores(places, i, queries, j, count, L, scores);
      for (int x = 0; x < vectors; x++) {
        V highest = most[x];
        for (int64_t r = 0; r < count; r++) highest = at::vec::maximum(highest, V::loadu(scores + r * L + x * W));
        const V base = V::blendv(highest, V(T(0)), highest == V(lowest<T>));  // a query that sees nothing yet
        V here(T(0));
        for (int64_t r = 0; r < count; r++) {
          T* const at = scores + r * L + x * W;
          const V p = exponential(V::loadu(at) - base);
          here = here + p;
          p.store(at);
        }
        if (any) {
          const V less = exponential(most[x] - base);
          total[x] = total[x] * less;
          for (int64_t e = 0; e < t.dv; e++) (V::loadu(sum + e * L + x * W) * less).store(sum + e * L + x * W);
        }
        total[x] = total[x] + here;
        most[x] = highest;
      }
      const T* weights = scores;
      if (t.keep_below) drop(t, i, j, count, L, scores, dropped), weights = dropped;
      product<T>(vectors, {v.at + j * v.stride, 1, v.stride}, t.dv, weights, L, count, sum, L, any);
      any = true;
    }
    if (!any) std::fill(sum, sum + t.dv * L, T(0));
    for (int x = 0; x < vectors; x++) {
      const V nothing = total[x] == V(T(0)), over = V::blendv(V(T(1)) / total[x], V(T(0)), nothing);
      for (int64_t e = 0; e < t.dv; e++) (V::loadu(sum + e * L + x * W) * over).store(sum + e * L + x * W);
      if (out.lse) {
        const int64_t here = std::min<int64_t>(W, queries - x * W);
        V::blendv(most[x] + total[x].log(), V(T(0)), nothing).store(out.lse + i + x * W, static_cast<int>(here));
      }
    }
    T* const rows = out.out + i * out.out_stride;
    if (queries == L) transpose(sum, L, rows, out.out_stride, t.dv, L);
    else for (int64_t l = 0; l < queries; l++) for (int64_t e = 0; e < t.dv; e++) rows[l * out.out_stride + e] = sum[e * L + l];
    i += queries;
  }
}

// As many numbers as fill vectors.
template <class T>
int64_t filled(int64_t d) { return (d + lanes<T> - 1) / lanes<T> * lanes<T>; }

// to[j, :] += sum over the queries l of a[j, l] * b[l, :], where b and to have `size` numbers a row, whole vectors.
template <class T>
void outer(const T* a, int64_t L, int64_t rows, const T* b, int64_t queries, int64_t size, T* to, int64_t ld_to) {
  for (int64_t e = 0; e < size;) {
    const int vectors = size - e >= 2 * lanes<T> ? 2 : 1;
    product<T>(vectors, {a, L, 1}, rows, b + e, size, queries, to + e, ld_to, true);
    e += vectors * lanes<T>;
  }
}

// Probabilities are computed again from `lse`; with D = sum of grad * out, the gradient of a score is p (dp - D).
template <class T>
void attend_back(const AttentionTask<T>& t, const AttentionGrads<T>& g) {
  using V = Vectorized<T>;
  constexpr int64_t W = lanes<T>, most = 2 * W;
  thread_local Room<T> k_kept, v_kept, kept, dk_kept, dv_kept;
  const auto k = together(t.k, t.k_stride, t.keys, t.d, true, k_kept);
  const auto v = together(t.v, t.v_stride, t.keys, t.dv, true, v_kept);
  const int64_t d = filled<T>(t.d), dv = filled<T>(t.dv);
  T *const dk = dk_kept.of(t.keys * d), *const dv_sum = dv_kept.of(t.keys * dv);
  std::fill(dk, dk + t.keys * d, T(0)), std::fill(dv_sum, dv_sum + t.keys * dv, T(0));
  const Places<T> places{t};
  T* next = kept.of(most * (3 * t.d + t.dv + d + dv + 2 + 3 * keys_at_once));
  auto take = [&](int64_t rows) { return std::exchange(next, next + rows * most); };
  T *const query = take(t.d), *const grad = take(t.dv), *const query_rows = take(d), *const grad_rows = take(dv), *const dq = take(t.d);
  T *const lse = take(1), *const D = take(1), *const p = take(keys_at_once), *const dp = take(keys_at_once), *const dropped = take(keys_at_once);
  for (int64_t i = t.first; i < t.last;) {
    const int64_t queries = std::min(most, t.last - i);
    const int vectors = queries > W ? 2 : 1;
    const int64_t L = vectors * W;
    columns_of(t.q + i * t.q_stride, t.q_stride, queries, t.d, L, t.scale, query);
    columns_of(g.grad + i * g.out_stride, g.out_stride, queries, t.dv, L, T(1), grad);
    for (int64_t l = 0; l < L; l++) lse[l] = D[l] = 0;
    for (int64_t l = 0; l < queries; l++) {
      const T *q_row = t.q + (i + l) * t.q_stride, *g_row = g.grad + (i + l) * g.out_stride, *o_row = g.out + (i + l) * g.out_stride;
      for (int64_t e = 0; e < d; e++) query_rows[l * d + e] = e < t.d ? q_row[e] * t.scale : T(0);
      for (int64_t e = 0; e < dv; e++) grad_rows[l * dv + e] = e < t.dv ? g_row[e] : T(0);
      for (int64_t e = 0; e < t.dv; e++) D[l] += g_row[e] * o_row[e];
      lse[l] = g.lse[i + l];
    }
    const auto [from, to] = places.range(i, i + queries);
    std::fill(dq, dq + t.d * L, T(0));
    for (int64_t j = from; j < to; j += keys_at_once) {
      const int64_t count = std::min(keys_at_once, to - j);
      product<T>(vectors, {k.at + j * k.stride, k.stride, 1}, count, query, L, t.d, p, L, false);
      product<T>(vectors, {v.at + j * v.stride, v.stride, 1}, count, grad, L, t.dv, dp, L, false);
      shape_scores(places, i, queries, j, count, L, p);
      for (int64_t r = 0; r < count; r++)
        for (int64_t x = 0; x < L; x += W) exponential(V::loadu(p + r * L + x) - V::loadu(lse + x)).store(p + r * L + x);
      const T* weights = p;
      if (t.keep_below) {
        drop(t, i, j, count, L, p, dropped), drop(t, i, j, count, L, dp, dp);
        weights = dropped;
      }
      outer(weights, L, count, grad_rows, queries, dv, dv_sum + j * dv, dv);
      for (int64_t r = 0; r < count; r++)
        for (int64_t x = 0; x < L; x += W) (V::loadu(p + r * L + x) * (V::loadu(dp + r * L + x) - V::loadu(D + x))).store(dp + r * L + x);
      outer(dp, L, count, query_rows, queries, d, dk + j * d, d);
      product<T>(vectors, {k.at + j * k.stride, 1, k.stride}, t.d, dp, L, count, dq, L, true);
      if (g.dbias)
        for (int64_t r = 0; r < count; r++)
          for (int64_t l = 0; l < queries; l++) g.dbias[places.query(i + l) - places.key(j + r)] += dp[r * L + l];
    }
    for (int64_t l = 0; l < queries; l++)
      for (int64_t e = 0; e < t.d; e++) g.dq[(i + l) * g.dq_stride + e] = dq[e * L + l] * t.scale;
    i += queries;
  }
  for (int64_t j = 0; j < t.keys; j++) {
    for (int64_t e = 0; e < t.d; e++) g.dk[j * t.d + e] += dk[j * d + e];
    for (int64_t e = 0; e < t.dv; e++) g.dv[j * t.dv + e] += dv_sum[j * dv + e];
  }
}
}  // namespace

void attend_float(const AttentionTask<float>& t, const AttentionOut<float>& out) { attend(t, out); }
void attend_double(const AttentionTask<double>& t, const AttentionOut<double>& out) { attend(t, out); }
void attend_back_float(const AttentionTask<float>& t, const AttentionGrads<float>& grads) { attend_back(t, grads); }
void attend_back_double(const AttentionTask<double>& t, const AttentionGrads<double>& grads) { attend_back(t, grads); }

}  // namespace te::kernels::CPU_CAPABILITY
