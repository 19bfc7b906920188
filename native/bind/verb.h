// A verb is one native function that JavaScript can call. Its arguments and result are converted from its C++ signature; a queued
// verb runs on the compute thread and comes back as a promise.
#pragma once
#include <type_traits>

#include "bind/convert.h"
#include "bind/generator.h"

namespace te::bind {

struct Verb {
  const char* name;
  napi_callback callback;
  Access access;
  const char* parameters;  // "encoder, inputs": for declarations and messages
  std::string (*declaration)(const Verb&);
  Cores cores = Cores::all;
};

// The n-th name of "a, b, c".
std::string parameter_name(const char* parameters, size_t n);

inline const Verb& verb_of(napi_env env, napi_callback_info info, size_t* count, napi_value* values) {
  void* data = nullptr;
  napi_get_cb_info(env, info, count, values, nullptr, &data);
  return *static_cast<const Verb*>(data);
}

template <class F>
struct Signature;
template <class R, class... A>
struct Signature<R (*)(A...)> {
  using Result = R;
  using Arguments = std::tuple<std::decay_t<A>...>;
  static constexpr size_t size = sizeof...(A);

  static Arguments read(const Context& c, const Verb& verb, const napi_value* values) {
    return read(c, verb, values, std::index_sequence_for<A...>{});
  }
  static std::string declare(const Verb& verb, bool promise) { return declare(verb, promise, std::index_sequence_for<A...>{}); }

 private:
  template <size_t... I>
  static Arguments read(const Context& c, const Verb& verb, const napi_value* values, std::index_sequence<I...>) {
    return Arguments{one<std::decay_t<A>>(c, verb, values[I], I)...};
  }
  template <class T>
  static T one(const Context& c, const Verb& verb, napi_value value, size_t n) {
    try {
      return From<T>::get(c, value);
    } catch (const Error& e) {
      fail(e.code, verb.name, ": ", parameter_name(verb.parameters, n), " ", e.message);
    }
  }
  // "?" only where everything after it may be left out as well.
  template <size_t I>
  static constexpr bool may_be_left_out() {
    if constexpr (I == size) return true;
    else return is_optional<std::tuple_element_t<I, Arguments>>::value && may_be_left_out<I + 1>();
  }
  template <class T>
  static std::string one_ts(bool may_be_left_out) {
    const std::string type = From<std::decay_t<T>>::ts();
    return may_be_left_out ? "?: " + type : ": " + type + (is_optional<std::decay_t<T>>::value ? " | undefined" : "");
  }
  template <size_t... I>
  static std::string declare(const Verb& verb, bool promise, std::index_sequence<I...>) {
    std::string text = std::string(verb.name) + "(", separator;
    ((text += separator + parameter_name(verb.parameters, I) + one_ts<A>(may_be_left_out<I>()), separator = ", "), ...);
    std::string result = "void";
    if constexpr (!std::is_void_v<R>) result = To<std::decay_t<R>>::ts() + (is_optional<std::decay_t<R>>::value ? " | undefined" : "");
    return text + "): " + (promise ? "Promise<" + result + ">" : result);
  }
};

template <auto F>
napi_value call_now(napi_env env, napi_callback_info info) {
  using S = Signature<decltype(F)>;
  size_t count = S::size;
  napi_value values[S::size + 1] = {};
  const Verb& verb = verb_of(env, info, &count, values);
  try {
    const Context c{env, *Environment::of(env)};
    auto arguments = S::read(c, verb, values);
    c.environment.lane->wait(verb.access);
    const ModeScope modes(c.environment.modes);
    if constexpr (std::is_void_v<typename S::Result>) {
      std::apply(F, std::move(arguments));
      return nullptr;
    } else {
      return to_js(c, std::decay_t<typename S::Result>(std::apply(F, std::move(arguments))));
    }
  } catch (...) {
    throw_error(env, std::current_exception());
    return nullptr;
  }
}

// What a queued verb leaves for the JavaScript thread: a value or an error.
struct Outcome {
  std::function<napi_value(const Context&)> value;
  std::exception_ptr error;
};

// Makes the promise, queues `work`, settles the promise with what it left.
napi_value promise_of(const Context& c, Access access, Cores cores, std::function<void(Outcome&)> work);

// What dropout draws from: the environment's generator, where an encoder is asked that is in training.
template <class Arguments>
at::Generator randomness(const Context& c, const Arguments& arguments) {
  if constexpr (std::tuple_size_v<Arguments> > 0) {
    if constexpr (std::is_same_v<std::tuple_element_t<0, Arguments>, std::shared_ptr<Encoder>>) return std::get<0>(arguments)->training ? c.environment.generator : at::Generator();
  }
  return {};
}

template <auto F>
napi_value call_queued(napi_env env, napi_callback_info info) {
  using S = Signature<decltype(F)>;
  size_t count = S::size;
  napi_value values[S::size + 1] = {};
  const Verb& verb = verb_of(env, info, &count, values);
  try {
    const Context c{env, *Environment::of(env)};
    auto arguments = std::make_shared<typename S::Arguments>(S::read(c, verb, values));
    const at::Generator generator = randomness(c, *arguments);
    // What draws runs alone, so that the order of the calls is that of the draws.
    return promise_of(c, generator.defined() ? Access::write : verb.access, verb.cores, [arguments, generator](Outcome& outcome) {
      std::optional<RandomScope> random;
      if (generator.defined()) random.emplace(generator);
      if constexpr (std::is_void_v<typename S::Result>) {
        std::apply(F, std::move(*arguments));
      } else {
        using R = std::decay_t<typename S::Result>;
        auto result = std::make_shared<R>(std::apply(F, std::move(*arguments)));
        outcome.value = [result](const Context& c) { return to_js(c, *result); };
      }
    });
  } catch (...) {
    throw_error(env, std::current_exception());
    return nullptr;
  }
}

template <auto F>
Verb now(const char* name, Access access, const char* parameters) {
  return {name, call_now<F>, access, parameters, [](const Verb& verb) { return Signature<decltype(F)>::declare(verb, false); }};
}
template <auto F>
Verb queued(const char* name, Access access, const char* parameters, Cores cores = Cores::all) {
  return {name, call_queued<F>, access, parameters, [](const Verb& verb) { return Signature<decltype(F)>::declare(verb, true); }, cores};
}

}  // namespace te::bind
