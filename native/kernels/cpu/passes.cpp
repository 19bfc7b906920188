// One read and one write of each number, for what would be several passes of general operators.
#include <cmath>

#include "kernels/cpu/loops.h"

namespace te::kernels::CPU_CAPABILITY {

void activate(const float* x, const float* bias, Activation act, float* y, int64_t rows, int64_t size) {
  with(act, [&]<Activation A>() {
    for (int64_t r = 0; r < rows; r++, x += size, y += size)
      each(size, [&](int64_t i, int64_t n) { store(activated<A>(bias ? load(x + i, n) + load(bias + i, n) : load(x + i, n)), y + i, n); });
  });
}

void activate_back(const float* grad, const float* x, const float* bias, Activation act, float* dx, int64_t rows, int64_t size) {
  with(act, [&]<Activation A>() {
    for (int64_t r = 0; r < rows; r++, grad += size, x += size, dx += size)
      each(size, [&](int64_t i, int64_t n) { store(load(grad + i, n) * derivative<A>(bias ? load(x + i, n) + load(bias + i, n) : load(x + i, n)), dx + i, n); });
  });
}

// Rows of x are the gate and what it lets through, side by side.
void gate(const float* x, Activation act, bool gate_first, float* y, int64_t rows, int64_t size) {
  with(act, [&]<Activation A>() {
    for (int64_t r = 0; r < rows; r++, x += 2 * size, y += size) {
      const float *gates = gate_first ? x : x + size, *ups = gate_first ? x + size : x;
      each(size, [&](int64_t i, int64_t n) { store(activated<A>(load(gates + i, n)) * load(ups + i, n), y + i, n); });
    }
  });
}

void gate_back(const float* grad, const float* x, Activation act, bool gate_first, float* dx, int64_t rows, int64_t size) {
  with(act, [&]<Activation A>() {
    for (int64_t r = 0; r < rows; r++, grad += size, x += 2 * size, dx += 2 * size) {
      const int64_t gates = gate_first ? 0 : size, ups = size - gates;
      each(size, [&](int64_t i, int64_t n) {
        const Vec g = load(grad + i, n), at = load(x + gates + i, n), up = load(x + ups + i, n);
        store(g * up * derivative<A>(at), dx + gates + i, n);
        store(g * activated<A>(at), dx + ups + i, n);
      });
    }
  });
}

// Mean and variance of a row in two passes, as its numbers may all be large and alike.
void add_norm(const float* x, const float* residual, const float* weight, const float* bias, float eps, float* sum, float* y, float* mean, float* rstd, int64_t rows, int64_t size) {
  for (int64_t r = 0; r < rows; r++, x += size, y += size) {
    const float* from = x;
    Vec total(0.f);
    if (residual) {
      float* kept = sum ? sum + r * size : y;
      const float* other = residual + r * size;
      each(size, [&](int64_t i, int64_t n) {
        const Vec both = load(x + i, n) + load(other + i, n);
        total = total + both;
        store(both, kept + i, n);
      });
      from = kept;
    } else {
      each(size, [&](int64_t i, int64_t n) { total = total + load(x + i, n); });
    }
    auto summed = [](const Vec& v) { return at::vec::vec_reduce_all<float>([](Vec& a, Vec& b) { return a + b; }, v); };
    const float middle = summed(total) / size;
    Vec squares(0.f);
    each(size, [&](int64_t i, int64_t n) {
      Vec apart = load(from + i, n) - Vec(middle);
      if (n < lanes<float>) apart = Vec::set(Vec(0.f), apart, n);
      squares = at::vec::fmadd(apart, apart, squares);
    });
    const float scale = 1 / std::sqrt(summed(squares) / size + eps);
    each(size, [&](int64_t i, int64_t n) {
      const Vec z = (load(from + i, n) - Vec(middle)) * Vec(scale);
      store(bias ? at::vec::fmadd(z, load(weight + i, n), load(bias + i, n)) : z * load(weight + i, n), y + i, n);
    });
    if (mean) mean[r] = middle, rstd[r] = scale;
  }
}

void centre(const float* x, float* out, float* middle, float* half, int64_t rows, int64_t size) {
  for (int64_t r = 0; r < rows; r++, x += size, out += size) {
    Vec least(x[0]), most(x[0]);
    each(size, [&](int64_t i, int64_t n) {
      const Vec here = n == lanes<float> ? Vec::loadu(x + i) : Vec::set(Vec(x[0]), Vec::loadu(x + i, n), n);
      least = at::vec::minimum(least, here), most = at::vec::maximum(most, here);
    });
    const float low = at::vec::vec_reduce_all<float>([](Vec& a, Vec& b) { return at::vec::minimum(a, b); }, least);
    const float high = at::vec::vec_reduce_all<float>([](Vec& a, Vec& b) { return at::vec::maximum(a, b); }, most);
    middle[r] = (high + low) * 0.5f;
    half[r] = std::max((high - low) * 0.5f, 1e-12f);
    const Vec from(middle[r]), times(1 / half[r]);
    each(size, [&](int64_t i, int64_t n) { store((load(x + i, n) - from) * times, out + i, n); });
  }
}

void restore(float* y, const float* middle, const float* half, const float* sums, const float* bias, Activation act, int64_t rows, int64_t size) {
  with(act, [&]<Activation A>() {
    for (int64_t r = 0; r < rows; r++, y += size) {
      const Vec m(middle[r]), h(half[r]);
      each(size, [&](int64_t i, int64_t n) { store(activated<A>(at::vec::fmadd(load(y + i, n), h, at::vec::fmadd(load(sums + i, n), m, load(bias + i, n)))), y + i, n); });
    }
  });
}

}  // namespace te::kernels::CPU_CAPABILITY
