#include "kernels/memory.h"

#include <c10/core/CPUAllocator.h>
#include <c10/core/impl/alloc_cpu.h>

#include <array>
#include <bit>
#include <mutex>
#include <vector>
#ifdef __linux__
#include <sys/mman.h>
#endif

namespace te::kernels {

namespace {
constexpr size_t least = 64 << 10, most = 16 << 20, kept_at_most = 64 << 20;

// Sizes in eighths of a power of two, so a block is at most an eighth larger than what was asked for.
size_t rounded(size_t bytes) {
  const size_t step = std::bit_floor(bytes) / 8;
  return (bytes + step - 1) / step * step;
}
size_t place_of(size_t size) {
  const size_t power = std::bit_width(size) - 1;
  return (power - (std::bit_width(least) - 1)) * 8 + (size - (size_t{1} << power)) / ((size_t{1} << power) / 8);
}

class Kept {
 public:
  void* take(size_t size) {
    const std::lock_guard<std::mutex> lock(mutex_);
    auto& blocks = blocks_[place_of(size)];
    if (blocks.empty()) return nullptr;
    void* const block = blocks.back();
    blocks.pop_back();
    bytes_ -= size;
    return block;
  }
  bool give(void* block, size_t size) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (bytes_ + size > kept_at_most) return false;
    blocks_[place_of(size)].push_back(block);
    bytes_ += size;
    return true;
  }

 private:
  std::mutex mutex_;
  std::array<std::vector<void*>, 80> blocks_;
  size_t bytes_ = 0;
};
Kept& kept() {
  static Kept* const all = new Kept;  // outlives whatever frees a tensor at exit
  return *all;
}

// Blocks too large to keep come from the system and go back to it at once: malloc would keep those up to 32 MB among what is still used.
constexpr size_t page = 2 << 20;
void* mapped(size_t size) {
#ifdef __linux__
  void* const block = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (block == MAP_FAILED) return nullptr;
  madvise(block, size, MADV_HUGEPAGE);
  return block;
#else
  return nullptr;
#endif
}

// What stands before the numbers of a block, on a cache line of its own.
struct alignas(64) Head {
  enum class From { malloc, kept, system } from;
  size_t size;
};

void release(void* numbers) {
  if (!numbers) return;
  Head* const head = static_cast<Head*>(numbers) - 1;
#ifdef __linux__
  if (head->from == Head::From::system) {
    munmap(head, head->size);
    return;
  }
#endif
  if (head->from == Head::From::malloc || !kept().give(head, head->size)) c10::free_cpu(head);
}

class Allocator : public c10::Allocator {
 public:
  c10::DataPtr allocate(size_t bytes) override {
    if (bytes == 0) return {nullptr, nullptr, &release, c10::Device(c10::kCPU)};
    const size_t whole = bytes + sizeof(Head);
    Head head{Head::From::malloc, whole};
    void* block = nullptr;
    if (whole > most) {
      const size_t pages = (whole + page - 1) / page * page;
      if ((block = mapped(pages))) head = {Head::From::system, pages};
    } else if (whole >= least && rounded(whole) <= most) {
      head = {Head::From::kept, rounded(whole)};
      block = kept().take(head.size);
    }
    if (!block) block = c10::alloc_cpu(head.size);  // or its error in words
    void* const numbers = new (block) Head(head) + 1;
    return {numbers, numbers, &release, c10::Device(c10::kCPU)};
  }
  c10::DeleterFnPtr raw_deleter() const override { return &release; }
  void copy_data(void* to, const void* from, std::size_t count) const override { default_copy_data(to, from, count); }
};
}  // namespace

void keep_freed_memory() {
  static std::once_flag once;
  std::call_once(once, [] { c10::SetCPUAllocator(new Allocator, 1); });
}

}  // namespace te::kernels
