// What JavaScript holds of a native object: an opaque value that carries a number, never a pointer. A handle of another addon, of
// another environment, of the wrong kind or already disposed is found out by looking the number up, without touching memory.
#pragma once
#include <ATen/ATen.h>
#include <napi.h>

#include <unordered_map>
#include <variant>
#include <vector>

#include "distributed/group.h"
#include "encoders/encoder.h"

namespace te::bind {

using Value = std::variant<std::monostate, at::Tensor, std::shared_ptr<Encoder>, Cancel, at::Generator, distributed::GroupPtr>;

template <class T>
constexpr size_t kind_index = std::is_same_v<T, at::Tensor> ? 1 : std::is_same_v<T, std::shared_ptr<Encoder>> ? 2 : std::is_same_v<T, Cancel> ? 3 : std::is_same_v<T, at::Generator> ? 4 : 5;

// The tag of each kind, in the order of Value: its name in messages and in the declarations.
constexpr const char* kinds[] = {"disposed", "Tensor", "Encoder", "Cancel", "Generator", "Group"};

class Handles {
 public:
  explicit Handles(napi_env env) : env_(env) {}

  napi_value make(Value value);

  // Throws ERR_DISPOSED for a finished handle, ERR_DTYPE for what is none or of another kind.
  template <class T>
  const T& get(napi_value handle) {
    return std::get<T>(find(handle, kind_index<T>));
  }

  // Whether it is a living handle of this kind.
  template <class T>
  bool holds(napi_value handle) {
    return holds(handle, kind_index<T>);
  }

  void dispose(napi_value handle);   // twice is as good as once
  bool disposed(napi_value handle);
  bool is_handle(napi_value value);
  void clear();                      // everything, when the environment ends

  int64_t tensors() const { return tensors_; }
  int64_t bytes() const { return bytes_; }

 private:
  struct Slot {
    uint32_t generation;
    Value value;
    napi_ref watch = nullptr;  // weak; tells at once when JavaScript has let go
  };
  void watch(uint64_t id, napi_value handle);
  void sweep();
  static void finalize(napi_env env, void* data, void* hint);
  const Value& find(napi_value handle, size_t wanted);
  bool holds(napi_value handle, size_t wanted);
  Slot* slot_of(uint64_t id);
  void release(Slot& slot);
  void account(const at::Tensor& tensor, int direction);

  napi_env env_;
  std::vector<Slot> slots_;
  std::vector<uint32_t> free_;
  uint32_t generation_ = first_generation;
  int64_t tensors_ = 0, bytes_ = 0;
  std::unordered_map<const void*, int> storages_;  // views share bytes: each storage counts once
  // An id is (generation << 32 | slot). No pointer of a user process has its top bit set, so no foreign handle looks like one of ours.
  // Node-API runs finalizers when the program comes back to the event loop. A loop that makes much without coming back is noticed by its
  // number or its bytes, and what it makes from then on is watched and freed from time to time.
  static constexpr int64_t long_turn = 1'000, large_turn = 64 << 20, sweep_count = 10'000, sweep_bytes = 64 << 20;
  int64_t made_in_turn_ = 0, bytes_at_turn_ = 0, next_sweep_ = sweep_count, bytes_at_sweep_ = 0;
  std::vector<uint64_t> watched_;
  static constexpr uint32_t first_generation = 0x80000000;
};

}  // namespace te::bind
