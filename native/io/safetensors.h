// Safetensors files: https://github.com/huggingface/safetensors#format. An 8-byte little-endian header size, the header as
// JSON, then the bytes of the tensors, one after another without gaps.
#pragma once
#include <ATen/ATen.h>

#include <map>
#include <string>

#include "nn/fields.h"

namespace te::io {

using Metadata = std::map<std::string, std::string>;
using Tensors = std::map<std::string, at::Tensor>;

struct Safetensors {
  Tensors tensors;
  Metadata metadata;
  static constexpr auto fields = te::fields(field("tensors", &Safetensors::tensors), field("metadata", &Safetensors::metadata));
};

// With map, tensors are views of a private mapping of the file (an in-place change copies the page, the file never changes), opened
// only after header and file size agree; another process that cuts the file short meanwhile kills this one, so map = false reads.
// Throws ERR_FILE where the file breaks a rule of the format, naming rule and tensor.
Safetensors load_safetensors(const std::string& path, bool map);

// Written to a temporary file beside the target, synced, renamed: the target is the old file or the whole new one, never a part.
void save_safetensors(const std::string& path, const Tensors& tensors, const Metadata& metadata);

}  // namespace te::io
