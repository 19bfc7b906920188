#include "bind/ops.h"

#include <ATen/core/dispatch/Dispatcher.h>

#include "bind/verb.h"

namespace te::bind {

namespace {

using c10::IValue;
using c10::TypeKind;

constexpr size_t max_arguments = 64;

IValue convert(const Context& c, const c10::Type& type, napi_value value);

template <class T>
c10::List<T> list_of(const Context& c, napi_value value) {
  c10::List<T> list;
  for (T& element : from_js<std::vector<T>>(c, value)) list.push_back(std::move(element));
  return list;
}

c10::Scalar scalar_of(const Context& c, napi_value value) {
  napi_valuetype type;
  check(c.env, napi_typeof(c.env, value, &type));
  if (type == napi_boolean) return from_js<bool>(c, value);
  if (type == napi_bigint) return from_js<int64_t>(c, value);
  const double number = from_js<double>(c, value);
  // A whole number is an integer, as in Python: add(1) keeps an int64 tensor what it is.
  if (std::trunc(number) == number && std::abs(number) <= 9007199254740991.0) return static_cast<int64_t>(number);
  return number;
}

at::MemoryFormat memory_format_of(const std::string& name) {
  for (const auto& [known, format] : {std::pair{"contiguous_format", at::MemoryFormat::Contiguous}, {"preserve_format", at::MemoryFormat::Preserve},
                                      {"channels_last", at::MemoryFormat::ChannelsLast}, {"channels_last_3d", at::MemoryFormat::ChannelsLast3d}})
    if (name == known) return format;
  fail(Code::dtype, "wants a memory format such as 'contiguous_format', found '", name, "'");
}

at::Layout layout_of(const std::string& name) {
  for (const auto& [known, layout] : {std::pair{"strided", at::kStrided}, {"sparse_coo", at::kSparse}, {"sparse_csr", at::kSparseCsr}})
    if (name == known) return layout;
  fail(Code::dtype, "wants a layout such as 'strided', found '", name, "'");
}

IValue list(const Context& c, const c10::Type& element, napi_value value) {
  switch (element.kind()) {
    case TypeKind::TensorType: return list_of<at::Tensor>(c, value);
    case TypeKind::IntType:
    case TypeKind::SymIntType: return list_of<int64_t>(c, value);
    case TypeKind::FloatType: return list_of<double>(c, value);
    case TypeKind::BoolType: {
      c10::List<bool> flags;
      for (const bool flag : from_js<std::vector<bool>>(c, value)) flags.push_back(flag);
      return flags;
    }
    case TypeKind::StringType: return list_of<std::string>(c, value);
    case TypeKind::NumberType: {
      c10::List<c10::Scalar> scalars;
      uint32_t length;
      if (napi_get_array_length(c.env, value, &length) != napi_ok) wants(c, "an array of numbers", value);
      for (uint32_t i = 0; i < length; i++) {
        napi_value member;
        check(c.env, napi_get_element(c.env, value, i, &member));
        scalars.push_back(scalar_of(c, member));
      }
      return scalars;
    }
    case TypeKind::OptionalType: {
      c10::List<std::optional<at::Tensor>> tensors;
      for (auto& tensor : from_js<std::vector<std::optional<at::Tensor>>>(c, value)) tensors.push_back(std::move(tensor));
      return tensors;
    }
    default: fail(Code::unsupported, "is a list of ", element.str(), ", which cannot be given from JavaScript");
  }
}

IValue convert(const Context& c, const c10::Type& type, napi_value value) {
  switch (type.kind()) {
    case TypeKind::TensorType: return from_js<at::Tensor>(c, value);
    case TypeKind::IntType:
    case TypeKind::SymIntType: return from_js<int64_t>(c, value);
    case TypeKind::FloatType: return from_js<double>(c, value);
    case TypeKind::BoolType: return from_js<bool>(c, value);
    case TypeKind::StringType: return from_js<std::string>(c, value);
    case TypeKind::NumberType: return scalar_of(c, value);
    case TypeKind::DeviceObjType: return from_js<at::Device>(c, value);
    case TypeKind::ScalarTypeType: return static_cast<int64_t>(from_js<at::ScalarType>(c, value));
    case TypeKind::LayoutType: return static_cast<int64_t>(layout_of(from_js<std::string>(c, value)));
    case TypeKind::MemoryFormatType: return static_cast<int64_t>(memory_format_of(from_js<std::string>(c, value)));
    case TypeKind::ListType: return list(c, *type.castRaw<c10::ListType>()->getElementType(), value);
    case TypeKind::OptionalType: return is_nothing(c.env, value) ? IValue() : convert(c, *type.castRaw<c10::OptionalType>()->getElementType(), value);
    default: fail(Code::unsupported, "is a ", type.str(), ", which cannot be given from JavaScript");
  }
}

// An int[2] may be given as one number, an int list by a schema with a size.
IValue convert_argument(const Context& c, const c10::Argument& argument, napi_value value) {
  const c10::Type* type = argument.real_type().get();
  if (argument.N() && type->kind() != TypeKind::OptionalType) {
    bool array = false;
    check(c.env, napi_is_array(c.env, value, &array));
    if (!array) return c10::List<int64_t>(std::vector<int64_t>(*argument.N(), from_js<int64_t>(c, value)));
  }
  return convert(c, *type, value);
}

napi_value result_to_js(const Context& c, const IValue& value) {
  if (value.isTensor()) {
    if (value.toTensor().defined()) return to_js(c, value.toTensor());
    return to_js(c, std::optional<at::Tensor>());
  }
  if (value.isTensorList()) return to_js(c, value.toTensorVector());
  if (value.isInt()) return to_js(c, value.toInt());
  if (value.isDouble()) return to_js(c, value.toDouble());
  if (value.isBool()) return to_js(c, value.toBool());
  if (value.isIntList()) return to_js(c, value.toIntVector());
  if (value.isString()) return to_js(c, value.toStringRef());
  if (value.isScalar()) return to_js(c, value.toScalar().toDouble());
  if (value.isNone()) return to_js(c, std::optional<bool>());
  fail(Code::unsupported, "The operator's result, ", value.tagKind(), ", cannot be given to JavaScript");
}

napi_value results_to_js(const Context& c, const torch::jit::Stack& stack) {
  if (stack.empty()) return to_js(c, std::optional<bool>());
  if (stack.size() == 1) return result_to_js(c, stack[0]);
  napi_value out;
  check(c.env, napi_create_array_with_length(c.env, stack.size(), &out));
  for (size_t i = 0; i < stack.size(); i++) check(c.env, napi_set_element(c.env, out, i, result_to_js(c, stack[i])));
  return out;
}

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
      if (type != napi_undefined) stack.push_back(convert_argument(c, argument, values[i]));
      else if (argument.default_value()) stack.push_back(*argument.default_value());
      else if (argument.type()->kind() == TypeKind::OptionalType) stack.emplace_back();
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
    at::AutoGradMode grad(call.c.environment.modes.grad);
    call.op.callBoxed(call.stack);
    return results_to_js(call.c, call.stack);
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
      outcome.value = [stack](const Context& c) { return results_to_js(c, *stack); };
    });
  } catch (...) {
    throw_error(env, std::current_exception());
    return nullptr;
  }
}

}  // namespace te::bind
