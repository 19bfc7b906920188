// y = act(x W^T + b) without a copy of W: the tokens are what is packed, so a tile is rows of W against a panel of tokens.
#include "kernels/cpu/loops.h"

namespace te::kernels::CPU_CAPABILITY {

namespace {
constexpr int64_t tokens = 2 * lanes<float>;  // of a panel
constexpr int64_t depth = 384;                // of K at a time: a panel of 24 KB stays in the first cache
}  // namespace

const int64_t panel = tokens, block = 96;  // 96 x 384 numbers of W are 147 KB: they stay in the second

void pack(const float* x, int64_t ldx, int64_t rows, int64_t K, float* panels) {
  for (int64_t r = 0; r < rows; r += tokens, panels += tokens * K) {
    const int64_t here = std::min(tokens, rows - r);
    transpose(x + r * ldx, ldx, panels, tokens, here, K);
    if (here == tokens) continue;
    for (int64_t k = 0; k < K; k++) std::fill(panels + k * tokens + here, panels + (k + 1) * tokens, 0.f);
  }
}

namespace {
// Each panel's act(W x + b), [N, tokens], where `place(r)` says; `ready(c, r, count)` when it is there.
template <class Place, class Ready>
void products(const float* panels, int64_t rows, int64_t K, const float* weight, int64_t N, const float* bias, Activation act, Place place, Ready ready) {
  with(act, [&]<Activation A>() {
    for (int64_t k = 0; k < K; k += depth) {
      const int64_t here = std::min(depth, K - k);
      for (int64_t r = 0; r < rows; r += tokens) {
        const int64_t count = std::min(tokens, rows - r), used = count > lanes<float> ? tokens : lanes<float>;
        float* const c = place(r);
        product<float>(static_cast<int>(used / lanes<float>), {weight + k, K, 1}, N, panels + r * K + k * tokens, tokens, here, c, tokens, k > 0);
        if (k + here < K) continue;
        for (int64_t n = 0; n < N; n++) {
          const Vec shift(bias ? bias[n] : 0.f);
          for (int64_t t = n * tokens; t < n * tokens + used; t += lanes<float>) activated<A>(Vec::loadu(c + t) + shift).store(c + t);
        }
        ready(c, r, count);
      }
    }
  });
}
}  // namespace

void linear(const float* panels, int64_t rows, int64_t K, const float* weight, int64_t N, const float* bias, Activation act, float* y, int64_t ldy, float* scratch) {
  const int64_t slot = K > depth ? block : 0;  // one panel's sums are ready at once, or those of all are kept
  products(panels, rows, K, weight, N, bias, act, [&](int64_t r) { return scratch + r * slot; }, [&](const float* c, int64_t r, int64_t count) {
    if (count == tokens || count == lanes<float>) transpose(c, tokens, y + r * ldy, ldy, N, count);
    else for (int64_t t = 0; t < count; t++) for (int64_t n = 0; n < N; n++) y[(r + t) * ldy + n] = c[n * tokens + t];
  });
}

void linear_packed(const float* panels, int64_t rows, int64_t K, const float* weight, int64_t N, const float* bias, Activation act, float* y, int64_t width) {
  products(panels, rows, K, weight, N, bias, act, [&](int64_t r) { return y + r * width; }, [](const float*, int64_t, int64_t) {});
}

}  // namespace te::kernels::CPU_CAPABILITY
