// The ops' door: any operator of LibTorch's dispatcher, ours among them, called by its schema.
#pragma once
#include <napi.h>

#include "bind/convert.h"

namespace te::bind {

// "aten::add.Tensor" -> a number for op and opQueued. Throws ERR_UNSUPPORTED for what the dispatcher does not have.
int64_t find_op(Environment& environment, const std::string& name);

// The schemas of all operators that can be called from here.
std::vector<std::string> op_schemas();

// op(number, ...arguments by position; undefined means the default): results by the schema, several as an array.
napi_value op(napi_env env, napi_callback_info info);
napi_value op_queued(napi_env env, napi_callback_info info);

}  // namespace te::bind
