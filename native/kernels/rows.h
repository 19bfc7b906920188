// Passes over the rows of float32 matrices, one read and one write each.
#pragma once
#include <ATen/ATen.h>

#include "kernels/cpu/table.h"

namespace te::kernels {

// Good until the same thread calls again. Each row as what runs from -1 to 1: (x - middle) / half, where middle and half [rows] are those of the row's least and greatest value.
struct Centred {
  at::Tensor rows, middle, half;
};
Centred centred(const at::Tensor& x);

// act(y * half + middle * sums + bias), in the place of y; bias may be undefined.
at::Tensor& restore_(at::Tensor& y, const Centred& of, const at::Tensor& sums, const at::Tensor& bias, Activation act);

}  // namespace te::kernels
