// JavaScript's typed arrays and tensors: copied at once, because JavaScript may change, detach or transfer the buffer meanwhile.
#pragma once
#include "bind/convert.h"

namespace te::bind {

// Any typed array, as a tensor of its own dtype.
struct TypedData {
  at::Tensor values;
};
template <>
struct From<TypedData> {
  static std::string ts() { return "TypedData"; }
  static TypedData get(const Context& c, napi_value value) {
    static constexpr at::ScalarType types[] = {at::kChar,   at::kByte,  at::kByte,   at::kShort, at::kUInt16, at::kInt,
                                               at::kUInt32, at::kFloat, at::kDouble, at::kLong,  at::kUInt64};
    bool is = false;
    napi_typedarray_type kind;
    size_t length;
    void* data;
    if (napi_is_typedarray(c.env, value, &is) != napi_ok || !is) wants(c, "a typed array", value);
    check(c.env, napi_get_typedarray_info(c.env, value, &kind, &length, &data, nullptr, nullptr));
    if (kind >= std::size(types)) wants(c, "a typed array of a dtype that tensors have", value);
    at::Tensor values = at::empty({static_cast<int64_t>(length)}, types[kind]);
    if (length > 0) std::memcpy(values.mutable_data_ptr(), data, values.nbytes());
    return {values};
  }
};

// A tensor's values on their way to JavaScript, contiguous on the CPU; made wherever the call runs, copied on the JavaScript thread.
template <>
struct To<TypedData> {
  static std::string ts() { return "TypedData"; }
  static napi_value make(const Context& c, const TypedData& data) {
    const at::Tensor& values = data.values;
    const size_t bytes = values.nbytes();
    napi_value buffer, out;
    void* to = nullptr;
    check(c.env, napi_create_arraybuffer(c.env, bytes, &to, &buffer));
    if (bytes > 0) std::memcpy(to, values.const_data_ptr(), bytes);
    const auto [kind, item] = kind_of(values.scalar_type());
    check(c.env, napi_create_typedarray(c.env, kind, bytes / item, buffer, 0, &out));
    return out;
  }
  static std::pair<napi_typedarray_type, size_t> kind_of(at::ScalarType type) {
    switch (type) {
      case at::kFloat: case at::kComplexFloat: return {napi_float32_array, 4};
      case at::kDouble: case at::kComplexDouble: return {napi_float64_array, 8};
      case at::kHalf: case at::kBFloat16: case at::kUInt16: return {napi_uint16_array, 2};
      case at::kLong: return {napi_bigint64_array, 8};
      case at::kUInt64: return {napi_biguint64_array, 8};
      case at::kInt: return {napi_int32_array, 4};
      case at::kUInt32: return {napi_uint32_array, 4};
      case at::kShort: return {napi_int16_array, 2};
      case at::kChar: return {napi_int8_array, 1};
      default: return {napi_uint8_array, 1};
    }
  }
};

}  // namespace te::bind
