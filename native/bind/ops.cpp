#include "bind/ops.h"

#include "bind/schema.h"
#include "bind/verb.h"

namespace te::bind {

namespace {

constexpr size_t max_arguments = 64;

torch::jit::Stack arguments_of(const Context& c, const c10::OperatorHandle& op, const napi_value* values, size_t count) {
  const c10::FunctionSchema& schema = op.schema();
  const auto& arguments = schema.arguments();
  if (count > arguments.size())
    fail(Code::shape, schema.name(), " takes ", arguments.size(), " arguments, found ", count, ": ", c10::str(schema));
  torch::jit::Stack stack;
  stack.reserve(arguments.size());
  for (size_t i = 0; i < arguments.size(); i++) {
    const c10::Argument& argument = arguments[i];
    try {
      napi_valuetype type = napi_undefined;
      if (i < count) check(c.env, napi_typeof(c.env, values[i], &type));
      if (type != napi_undefined) stack.push_back(argument_from_js(c, argument, values[i]));
      else if (argument.default_value()) stack.push_back(*argument.default_value());
      else if (argument.type()->kind() == c10::TypeKind::OptionalType) stack.emplace_back();
      else fail(Code::dtype, "is missing");
    } catch (const Error& e) {
      fail(e.code, schema.name(), ": argument ", argument.name(), " (", argument.real_type()->str(), ") ", e.message);
    }
  }
  return stack;
}

struct Call {
  Context c;
  const c10::OperatorHandle& op;
  Access access;
  torch::jit::Stack stack;
};

Call read_call(napi_env env, napi_callback_info info) {
  size_t count = max_arguments + 1;
  napi_value values[max_arguments + 1];
  check(env, napi_get_cb_info(env, info, &count, values, nullptr, nullptr));
  const Context c{env, *Environment::of(env)};
  const int64_t id = count == 0 ? -1 : from_js<int64_t>(c, values[0]);
  const auto& operators = c.environment.operators;
  if (id < 0 || id >= static_cast<int64_t>(operators.size())) fail(Code::range, "op: ", id, " is no operator; find it with findOp first");
  const c10::OperatorHandle& op = operators[id];
  return {c, op, op.schema().is_mutable() ? Access::write : Access::read, arguments_of(c, op, values + 1, std::min(count, max_arguments + 1) - 1)};
}

}  // namespace

int64_t find_op(Environment& environment, const std::string& name) {
  const size_t dot = name.find('.');
  const c10::OperatorName wanted(name.substr(0, dot), dot == std::string::npos ? "" : name.substr(dot + 1));
  const auto found = c10::Dispatcher::singleton().findSchema(wanted);
  if (!found) fail(Code::unsupported, "LibTorch has no operator '", name, "'");
  environment.operators.push_back(*found);
  return static_cast<int64_t>(environment.operators.size()) - 1;
}

std::vector<std::string> op_schemas() {
  std::vector<std::string> schemas;
  for (const c10::OperatorName& name : c10::Dispatcher::singleton().getAllOpNames())
    if (const auto op = c10::Dispatcher::singleton().findSchema(name)) schemas.push_back(c10::str(op->schema()));
  std::sort(schemas.begin(), schemas.end());
  return schemas;
}

napi_value op(napi_env env, napi_callback_info info) {
  try {
    Call call = read_call(env, info);
    call.c.environment.lane->wait(call.access);
    const ModeScope modes(call.c.environment.modes);
    call.op.callBoxed(call.stack);
    return results_to_js(call.c, call.stack, call.op.schema());
  } catch (...) {
    throw_error(env, std::current_exception());
    return nullptr;
  }
}

napi_value op_queued(napi_env env, napi_callback_info info) {
  try {
    Call call = read_call(env, info);
    auto stack = std::make_shared<torch::jit::Stack>(std::move(call.stack));
    return promise_of(call.c, call.access, [stack, op = call.op](Outcome& outcome) {
      op.callBoxed(*stack);
      outcome.value = [stack, op](const Context& c) { return results_to_js(c, *stack, op.schema()); };
    });
  } catch (...) {
    throw_error(env, std::current_exception());
    return nullptr;
  }
}

}  // namespace te::bind
