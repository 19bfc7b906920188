// The one place where a C++ exception becomes a JavaScript error, with a code and one line of text.
#pragma once
#include <napi.h>

#include <exception>
#include <string>

namespace te::bind {

// Thrown when a JavaScript exception is already pending: it goes on as it is.
struct Pending {};

struct Failure {
  std::string code, message;
};

Failure describe(const std::exception_ptr& error);

napi_value make_error(napi_env env, const std::exception_ptr& error);

// For catch (...) at the boundary.
void throw_error(napi_env env, const std::exception_ptr& error);

}  // namespace te::bind
