#include "distributed/nccl.h"

#ifdef USE_C10D_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

#include "nn/error.h"

namespace te::distributed {

c10::intrusive_ptr<c10d::Backend> nccl(const c10::intrusive_ptr<c10d::Store>& store, int64_t rank, int64_t size, std::chrono::milliseconds timeout) {
#ifdef USE_C10D_NCCL
  const auto options = c10d::ProcessGroupNCCL::Options::create();
  options->timeout = timeout;
  return c10::make_intrusive<c10d::ProcessGroupNCCL>(store, static_cast<int>(rank), static_cast<int>(size), options);
#else
  fail(Code::unsupported, "processes exchange tensors on GPUs by NCCL, and this build has none; build one with `npx torch-encoders build` where LibTorch is a CUDA build and CUDA's and NCCL's headers are (CUDA_HOME, NCCL_HOME)");
#endif
}

}  // namespace te::distributed
