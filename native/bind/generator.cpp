#include "bind/generator.h"

#include "nn/random.h"

namespace te::bind {

namespace {

at::CPUGeneratorImpl* cpu(const at::Generator& generator) { return at::check_generator<at::CPUGeneratorImpl>(generator); }

void copy_state(const at::Generator& from, const at::Generator& to) { nn::RandomState(*cpu(from)).to(*cpu(to)); }

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

RandomScope::RandomScope(const at::Generator& generator) : lock_(nn::default_generator_mutex()), generator_(generator) {
  copy_state(generator_, at::detail::getDefaultCPUGenerator());
}

RandomScope::~RandomScope() { copy_state(at::detail::getDefaultCPUGenerator(), generator_); }

}  // namespace te::bind
