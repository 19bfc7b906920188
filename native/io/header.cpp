#include "io/header.h"

#include "nn/error.h"

namespace te::io {

namespace {

class Parser {
 public:
  Parser(std::string_view json, const std::string& path) : json_(json), path_(path) {}

  Header header() {
    Header header;
    bool has_metadata = false;
    object([&](const std::string& name) {
      if (name == "__metadata__") {
        if (std::exchange(has_metadata, true)) broken("__metadata__ appears twice");
        object([&](const std::string& key) {
          if (!header.metadata.emplace(key, string()).second) broken("the metadata key '" + key + "' appears twice");
        });
      } else if (!header.entries.emplace(name, entry(name)).second) {
        broken("the tensor '" + name + "' appears twice");
      }
    });
    skip_space();
    if (at_ != json_.size()) broken("there is text after the header's object");
    return header;
  }

 private:
  Entry entry(const std::string& name) {
    Entry entry;
    int seen = 0;
    object([&](const std::string& key) {
      if (key == "dtype" && !(seen & 1)) {
        seen |= 1;
        entry.dtype = string();
      } else if (key == "shape" && !(seen & 2)) {
        seen |= 2;
        entry.shape = numbers();
      } else if (key == "data_offsets" && !(seen & 4)) {
        seen |= 4;
        const std::vector<uint64_t> offsets = numbers();
        if (offsets.size() != 2) broken("data_offsets of '" + name + "' are not two numbers");
        entry.begin = offsets[0];
        entry.end = offsets[1];
      } else {
        broken("'" + name + "' has an unknown or repeated key '" + key + "'");
      }
    });
    if (seen != 7) broken("'" + name + "' lacks dtype, shape or data_offsets");
    return entry;
  }

  template <class Member>
  void object(Member member) {
    expect('{');
    if (accept('}')) return;
    do {
      const std::string key = string();
      expect(':');
      member(key);
    } while (accept(','));
    expect('}');
  }

  std::vector<uint64_t> numbers() {
    std::vector<uint64_t> list;
    expect('[');
    if (accept(']')) return list;
    do list.push_back(number());
    while (accept(','));
    expect(']');
    return list;
  }

  // Sizes only: no sign, fraction or exponent, so nothing is ever rounded.
  uint64_t number() {
    skip_space();
    const size_t start = at_;
    uint64_t value = 0;
    for (; at_ < json_.size() && json_[at_] >= '0' && json_[at_] <= '9'; at_++)
      if (__builtin_mul_overflow(value, uint64_t{10}, &value) || __builtin_add_overflow(value, uint64_t(json_[at_] - '0'), &value))
        broken("a size does not fit 64 bits");
    if (at_ == start || (json_[start] == '0' && at_ - start > 1)) broken("a size is not a whole number");
    return value;
  }

  std::string string() {
    expect('"');
    std::string text;
    for (;;) {
      const unsigned char c = next();
      if (c == '"') return text;
      if (c < 0x20) broken("a string holds a control character");
      if (c == '\\') {
        escape(text);
      } else {
        text += static_cast<char>(c);
        if (c >= 0x80) continue_utf8(text, c);
      }
    }
  }

  void continue_utf8(std::string& text, unsigned char lead) {
    const int more = lead >= 0xF0 && lead <= 0xF4 ? 3 : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xC2 && lead < 0xE0 ? 1 : 0;
    if (more == 0) broken("the header is not UTF-8");
    for (int i = 0; i < more; i++) {
      const unsigned char c = next();
      if ((c & 0xC0) != 0x80) broken("the header is not UTF-8");
      text += static_cast<char>(c);
    }
  }

  void escape(std::string& text) {
    static constexpr std::string_view from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
    const char c = next();
    if (c != 'u') {
      const size_t found = from.find(c);
      if (found == std::string_view::npos) broken("a string holds an unknown escape");
      text += to[found];
      return;
    }
    uint32_t code = hex4();
    if (code >= 0xD800 && code < 0xDC00) {
      if (next() != '\\' || next() != 'u') broken("a string holds half of a surrogate pair");
      const uint32_t low = hex4();
      if (low < 0xDC00 || low >= 0xE000) broken("a string holds half of a surrogate pair");
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (code >= 0xDC00 && code < 0xE000) {
      broken("a string holds half of a surrogate pair");
    }
    if (code < 0x80) {
      text += static_cast<char>(code);
    } else if (code < 0x800) {
      text += {static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 63))};
    } else if (code < 0x10000) {
      text += {static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 63)), static_cast<char>(0x80 | (code & 63))};
    } else {
      text += {static_cast<char>(0xF0 | code >> 18), static_cast<char>(0x80 | (code >> 12 & 63)),
               static_cast<char>(0x80 | (code >> 6 & 63)), static_cast<char>(0x80 | (code & 63))};
    }
  }

  uint32_t hex4() {
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
      const char c = next();
      const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0) broken("a \\u escape is not four hexadecimal digits");
      value = value * 16 + digit;
    }
    return value;
  }

  char next() {
    if (at_ == json_.size()) broken("the header ends in the middle");
    return json_[at_++];
  }
  void skip_space() {
    while (at_ < json_.size() && std::string_view(" \t\r\n").find(json_[at_]) != std::string_view::npos) at_++;
  }
  bool accept(char c) {
    skip_space();
    if (at_ == json_.size() || json_[at_] != c) return false;
    at_++;
    return true;
  }
  void expect(char c) {
    if (!accept(c)) broken(std::string("'") + c + "' is missing at byte " + std::to_string(at_) + " of the header");
  }

  [[noreturn]] void broken(const std::string& what) { fail(Code::file, path_, " is no valid safetensors file: ", what); }

  const std::string_view json_;
  const std::string& path_;
  size_t at_ = 0;
};

}  // namespace

Header parse_header(std::string_view json, const std::string& path) { return Parser(json, path).header(); }

std::string json_string(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escaped[7];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", c);
      out += escaped;
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace te::io
