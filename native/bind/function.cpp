#include "bind/function.h"

namespace te::bind {

JsReference::JsReference(const Context& c, napi_value object) : env_(c.env), lane_(c.environment.lane) {
  check(env_, napi_create_reference(env_, object, 1, &reference_));
}

JsReference::~JsReference() {
  lane_->later([env = env_, reference = reference_] { napi_delete_reference(env, reference); });
}

napi_value JsReference::get(napi_env env) const {
  napi_value value = nullptr;
  check(env, napi_get_reference_value(env, reference_, &value));
  return value;
}

namespace {

[[noreturn]] void throw_pending(const Context& c) {
  napi_value thrown, as_object;
  check(c.env, napi_get_and_clear_last_exception(c.env, &thrown));
  napi_valuetype type;
  check(c.env, napi_typeof(c.env, thrown, &type));
  if (type != napi_object && type != napi_function) {  // a reference holds objects only
    check(c.env, napi_coerce_to_string(c.env, thrown, &thrown));
    check(c.env, napi_create_error(c.env, nullptr, thrown, &as_object));
    thrown = as_object;
  }
  throw JsError(std::make_shared<JsReference>(c, thrown));
}

std::vector<std::optional<at::Tensor>> results_of(const Context& c, napi_value value) {
  if (is_nothing(c.env, value)) return {};
  bool array = false;
  check(c.env, napi_is_array(c.env, value, &array));
  if (array) return from_js<std::vector<std::optional<at::Tensor>>>(c, value);
  if (!c.environment.handles.is_handle(value)) fail(Code::dtype, "A hook or a backward gives tensors at once, found ", type_name(c.env, value), "; it cannot be async");
  return {from_js<at::Tensor>(c, value)};
}

}  // namespace

std::vector<std::optional<at::Tensor>> JsFunction::operator()(const std::vector<std::optional<at::Tensor>>& arguments) const {
  std::vector<std::optional<at::Tensor>> results;
  lane_->call([&](napi_env env) {
    const Napi::HandleScope scope(env);
    const Context c{env, *Environment::of(env)};
    std::vector<napi_value> values;
    for (const auto& argument : arguments) values.push_back(to_js(c, argument));
    napi_value receiver, result;
    check(env, napi_get_undefined(env, &receiver));
    const napi_status status = napi_call_function(env, receiver, reference_->get(env), values.size(), values.data(), &result);
    if (status == napi_pending_exception) throw_pending(c);
    check(env, status);
    results = results_of(c, result);
  });
  return results;
}

}  // namespace te::bind
