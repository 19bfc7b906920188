// What the files of this folder define, for their table.
#pragma once
#include "kernels/cpu/activation.h"

namespace te::kernels::CPU_CAPABILITY {

extern const int64_t panel, block;
void pack(const float* x, int64_t ldx, int64_t rows, int64_t K, float* panels);
void linear(const float* panels, int64_t rows, int64_t K, const float* weight, int64_t N, const float* bias, Activation act, float* y, int64_t ldy, float* scratch);
void linear_packed(const float* panels, int64_t rows, int64_t K, const float* weight, int64_t N, const float* bias, Activation act, float* y, int64_t width);

void attend_float(const AttentionTask<float>&, const AttentionOut<float>&);
void attend_double(const AttentionTask<double>&, const AttentionOut<double>&);
void attend_back_float(const AttentionTask<float>&, const AttentionGrads<float>&);
void attend_back_double(const AttentionTask<double>&, const AttentionGrads<double>&);

void activate(const float* x, const float* bias, Activation act, float* y, int64_t rows, int64_t size);
void activate_back(const float* grad, const float* x, const float* bias, Activation act, float* dx, int64_t rows, int64_t size);
void gate(const float* x, Activation act, bool gate_first, float* y, int64_t rows, int64_t size);
void gate_back(const float* grad, const float* x, Activation act, bool gate_first, float* dx, int64_t rows, int64_t size);
void add_norm(const float* x, const float* residual, const float* weight, const float* bias, float eps, float* sum, float* y, float* mean, float* rstd, int64_t rows, int64_t size);
void centre(const float* x, float* out, float* middle, float* half, int64_t rows, int64_t size);
void restore(float* y, const float* middle, const float* half, const float* sums, const float* bias, Activation act, int64_t rows, int64_t size);

}  // namespace te::kernels::CPU_CAPABILITY
