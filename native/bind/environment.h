// What belongs to one JavaScript environment (the main thread, or a worker_thread): handles, modes, its place in the queue.
#pragma once
#include <ATen/core/dispatch/Dispatcher.h>
#include <napi.h>

#include <deque>
#include <memory>
#include <string>

#include "bind/handle.h"
#include "bind/queue.h"

namespace te::bind {

// One of the operators that share a name, prepared for matching.
struct Overload {
  c10::OperatorHandle op;
  Access access;
  bool random;
  bool heavy;                      // a product of matrices or the like: many operations for each element
  size_t positional;               // the arguments before those that are by name only
  std::vector<std::string> names;  // of the arguments, in camelCase
};
struct OverloadSet {
  std::string name;
  std::vector<Overload> overloads;
};

class Environment {
 public:
  static void start(napi_env env);
  static Environment* of(napi_env env);

  // Finalizers of handles may run after the environment's own: each handle keeps its environment alive.
  static Environment* retain(napi_env env);
  static void release(Environment* environment);

  explicit Environment(napi_env env) : env(env), handles(env) {}

  const napi_env env;
  Handles handles;
  Modes modes;
  std::shared_ptr<Lane> lane;
  at::Generator generator;             // the default one
  std::deque<OverloadSet> operators;   // those that were looked up, by number; a call that looks one up moves no other
  napi_ref error_class = nullptr;

 private:
  static void end(void* self);
  int64_t users_ = 1;
};

// "a string", "an Int32Array", "null" …: what was found, for messages.
std::string type_name(napi_env env, napi_value value);

}  // namespace te::bind
