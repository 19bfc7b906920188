// JavaScript <-> C++, one trait for each type: From reads an argument, To makes a result, and both say how TypeScript spells it.
// A new kind of argument is a new trait here; functions never convert by hand.
#pragma once
#include <napi.h>

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bind/environment.h"
#include "bind/errors.h"
#include "nn/error.h"
#include "nn/fields.h"

namespace te::bind {

struct Context {
  napi_env env;
  Environment& environment;
};

inline void check(napi_env env, napi_status status) {
  if (status == napi_ok) return;
  bool pending = false;
  napi_is_exception_pending(env, &pending);
  if (pending) throw Pending{};
  const napi_extended_error_info* info = nullptr;
  napi_get_last_error_info(env, &info);
  fail(Code::native, info && info->error_message ? info->error_message : "Node-API refused a call");
}

inline bool is_nothing(napi_env env, napi_value value) {
  napi_valuetype type;
  check(env, napi_typeof(env, value, &type));
  return type == napi_undefined || type == napi_null;
}

[[noreturn]] inline void wants(const Context& c, const char* what, napi_value found) {
  fail(Code::dtype, "wants ", what, ", found ", type_name(c.env, found));
}

template <class T, class = void>
struct From;
template <class T, class = void>
struct To;

template <class T>
T from_js(const Context& c, napi_value value) { return From<T>::get(c, value); }
template <class T>
napi_value to_js(const Context& c, const T& value) { return To<T>::make(c, value); }

// ---- single values

template <>
struct From<bool> {
  static std::string ts() { return "boolean"; }
  static bool get(const Context& c, napi_value value) {
    bool result;
    if (napi_get_value_bool(c.env, value, &result) != napi_ok) wants(c, "a boolean", value);
    return result;
  }
};

template <>
struct From<double> {
  static std::string ts() { return "number"; }
  static double get(const Context& c, napi_value value) {
    double result;
    if (napi_get_value_double(c.env, value, &result) != napi_ok) wants(c, "a number", value);
    return result;
  }
};

template <>
struct From<int64_t> {
  static std::string ts() { return "number | bigint"; }
  static int64_t get(const Context& c, napi_value value) {
    napi_valuetype type;
    check(c.env, napi_typeof(c.env, value, &type));
    if (type == napi_bigint) {
      int64_t result;
      bool lossless;
      check(c.env, napi_get_value_bigint_int64(c.env, value, &result, &lossless));
      if (!lossless) fail(Code::range, "wants an integer of 64 bits, found a larger one");
      return result;
    }
    double number;
    if (napi_get_value_double(c.env, value, &number) != napi_ok) wants(c, "an integer", value);
    if (std::trunc(number) != number || std::abs(number) > 9007199254740991.0) fail(Code::range, "wants an integer, found ", number);
    return static_cast<int64_t>(number);
  }
};

template <>
struct From<std::string> {
  static std::string ts() { return "string"; }
  static std::string get(const Context& c, napi_value value) {
    size_t size;
    if (napi_get_value_string_utf8(c.env, value, nullptr, 0, &size) != napi_ok) wants(c, "a string", value);
    std::string text(size, '\0');
    check(c.env, napi_get_value_string_utf8(c.env, value, text.data(), size + 1, &size));
    return text;
  }
};

template <>
struct To<bool> {
  static std::string ts() { return "boolean"; }
  static napi_value make(const Context& c, bool value) {
    napi_value out;
    check(c.env, napi_get_boolean(c.env, value, &out));
    return out;
  }
};
template <>
struct To<double> {
  static std::string ts() { return "number"; }
  static napi_value make(const Context& c, double value) {
    napi_value out;
    check(c.env, napi_create_double(c.env, value, &out));
    return out;
  }
};
template <>
struct To<int64_t> {
  static std::string ts() { return "number"; }
  static napi_value make(const Context& c, int64_t value) {
    napi_value out;
    check(c.env, napi_create_int64(c.env, value, &out));
    return out;
  }
};
template <>
struct To<std::string> {
  static std::string ts() { return "string"; }
  static napi_value make(const Context& c, const std::string& value) {
    napi_value out;
    check(c.env, napi_create_string_utf8(c.env, value.data(), value.size(), &out));
    return out;
  }
};

// ---- dtypes by their names in the contract

struct DtypeName {
  const char* name;
  at::ScalarType type;
};
inline constexpr DtypeName dtype_names[] = {
    {"float32", at::kFloat}, {"float64", at::kDouble}, {"float16", at::kHalf}, {"bfloat16", at::kBFloat16},
    {"int64", at::kLong},    {"int32", at::kInt},      {"int16", at::kShort},  {"int8", at::kChar},
    {"uint8", at::kByte},    {"bool", at::kBool},      {"complex64", at::kComplexFloat}, {"complex128", at::kComplexDouble},
    {"uint16", at::kUInt16}, {"uint32", at::kUInt32},  {"uint64", at::kUInt64},
    {"float8_e4m3fn", at::kFloat8_e4m3fn}, {"float8_e5m2", at::kFloat8_e5m2},
    {"qint8", at::kQInt8},   {"quint8", at::kQUInt8},  {"qint32", at::kQInt32},
};

inline bool is_dtype(const std::string& name) {
  for (const DtypeName& dtype : dtype_names)
    if (name == dtype.name) return true;
  return false;
}

template <>
struct From<at::ScalarType> {
  static std::string ts() { return "string"; }
  static at::ScalarType get(const Context& c, napi_value value) {
    const std::string name = From<std::string>::get(c, value);
    for (const DtypeName& dtype : dtype_names)
      if (name == dtype.name) return dtype.type;
    fail(Code::dtype, "wants a dtype such as 'float32' or 'int64', found '", name, "'");
  }
};
template <>
struct To<at::ScalarType> {
  static std::string ts() { return "string"; }
  static napi_value make(const Context& c, at::ScalarType value) {
    for (const DtypeName& dtype : dtype_names)
      if (value == dtype.type) return to_js(c, std::string(dtype.name));
    return to_js(c, std::string(c10::toString(value)));
  }
};

template <>
struct From<at::Device> {
  static std::string ts() { return "string"; }
  static at::Device get(const Context& c, napi_value value) {
    const std::string name = From<std::string>::get(c, value);
    try {
      return at::Device(name);
    } catch (const c10::Error&) {
      fail(Code::device, "wants a device such as 'cpu' or 'cuda:0', found '", name, "'");
    }
  }
};

// ---- handles

template <class T>
struct HandleFrom {
  static std::string ts() { return std::string(kinds[kind_index<T>]) + "Handle"; }
  static T get(const Context& c, napi_value value) { return c.environment.handles.get<T>(value); }
};
template <class T>
struct HandleTo {
  static std::string ts() { return HandleFrom<T>::ts(); }
  static napi_value make(const Context& c, const T& value) { return c.environment.handles.make(value); }
};
template <> struct From<at::Tensor> : HandleFrom<at::Tensor> {};
template <> struct To<at::Tensor> : HandleTo<at::Tensor> {};
template <> struct From<std::shared_ptr<Encoder>> : HandleFrom<std::shared_ptr<Encoder>> {};
template <> struct To<std::shared_ptr<Encoder>> : HandleTo<std::shared_ptr<Encoder>> {};
template <> struct From<Cancel> : HandleFrom<Cancel> {};
template <> struct To<Cancel> : HandleTo<Cancel> {};
template <> struct From<distributed::GroupPtr> : HandleFrom<distributed::GroupPtr> {};
template <> struct To<distributed::GroupPtr> : HandleTo<distributed::GroupPtr> {};
template <> struct From<at::Generator> : HandleFrom<at::Generator> {};
template <> struct To<at::Generator> : HandleTo<at::Generator> {};

// ---- compounds

template <class T>
struct From<std::optional<T>> {
  static std::string ts() { return From<T>::ts(); }
  static std::optional<T> get(const Context& c, napi_value value) {
    if (is_nothing(c.env, value)) return std::nullopt;
    return From<T>::get(c, value);
  }
};
template <class T>
struct To<std::optional<T>> {
  static std::string ts() { return To<T>::ts(); }
  static napi_value make(const Context& c, const std::optional<T>& value) {
    if (value) return To<T>::make(c, *value);
    napi_value out;
    check(c.env, napi_get_undefined(c.env, &out));
    return out;
  }
};

template <class T>
struct From<std::vector<T>> {
  static std::string ts() { return "readonly (" + From<T>::ts() + ")[]"; }
  static std::vector<T> get(const Context& c, napi_value value) {
    bool is = false;
    uint32_t length;
    if (napi_is_array(c.env, value, &is) != napi_ok || !is) wants(c, "an array", value);
    check(c.env, napi_get_array_length(c.env, value, &length));
    std::vector<T> list;
    list.reserve(length);
    for (uint32_t i = 0; i < length; i++) {
      const Napi::HandleScope scope(c.env);  // closed also when a conversion throws, else Node aborts
      napi_value element;
      check(c.env, napi_get_element(c.env, value, i, &element));
      list.push_back(From<T>::get(c, element));
    }
    return list;
  }
};
template <class T>
struct To<std::vector<T>> {
  static std::string ts() { return To<T>::ts() + "[]"; }
  static napi_value make(const Context& c, const std::vector<T>& list) {
    napi_value out;
    check(c.env, napi_create_array_with_length(c.env, list.size(), &out));
    for (size_t i = 0; i < list.size(); i++) check(c.env, napi_set_element(c.env, out, i, To<T>::make(c, list[i])));
    return out;
  }
};

template <class T>
struct From<std::map<std::string, T>> {
  static std::string ts() { return "Readonly<Record<string, " + From<T>::ts() + ">>"; }
  static std::map<std::string, T> get(const Context& c, napi_value value) {
    napi_valuetype type;
    check(c.env, napi_typeof(c.env, value, &type));
    if (type != napi_object) wants(c, "an object", value);
    napi_value names;
    check(c.env, napi_get_all_property_names(c.env, value, napi_key_own_only, static_cast<napi_key_filter>(napi_key_enumerable | napi_key_skip_symbols),
                                             napi_key_numbers_to_strings, &names));
    std::map<std::string, T> out;
    for (const std::string& name : From<std::vector<std::string>>::get(c, names)) {
      napi_value key = to_js(c, name), member;
      check(c.env, napi_get_property(c.env, value, key, &member));
      try {
        out.emplace(name, From<T>::get(c, member));
      } catch (const Error& e) {
        fail(e.code, "'", name, "' ", e.message);
      }
    }
    return out;
  }
};
template <class T>
struct To<std::map<std::string, T>> {
  static std::string ts() { return "Record<string, " + To<T>::ts() + ">"; }
  static napi_value make(const Context& c, const std::map<std::string, T>& map) {
    napi_value out;
    check(c.env, napi_create_object(c.env, &out));
    for (const auto& [name, value] : map) {
      // Defined, not set: a tensor may be called __proto__.
      napi_property_descriptor property{nullptr, to_js(c, name), nullptr, nullptr, nullptr, To<T>::make(c, value), napi_default_jsproperty, nullptr};
      check(c.env, napi_define_properties(c.env, out, 1, &property));
    }
    return out;
  }
};

// ---- structs, by their list of fields

template <class T>
concept Struct = requires { T::fields; };

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};

template <Struct T>
struct From<T> {
  static std::string ts() { return fields_ts<From>(); }
  static T get(const Context& c, napi_value value) {
    napi_valuetype type;
    check(c.env, napi_typeof(c.env, value, &type));
    if (type != napi_object) wants(c, "an object", value);
    T out{};
    std::apply([&](const auto&... f) { (read(c, value, f, out), ...); }, T::fields);
    return out;
  }
  template <template <class, class> class Trait>
  static std::string fields_ts() {
    std::string text = "{ ";
    std::apply([&](const auto&... f) { ((text += one_ts<Trait>(f)), ...); }, T::fields);
    return text + "}";
  }

 private:
  template <template <class, class> class Trait, class M>
  static std::string one_ts(const Field<T, M>& f) {
    return std::string(f.name) + (is_optional<M>::value ? "?: " : ": ") + Trait<M, void>::ts() + "; ";
  }
  template <class M>
  static void read(const Context& c, napi_value object, const Field<T, M>& f, T& out) {
    napi_value member;
    check(c.env, napi_get_named_property(c.env, object, f.name, &member));
    try {
      out.*f.member = From<M>::get(c, member);
    } catch (const Error& e) {
      fail(e.code, "'", f.name, "' ", e.message);
    }
  }
};

template <Struct T>
struct To<T> {
  static std::string ts() { return From<T>::template fields_ts<To>(); }
  static napi_value make(const Context& c, const T& value) {
    napi_value out;
    check(c.env, napi_create_object(c.env, &out));
    std::apply([&](const auto&... f) { (check(c.env, napi_set_named_property(c.env, out, f.name, to_js(c, value.*f.member))), ...); }, T::fields);
    return out;
  }
};

}  // namespace te::bind
