// The loops over numbers that a processor's own instructions make faster: the files of this folder, compiled for any x86-64 and again for AVX2,
// chosen when the program runs. They take pointers alone, so that nothing compiled for AVX2 is linked into what every processor runs.
// AVX-512 was measured on Zen 4, whose units are 256 bits wide: it gave 0.9 of what AVX2 gave, so it is not built.
#pragma once
#include <cstdint>

namespace te::kernels {

enum class Activation : int { none, gelu, gelu_tanh, relu, silu, tanh };

// One head of one text, float32 or float64. Strides in elements from token to token.
template <class T>
struct AttentionTask {
  const T *q, *k, *v;
  int64_t q_stride, k_stride, v_stride;
  int64_t first, last, keys, d, dv;  // the queries first..last (of the text) and all its keys
  T scale;
  int64_t shift;           // a query's place less its number: places of the first and last differ where keys are more
  int64_t most_back, most_ahead;  // how far behind and ahead of its place a query looks; max_distance: as far as there is
  const int64_t *q_columns, *k_columns;  // places, if not 0, 1, …
  const T* bias;           // of distance 0: added to a score is bias[place of query - place of key]; null: none
  const bool* seen;        // of each key; null: all
  uint32_t keep_below;     // dropout: a probability is dropped where its random number is lower; 0: none
  T keep_scale;
  uint64_t seed;           // of this head and text
};
inline constexpr int64_t max_distance = int64_t{1} << 40;

template <class T>
struct AttentionOut {
  T* out;
  int64_t out_stride;
  T* lse;  // of each query the logarithm of the sum of exponentials; null: not wanted
};

template <class T>
struct AttentionGrads {
  const T *grad, *out, *lse;  // of the same head; grad and out [tokens, heads, dv] with out_stride
  int64_t out_stride;
  T *dq, *dk, *dv;  // dk and dv are added to: [keys, d], [keys, dv], contiguous; dq with dq_stride
  int64_t dq_stride;
  T* dbias;  // added to, of distance 0; null: not wanted
};

struct Table {
  // y[rows, :N of ldy] = act(x W^T + bias), W [N, K] rows in memory one after another. `x` as `pack` leaves it: panels of `panel` rows, [K, panel] each.
  int64_t panel, block;  // rows of a panel, outputs of a block: N <= block
  void (*pack)(const float* x, int64_t ldx, int64_t rows, int64_t K, float* panels);
  void (*linear)(const float* panels, int64_t rows, int64_t K, const float* weight, int64_t N, const float* bias, Activation act, float* y, int64_t ldy, float* scratch);
  // The same left in panels, [width, panel] each, of which y is the first of these outputs: what the next product takes.
  void (*linear_packed)(const float* panels, int64_t rows, int64_t K, const float* weight, int64_t N, const float* bias, Activation act, float* y, int64_t width);
  void (*attend_float)(const AttentionTask<float>&, const AttentionOut<float>&);
  void (*attend_double)(const AttentionTask<double>&, const AttentionOut<double>&);
  void (*attend_back_float)(const AttentionTask<float>&, const AttentionGrads<float>&);
  void (*attend_back_double)(const AttentionTask<double>&, const AttentionGrads<double>&);
  // Passes over rows of `size` numbers, one after another in memory. Null pointers: not there, not wanted.
  void (*activate)(const float* x, const float* bias, Activation act, float* y, int64_t rows, int64_t size);
  void (*activate_back)(const float* grad, const float* x, const float* bias, Activation act, float* dx, int64_t rows, int64_t size);
  void (*gate)(const float* x, Activation act, bool gate_first, float* y, int64_t rows, int64_t size);
  void (*gate_back)(const float* grad, const float* x, Activation act, bool gate_first, float* dx, int64_t rows, int64_t size);
  void (*add_norm)(const float* x, const float* residual, const float* weight, const float* bias, float eps, float* sum, float* y, float* mean, float* rstd, int64_t rows, int64_t size);
  void (*centre)(const float* x, float* out, float* middle, float* half, int64_t rows, int64_t size);
  void (*restore)(float* y, const float* middle, const float* half, const float* sums, const float* bias, Activation act, int64_t rows, int64_t size);
};

// The best of this processor; ATEN_CPU_CAPABILITY=default takes the plain one.
const Table& table();

// Whether the processor has fused multiply-add and so `linear` is worth calling.
bool is_fast();

}  // namespace te::kernels
