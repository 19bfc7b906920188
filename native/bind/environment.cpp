#include "bind/environment.h"

#include "bind/generator.h"

namespace te::bind {

void Environment::start(napi_env env) {
  auto* environment = new Environment(env);
  // Registered before the lane's own function, so that this hook runs first: it waits for running work and takes the queue's away.
  environment->lane = Lane::open(env);
  environment->generator = generator_create(std::nullopt);
  napi_add_env_cleanup_hook(env, end, environment);
  napi_set_instance_data(env, environment, [](napi_env, void* self, void*) { release(static_cast<Environment*>(self)); }, nullptr);
}

Environment* Environment::of(napi_env env) {
  void* self = nullptr;
  napi_get_instance_data(env, &self);
  return static_cast<Environment*>(self);
}

Environment* Environment::retain(napi_env env) {
  Environment* environment = of(env);
  environment->users_++;
  return environment;
}

void Environment::release(Environment* environment) {
  if (--environment->users_ == 0) delete environment;
}

void Environment::end(void* self) {
  auto* environment = static_cast<Environment*>(self);
  Lane::close(environment->lane);
  environment->handles.clear();
}

std::string type_name(napi_env env, napi_value value) {
  napi_valuetype type;
  if (value == nullptr || napi_typeof(env, value, &type) != napi_ok) return "nothing";
  bool is = false;
  switch (type) {
    case napi_undefined: return "undefined";
    case napi_null: return "null";
    case napi_boolean: return "a boolean";
    case napi_number: return "a number";
    case napi_bigint: return "a bigint";
    case napi_string: return "a string";
    case napi_symbol: return "a symbol";
    case napi_function: return "a function";
    case napi_external: return "a native handle";
    case napi_object: break;
  }
  if (napi_is_array(env, value, &is) == napi_ok && is) return "an array";
  if (napi_is_typedarray(env, value, &is) == napi_ok && is) {
    static constexpr const char* names[] = {"an Int8Array",   "a Uint8Array",   "a Uint8ClampedArray", "an Int16Array",   "a Uint16Array",    "an Int32Array",
                                            "a Uint32Array",  "a Float32Array", "a Float64Array",      "a BigInt64Array", "a BigUint64Array"};
    napi_typedarray_type kind;
    if (napi_get_typedarray_info(env, value, &kind, nullptr, nullptr, nullptr, nullptr) == napi_ok && kind < std::size(names)) return names[kind];
    return "a typed array";
  }
  return "an object";
}

}  // namespace te::bind
