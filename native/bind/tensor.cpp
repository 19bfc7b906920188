#include "bind/tensor.h"

namespace te::bind {

at::Tensor tensor_from(const TypedData& data, const std::vector<int64_t>& shape, const std::optional<at::ScalarType>& dtype, const std::optional<at::Device>& device) {
  int64_t wanted = 1;
  for (const int64_t size : shape) {
    if (size < 0 || __builtin_mul_overflow(wanted, size, &wanted)) fail(Code::shape, "A tensor cannot have the shape ", shape);
  }
  at::Tensor values = data.values;
  const bool bits = values.scalar_type() == at::kUInt16 && dtype && (*dtype == at::kHalf || *dtype == at::kBFloat16);
  const bool pairs = dtype && at::isComplexType(*dtype);
  if (bits) values = values.view(*dtype);
  if (pairs) {
    if (values.numel() % 2 != 0) fail(Code::shape, "Complex values are pairs of numbers, found ", values.numel(), " numbers");
    values = at::view_as_complex(values.to(at::toRealValueType(*dtype)).view({-1, 2}));
  }
  if (values.numel() != wanted) fail(Code::shape, "The shape ", shape, " wants ", wanted, " values, found ", values.numel());
  values = values.view(shape);
  if (dtype) values = values.to(*dtype);
  return device ? values.to(*device) : values;
}

TypedData tensor_data(const at::Tensor& tensor) {
  if (tensor._is_zerotensor()) return {at::zeros(tensor.sizes(), tensor.options().device(at::kCPU))};  // it has no memory
  at::Tensor values = tensor.detach().to(at::kCPU).resolve_conj().resolve_neg();
  return {values.contiguous()};
}

TensorInfo tensor_info(const at::Tensor& tensor) {
  return {tensor.sizes().vec(), tensor.scalar_type(), tensor.device().str(), tensor.requires_grad(), tensor.is_leaf(), tensor.is_sparse()};
}

std::optional<at::Tensor> tensor_grad(const at::Tensor& tensor) {
  if (tensor.grad().defined()) return tensor.grad();
  return std::nullopt;
}

bool tensor_grad_is(const at::Tensor& tensor, const at::Tensor& gradient) { return tensor.grad().is_same(gradient); }

void tensor_set_requires_grad(const at::Tensor& tensor, bool value) { tensor.set_requires_grad(value); }

}  // namespace te::bind
