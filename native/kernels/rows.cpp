#include "kernels/rows.h"

#include <ATen/Parallel.h>

namespace te::kernels {

namespace {
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
    table().centre(x.const_data_ptr<float>() + begin * size, out.rows.mutable_data_ptr<float>() + begin * size, out.middle.mutable_data_ptr<float>() + begin,
           out.half.mutable_data_ptr<float>() + begin, end - begin, size);
  });
  return out;
}

at::Tensor& restore_(at::Tensor& y, const Centred& of, const at::Tensor& sums, const at::Tensor& bias, Activation act) {
  const int64_t rows = y.size(0), size = y.size(1);
  const at::Tensor shift = bias.defined() ? bias : at::zeros_like(sums);
  at::parallel_for(0, rows, grain(size), [&](int64_t begin, int64_t end) {
    table().restore(y.mutable_data_ptr<float>() + begin * size, of.middle.const_data_ptr<float>() + begin, of.half.const_data_ptr<float>() + begin,
            sums.const_data_ptr<float>(), shift.const_data_ptr<float>(), act, end - begin, size);
  });
  return y;
}

}  // namespace te::kernels
