#include "distributed/pulse.h"

#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace te::distributed {

namespace {
using Clock = std::chrono::steady_clock;
constexpr auto beat = std::chrono::seconds(2);
}  // namespace

struct Pulse::State {
  std::string host;
  int64_t port;
  std::chrono::duration<double> patience;
  mutable std::mutex mutex;
  std::condition_variable changed;
  bool stopped = false;
  Clock::time_point answered = Clock::now();  // by the store, last
  std::string lost;

  std::string since(Clock::time_point then) const { return std::to_string(static_cast<int64_t>(std::chrono::duration<double>(Clock::now() - then).count())) + " s"; }
};

Pulse::Pulse(std::string host, int64_t port, std::string prefix, int64_t rank, int64_t size, std::chrono::duration<double> patience) : state_(std::make_shared<State>()) {
  state_->host = std::move(host), state_->port = port, state_->patience = patience;
  std::thread([state = state_, prefix = std::move(prefix), rank, size] {
    struct Seen {
      int64_t count;
      Clock::time_point when;
    };
    std::vector<Seen> seen(size, {0, Clock::now()});
    try {
      c10d::TCPStoreOptions options;
      options.port = static_cast<uint16_t>(state->port);
      options.useLibUV = false;
      const auto store = c10::make_intrusive<c10d::PrefixStore>(prefix, c10::make_intrusive<c10d::TCPStore>(state->host, options));
      for (;;) {
        for (int64_t other = 0; other < size; other++) {
          const int64_t count = store->add("pulse/" + std::to_string(other), other == rank ? 1 : 0);
          const auto now = Clock::now();
          std::lock_guard lock(state->mutex);
          state->answered = now;
          if (count != seen[other].count) seen[other] = {count, now};
          if (now - seen[other].when > state->patience && state->lost.empty()) state->lost = "rank " + std::to_string(other) + " has not been heard of for " + state->since(seen[other].when);
        }
        std::unique_lock lock(state->mutex);
        // By the wall clock: waiting by the steady one wants glibc 2.30.
        if (state->changed.wait_until(lock, std::chrono::system_clock::now() + beat, [&] { return state->stopped; })) return;
      }
    } catch (const std::exception&) {
      std::lock_guard lock(state->mutex);
      if (!state->stopped && state->lost.empty()) state->lost = "the store of rank 0 at " + state->host + ":" + std::to_string(state->port) + " is gone";
    }
  }).detach();
}

Pulse::~Pulse() {
  std::lock_guard lock(state_->mutex);
  state_->stopped = true;
  state_->changed.notify_all();
}

std::optional<std::string> Pulse::trouble() const {
  std::lock_guard lock(state_->mutex);
  if (!state_->lost.empty()) return state_->lost;
  if (Clock::now() - state_->answered > state_->patience) return "the store of rank 0 at " + state_->host + ":" + std::to_string(state_->port) + " has not answered for " + state_->since(state_->answered);
  return std::nullopt;
}

}  // namespace te::distributed
