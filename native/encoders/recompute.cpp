#include <ATen/autocast_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>

#include "encoders/encoder.h"
#include "nn/random.h"

namespace te {

namespace {

at::CPUGeneratorImpl& default_generator() { return *at::check_generator<at::CPUGeneratorImpl>(at::detail::getDefaultCPUGenerator()); }

// The modes that a layer was computed in, for its second time.
class Again {
 public:
  Again(Encoder& encoder, bool training, const nn::RandomState& state, const std::optional<at::ScalarType>& autocast)
      : lock_(nn::default_generator_mutex()), encoder_(encoder), training_(encoder.training), state_(default_generator()), grad_(true), autocast_(autocast.has_value()) {
    encoder.training = training;
    state.to(default_generator());
    if (!autocast) return;
    at::autocast::set_autocast_dtype(at::kCPU, *autocast);
    at::autocast::set_autocast_cache_enabled(false);
    at::autocast::set_autocast_enabled(at::kCPU, true);
  }
  ~Again() {
    if (autocast_) at::autocast::set_autocast_enabled(at::kCPU, false);
    state_.to(default_generator());
    encoder_.training = training_;
  }
  Again(const Again&) = delete;

 private:
  std::lock_guard<std::mutex> lock_;
  Encoder& encoder_;
  const bool training_;
  const nn::RandomState state_;
  const at::AutoGradMode grad_;
  const bool autocast_;
};

class Recompute : public torch::autograd::Node {
 public:
  Recompute(std::shared_ptr<Encoder> encoder, std::function<Tensor(const Tensor&)> run, const Tensor& x)
      : encoder_(std::move(encoder)), run_(std::move(run)), x_(x.detach()), training_(encoder_->training), state_(default_generator()) {
    if (at::autocast::is_autocast_enabled(at::kCPU)) autocast_ = at::autocast::get_autocast_dtype(at::kCPU);
  }

  std::string name() const override { return "RecomputeBackward"; }

  torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
    const Tensor x = x_.detach().requires_grad_();
    Tensor y;
    {
      const Again again(*encoder_, training_, state_, autocast_);
      y = run_(x);
    }
    // Kept: layers may share a part of the graph, such as a bias for relative positions, which each goes through.
    if (y.requires_grad()) torch::autograd::backward({y}, {gradients[0]}, /*retain_graph=*/true);
    return {x.grad()};
  }

 private:
  const std::shared_ptr<Encoder> encoder_;
  const std::function<Tensor(const Tensor&)> run_;
  const Tensor x_;
  const bool training_;
  const nn::RandomState state_;
  std::optional<at::ScalarType> autocast_;
};

}  // namespace

Tensor recomputed(const std::shared_ptr<Encoder>& encoder, std::function<Tensor(const Tensor&)> run, const Tensor& x) {
  if (!c10::GradMode::is_enabled()) return run(x);
  const auto node = c10::make_intrusive<Recompute>(encoder, run, x);  // before the layer draws
  const Tensor y = run(x.detach().requires_grad_()).detach();  // with gradients, though none is kept: other paths round otherwise
  node->set_next_edges(torch::autograd::collect_next_edges(x));
  torch::autograd::set_history(y, node);
  return y;
}

}  // namespace te
