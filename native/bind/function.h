// JavaScript functions that a compute thread calls: hooks, and the backward of functions written in TypeScript.
#pragma once
#include "bind/convert.h"

namespace te::bind {

// A JavaScript object held from C++; let go on its own thread, wherever the last owner is.
class JsReference {
 public:
  JsReference(const Context& c, napi_value object);
  ~JsReference();
  JsReference(const JsReference&) = delete;
  napi_value get(napi_env env) const;

 private:
  napi_env env_;
  napi_ref reference_ = nullptr;
  std::shared_ptr<Lane> lane_;
};

// What a JavaScript function threw, on its way through C++: it arrives as it is.
class JsError : public std::exception {
 public:
  explicit JsError(std::shared_ptr<JsReference> value) : value(std::move(value)) {}
  const char* what() const noexcept override { return "a JavaScript function threw"; }
  const std::shared_ptr<JsReference> value;
};

// Takes and gives tensors. Called from any thread; runs on its own, which serves it also while it waits for the caller's job.
class JsFunction {
 public:
  JsFunction(const Context& c, napi_value function) : lane_(c.environment.lane), reference_(std::make_shared<JsReference>(c, function)) {}
  std::vector<std::optional<at::Tensor>> operator()(const std::vector<std::optional<at::Tensor>>& arguments) const;

 private:
  std::shared_ptr<Lane> lane_;
  std::shared_ptr<JsReference> reference_;
};

template <>
struct From<JsFunction> {
  static std::string ts() { return "(...tensors: (TensorHandle | undefined)[]) => void | TensorHandle | readonly (TensorHandle | undefined)[]"; }
  static JsFunction get(const Context& c, napi_value value) {
    napi_valuetype type;
    check(c.env, napi_typeof(c.env, value, &type));
    if (type != napi_function) wants(c, "a function", value);
    return JsFunction(c, value);
  }
};

}  // namespace te::bind
