// Our operators in LibTorch's dispatcher: what the ops' door finds under torch_encoders::. Autograd goes through what they are made of.
#include <torch/library.h>

#include "nn/transformer.h"

TORCH_LIBRARY(torch_encoders, m) {
  m.def("transformer_encoder(Tensor x, int[] offsets, Tensor[] weights, int heads, float dropout=0., Tensor? bias=None) -> Tensor", {at::Tag::nondeterministic_seeded});
  m.impl("transformer_encoder", c10::DispatchKey::CompositeImplicitAutograd, te::nn::transformer_encoder);
}
