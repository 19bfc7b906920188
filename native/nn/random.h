// LibTorch has one default generator for the process. Whoever exchanges its state, so that what follows draws from another stream, holds this lock.
#pragma once
#include <ATen/CPUGeneratorImpl.h>

#include <mutex>

namespace te::nn {

inline std::mutex& default_generator_mutex() {
  static auto* mutex = new std::mutex;  // never destroyed: the compute thread may outlive statics
  return *mutex;
}

// Where a stream of random numbers stands.
struct RandomState {
  explicit RandomState(at::CPUGeneratorImpl& generator)
      : engine(generator.engine()), floats(generator.next_float_normal_sample()), doubles(generator.next_double_normal_sample()) {}
  void to(at::CPUGeneratorImpl& generator) const {
    generator.set_engine(engine);
    generator.set_next_float_normal_sample(floats);
    generator.set_next_double_normal_sample(doubles);
  }
  at::mt19937 engine;
  std::optional<float> floats;
  std::optional<double> doubles;
};

}  // namespace te::nn
