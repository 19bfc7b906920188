#include "bind/process.h"

#include <ATen/Context.h>
#include <ATen/Version.h>
#include <ATen/cpu/Utils.h>
#include <torch/csrc/inductor/aoti_torch/c/shim.h>
#include <torch/headeronly/version.h>

#include "bind/queue.h"

namespace te::bind {

namespace {
std::string minor_version(uint64_t abi) { return c10::str(abi >> 56, ".", (abi >> 48) & 0xFF); }

std::vector<std::string> native_half() {
  const auto capabilities = at::cpu::get_cpu_capabilities();
  auto has = [&](const char* name) {
    const auto found = capabilities.find(name);
    return found != capabilities.end() && found->second.isBool() && found->second.toBool();
  };
  std::vector<std::string> dtypes;
  if (has("avx512_fp16") || has("amx_fp16") || has("arm_fp16_arith")) dtypes.push_back("float16");
  if (has("avx512_bf16") || has("amx_bf16") || has("arm_bf16")) dtypes.push_back("bfloat16");
  return dtypes;
}
}  // namespace

void check_libtorch() {
  const uint64_t built = TORCH_ABI_VERSION, loaded = aoti_torch_abi_version();
  if (built >> 48 != loaded >> 48)
    fail(Code::unsupported, "This addon was built for LibTorch ", minor_version(built), " and LibTorch ", minor_version(loaded),
         " was loaded; point LIBTORCH at a ", minor_version(built), " folder, or build again");
}

BuildInfo build_info() { return {TORCH_VERSION, at::get_cpu_capability(), at::show_config(), at::hasCUDA(), native_half()}; }

void set_threads(int64_t count) {
  if (count < 1 || count > 1024) fail(Code::range, "setNumThreads wants 1 to 1024, found ", count);
  Queue::instance().set_threads(static_cast<int>(count));
}
int64_t threads() { return Queue::instance().threads(); }

Cancel cancel_create() { return std::make_shared<std::atomic<bool>>(false); }
void cancel_set(const Cancel& cancel) { *cancel = true; }

}  // namespace te::bind
