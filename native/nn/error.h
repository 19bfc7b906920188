// The one exception of this library. Its text is one line: what, the value found, the one wanted, the cure.
#pragma once
#include <c10/util/StringUtil.h>

#include <exception>
#include <string>

namespace te {

enum class Code { shape, dtype, device, range, disposed, file, config, unsupported, memory, native, cancelled };

class Error : public std::exception {
 public:
  Error(Code code, std::string message) : code(code), message(std::move(message)) {}
  const char* what() const noexcept override { return message.c_str(); }
  const Code code;
  const std::string message;
};

template <class... Parts>
[[noreturn]] void fail(Code code, const Parts&... parts) {
  throw Error(code, c10::str(parts...));
}

}  // namespace te
