// Whether the others are still there, while nobody talks: each counts up in the store, and looks whether the others do.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace te::distributed {

class Pulse {
 public:
  // Has a connection and a thread of its own: an answer that does not come holds up nobody.
  Pulse(std::string host, int64_t port, std::string prefix, int64_t rank, int64_t size, std::chrono::duration<double> patience);
  ~Pulse();
  Pulse(const Pulse&) = delete;

  std::optional<std::string> trouble() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace te::distributed
