// The ops' door: any operator of LibTorch's dispatcher, ours among them. The overload is found from the arguments, as PyTorch finds it.
#pragma once
#include "bind/convert.h"

namespace te::bind {

// "aten::add" (all overloads) or "aten::add.Tensor" (that one) -> a number for call and callQueued. Throws ERR_UNSUPPORTED for a name that the
// dispatcher does not have.
int64_t find_op(Environment& environment, const std::string& name);

// The schemas of all operators.
std::vector<std::string> op_schemas();

// call(number, ...arguments, options?): a last plain object holds arguments by name, in camelCase. Several results come as an array with their names.
napi_value call(napi_env env, napi_callback_info info);
napi_value call_queued(napi_env env, napi_callback_info info);

}  // namespace te::bind
