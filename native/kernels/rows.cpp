#include "kernels/rows.h"

#include <ATen/Parallel.h>

// The same loop for several processors, chosen when it is first called: the rest of the addon is for any x86-64.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define TE_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define TE_CLONES
#endif

namespace te::kernels {

namespace {
constexpr int64_t lanes = 16;

TE_CLONES void centre(const float* x, float* out, float* middle, float* half, int64_t rows, int64_t size) {
  for (int64_t r = 0; r < rows; r++, x += size, out += size) {
    float least[lanes], most[lanes];
    for (int64_t k = 0; k < lanes; k++) least[k] = most[k] = x[0];
    int64_t i = 0;
    for (; i + lanes <= size; i += lanes)
      for (int64_t k = 0; k < lanes; k++) {
        least[k] = x[i + k] < least[k] ? x[i + k] : least[k];
        most[k] = x[i + k] > most[k] ? x[i + k] : most[k];
      }
    for (; i < size; i++) least[0] = x[i] < least[0] ? x[i] : least[0], most[0] = x[i] > most[0] ? x[i] : most[0];
    for (int64_t k = 1; k < lanes; k++) least[0] = least[k] < least[0] ? least[k] : least[0], most[0] = most[k] > most[0] ? most[k] : most[0];
    middle[r] = (most[0] + least[0]) * 0.5f;
    half[r] = (most[0] - least[0]) * 0.5f > 1e-12f ? (most[0] - least[0]) * 0.5f : 1e-12f;
    const float from = middle[r], times = 1 / half[r];
    for (i = 0; i < size; i++) out[i] = (x[i] - from) * times;
  }
}

TE_CLONES void restore(float* y, const float* middle, const float* half, const float* sums, const float* bias, int64_t rows, int64_t size) {
  for (int64_t r = 0; r < rows; r++, y += size) {
    const float m = middle[r], h = half[r];
    for (int64_t i = 0; i < size; i++) y[i] = y[i] * h + (sums[i] * m + bias[i]);
  }
}

// Memory that a thread uses again for what nobody keeps: fresh pages cost as much as the pass that fills them.
at::Tensor scratch(int64_t rows, int64_t size) {
  constexpr int64_t most = 4 << 20;  // elements that are kept
  thread_local at::Tensor kept;
  if (rows * size > most) return at::empty({rows, size}, at::kFloat);
  if (!kept.defined() || kept.numel() < rows * size) kept = at::empty({rows * size}, at::kFloat);
  return kept.narrow(0, 0, rows * size).view({rows, size});
}

int64_t grain(int64_t size) { return std::max<int64_t>(1, 16384 / std::max<int64_t>(1, size)); }
}  // namespace

Centred centred(const at::Tensor& x) {
  const int64_t rows = x.size(0), size = x.size(1);
  Centred out{scratch(rows, size), at::empty({rows}, x.options()), at::empty({rows}, x.options())};
  at::parallel_for(0, rows, grain(size), [&](int64_t begin, int64_t end) {
    centre(x.const_data_ptr<float>() + begin * size, out.rows.mutable_data_ptr<float>() + begin * size, out.middle.mutable_data_ptr<float>() + begin,
           out.half.mutable_data_ptr<float>() + begin, end - begin, size);
  });
  return out;
}

at::Tensor& restore_(at::Tensor& y, const Centred& of, const at::Tensor& sums, const at::Tensor& bias) {
  const int64_t rows = y.size(0), size = y.size(1);
  const at::Tensor shift = bias.defined() ? bias : at::zeros_like(sums);
  at::parallel_for(0, rows, grain(size), [&](int64_t begin, int64_t end) {
    restore(y.mutable_data_ptr<float>() + begin * size, of.middle.const_data_ptr<float>() + begin, of.half.const_data_ptr<float>() + begin,
            sums.const_data_ptr<float>(), shift.const_data_ptr<float>(), end - begin, size);
  });
  return y;
}

}  // namespace te::kernels
