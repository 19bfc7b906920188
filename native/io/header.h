// The JSON header of a safetensors file, read strictly: what the format does not have is refused.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace te::io {

struct Entry {
  std::string dtype;
  std::vector<uint64_t> shape;
  uint64_t begin = 0, end = 0;
};

struct Header {
  std::map<std::string, Entry> entries;
  std::map<std::string, std::string> metadata;
};

// Throws ERR_FILE, naming the path.
Header parse_header(std::string_view json, const std::string& path);

std::string json_string(const std::string& text);

}  // namespace te::io
