#include "kernels/cpu/loops.h"

namespace te::kernels::CPU_CAPABILITY {

extern const Table table;
const Table table = {panel, block, pack, linear, linear_packed, attend_float, attend_double, attend_back_float, attend_back_double, activate, activate_back, gate, gate_back, add_norm, centre, restore};

}  // namespace te::kernels::CPU_CAPABILITY
