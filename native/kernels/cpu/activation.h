// Activations and their derivatives, a vector at a time.
#pragma once
#include "kernels/cpu/table.h"
#include "kernels/cpu/tile.h"

namespace te::kernels::CPU_CAPABILITY {

using Vec = Vectorized<float>;

// A quotient of polynomials (as in Eigen and XLA), within 4e-7 of erf.
inline Vec erf(const Vec& given) {
  const Vec x = at::vec::minimum(at::vec::maximum(given, Vec(-4.f)), Vec(4.f)), x2 = x * x;
  constexpr float above[] = {-2.72614225801306e-10f, 2.77068142495902e-08f, -2.10102402082508e-06f, -5.69250639462346e-05f, -7.34990630326855e-04f, -2.95459980854025e-03f, -1.60960333262415e-02f};
  constexpr float below[] = {-1.45660718464996e-05f, -2.13374055278905e-04f, -1.68282697438203e-03f, -7.37332916720468e-03f, -1.42647390514189e-02f};
  Vec p(above[0]), q(below[0]);
#pragma GCC unroll 8
  for (int i = 1; i < 7; i++) p = at::vec::fmadd(p, x2, Vec(above[i]));
#pragma GCC unroll 8
  for (int i = 1; i < 5; i++) q = at::vec::fmadd(q, x2, Vec(below[i]));
  return x * p / q;
}

inline Vec sigmoid(const Vec& x) { return Vec(1.f) / (Vec(1.f) + x.neg().exp()); }

constexpr float sqrt_half = 0.70710678118654752f, two_over_root_pi = 1.12837916709551257f, tanh_scale = 0.79788456080286536f, tanh_cube = 0.044715f;

template <Activation A>
inline Vec activated(const Vec& x) {
  if constexpr (A == Activation::gelu) return Vec(0.5f) * x * (Vec(1.f) + erf(x * Vec(sqrt_half)));
  else if constexpr (A == Activation::gelu_tanh) return Vec(0.5f) * x * (Vec(1.f) + (Vec(tanh_scale) * (x + Vec(tanh_cube) * x * x * x)).tanh());
  else if constexpr (A == Activation::relu) return at::vec::clamp_min(x, Vec(0.f));
  else if constexpr (A == Activation::silu) return x * sigmoid(x);
  else if constexpr (A == Activation::tanh) return x.tanh();
  else return x;
}

template <Activation A>
inline Vec derivative(const Vec& x) {
  if constexpr (A == Activation::gelu) {
    return Vec(0.5f) * (Vec(1.f) + erf(x * Vec(sqrt_half))) + x * Vec(0.5f * sqrt_half * two_over_root_pi) * (Vec(-0.5f) * x * x).exp();
  } else if constexpr (A == Activation::gelu_tanh) {
    const Vec t = (Vec(tanh_scale) * (x + Vec(tanh_cube) * x * x * x)).tanh();
    return Vec(0.5f) * (Vec(1.f) + t) + Vec(0.5f) * x * (Vec(1.f) - t * t) * Vec(tanh_scale) * (Vec(1.f) + Vec(3 * tanh_cube) * x * x);
  } else if constexpr (A == Activation::relu) {
    return Vec::blendv(Vec(0.f), Vec(1.f), x > Vec(0.f));
  } else if constexpr (A == Activation::silu) {
    const Vec s = sigmoid(x);
    return s * (Vec(1.f) + x * (Vec(1.f) - s));
  } else if constexpr (A == Activation::tanh) {
    const Vec t = x.tanh();
    return Vec(1.f) - t * t;
  } else {
    return Vec(1.f);
  }
}

// Calls fn.template operator()<A>() for what is known when the program runs.
template <class Fn>
inline void with(Activation act, Fn fn) {
  switch (act) {
    case Activation::none: return fn.template operator()<Activation::none>();
    case Activation::gelu: return fn.template operator()<Activation::gelu>();
    case Activation::gelu_tanh: return fn.template operator()<Activation::gelu_tanh>();
    case Activation::relu: return fn.template operator()<Activation::relu>();
    case Activation::silu: return fn.template operator()<Activation::silu>();
    case Activation::tanh: return fn.template operator()<Activation::tanh>();
  }
}

// fn(place, count) for each vector of `size` numbers, the last of which may be shorter.
template <class Fn>
inline void each(int64_t size, Fn fn) {
  int64_t i = 0;
  for (; i + lanes<float> <= size; i += lanes<float>) fn(i, lanes<float>);
  if (i < size) fn(i, size - i);
}
inline Vec load(const float* from, int64_t count) { return count == lanes<float> ? Vec::loadu(from) : Vec::loadu(from, count); }
inline void store(const Vec& x, float* to, int64_t count) { count == lanes<float> ? x.store(to) : x.store(to, static_cast<int>(count)); }

}  // namespace te::kernels::CPU_CAPABILITY
