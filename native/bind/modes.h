// The thread-local state of LibTorch that belongs to an environment, set by a guard around every call.
#pragma once
#include <ATen/autocast_mode.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>

#include <optional>

#include "nn/fields.h"

namespace te::bind {

struct Modes {
  bool grad = true, inference = false;
  std::optional<at::ScalarType> autocast;  // on the CPU

  static constexpr auto fields = te::fields(field("grad", &Modes::grad), field("inference", &Modes::inference), field("autocast", &Modes::autocast));
};

class ModeScope {
 public:
  explicit ModeScope(const Modes& modes) : grad_(modes.grad), autocast_(modes.autocast.has_value()) {
    if (modes.inference) inference_.emplace();
    if (autocast_) {
      at::autocast::set_autocast_dtype(at::kCPU, *modes.autocast);
      at::autocast::set_autocast_cache_enabled(false);  // its copies of weights would outlive the call
      at::autocast::set_autocast_enabled(at::kCPU, true);
    }
  }
  ~ModeScope() {
    if (autocast_) at::autocast::set_autocast_enabled(at::kCPU, false);
  }
  ModeScope(const ModeScope&) = delete;

 private:
  at::AutoGradMode grad_;
  std::optional<c10::InferenceMode> inference_;
  const bool autocast_;
};

}  // namespace te::bind
