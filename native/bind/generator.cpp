#include "bind/generator.h"

#include <ATen/CPUGeneratorImpl.h>

namespace te::bind {

namespace {

at::CPUGeneratorImpl* cpu(const at::Generator& generator) { return at::check_generator<at::CPUGeneratorImpl>(generator); }

std::mutex& default_generator_mutex() {
  static auto* mutex = new std::mutex;  // never destroyed: the compute thread may outlive statics
  return *mutex;
}

void copy_state(const at::Generator& from, const at::Generator& to) {
  cpu(to)->set_engine(cpu(from)->engine());
  cpu(to)->set_next_float_normal_sample(cpu(from)->next_float_normal_sample());
  cpu(to)->set_next_double_normal_sample(cpu(from)->next_double_normal_sample());
}

}  // namespace

at::Generator generator_create(const std::optional<int64_t>& seed) {
  return at::detail::createCPUGenerator(seed ? static_cast<uint64_t>(*seed) : c10::detail::getNonDeterministicRandom());
}

void generator_manual_seed(const at::Generator& generator, int64_t seed) {
  std::lock_guard lock(cpu(generator)->mutex_);
  cpu(generator)->set_current_seed(static_cast<uint64_t>(seed));
}

int64_t generator_initial_seed(const at::Generator& generator) { return static_cast<int64_t>(cpu(generator)->current_seed()); }

at::Tensor generator_state(const at::Generator& generator) {
  std::lock_guard lock(cpu(generator)->mutex_);
  return at::Tensor::wrap_tensor_impl(cpu(generator)->get_state());
}

void generator_set_state(const at::Generator& generator, const at::Tensor& state) {
  std::lock_guard lock(cpu(generator)->mutex_);
  cpu(generator)->set_state(*state.unsafeGetTensorImpl());
}

RandomScope::RandomScope(const at::Generator& generator) : lock_(default_generator_mutex()), generator_(generator) {
  copy_state(generator_, at::detail::getDefaultCPUGenerator());
}

RandomScope::~RandomScope() { copy_state(at::detail::getDefaultCPUGenerator(), generator_); }

}  // namespace te::bind
