// The thread-local state of LibTorch that belongs to an environment, set by a guard around every call.
#pragma once
#include <ATen/autocast_mode.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/Exception.h>

#include <optional>

#include "nn/error.h"
#include "nn/fields.h"

namespace te::bind {

struct Modes {
  bool grad = true, inference = false;
  std::optional<at::ScalarType> autocast;  // on the CPU
  std::optional<bool> strict;              // a gradient that LibTorch cannot compute is an error, where it only warns

  static constexpr auto fields = te::fields(field("grad", &Modes::grad), field("inference", &Modes::inference), field("autocast", &Modes::autocast),
                                            field("strict", &Modes::strict));
};

// Of all that LibTorch warns of, one is wrong numbers: an operator without a gradient in the way of one. Its own mode 'error' is not implemented in 2.13.
class StrictWarnings : public c10::WarningHandler {
 public:
  static StrictWarnings& instance() {
    static auto* handler = new StrictWarnings;  // never destroyed
    return *handler;
  }
  void process(const c10::Warning& warning) override {
    const std::string& text = warning.msg();
    if (text.find("autograd kernel was not registered") == std::string::npos) return c10::WarningHandler::process(warning);
    fail(Code::unsupported, "No gradient can be computed through ", text.substr(0, text.find(": ")), ", which is for inference alone; training would go on without it");
  }
};

class ModeScope {
 public:
  explicit ModeScope(const Modes& modes) : grad_(modes.grad), autocast_(modes.autocast.has_value()) {
    if (modes.inference) inference_.emplace();
    if (modes.strict.value_or(false)) warnings_.emplace(&StrictWarnings::instance());
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
  std::optional<c10::WarningUtils::WarningHandlerGuard> warnings_;
  const bool autocast_;
};

}  // namespace te::bind
