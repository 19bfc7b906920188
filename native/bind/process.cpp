#include "bind/process.h"

#include <ATen/Context.h>
#include <ATen/Version.h>
#include <ATen/cpu/Utils.h>
#include <torch/csrc/inductor/aoti_torch/c/shim.h>
#include <torch/headeronly/version.h>
#include <torch/library.h>

#include <mutex>

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

namespace {
// The version of the copy of this package that came first in the process, none before.
std::optional<std::string> first_version() {
  const auto op = c10::Dispatcher::singleton().findSchema({"torch_encoders::version", ""});
  if (!op) return std::nullopt;
  torch::jit::Stack stack;
  op->callBoxed(&stack);
  return stack.at(0).toStringRef();
}
}  // namespace

void claim_process() {
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  if (!first_version()) {
    try {
      auto library = std::make_unique<torch::Library>(torch::Library::FRAGMENT, "torch_encoders", std::nullopt, __FILE__, __LINE__);
      library->def("version() -> str", [] { return std::string(TORCH_ENCODERS_VERSION); });
      library.release();  // for as long as the process runs
    } catch (const c10::Error&) {
      if (!first_version()) throw;  // else another copy was first, this very moment
    }
  }
  const std::string first = *first_version();
  if (first != TORCH_ENCODERS_VERSION)
    fail(Code::unsupported, "torch-encoders ", first, " is in this process already, and two versions in one share operators that may differ: found ", TORCH_ENCODERS_VERSION,
         "; install one version (`npm ls torch-encoders` shows who wants which), or use the other in a process of its own");
}

BuildInfo build_info() { return {TORCH_VERSION, at::get_cpu_capability(), at::show_config(), at::hasCUDA(), native_half()}; }

void set_threads(int64_t count) {
  if (count < 1 || count > 1024) fail(Code::range, "setNumThreads wants 1 to 1024, found ", count);
  Queue::instance().set_threads(static_cast<int>(count));
}
void quiesce() { Queue::instance().quiesce(); }
int64_t threads() { return Queue::instance().threads(); }

Cancel cancel_create() { return std::make_shared<std::atomic<bool>>(false); }
void cancel_set(const Cancel& cancel) { *cancel = true; }

}  // namespace te::bind
