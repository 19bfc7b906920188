#include "bind/errors.h"

#include <c10/util/Exception.h>

#include <new>

#include "bind/environment.h"
#include "bind/function.h"
#include "nn/error.h"

namespace te::bind {

namespace {

constexpr const char* codes[] = {"ERR_SHAPE",  "ERR_DTYPE",  "ERR_DEVICE",      "ERR_RANGE",  "ERR_DISPOSED", "ERR_FILE",
                                 "ERR_CONFIG", "ERR_UNSUPPORTED", "ERR_MEMORY", "ERR_NATIVE", "AbortError"};

bool says(const std::string& text, std::initializer_list<const char*> words) {
  for (const char* word : words)
    if (text.find(word) != std::string::npos) return true;
  return false;
}

// LibTorch has few exception types; what went wrong is in its words.
const char* code_of(const c10::Error& error, const std::string& text) {
  if (dynamic_cast<const c10::OutOfMemoryError*>(&error) || says(text, {"not enough memory", "can't allocate memory", "out of memory"})) return "ERR_MEMORY";
  if (dynamic_cast<const c10::IndexError*>(&error) || says(text, {"out of range", "out of bounds"})) return "ERR_RANGE";
  if (says(text, {"shape", "size of tensor", "Sizes of tensors", "dimension", "must match the size", "matri", "must be a vector"})) return "ERR_SHAPE";
  if (dynamic_cast<const c10::TypeError*>(&error) || says(text, {"dtype", "scalar type", "data type"})) return "ERR_DTYPE";
  if (dynamic_cast<const c10::NotImplementedError*>(&error) || says(text, {"not implemented", "not supported"})) return "ERR_UNSUPPORTED";
  if (says(text, {"same device", "Expected all tensors to be on"})) return "ERR_DEVICE";
  if (dynamic_cast<const c10::ValueError*>(&error)) return "ERR_RANGE";
  return "ERR_NATIVE";
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

Failure describe(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const Error& e) {
    return {codes[static_cast<int>(e.code)], e.message};
  } catch (const c10::Error& e) {
    const std::string text = first_line(e.what_without_backtrace());
    return {code_of(e, text), text.empty() ? "LibTorch failed without a reason" : text};
  } catch (const std::bad_alloc&) {
    return {"ERR_MEMORY", "The process is out of memory"};
  } catch (const std::exception& e) {
    const std::string text = first_line(e.what());
    return {"ERR_NATIVE", text.empty() ? "A native call failed without a reason" : text};
  } catch (...) {
    return {"ERR_NATIVE", "A native call failed without a reason"};
  }
}

napi_value make_error(napi_env env, const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const JsError& thrown) {
    return thrown.value->get(env);
  } catch (...) {
  }
  const Failure failure = describe(error);
  napi_value code, message, made = nullptr;
  napi_create_string_utf8(env, failure.code.c_str(), failure.code.size(), &code);
  napi_create_string_utf8(env, failure.message.c_str(), failure.message.size(), &message);
  napi_value constructor = nullptr;
  Environment* environment = Environment::of(env);
  if (environment && environment->error_class) napi_get_reference_value(env, environment->error_class, &constructor);
  const napi_value arguments[] = {code, message};
  if (constructor && napi_new_instance(env, constructor, 2, arguments, &made) == napi_ok) return made;
  napi_create_error(env, code, message, &made);
  return made;
}

void throw_error(napi_env env, const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const Pending&) {
  } catch (...) {
    if (napi_value made = make_error(env, std::current_exception())) napi_throw(env, made);
  }
}

}  // namespace te::bind
