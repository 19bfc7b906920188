// The verbs about the process: what was built, what runs, how many threads, how much memory.
#pragma once
#include "bind/convert.h"

namespace te::bind {

struct BuildInfo {
  std::string torch_version, cpu_capability, details;
  bool cuda;
  std::vector<std::string> native_half;  // in which of float16 and bfloat16 the CPU computes itself
  static constexpr auto fields = te::fields(field("torchVersion", &BuildInfo::torch_version), field("cpuCapability", &BuildInfo::cpu_capability),
                                            field("cuda", &BuildInfo::cuda), field("details", &BuildInfo::details),
                                            field("nativeHalf", &BuildInfo::native_half));
};

// Throws when the LibTorch that was loaded is not of the minor version that this addon was built for: such a pair runs, silently wrong.
void check_libtorch();

// Copies of this package in one process share LibTorch, and in its dispatcher one set of our operators. Throws when the first was of another version.
void claim_process();

BuildInfo build_info();
void set_threads(int64_t count);
int64_t threads();
void quiesce();

Cancel cancel_create();
void cancel_set(const Cancel& cancel);

}  // namespace te::bind
