// A struct that crosses the boundary lists its fields once, with the names that JavaScript sees:
//   struct Size { int64_t width; static constexpr auto fields = te::fields(te::field("width", &Size::width)); };
// Conversion in both directions and the TypeScript declaration follow from that list.
#pragma once
#include <tuple>

namespace te {

template <class Owner, class T>
struct Field {
  const char* name;
  T Owner::*member;
};

template <class Owner, class T>
constexpr Field<Owner, T> field(const char* name, T Owner::*member) {
  return {name, member};
}

template <class... F>
constexpr std::tuple<F...> fields(F... list) {
  return {list...};
}

}  // namespace te
