#include "bind/verb.h"

namespace te::bind {

std::string parameter_name(const char* parameters, size_t n) {
  std::string_view rest = parameters;
  for (; n > 0 && rest.find(", ") != std::string_view::npos; n--) rest.remove_prefix(rest.find(", ") + 2);
  return std::string(rest.substr(0, rest.find(", ")));
}

napi_value promise_of(const Context& c, Access access, Cores cores, std::function<void(Outcome&)> work) {
  napi_deferred deferred;
  napi_value promise;
  check(c.env, napi_create_promise(c.env, &deferred, &promise));
  auto outcome = std::make_shared<Outcome>();
  auto job = std::make_unique<Job>();
  job->lane = c.environment.lane;
  job->access = access;
  job->cores = cores;
  job->modes = c.environment.modes;
  job->run = [work = std::move(work), outcome]() mutable {
    try {
      work(*outcome);
    } catch (...) {
      outcome->error = std::current_exception();
    }
    work = nullptr;  // arguments are freed here, not on the JavaScript thread
  };
  job->settle = [outcome, deferred](napi_env env) {
    napi_handle_scope scope;
    if (napi_open_handle_scope(env, &scope) != napi_ok) return;
    napi_value result = nullptr;
    try {
      if (!outcome->error) {
        if (outcome->value) result = outcome->value({env, *Environment::of(env)});
        else napi_get_undefined(env, &result);
      }
    } catch (...) {
      outcome->error = std::current_exception();
    }
    // Both may fail while the environment ends; nothing is left to be told then.
    if (!outcome->error) napi_resolve_deferred(env, deferred, result);
    else napi_reject_deferred(env, deferred, make_error(env, outcome->error));
    napi_close_handle_scope(env, scope);
  };
  Queue::instance().submit(std::move(job));
  return promise;
}

}  // namespace te::bind
