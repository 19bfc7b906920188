#include "bind/handle.h"

#include "bind/environment.h"

namespace te::bind {

napi_value Handles::make(Value value) {
  uint32_t index;
  if (free_.empty()) {
    index = slots_.size();
    slots_.push_back({});
  } else {
    index = free_.back();
    free_.pop_back();
  }
  Slot& slot = slots_[index];
  generation_ = generation_ == UINT32_MAX ? first_generation : generation_ + 1;
  slot = {generation_, std::move(value), nullptr};
  if (auto* tensor = std::get_if<at::Tensor>(&slot.value)) account(*tensor, +1);
  const uint64_t id = uint64_t{slot.generation} << 32 | index;
  napi_value handle;
  if (napi_create_external(env_, reinterpret_cast<void*>(id), finalize, Environment::retain(env_), &handle) != napi_ok) {
    Environment::release(Environment::of(env_));
    release(slot);
    fail(Code::native, "No handle could be made");
  }
  if (++made_in_turn_ > long_turn || bytes_ - bytes_at_turn_ > large_turn) watch(id, handle);
  return handle;
}

void Handles::watch(uint64_t id, napi_value handle) {
  if (napi_create_reference(env_, handle, 0, &slot_of(id)->watch) != napi_ok) return;  // then its finalizer frees it
  watched_.push_back(id);
  if (static_cast<int64_t>(watched_.size()) >= next_sweep_ || bytes_ - bytes_at_sweep_ > sweep_bytes) sweep();
}

void Handles::sweep() {
  std::vector<uint64_t> living;
  for (const uint64_t id : watched_) {
    Slot* slot = slot_of(id);
    if (!slot) continue;  // disposed of
    const Napi::HandleScope scope(env_);
    napi_value handle = nullptr;
    napi_get_reference_value(env_, slot->watch, &handle);
    if (handle) living.push_back(id);
    else release(*slot);
  }
  watched_ = std::move(living);
  next_sweep_ = std::max<int64_t>(sweep_count, 2 * watched_.size());
  bytes_at_sweep_ = bytes_;
}

void Handles::finalize(napi_env, void* data, void* hint) {
  auto* environment = static_cast<Environment*>(hint);
  environment->handles.made_in_turn_ = 0;
  environment->handles.bytes_at_turn_ = environment->handles.bytes_;
  if (Slot* slot = environment->handles.slot_of(reinterpret_cast<uint64_t>(data))) environment->handles.release(*slot);
  Environment::release(environment);
}

Handles::Slot* Handles::slot_of(uint64_t id) {
  const uint32_t index = static_cast<uint32_t>(id), generation = id >> 32;
  if (index >= slots_.size() || generation < first_generation || slots_[index].generation != generation) return nullptr;
  return &slots_[index];
}

const Value& Handles::find(napi_value handle, size_t wanted) {
  napi_valuetype type;
  void* data = nullptr;
  napi_typeof(env_, handle, &type);
  if (type != napi_external) fail(Code::dtype, "wants a ", kinds[wanted], ", found ", type_name(env_, handle));
  napi_get_value_external(env_, handle, &data);
  const uint64_t id = reinterpret_cast<uint64_t>(data);
  if (Slot* slot = slot_of(id)) {
    if (slot->value.index() != wanted) fail(Code::dtype, "wants a ", kinds[wanted], ", found a ", kinds[slot->value.index()]);
    return slot->value;
  }
  if (id >> 32 >= first_generation) fail(Code::disposed, "wants a ", kinds[wanted], ", found one that is disposed");
  fail(Code::dtype, "wants a ", kinds[wanted], ", found a handle of another library");
}

bool Handles::holds(napi_value handle, size_t wanted) {
  void* data = nullptr;
  if (napi_get_value_external(env_, handle, &data) != napi_ok) return false;
  const Slot* slot = slot_of(reinterpret_cast<uint64_t>(data));
  return slot && slot->value.index() == wanted;
}

void Handles::dispose(napi_value handle) {
  void* data = nullptr;
  if (!is_handle(handle)) fail(Code::dtype, "wants a handle, found ", type_name(env_, handle));
  napi_get_value_external(env_, handle, &data);
  if (Slot* slot = slot_of(reinterpret_cast<uint64_t>(data))) release(*slot);
}

bool Handles::disposed(napi_value handle) {
  void* data = nullptr;
  return napi_get_value_external(env_, handle, &data) != napi_ok || !slot_of(reinterpret_cast<uint64_t>(data));
}

bool Handles::is_handle(napi_value value) {
  napi_valuetype type;
  return napi_typeof(env_, value, &type) == napi_ok && type == napi_external;
}

void Handles::release(Slot& slot) {
  if (auto* tensor = std::get_if<at::Tensor>(&slot.value)) account(*tensor, -1);
  if (slot.watch) napi_delete_reference(env_, std::exchange(slot.watch, nullptr));
  slot.value = {};
  slot.generation = 0;
  free_.push_back(&slot - slots_.data());
}

void Handles::clear() {
  for (Slot& slot : slots_)
    if (slot.generation != 0) release(slot);
}

void Handles::account(const at::Tensor& tensor, int direction) {
  tensors_ += direction;
  if (!tensor.defined() || !tensor.has_storage()) return;
  const auto* storage = tensor.storage().unsafeGetStorageImpl();
  int& views = storages_[storage];
  const bool changes = direction > 0 ? views == 0 : views == 1;
  views += direction;
  if (!changes) return;
  if (views == 0) storages_.erase(storage);
  const int64_t bytes = direction * static_cast<int64_t>(storage->nbytes());
  bytes_ += bytes;
  int64_t total;
  napi_adjust_external_memory(env_, bytes, &total);
}

}  // namespace te::bind
