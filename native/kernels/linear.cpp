#include "kernels/linear.h"

#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <atomic>

#include "kernels/passes.h"

namespace te::kernels {

using at::Tensor;

namespace {
constexpr int64_t rows_together = 256;  // share a look at a block of the weights

bool plain(const Tensor& x) { return x.is_cpu() && x.scalar_type() == at::kFloat && x.layout() == at::kStrided; }

struct Block {
  const float *weight, *bias;
  int64_t column, count;
};

Tensor product(const Tensor& given, at::TensorList weights, at::TensorList biases, Activation act) {
  const Table& loops = table();
  const Tensor x = given.stride(1) == 1 ? given : given.contiguous();
  const int64_t M = x.size(0), K = x.size(1), threads = at::get_num_threads();
  std::vector<Block> blocks;
  int64_t N = 0;
  for (size_t w = 0; w < weights.size(); w++) {
    const float* weight = weights[w].const_data_ptr<float>();
    const float* bias = biases.empty() ? nullptr : biases[w].const_data_ptr<float>();
    const int64_t of_this = weights[w].size(0), step = std::min(loops.block, std::max<int64_t>(12, (of_this + threads - 1) / threads));
    for (int64_t n = 0; n < of_this; n += step) blocks.push_back({weight + n * K, bias ? bias + n : nullptr, N + n, std::min(step, of_this - n)});
    N += of_this;
  }
  const Tensor y = at::empty({M, N}, x.options());
  if (M == 0 || N == 0) return y;
  const int64_t panels = (M + loops.panel - 1) / loops.panel, groups = (M + rows_together - 1) / rows_together;
  const Tensor packed = at::empty({panels * loops.panel * K}, x.options()), scratch = at::empty({threads, rows_together * loops.block}, x.options());
  const float* from = x.const_data_ptr<float>();
  float *const panel = packed.mutable_data_ptr<float>(), *const to = y.mutable_data_ptr<float>(), *const room = scratch.mutable_data_ptr<float>();
  at::parallel_for(0, panels, std::max<int64_t>(1, 65536 / (loops.panel * K)), [&](int64_t begin, int64_t end) {
    const int64_t row = begin * loops.panel;
    loops.pack(from + row * x.stride(0), x.stride(0), std::min(M, end * loops.panel) - row, K, panel + row * K);
  });
  const int64_t count = groups * static_cast<int64_t>(blocks.size());
  std::atomic<int64_t> next{0}, thread{0};
  auto work = [&](int64_t, int64_t) {
    float* const mine = room + thread++ * rows_together * loops.block;
    for (int64_t i; (i = next++) < count;) {
      const Block& block = blocks[i % blocks.size()];
      const int64_t row = i / blocks.size() * rows_together;
      loops.linear(panel + row * K, std::min(rows_together, M - row), K, block.weight, block.count, block.bias, act, to + row * N + block.column, N, mine);
    }
  };
  if (threads == 1) work(0, 1);
  else at::parallel_for(0, threads, 1, work);
  return y;
}

// Its gradient is of LibTorch's products, which have gradients themselves.
struct Product : torch::autograd::Function<Product> {
  static Tensor forward(torch::autograd::AutogradContext* ctx, const Tensor& x, at::TensorList weights, at::TensorList biases) {
    torch::autograd::variable_list saved{x};
    saved.insert(saved.end(), weights.begin(), weights.end());
    ctx->save_for_backward(saved);
    ctx->saved_data["biases"] = !biases.empty();
    return product(x, weights, biases, Activation::none);
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* ctx, torch::autograd::variable_list grads) {
    const auto saved = ctx->get_saved_variables();
    const Tensor& x = saved[0];
    const size_t count = saved.size() - 1;
    torch::autograd::variable_list out(1 + count * (ctx->saved_data["biases"].toBool() ? 2 : 1));
    int64_t column = 0;
    for (size_t w = 0; w < count; w++) {
      const Tensor& weight = saved[1 + w];
      const Tensor g = count == 1 ? grads[0] : grads[0].narrow(1, column, weight.size(0));
      column += weight.size(0);
      if (ctx->needs_input_grad(0)) out[0] = out[0].defined() ? out[0].addmm(g, weight) : g.mm(weight);
      if (ctx->needs_input_grad(1 + w)) out[1 + w] = g.t().mm(x);
      if (out.size() > 1 + count && ctx->needs_input_grad(1 + count + w)) out[1 + count + w] = g.sum(0);
    }
    return out;
  }
};
}  // namespace

bool takes(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  return is_fast() && !at::autocast::is_autocast_enabled(at::kCPU) && plain(x) && plain(weight) && weight.dim() == 2 && weight.is_contiguous() && x.dim() == 2 && x.size(1) == weight.size(1) && (!bias.defined() || (plain(bias) && bias.is_contiguous()));
}

Tensor linear(const Tensor& x, at::TensorList weights, at::TensorList biases, Activation act) {
  auto learns = [](const Tensor& t) { return t.requires_grad(); };
  if (!c10::GradMode::is_enabled() || !(learns(x) || std::any_of(weights.begin(), weights.end(), learns) || std::any_of(biases.begin(), biases.end(), learns))) return product(x, weights, biases, act);
  const Tensor y = Product::apply(x, weights, biases);
  return act == Activation::none ? y : bias_activation(y, Tensor(), act);
}

}  // namespace te::kernels
