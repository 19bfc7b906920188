#include "distributed/group.h"

#define USE_C10D_GLOO
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroup.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#include <torch/csrc/distributed/c10d/reducer.hpp>

#include <algorithm>

#include "distributed/nccl.h"
#include "distributed/pulse.h"
#include "nn/error.h"

namespace te::distributed {

class Group {
 public:
  Place place;
  c10::intrusive_ptr<c10d::Store> store;
  c10::intrusive_ptr<c10d::Backend> gloo, on_gpus;   // the second from the first tensor on a GPU on
  c10::intrusive_ptr<c10d::ProcessGroup> processes;  // both, as the reducer wants them
  std::unique_ptr<c10d::Reducer> reducer;
  bool has_unused = false;
  std::unique_ptr<Pulse> pulse;
};

namespace {

std::chrono::milliseconds seconds(double count) { return std::chrono::milliseconds(static_cast<int64_t>(count * 1000)); }

// LibTorch's and Gloo's errors say where in their sources; their first line is what happened.
template <class Work>
auto told(const Place& place, const char* what, const Work& work) {
  try {
    return work();
  } catch (const Error&) {
    throw;
  } catch (const std::exception& error) {
    std::string text = error.what();
    text = text.substr(0, text.find('\n'));
    if (text.starts_with('[')) text = text.substr(std::min(text.size(), text.find("] ") + 2));  // [/…/pair.cc:534]
    fail(Code::native, "rank ", place.rank, " of ", place.size, ": ", what, " failed: ", text, "; see what the other processes say, or whether the network is up");
  }
}

const Place& still(const GroupPtr& group) {
  if (!group->gloo) fail(Code::config, "the process group was left; call initProcessGroup again");
  return group->place;
}

void wait(const c10::intrusive_ptr<c10d::Work>& work) { work->wait(); }

// What carries this tensor. All ranks come here with the like tensors in the same order, so they meet in making it too.
c10d::Backend& carrier(const GroupPtr& group, const Tensor& tensor) {
  if (tensor.is_cpu()) return *group->gloo;
  if (!tensor.is_cuda()) fail(Code::unsupported, "processes exchange tensors on cpu and cuda, found one on ", tensor.device());
  if (!group->on_gpus) {
    group->on_gpus = nccl(c10::make_intrusive<c10d::PrefixStore>("nccl", group->store), group->place.rank, group->place.size, seconds(group->place.timeout));
    group->processes->setBackend(c10::DeviceType::CUDA, c10d::ProcessGroup::BackendType::NCCL, group->on_gpus);
  }
  return *group->on_gpus;
}

void sum(const GroupPtr& group, Tensor tensor) {
  std::vector<Tensor> one{std::move(tensor)};
  wait(carrier(group, one[0]).allreduce(one));
}

// Of each rank, in its order.
std::vector<Tensor> of_each(const GroupPtr& group, const Tensor& mine) {
  std::vector<std::vector<Tensor>> found(1);
  for (int64_t rank = 0; rank < group->place.size; rank++) found[0].push_back(at::empty_like(mine));
  std::vector<Tensor> given{mine};
  wait(carrier(group, mine).allgather(found, given));
  return found[0];
}

struct Gathered {
  Tensor rows;
  int64_t begin, count;  // one's own
};

Gathered gathered(const GroupPtr& group, const Tensor& mine) {
  const int64_t count = mine.size(0);
  std::vector<int64_t> counts;
  for (const Tensor& one : of_each(group, at::tensor({count}))) counts.push_back(one.item<int64_t>());
  const int64_t most = *std::max_element(counts.begin(), counts.end());
  std::vector<int64_t> shape = mine.sizes().vec();
  shape[0] = most;
  Tensor full = mine.contiguous();
  if (count != most) {  // all send alike much
    full = at::zeros(shape, mine.options());
    full.narrow(0, 0, count).copy_(mine);
  }
  std::vector<Tensor> all = of_each(group, full);
  int64_t begin = 0;
  for (size_t rank = 0; rank < all.size(); rank++) {
    all[rank] = all[rank].narrow(0, 0, counts[rank]);
    if (static_cast<int64_t>(rank) < group->place.rank) begin += counts[rank];
  }
  return {at::cat(all), begin, count};
}

struct Gather : torch::autograd::Function<Gather> {
  static Tensor forward(torch::autograd::AutogradContext* ctx, const Tensor& mine, const GroupPtr& group) {
    const Gathered all = gathered(group, mine.detach());
    ctx->saved_data["begin"] = all.begin, ctx->saved_data["count"] = all.count, ctx->saved_data["size"] = group->place.size;
    return all.rows;
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* ctx, torch::autograd::variable_list grads) {
    return {grads[0].narrow(0, ctx->saved_data["begin"].toInt(), ctx->saved_data["count"].toInt()) * ctx->saved_data["size"].toInt(), Tensor()};
  }
};

constexpr size_t first_bucket = c10d::kDefaultFirstBucketBytes, later_buckets = c10d::kDefaultBucketBytesCap;

}  // namespace

GroupPtr join(const Place& place) {
  return told(place, "joining the others", [&] {
    auto group = std::make_shared<Group>();
    group->place = place;
    c10d::TCPStoreOptions meeting;
    meeting.port = static_cast<uint16_t>(place.port);
    meeting.isServer = place.serves;
    meeting.timeout = seconds(place.timeout);
    meeting.useLibUV = false;  // of LibTorch's libuv, Node's own would take the calls
    const auto store = group->store = c10::make_intrusive<c10d::PrefixStore>(place.prefix, c10::make_intrusive<c10d::TCPStore>(place.host, meeting));
    const auto options = c10d::ProcessGroupGloo::Options::create(seconds(place.timeout));
    options->devices.push_back(place.interface_name ? c10d::ProcessGroupGloo::createDeviceForInterface(*place.interface_name) : c10d::ProcessGroupGloo::createDeviceForHostname(place.address));
    group->gloo = c10::make_intrusive<c10d::ProcessGroupGloo>(c10::make_intrusive<c10d::PrefixStore>("gloo", store), place.rank, place.size, options);
    group->processes = c10::make_intrusive<c10d::ProcessGroup>(store, place.rank, place.size);
    group->processes->setBackend(c10::DeviceType::CPU, c10d::ProcessGroup::BackendType::GLOO, group->gloo);
    group->processes->setDefaultBackend(c10d::ProcessGroup::BackendType::GLOO);
    group->pulse = std::make_unique<Pulse>(place.host, place.port, place.prefix, place.rank, place.size, std::chrono::duration<double>(place.patience));
    sum(group, at::zeros({1}));
    return group;
  });
}

void leave(const GroupPtr& group) {
  group->pulse.reset();
  group->reducer.reset();
  if (group->on_gpus) group->on_gpus->shutdown();
  group->processes.reset();
  group->on_gpus.reset();
  group->gloo.reset();
  group->store.reset();  // of which rank 0's port is
}

std::optional<std::string> trouble(const GroupPtr& group) { return group->pulse ? group->pulse->trouble() : std::nullopt; }

void all_reduce(const GroupPtr& group, const std::vector<Tensor>& tensors, const std::string& operation) {
  still(group);
  const bool is_mean = operation == "mean";
  c10d::AllreduceOptions options;
  if (operation == "min") options.reduceOp = c10d::ReduceOp::MIN;
  else if (operation == "max") options.reduceOp = c10d::ReduceOp::MAX;
  else if (operation != "sum" && !is_mean) fail(Code::config, "the operation is '", operation, "'; wanted sum, mean, min or max");
  told(group->place, "all-reduce", [&] {
    const at::NoGradGuard no_grad;
    for (const Tensor& tensor : tensors) {
      Tensor whole = tensor.contiguous();
      std::vector<Tensor> one{whole};
      wait(carrier(group, whole).allreduce(one, options));
      if (is_mean) whole.div_(group->place.size);
      if (!tensor.is_same(whole)) tensor.copy_(whole);
    }
  });
}

void broadcast(const GroupPtr& group, const std::vector<Tensor>& tensors, int64_t root) {
  still(group);
  c10d::BroadcastOptions options;
  options.rootRank = root;
  told(group->place, "broadcast", [&] {
    const at::NoGradGuard no_grad;
    for (const Tensor& tensor : tensors) {
      Tensor whole = tensor.detach().contiguous();
      std::vector<Tensor> one{whole};
      wait(carrier(group, whole).broadcast(one, options));
      if (whole.data_ptr() != tensor.data_ptr()) tensor.detach().copy_(whole);
    }
  });
}

Tensor gather(const GroupPtr& group, const Tensor& rows) {
  still(group);
  if (rows.dim() == 0) fail(Code::shape, "gather wants rows, found a tensor without dimensions");
  return told(group->place, "gathering rows", [&] { return Gather::apply(rows, group); });
}

void share(const GroupPtr& group, const std::vector<Tensor>& parameters, const Sharing& sharing) {
  still(group);
  group->reducer.reset();
  if (parameters.empty()) return;
  group->has_unused = sharing.unused;
  told(group->place, "comparing the parameters", [&] {
    carrier(group, parameters[0]);
    c10d::verify_params_across_processes(group->processes, parameters, std::nullopt);
    const std::vector<bool> sparse(parameters.size(), false);
    auto [buckets, limits] = c10d::compute_bucket_assignment_by_size(parameters, {first_bucket, later_buckets}, sparse);
    // Backward comes to the last parameters first.
    std::reverse(buckets.begin(), buckets.end());
    std::vector<int64_t> caps(limits.rbegin(), limits.rend());
    group->reducer = std::make_unique<c10d::Reducer>(parameters, std::move(buckets), group->processes, sparse, later_buckets, sharing.unused, /*gradient_as_bucket_view=*/false,
                                                     std::unordered_map<size_t, std::string>(), first_bucket, /*skip_all_reduce_unused_params=*/false,
                                                     /*use_python_reducer=*/false, std::move(caps));
  });
}

void prepare(const GroupPtr& group, const Tensor& loss) {
  still(group);
  if (!group->reducer) fail(Code::config, "no parameters are shared");
  told(group->place, "preparing backward", [&] {
    group->reducer->prepare_for_forward();
    group->reducer->rebuild_buckets();
    group->reducer->prepare_for_backward(group->has_unused ? std::vector<Tensor>{loss} : std::vector<Tensor>());
  });
}

void unshare(const GroupPtr& group) { group->reducer.reset(); }

void reduce(const GroupPtr& group, const std::vector<Tensor>& parameters) {
  still(group);
  told(group->place, "averaging gradients", [&] {
    const at::NoGradGuard no_grad;
    Tensor has = at::zeros({static_cast<int64_t>(parameters.size())}, at::kInt);
    for (size_t i = 0; i < parameters.size(); i++) has[i] = parameters[i].grad().defined() ? 1 : 0;
    sum(group, has);
    for (size_t i = 0; i < parameters.size(); i++) {
      if (has[i].item<int>() == 0) continue;
      Tensor& gradient = parameters[i].mutable_grad();
      if (!gradient.defined()) gradient = at::zeros_like(parameters[i]);
      if (gradient.is_sparse()) fail(Code::unsupported, "a sparse gradient; make the embedding with sparse: false");
      Tensor whole = gradient.contiguous();
      sum(group, whole);
      whole.div_(group->place.size);
      if (!gradient.is_same(whole)) gradient.copy_(whole);
    }
  });
}

}  // namespace te::distributed
