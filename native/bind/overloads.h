// Operators by name: the overload is found from the arguments, as PyTorch finds it.
#pragma once
#include "bind/convert.h"

namespace te::bind {

// "aten::add" -> a number for call and callQueued. Throws ERR_UNSUPPORTED for a name that the dispatcher does not have.
int64_t find_overloads(Environment& environment, const std::string& name);

// call(number, ...arguments, options?): a last plain object holds arguments by name, in camelCase.
napi_value call(napi_env env, napi_callback_info info);
napi_value call_queued(napi_env env, napi_callback_info info);

}  // namespace te::bind
