// The most multiply-adds that this machine does: fma SECONDS THREADS prints GFLOP/s in float32, all threads together, best of its rounds.
#include <immintrin.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

using Clock = std::chrono::steady_clock;
constexpr long kRounds = 200'000;
constexpr int kChains = 12;  // enough independent ones to fill two units of latency 4 and 5

__attribute__((target("avx2,fma"))) float avx2() {
  __m256 sums[kChains], a = _mm256_set1_ps(0.999999f), b = _mm256_set1_ps(1e-7f);
  for (auto& x : sums) x = b;
  for (long i = 0; i < kRounds; i++) {
#pragma GCC unroll 12
    for (int k = 0; k < kChains; k++) sums[k] = _mm256_fmadd_ps(sums[k], a, b);
  }
  for (int k = 1; k < kChains; k++) sums[0] = _mm256_add_ps(sums[0], sums[k]);
  return _mm256_cvtss_f32(sums[0]);
}

__attribute__((target("avx512f"))) float avx512() {
  __m512 sums[kChains], a = _mm512_set1_ps(0.999999f), b = _mm512_set1_ps(1e-7f);
  for (auto& x : sums) x = b;
  for (long i = 0; i < kRounds; i++) {
#pragma GCC unroll 12
    for (int k = 0; k < kChains; k++) sums[k] = _mm512_fmadd_ps(sums[k], a, b);
  }
  for (int k = 1; k < kChains; k++) sums[0] = _mm512_add_ps(sums[0], sums[k]);
  return _mm512_cvtss_f32(sums[0]);
}

double measure(float (*kernel)(), int lanes, double seconds, int threads) {
  double best = 0;
  std::atomic<float> sink{0};
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  do {
    const auto started = Clock::now();
    std::vector<std::thread> team;
    for (int i = 0; i < threads; i++) team.emplace_back([&] { for (int k = 0; k < 20; k++) sink = kernel(); });
    for (auto& one : team) one.join();
    const std::chrono::duration<double> taken = Clock::now() - started;
    best = std::max(best, 20.0 * kRounds * kChains * lanes * 2 * threads / taken.count() / 1e9);
  } while (Clock::now() < end);
  return best;
}

int main(int, char** given) {
  const double seconds = std::atof(given[1]);
  const int threads = std::atoi(given[2]);
  const bool is512 = __builtin_cpu_supports("avx512f");
  const double narrow = __builtin_cpu_supports("fma") ? measure(avx2, 8, seconds, threads) : 0;
  std::printf("{\"avx2\": %.1f, \"avx512\": %.1f}\n", narrow, is512 ? measure(avx512, 16, seconds, threads) : 0);
}
