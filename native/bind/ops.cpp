#include "bind/ops.h"

#include "bind/generator.h"
#include "bind/schema.h"
#include "bind/verb.h"

namespace te::bind {

namespace {

using c10::TypeKind;

constexpr size_t max_arguments = 64;

// What stands at each argument of a schema; nullptr means its default.
using Slots = std::array<napi_value, max_arguments>;

struct Given {
  const napi_value* values;
  size_t count;                                             // of those by position
  std::vector<std::pair<std::string, napi_value>> options;  // by name
};

bool takes_dimname(const c10::FunctionSchema& schema) {
  for (const c10::Argument& argument : schema.arguments())
    if (argument.type()->str().find("Dimname") != std::string::npos) return true;
  return false;
}

// `out` variants write into a tensor that is given; everything else is there.
bool is_out_variant(const c10::FunctionSchema& schema) {
  for (const c10::Argument& argument : schema.arguments())
    if (argument.kwarg_only() && argument.alias_info() && argument.alias_info()->isWrite()) return true;
  return false;
}

// Operators whose work is far more than to look at each element once.
bool is_heavy(const std::string& name) {
  for (const char* part : {"mm", "matmul", "linear", "conv", "einsum", "attention", "lstm", "gru", "rnn", "bilinear", "cdist", "linalg", "tensordot", "inverse"})
    if (name.find(part) != std::string::npos) return true;
  return false;
}

Overload prepare(const c10::OperatorHandle& op) {
  const c10::FunctionSchema& schema = op.schema();
  const bool random = op.hasTag(at::Tag::nondeterministic_seeded);
  Overload overload{op, schema.is_mutable() || random ? Access::write : Access::read, random, is_heavy(schema.name()), 0, {}};
  for (const c10::Argument& argument : schema.arguments()) {
    if (!argument.kwarg_only()) overload.positional++;
    overload.names.push_back(camel_case(argument.name()));
  }
  return overload;
}

// A plain object at the end holds options: not an array, not a typed array, not a handle.
bool is_options(const Context& c, napi_value value) {
  napi_valuetype type;
  bool array = false, typed = false;
  check(c.env, napi_typeof(c.env, value, &type));
  if (type != napi_object) return false;
  check(c.env, napi_is_array(c.env, value, &array));
  check(c.env, napi_is_typedarray(c.env, value, &typed));
  return !array && !typed;
}

std::vector<std::pair<std::string, napi_value>> options_of(const Context& c, napi_value object) {
  napi_value names;
  uint32_t length;
  check(c.env, napi_get_property_names(c.env, object, &names));
  check(c.env, napi_get_array_length(c.env, names, &length));
  std::vector<std::pair<std::string, napi_value>> options;
  for (uint32_t i = 0; i < length; i++) {
    napi_value name, value;
    napi_valuetype type;
    check(c.env, napi_get_element(c.env, names, i, &name));
    check(c.env, napi_get_property(c.env, object, name, &value));
    check(c.env, napi_typeof(c.env, value, &type));
    if (type != napi_undefined) options.emplace_back(from_js<std::string>(c, name), value);
  }
  return options;
}

// Sizes may be spelled out, view(2, 3): all the numbers from the first list of integers on are that list.
bool spread_sizes(const Context& c, const Overload& overload, Given& given, napi_value* storage) {
  const auto& arguments = overload.op.schema().arguments();
  size_t first = 0;
  while (first < overload.positional && arguments[first].real_type()->kind() == TypeKind::TensorType) first++;
  if (first >= overload.positional || first >= given.count) return false;
  const c10::Argument& argument = arguments[first];
  if (argument.N() || argument.real_type()->kind() != TypeKind::ListType) return false;
  const TypeKind element = argument.real_type()->castRaw<c10::ListType>()->getElementType()->kind();
  if (element != TypeKind::IntType && element != TypeKind::SymIntType) return false;
  napi_value list;
  check(c.env, napi_create_array_with_length(c.env, given.count - first, &list));
  for (size_t i = first; i < given.count; i++) {
    napi_valuetype type;
    check(c.env, napi_typeof(c.env, given.values[i], &type));
    if (type != napi_number) return false;
    check(c.env, napi_set_element(c.env, list, i - first, given.values[i]));
  }
  std::copy(given.values, given.values + first, storage);
  storage[first] = list;
  given.values = storage;
  given.count = first + 1;
  return true;
}

std::string options_named(const Overload& overload) {
  std::string text;
  for (const std::string& name : overload.names)
    if (name != "self") text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

struct Match {
  bool fits;
  size_t reached;  // how many arguments fitted, to tell which overload was meant
  std::string trouble;
  bool too_narrow = false;  // a longer overload may have what is missing here
};

// Lays what was given out by the schema; with `look_at_types`, a value of a wrong type is a mismatch.
Match lay_out(const Context& c, const Overload& overload, const Given& given, Slots& slots, bool look_at_types) {
  const auto& arguments = overload.op.schema().arguments();
  slots.fill(nullptr);
  if (given.count > overload.positional)
    return {false, overload.positional, c10::str("takes ", overload.positional, " arguments by position, found ", given.count), true};
  auto put = [&](size_t at, napi_value value) {
    napi_valuetype type;
    check(c.env, napi_typeof(c.env, value, &type));
    if (type == napi_undefined) return true;
    if (look_at_types && !fits(c, arguments[at], value)) return false;
    slots[at] = value;
    return true;
  };
  size_t reached = 0;
  for (; reached < given.count; reached++)
    if (!put(reached, given.values[reached])) return {false, reached, ""};
  for (const auto& [name, value] : given.options) {
    const size_t at = std::find(overload.names.begin(), overload.names.end(), name) - overload.names.begin();
    if (at == overload.names.size()) return {false, reached, c10::str("has no option '", name, "'; it has ", options_named(overload)), true};
    if (slots[at]) return {false, reached, c10::str("argument ", name, " is given twice, by position and by name")};
    if (!put(at, value)) return {false, reached, ""};
    reached++;
  }
  for (size_t i = 0; i < arguments.size(); i++)
    if (!slots[i] && !arguments[i].default_value()) return {false, reached, c10::str("argument ", overload.names[i], " (", arguments[i].real_type()->str(), ") is missing")};
  return {true, reached, ""};
}

torch::jit::Stack stack_of(const Context& c, const Overload& overload, const Slots& slots) {
  const c10::FunctionSchema& schema = overload.op.schema();
  torch::jit::Stack stack;
  stack.reserve(schema.arguments().size());
  for (size_t i = 0; i < schema.arguments().size(); i++) {
    const c10::Argument& argument = schema.arguments()[i];
    if (!slots[i]) {
      stack.push_back(*argument.default_value());
      continue;
    }
    try {
      stack.push_back(argument_from_js(c, argument, slots[i]));
    } catch (const Error& e) {
      fail(e.code, schema.operator_name(), ": argument ", overload.names[i], " (", argument.real_type()->str(), ") ", e.message);
    }
  }
  return stack;
}

struct Chosen {
  const Overload& overload;
  torch::jit::Stack stack;
};

Chosen choose(const Context& c, const OverloadSet& set, const Given& given) {
  Slots slots;
  napi_value storage[max_arguments];
  const bool single = set.overloads.size() == 1;
  const Overload* nearest = nullptr;
  Match best{};
  for (const bool spread : {false, true}) {
    for (const Overload& overload : set.overloads) {
      Given tried = given;
      if (spread && !spread_sizes(c, overload, tried, storage)) continue;
      const Match match = lay_out(c, overload, tried, slots, !single || !spread);
      if (match.fits) return {overload, stack_of(c, overload, slots)};
      // A wrong type tells more than a wrong number of arguments, and the longer overload more than the shorter.
      if (!nearest || match.reached > best.reached || (match.reached == best.reached && best.too_narrow)) nearest = &overload, best = match;
    }
  }
  // None fits: the error is that of the overload that went furthest.
  if (!best.trouble.empty()) fail(Code::dtype, nearest->op.schema().operator_name(), ": ", best.trouble);
  const Match match = lay_out(c, *nearest, given, slots, false);
  if (match.fits) stack_of(c, *nearest, slots);
  fail(Code::dtype, nearest->op.schema().operator_name(), ": ", match.trouble.empty() ? "the arguments do not fit " + c10::str(nearest->op.schema()) : match.trouble);
}

struct Call {
  Context c;
  Chosen chosen;
};

Call read_call(napi_env env, napi_callback_info info) {
  size_t count = max_arguments + 2;
  napi_value values[max_arguments + 2];
  check(env, napi_get_cb_info(env, info, &count, values, nullptr, nullptr));
  const Context c{env, *Environment::of(env)};
  const int64_t id = count == 0 ? -1 : from_js<int64_t>(c, values[0]);
  const auto& sets = c.environment.operators;
  if (id < 0 || id >= static_cast<int64_t>(sets.size())) fail(Code::range, "call: ", id, " is no operator; find it with findOp first");
  if (count > max_arguments) fail(Code::range, sets[id].name, " was given ", count - 1, " arguments; wanted at most ", max_arguments - 1);
  Given given{values + 1, count - 1, {}};
  if (given.count > 0 && is_options(c, given.values[given.count - 1])) given.options = options_of(c, given.values[--given.count]);
  return {c, choose(c, sets[id], given)};
}

void run(const Overload& overload, torch::jit::Stack& stack, const at::Generator& generator) {
  std::optional<RandomScope> random;
  if (overload.random) random.emplace(generator);
  overload.op.callBoxed(stack);
}

// Whether a call gains more from all cores than the way to the compute thread and back costs (about 0.1 ms).
bool is_large(const Overload& overload, const torch::jit::Stack& stack) {
  const int64_t limit = overload.heavy ? 1 << 15 : 1 << 19;
  int64_t elements = 0;
  for (const c10::IValue& value : stack) {
    if (value.isTensor() && value.toTensor().defined()) elements += value.toTensor().numel();
    if (value.isTensorList())
      for (const c10::IValue& one : value.toListRef()) elements += one.toTensor().defined() ? one.toTensor().numel() : 0;
  }
  return elements >= limit;
}

}  // namespace

int64_t find_op(Environment& environment, const std::string& name) {
  const size_t dot = name.find('.');
  const std::string base = name.substr(0, dot);
  OverloadSet set{name, {}};
  for (const c10::OperatorName& candidate : c10::Dispatcher::singleton().getAllOpNames()) {
    if (candidate.name != base || (dot != std::string::npos && candidate.overload_name != name.substr(dot + 1))) continue;
    const auto op = c10::Dispatcher::singleton().findSchema(candidate);
    if (op && !is_out_variant(op->schema()) && !takes_dimname(op->schema()) && op->schema().arguments().size() < max_arguments) set.overloads.push_back(prepare(*op));
  }
  if (set.overloads.empty()) fail(Code::unsupported, "LibTorch has no operator '", name, "'");
  std::sort(set.overloads.begin(), set.overloads.end(), [](const Overload& a, const Overload& b) {
    const size_t size_a = a.names.size(), size_b = b.names.size();
    return size_a != size_b ? size_a < size_b : a.op.schema().overload_name() < b.op.schema().overload_name();
  });
  environment.operators.push_back(std::move(set));
  return static_cast<int64_t>(environment.operators.size()) - 1;
}

std::vector<std::string> op_schemas() {
  std::vector<std::string> schemas;
  for (const c10::OperatorName& name : c10::Dispatcher::singleton().getAllOpNames())
    if (const auto op = c10::Dispatcher::singleton().findSchema(name)) schemas.push_back(c10::str(op->schema()));
  std::sort(schemas.begin(), schemas.end());
  return schemas;
}

napi_value call(napi_env env, napi_callback_info info) {
  try {
    auto [c, chosen] = read_call(env, info);
    const auto& lane = c.environment.lane;
    if (Queue::instance().threads() > 1 && !lane->serving() && is_large(chosen.overload, chosen.stack)) {
      Lane::run(lane, chosen.overload.access, c.environment.modes, [&, &chosen = chosen, &c = c] { run(chosen.overload, chosen.stack, c.environment.generator); });
    } else {
      lane->wait(chosen.overload.access);
      const ModeScope modes(c.environment.modes);
      run(chosen.overload, chosen.stack, c.environment.generator);
    }
    return results_to_js(c, chosen.stack, chosen.overload.op.schema());
  } catch (...) {
    throw_error(env, std::current_exception());
    return nullptr;
  }
}

napi_value call_queued(napi_env env, napi_callback_info info) {
  try {
    auto [c, chosen] = read_call(env, info);
    auto stack = std::make_shared<torch::jit::Stack>(std::move(chosen.stack));
    return promise_of(c, chosen.overload.access, Cores::all, [stack, overload = chosen.overload, generator = c.environment.generator](Outcome& outcome) {
      run(overload, *stack, generator);
      outcome.value = [stack, op = overload.op](const Context& c) { return results_to_js(c, *stack, op.schema()); };
    });
  } catch (...) {
    throw_error(env, std::current_exception());
    return nullptr;
  }
}

}  // namespace te::bind
