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

// Tokens as the products take them.
struct Panels {
  Tensor numbers;  // [panels, K, panel]
  int64_t rows, K;
};

Panels room_for(int64_t rows, int64_t K, const Tensor& like) {
  const int64_t panel = table().panel;
  return {at::empty({(rows + panel - 1) / panel, K, panel}, like.options()), rows, K};
}

Panels packed(const Tensor& given) {
  const Table& loops = table();
  const Tensor x = given.stride(1) == 1 ? given : given.contiguous();
  const int64_t M = x.size(0), K = x.size(1);
  const Panels panels = room_for(M, K, x);
  const float* from = x.const_data_ptr<float>();
  float* const to = panels.numbers.mutable_data_ptr<float>();
  at::parallel_for(0, panels.numbers.size(0), std::max<int64_t>(1, 65536 / (loops.panel * std::max<int64_t>(K, 1))), [&](int64_t begin, int64_t end) {
    const int64_t row = begin * loops.panel;
    loops.pack(from + row * x.stride(0), x.stride(0), std::min(M, end * loops.panel) - row, K, to + row * K);
  });
  return panels;
}

// Some of the outputs: few enough for their weights to stay in a cache.
struct Block {
  const float *weight, *bias;
  int64_t column, count;
};

std::vector<Block> blocks_of(at::TensorList weights, at::TensorList biases) {
  const int64_t threads = at::get_num_threads();
  std::vector<Block> blocks;
  int64_t N = 0;
  for (size_t w = 0; w < weights.size(); w++) {
    const float* weight = weights[w].const_data_ptr<float>();
    const float* bias = biases.empty() ? nullptr : biases[w].const_data_ptr<float>();
    const int64_t of_this = weights[w].size(0), K = weights[w].size(1), step = std::min(table().block, std::max<int64_t>(12, (of_this + threads - 1) / threads));
    for (int64_t n = 0; n < of_this; n += step) blocks.push_back({weight + n * K, bias ? bias + n : nullptr, N + n, std::min(step, of_this - n)});
    N += of_this;
  }
  return blocks;
}

// Calls task(thread, block, first row, rows) for every block of every group of tokens.
template <class Task>
void each_block(const std::vector<Block>& blocks, const Panels& x, const Task& task) {
  const int64_t threads = at::get_num_threads();
  const int64_t count = (x.rows + rows_together - 1) / rows_together * static_cast<int64_t>(blocks.size());
  std::atomic<int64_t> next{0}, thread{0};
  auto work = [&](int64_t, int64_t) {
    const int64_t mine = thread++;
    for (int64_t i; (i = next++) < count;) {
      const int64_t row = i / blocks.size() * rows_together;
      task(mine, blocks[i % blocks.size()], row, std::min(rows_together, x.rows - row));
    }
  };
  if (threads == 1) work(0, 1);
  else at::parallel_for(0, threads, 1, work);
}

Tensor product(const Panels& x, at::TensorList weights, at::TensorList biases, Activation act) {
  int64_t N = 0;
  for (const Tensor& weight : weights) N += weight.size(0);
  const int64_t of_thread = rows_together * table().block;
  const Tensor y = at::empty({x.rows, N}, x.numbers.options()), scratch = at::empty({at::get_num_threads(), of_thread}, x.numbers.options());
  const float* const from = x.numbers.const_data_ptr<float>();
  float *const to = y.mutable_data_ptr<float>(), *const room = scratch.mutable_data_ptr<float>();
  each_block(blocks_of(weights, biases), x, [&, &loops = table()](int64_t thread, const Block& block, int64_t row, int64_t rows) {
    loops.linear(from + row * x.K, rows, x.K, block.weight, block.count, block.bias, act, to + row * N + block.column, N, room + thread * of_thread);
  });
  return y;
}

Panels product_packed(const Panels& x, const Tensor& weight, at::TensorList bias, Activation act) {
  const Panels y = room_for(x.rows, weight.size(0), x.numbers);
  const float* const from = x.numbers.const_data_ptr<float>();
  float* const to = y.numbers.mutable_data_ptr<float>();
  each_block(blocks_of(weight, bias), x, [&, &loops = table()](int64_t, const Block& block, int64_t row, int64_t rows) {
    loops.linear_packed(from + row * x.K, rows, x.K, block.weight, block.count, block.bias, act, to + row * y.K + block.column * loops.panel, y.K);
  });
  return y;
}

bool learns(at::TensorList tensors) {
  return c10::GradMode::is_enabled() && std::any_of(tensors.begin(), tensors.end(), [](const Tensor& t) { return t.requires_grad(); });
}

at::TensorList list(const Tensor& bias) { return bias.defined() ? at::TensorList(bias) : at::TensorList(); }

// Its gradient is of LibTorch's products, which have gradients themselves.
struct Product : torch::autograd::Function<Product> {
  static Tensor forward(torch::autograd::AutogradContext* ctx, const Tensor& x, at::TensorList weights, at::TensorList biases) {
    torch::autograd::variable_list saved{x};
    saved.insert(saved.end(), weights.begin(), weights.end());
    ctx->save_for_backward(saved);
    ctx->saved_data["biases"] = !biases.empty();
    return product(packed(x), weights, biases, Activation::none);
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

bool suits(const Tensor& weight, const Tensor& bias) {
  return plain(weight) && weight.dim() == 2 && weight.is_contiguous() && (!bias.defined() || (plain(bias) && bias.is_contiguous()));
}

bool takes(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  return is_fast() && !at::autocast::is_autocast_enabled(at::kCPU) && plain(x) && suits(weight, bias) && x.dim() == 2 && x.size(1) == weight.size(1);
}

Tensor linear(const Tensor& x, at::TensorList weights, at::TensorList biases, Activation act) {
  if (!learns(x) && !learns(weights) && !learns(biases)) return product(packed(x), weights, biases, act);
  const Tensor y = Product::apply(x, weights, biases);
  return act == Activation::none ? y : bias_activation(y, Tensor(), act);
}

Tensor feed_forward(const Tensor& x, const Tensor& up, const Tensor& up_bias, Activation act, const Tensor& down, const Tensor& down_bias) {
  if (learns({x, up, down}) || learns(list(up_bias)) || learns(list(down_bias))) return linear(linear(x, up, list(up_bias), act), down, list(down_bias));
  return product(product_packed(packed(x), up, list(up_bias), act), down, list(down_bias), Activation::none);
}

}  // namespace te::kernels
