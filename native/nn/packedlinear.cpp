#include "nn/packedlinear.h"

#include <ATen/core/dispatch/Dispatcher.h>

#include "kernels/passes.h"
#include "kernels/rows.h"
#include "nn/error.h"

namespace te::nn {

namespace {
using Packed = c10::intrusive_ptr<LinearPackedParamsBase>;

Packed pack(const char* op, const at::Tensor& weight, const std::optional<at::Tensor>& bias) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(op, "").typed<Packed(at::Tensor, std::optional<at::Tensor>)>().call(weight, bias);
}

// What a row of values from -1 to 1 becomes. Where the processor sums pairs of products in 16 bits, 7 bits are what does not overflow.
struct Steps {
  double scale;
  int64_t zero;
};
Steps steps() {
#if defined(__x86_64__)
  static const bool wide = __builtin_cpu_supports("avx512vnni");
#else
  static const bool wide = false;
#endif
  return wide ? Steps{1.0 / 127, 128} : Steps{1.0 / 63, 64};
}

struct Quiet : c10::WarningHandler {
  void process(const c10::Warning&) override {}
};

// Each row of the matrix in 255 steps of its own.
at::Tensor quantized(const at::Tensor& weight) {
  Quiet quiet;  // of LibTorch's plans for its quantised tensors
  const c10::WarningUtils::WarningHandlerGuard guard(&quiet);
  const at::Tensor scales = weight.abs().amax(1).clamp_min(1e-12).div(127).to(at::kDouble);
  return at::quantize_per_channel(weight, scales, at::zeros({weight.size(0)}, at::kLong), 0, at::kQInt8);
}
}  // namespace

PackedLinear::PackedLinear(const at::Tensor& weight, const at::Tensor& bias, at::ScalarType dtype) : bias_(bias), dtype_(dtype) {
  const auto engines = at::globalContext().supportedQEngines();
  if (std::find(engines.begin(), engines.end(), at::QEngine::FBGEMM) == engines.end())
    fail(Code::unsupported, "float16 and int8 weights want FBGEMM, which this processor or this LibTorch has not; load the model with dtype: 'float32'");
  at::globalContext().setQEngine(at::QEngine::FBGEMM);
  const at::Tensor plain = weight.detach().to(at::kFloat).contiguous();
  if (dtype == at::kHalf) {
    packed_ = pack("quantized::linear_prepack_fp16", plain, std::nullopt);
    return;
  }
  const at::Tensor small = quantized(plain);
  packed_ = pack("quantized::linear_prepack", small, std::nullopt);
  sums_ = small.dequantize().sum(1);
}

at::Tensor PackedLinear::operator()(const at::Tensor& x, kernels::Activation act) const {
  if (x.requires_grad() && c10::GradMode::is_enabled()) fail(Code::unsupported, "No gradient goes through float16 and int8 weights; load the model with dtype: 'float32' to train it");
  const at::Tensor rows = x.detach().contiguous();
  if (dtype_ == at::kHalf) {
    const at::Tensor y = packed_->apply_dynamic(rows, false);
    return bias_.defined() || act != kernels::Activation::none ? kernels::bias_activation(y, bias_, act) : y;
  }
  // x = middle + half * (what runs from -1 to 1), each row with its own; so a row's result does not depend on the others.
  const auto [scale, zero] = steps();
  const kernels::Centred of = kernels::centred(rows);
  at::Tensor y = packed_->apply_with_input_q_dq_qweight_dq_output_fp32(of.rows, scale, zero);
  return kernels::restore_(y, of, sums_, bias_, act);
}

at::Tensor PackedLinear::weight() const {
  const at::Tensor kept = std::get<0>(packed_->unpack());
  return dtype_ == at::kHalf ? kept.to(at::kHalf) : kept.dequantize();
}

}  // namespace te::nn
