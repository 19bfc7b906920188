// Random numbers: each environment has a default generator, and JavaScript can make others.
#pragma once
#include "bind/convert.h"

namespace te::bind {

at::Generator generator_create(const std::optional<int64_t>& seed);  // without a seed: one that cannot be foreseen
void generator_manual_seed(const at::Generator& generator, int64_t seed);
int64_t generator_initial_seed(const at::Generator& generator);
at::Tensor generator_state(const at::Generator& generator);  // uint8
void generator_set_state(const at::Generator& generator, const at::Tensor& state);

// While it lives, operators without a generator of their own draw from `generator`: LibTorch knows one default for the process, whose
// state is exchanged under a lock. Not to be held while JavaScript runs.
class RandomScope {
 public:
  explicit RandomScope(const at::Generator& generator);
  ~RandomScope();
  RandomScope(const RandomScope&) = delete;

 private:
  std::unique_lock<std::mutex> lock_;
  at::Generator generator_;
};

}  // namespace te::bind
