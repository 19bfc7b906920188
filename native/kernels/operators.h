// Our kernels as ordinary operators of LibTorch's dispatcher, under torch_encoders::.
#pragma once

namespace te::kernels {

// Once for each process. Where another copy of this library has registered them, its operators stand: they are the same, or their schemas differ and this throws.
void register_operators();

}  // namespace te::kernels
