// What carries tensors on GPUs from process to process. There where LibTorch is a CUDA build and the headers of CUDA and NCCL were found when the addon was built.
#pragma once
#include <torch/csrc/distributed/c10d/Backend.hpp>
#include <torch/csrc/distributed/c10d/Store.hpp>

namespace te::distributed {

// @throws Code::unsupported where this build has no NCCL.
c10::intrusive_ptr<c10d::Backend> nccl(const c10::intrusive_ptr<c10d::Store>& store, int64_t rank, int64_t size, std::chrono::milliseconds timeout);

}  // namespace te::distributed
