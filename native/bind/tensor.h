// The verbs of single tensors.
#pragma once
#include "bind/typed.h"

namespace te::bind {

struct TensorInfo {
  std::vector<int64_t> shape;
  at::ScalarType dtype;
  std::string device;
  bool requires_grad, is_leaf, is_sparse;
  static constexpr auto fields = te::fields(field("shape", &TensorInfo::shape), field("dtype", &TensorInfo::dtype), field("device", &TensorInfo::device),
                                            field("requiresGrad", &TensorInfo::requires_grad), field("isLeaf", &TensorInfo::is_leaf),
                                            field("isSparse", &TensorInfo::is_sparse));
};

// data in row-major order; a Uint16Array with dtype float16 or bfloat16 gives the bits.
at::Tensor tensor_from(const TypedData& data, const std::vector<int64_t>& shape, const std::optional<at::ScalarType>& dtype, const std::optional<at::Device>& device);
TypedData tensor_data(const at::Tensor& tensor);
TensorInfo tensor_info(const at::Tensor& tensor);
std::optional<at::Tensor> tensor_grad(const at::Tensor& tensor);
bool tensor_grad_is(const at::Tensor& tensor, const at::Tensor& gradient);  // the very same
void tensor_set_requires_grad(const at::Tensor& tensor, bool value);

}  // namespace te::bind
