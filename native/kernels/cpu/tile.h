// The product that every kernel here is made of. Compiled once for each processor, inside the namespace of its name: see table.h.
#pragma once
#include <ATen/cpu/vec/vec.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace te::kernels::CPU_CAPABILITY {

using at::vec::Vectorized;

template <class T>
constexpr int64_t lanes = Vectorized<T>::size();

// Rows of a tile: with two vectors each they fill the registers of the processor, less those of the operands.
#if defined(CPU_CAPABILITY_AVX512)
constexpr int most_rows = 12;
#elif defined(CPU_CAPABILITY_AVX2)
constexpr int most_rows = 6;
#else
constexpr int most_rows = 2;
#endif

// A number (row r, step k) at a[r * row + k * step].
template <class T>
struct Scalars {
  const T* a;
  int64_t row, step;
};

// c[r, :] (+)= sum over k of a(r, k) * b[k, :], where b and c have V vectors a row. Meanwhile the rows of a after these are fetched, a line at a time:
// the processor looks ahead along each row by itself, but these rows are short, and it begins anew with each.
template <class T, int R, int V>
inline void tile(const Scalars<T>& a, const T* b, int64_t ldb, int64_t K, T* c, int64_t ldc, bool add) {
  using Vec = Vectorized<T>;
  constexpr int64_t line = 64 / sizeof(T);
  Vec sum[R][V];
  for (int r = 0; r < R; r++)
    for (int v = 0; v < V; v++) sum[r][v] = add ? Vec::loadu(c + r * ldc + v * lanes<T>) : Vec(T(0));
  const T* from = a.a;
  for (int64_t done = 0; done < K; done += line) {
    if (a.step == 1)
      for (int r = 0; r < R; r++) __builtin_prefetch(from + (R + r) * a.row, 0, 2);  // to the second cache: rows a multiple of 4 KB apart share few places of the first
    const int64_t here = std::min(line, K - done);
#pragma GCC unroll 4
    for (int64_t k = 0; k < here; k++, from += a.step, b += ldb) {
      Vec right[V];
      for (int v = 0; v < V; v++) right[v] = Vec::loadu(b + v * lanes<T>);
#pragma GCC unroll 16
      for (int r = 0; r < R; r++) {
        const Vec left(from[r * a.row]);
#pragma GCC unroll 2
        for (int v = 0; v < V; v++) sum[r][v] = at::vec::fmadd(left, right[v], sum[r][v]);
      }
    }
  }
  for (int r = 0; r < R; r++)
    for (int v = 0; v < V; v++) sum[r][v].store(c + r * ldc + v * lanes<T>);
}

template <class T>
using TileOf = void (*)(const Scalars<T>&, const T*, int64_t, int64_t, T*, int64_t, bool);

template <class T, int V, size_t... R>
constexpr std::array<TileOf<T>, sizeof...(R)> tiles_of(std::index_sequence<R...>) {
  return {&tile<T, static_cast<int>(R) + 1, V>...};
}

// The same for any number of rows, in tiles of about equal height.
template <class T, int V>
inline void product(Scalars<T> a, int64_t rows, const T* b, int64_t ldb, int64_t K, T* c, int64_t ldc, bool add) {
  static constexpr auto tiles = tiles_of<T, V>(std::make_index_sequence<most_rows>());
  for (int64_t left = (rows + most_rows - 1) / most_rows; left > 0; left--) {
    const int64_t R = (rows + left - 1) / left;
    tiles[R - 1](a, b, ldb, K, c, ldc, add);
    a.a += R * a.row, c += R * ldc, rows -= R;
  }
}

// `vectors` is 1 or 2.
template <class T>
inline void product(int vectors, const Scalars<T>& a, int64_t rows, const T* b, int64_t ldb, int64_t K, T* c, int64_t ldc, bool add) {
  if (vectors == 1) product<T, 1>(a, rows, b, ldb, K, c, ldc, add);
  else product<T, 2>(a, rows, b, ldb, K, c, ldc, add);
}

// to[j, i] = from[i, j] for i < rows, j < columns.
template <class T>
inline void transpose(const T* from, int64_t ld_from, T* to, int64_t ld_to, int64_t rows, int64_t columns) {
  int64_t done = 0;
#if defined(CPU_CAPABILITY_AVX2) || defined(CPU_CAPABILITY_AVX512)
  if constexpr (std::is_same_v<T, float>) {
    constexpr int64_t block = lanes<T>;
    for (; done + block <= rows; done += block) {
      int64_t j = 0;
      for (; j + block <= columns; j += block) {
#if defined(CPU_CAPABILITY_AVX512)
        at::vec::transpose_mxn<float>(from + done * ld_from + j, ld_from, to + j * ld_to + done, ld_to, 16, 16);
#else
        at::vec::transpose_mxn<float, 8, 8>(from + done * ld_from + j, ld_from, to + j * ld_to + done, ld_to);
#endif
      }
      for (; j < columns; j++)
        for (int64_t i = done; i < done + block; i++) to[j * ld_to + i] = from[i * ld_from + j];
    }
  }
#endif
  for (int64_t i = done; i < rows; i++)
    for (int64_t j = 0; j < columns; j++) to[j * ld_to + i] = from[i * ld_from + j];
}

}  // namespace te::kernels::CPU_CAPABILITY
