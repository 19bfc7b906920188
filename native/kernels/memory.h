// The memory of LibTorch's tensors on a CPU.
#pragma once

namespace te::kernels {

// Large blocks that were freed are given out again instead of going back to the system, whose fresh pages cost as much as the pass that fills them.
// Of LibTorch's tensors alone, and at most 64 MB: the process's other memory is not touched.
void keep_freed_memory();

}  // namespace te::kernels
