#include "bind/schema.h"

#include "bind/generator.h"

namespace te::bind {

namespace {

using c10::IValue;
using c10::TypeKind;

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

bool is_int_list(const c10::Type& type) {
  if (type.kind() == TypeKind::OptionalType) return is_int_list(*type.castRaw<c10::OptionalType>()->getElementType());
  if (type.kind() != TypeKind::ListType) return false;
  const TypeKind element = type.castRaw<c10::ListType>()->getElementType()->kind();
  return element == TypeKind::IntType || element == TypeKind::SymIntType;
}

bool is_whole(const Context& c, napi_value value) {
  double number;
  return napi_get_value_double(c.env, value, &number) == napi_ok && std::trunc(number) == number;
}

// Whether a value could be meant for a type: enough to tell the overloads of an operator apart.
bool fits_type(const Context& c, const c10::Type& type, napi_value value, napi_valuetype found) {
  switch (type.kind()) {
    case TypeKind::TensorType: return found == napi_external && c.environment.handles.holds<at::Tensor>(value);
    case TypeKind::GeneratorType: return found == napi_external && c.environment.handles.holds<at::Generator>(value);
    case TypeKind::IntType:
    case TypeKind::SymIntType: return found == napi_bigint || (found == napi_number && is_whole(c, value));
    case TypeKind::FloatType: return found == napi_number;
    case TypeKind::BoolType: return found == napi_boolean;
    case TypeKind::NumberType: return found == napi_number || found == napi_bigint || found == napi_boolean;
    case TypeKind::StringType: return found == napi_string;
    case TypeKind::ScalarTypeType: return found == napi_string && is_dtype(from_js<std::string>(c, value));
    case TypeKind::DeviceObjType: return found == napi_string && !is_dtype(from_js<std::string>(c, value));
    case TypeKind::LayoutType:
    case TypeKind::MemoryFormatType: return found == napi_string;
    case TypeKind::OptionalType: return found == napi_null || found == napi_undefined || fits_type(c, *type.castRaw<c10::OptionalType>()->getElementType(), value, found);
    case TypeKind::ListType: {
      bool is = false;
      uint32_t length = 0;
      if (found != napi_object || napi_is_array(c.env, value, &is) != napi_ok || !is) return false;
      check(c.env, napi_get_array_length(c.env, value, &length));
      if (length == 0) return true;
      napi_value first;
      napi_valuetype first_type;
      check(c.env, napi_get_element(c.env, value, 0, &first));
      check(c.env, napi_typeof(c.env, first, &first_type));
      return fits_type(c, *type.castRaw<c10::ListType>()->getElementType(), first, first_type);
    }
    default: return false;
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
    case TypeKind::GeneratorType: return from_js<at::Generator>(c, value);
    case TypeKind::DeviceObjType: return from_js<at::Device>(c, value);
    case TypeKind::ScalarTypeType: return static_cast<int64_t>(from_js<at::ScalarType>(c, value));
    case TypeKind::LayoutType: return static_cast<int64_t>(layout_of(from_js<std::string>(c, value)));
    case TypeKind::MemoryFormatType: return static_cast<int64_t>(memory_format_of(from_js<std::string>(c, value)));
    case TypeKind::ListType: return list(c, *type.castRaw<c10::ListType>()->getElementType(), value);
    case TypeKind::OptionalType: return is_nothing(c.env, value) ? IValue() : convert(c, *type.castRaw<c10::OptionalType>()->getElementType(), value);
    default: fail(Code::unsupported, "is a ", type.str(), ", which cannot be given from JavaScript");
  }
}

}  // namespace

// An int[2] may be given as one number, an int list by a schema with a size.
IValue argument_from_js(const Context& c, const c10::Argument& argument, napi_value value) {
  const c10::Type* type = argument.real_type().get();
  if (argument.N() && !is_nothing(c.env, value)) {
    bool array = false;
    check(c.env, napi_is_array(c.env, value, &array));
    if (!array && is_int_list(*type)) return c10::List<int64_t>(std::vector<int64_t>(*argument.N(), from_js<int64_t>(c, value)));
  }
  return convert(c, *type, value);
}

namespace {

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

}  // namespace

napi_value results_to_js(const Context& c, const torch::jit::Stack& stack, const c10::FunctionSchema& schema) {
  if (stack.empty()) return to_js(c, std::optional<bool>());
  if (stack.size() == 1) return result_to_js(c, stack[0]);
  napi_value out;
  check(c.env, napi_create_array_with_length(c.env, stack.size(), &out));
  for (size_t i = 0; i < stack.size(); i++) {
    napi_value result = result_to_js(c, stack[i]);
    check(c.env, napi_set_element(c.env, out, i, result));
    const std::string& name = schema.returns()[i].name();
    if (!name.empty()) check(c.env, napi_set_named_property(c.env, out, camel_case(name).c_str(), result));
  }
  return out;
}

bool fits(const Context& c, const c10::Argument& argument, napi_value value) {
  napi_valuetype type;
  check(c.env, napi_typeof(c.env, value, &type));
  if (argument.N() && type == napi_number && is_int_list(*argument.real_type())) return true;
  return fits_type(c, *argument.real_type(), value, type);
}

std::string camel_case(const std::string& name) {
  std::string out;
  const size_t start = std::min(name.find_first_not_of('_'), name.size());
  for (size_t i = 0; i < name.size(); i++) {
    const bool joint = i > start && name[i] == '_' && i + 1 < name.size();
    if (joint && name[i + 1] != '_') out += static_cast<char>(std::toupper(name[++i]));
    else out += name[i];
  }
  return out;
}

}  // namespace te::bind
