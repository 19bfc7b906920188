#include "kernels/cpu/table.h"

#include <ATen/Version.h>

namespace te::kernels {

namespace DEFAULT {
extern const Table table;
}
#ifdef TE_AVX2
namespace AVX2 {
extern const Table table;
}
#endif

bool is_fast() {
#ifdef TE_AVX2
  static const bool fast = at::get_cpu_capability() != "DEFAULT" && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  return fast;
#else
  return false;
#endif
}

const Table& table() {
#ifdef TE_AVX2
  if (is_fast()) return AVX2::table;
#endif
  return DEFAULT::table;
}

}  // namespace te::kernels
