// JavaScript <-> the values of LibTorch's dispatcher, as an operator's schema wants them.
#pragma once
#include <ATen/core/dispatch/Dispatcher.h>
#include <napi.h>

#include "bind/convert.h"

namespace te::bind {

// Throws ERR_DTYPE, "wants …, found …", for a value that the argument cannot take.
c10::IValue argument_from_js(const Context& c, const c10::Argument& argument, napi_value value);

// Whether a value could be meant for an argument: enough to tell overloads apart.
bool fits(const Context& c, const c10::Argument& argument, napi_value value);

// One result as it is; several as an array that also has their names.
napi_value results_to_js(const Context& c, const torch::jit::Stack& stack, const c10::FunctionSchema& schema);

// masked_fill_ -> maskedFill_; leading underscores stay.
std::string camel_case(const std::string& name);

}  // namespace te::bind
