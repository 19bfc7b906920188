// Our kernels as LibTorch sees them.
#pragma once

namespace te::nn {

// Once for each process: our operators in LibTorch's dispatcher, under torch_encoders::, and tensors in memory that is used again.
// Where another copy of this library has registered them, its operators stand.
void use_kernels();

}  // namespace te::nn
