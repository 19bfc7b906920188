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

void linear(const float* panels, int64_t rows, int64_t K, const float* weight, int64_t N, const float* bias, Activation act, float* y, int64_t ldy, float* scratch) {
  for (int64_t k = 0; k < K; k += depth) {
    const int64_t here = std::min(depth, K - k);
    for (int64_t r = 0, p = 0; r < rows; r += tokens, p++) {
      const int vectors = rows - r > lanes<float> ? 2 : 1;
      product<float>(vectors, {weight + k, K, 1}, N, panels + p * tokens * K + k * tokens, tokens, here, scratch + p * tokens * block, tokens, k > 0);
    }
  }
  with(act, [&]<Activation A>() {
    for (int64_t r = 0, p = 0; r < rows; r += tokens, p++) {
      float* c = scratch + p * tokens * block;
      for (int64_t n = 0; n < N; n++) {
        const Vec shift(bias ? bias[n] : 0.f);
        for (int64_t t = n * tokens; t < (n + 1) * tokens; t += lanes<float>) activated<A>(Vec::loadu(c + t) + shift).store(c + t);
      }
      const int64_t here = std::min(tokens, rows - r);
      if (here == tokens || here == lanes<float>) transpose(c, tokens, y + r * ldy, ldy, N, here);
      else for (int64_t t = 0; t < here; t++) for (int64_t n = 0; n < N; n++) y[(r + t) * ldy + n] = c[n * tokens + t];
    }
  });
}

}  // namespace te::kernels::CPU_CAPABILITY
