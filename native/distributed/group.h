// Processes that train together: LibTorch's c10d over Gloo. The one that is rank 0 keeps the store where all meet.
#pragma once
#include <ATen/ATen.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nn/fields.h"

namespace te::distributed {

using at::Tensor;

// What a launcher tells in RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT.
struct Place {
  std::string host, prefix;
  int64_t port, rank, size;
  bool serves = false;                        // whether this process keeps the store
  double timeout = 1800, patience = 20;       // seconds: for a collective; until one that is not heard of counts as lost
  std::string address;                        // of this machine, as the others reach it
  std::optional<std::string> interface_name;  // instead of the address
  static constexpr auto fields = te::fields(field("host", &Place::host), field("prefix", &Place::prefix), field("port", &Place::port), field("rank", &Place::rank),
                                            field("size", &Place::size), field("serves", &Place::serves), field("timeout", &Place::timeout),
                                            field("patience", &Place::patience), field("address", &Place::address), field("interfaceName", &Place::interface_name));
};

class Group;
using GroupPtr = std::shared_ptr<Group>;

// Waits until all are there.
GroupPtr join(const Place& place);
void leave(const GroupPtr& group);
// What is wrong with the others: one that is lost, a store that does not answer.
std::optional<std::string> trouble(const GroupPtr& group);

// In place, over all ranks: "sum", "mean", "min" or "max". @throws Code::native where another rank has ended.
void all_reduce(const GroupPtr& group, const std::vector<Tensor>& tensors, const std::string& operation);
// In place: those of `root`.
void broadcast(const GroupPtr& group, const std::vector<Tensor>& tensors, int64_t root);
// The rows of all ranks, of which each may have another number, in the order of the ranks. With the gradient's way back to one's own rows: each rank is taken to compute
// the same from what it gathered, and gradients to be averaged over ranks afterwards, so they come back times the number of ranks.
Tensor gather(const GroupPtr& group, const Tensor& rows);

struct Sharing {
  bool unused = false;  // some parameters may get no gradient
  static constexpr auto fields = te::fields(field("unused", &Sharing::unused));
};
// From now on backward averages these parameters' gradients over the ranks, bucket by bucket while it runs, where `prepare` was called before it; without, gradients stay one's own.
void share(const GroupPtr& group, const std::vector<Tensor>& parameters, const Sharing& sharing);
void prepare(const GroupPtr& group, const Tensor& loss);
// No more of it.
void unshare(const GroupPtr& group);
// Averages the gradients that are there, after a backward that was not prepared. A gradient that no rank has stays away.
void reduce(const GroupPtr& group, const std::vector<Tensor>& parameters);

}  // namespace te::distributed
