#include "bind/queue.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#ifdef __linux__
#include <sys/resource.h>
#endif

#ifdef __GLIBC__
#include <unistd.h>
#endif

#include "nn/error.h"

namespace te::bind {

// A thread's first parallel region sets how many threads it has to what any thread had set last. That is a function in a header: LibTorch has one copy of it and we another, each with a
// memory of its own of whether it was that first region. Both have theirs here.
void begin_threads() {
  at::internal::lazy_init_num_threads();
  at::get_num_threads();
}

// Never destroyed: at exit its thread may still be inside LibTorch, whose own statics go in no order that we could rely on.
Queue& Queue::instance() {
  static Queue* queue = new Queue;
  return *queue;
}

namespace {
// How many cores the control group grants (cgroup v2, then v1), rounded up; 0 where it sets no limit.
int granted_cores() {
  double quota = 0, period = 0;
  if (std::ifstream v2("/sys/fs/cgroup/cpu.max"); v2 >> quota >> period && quota > 0 && period > 0) return static_cast<int>(std::ceil(quota / period));
  if (std::ifstream q("/sys/fs/cgroup/cpu/cpu.cfs_quota_us"), p("/sys/fs/cgroup/cpu/cpu.cfs_period_us"); q >> quota && p >> period && quota > 0 && period > 0)
    return static_cast<int>(std::ceil(quota / period));
  return 0;
}

// A thread that computes gives way to one that waits for it: with all cores busy the event loop would else wait for the end of a turn. Its own threads follow it.
void give_way() {
#ifdef __linux__
  constexpr int by = 5;
  setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + by);  // 0: the calling thread, on Linux
#endif
}
}  // namespace

namespace {
// What an ending environment or process grants a call that is running: more than a batch of texts takes.
constexpr auto patience = std::chrono::milliseconds(500);
}  // namespace

// By the wall clock: waiting by the steady one wants glibc 2.30.
bool Queue::wait_until_idle(std::unique_lock<std::mutex>& lock, const Lane* lane) {
  return progress_.wait_until(lock, std::chrono::system_clock::now() + patience,
                              [&] { return lane ? lane->running_reads_ == 0 && lane->running_writes_ == 0 : running_ == 0; });
}

void Queue::quiesce() {
  std::deque<std::unique_ptr<Job>> dropped;
  {
    std::unique_lock lock(mutex_);
    dropped.swap(jobs_);
    for (auto& job : dropped) (job->access == Access::write ? job->lane->writes_ : job->lane->reads_)--;
    wait_until_idle(lock, nullptr);
  }
  end_hastily_if_busy();
}

void Queue::end_hastily_if_busy() {
#ifdef __GLIBC__
  on_exit([](int status, void*) {
    Queue& queue = instance();
    std::unique_lock lock(queue.mutex_);
    queue.jobs_.clear();
    if (queue.wait_until_idle(lock, nullptr)) return;
    std::fflush(nullptr);
    _exit(status);
  }, nullptr);
#endif
}

Queue::Queue() : threads_(std::max(1u, std::thread::hardware_concurrency())) {
  if (const int granted = granted_cores(); granted > 0) threads_ = std::min(threads_.load(), granted);
  if (const char* wanted = std::getenv("OMP_NUM_THREADS"))
    if (const int n = std::atoi(wanted); n > 0) threads_ = n;
  end_hastily_if_busy();
  start_threads();
}

void Queue::start_threads() {
  for (; started_ < std::min(threads_.load(), 256); started_++) std::thread([this, thread = started_] { serve(thread); }).detach();
}

void Queue::set_threads(int intra_op) {
  std::lock_guard lock(mutex_);
  threads_ = intra_op;
  start_threads();
  work_.notify_all();
}

void Queue::submit(std::unique_ptr<Job> job) {
  Lane& lane = *job->lane;
  if (job->settle && lane.unsettled_++ == 0) napi_ref_threadsafe_function(lane.env_, lane.wake_);
  {
    std::lock_guard lock(mutex_);
    (job->access == Access::write ? lane.writes_ : lane.reads_)++;
    jobs_.push_back(std::move(job));
  }
  work_.notify_all();  // not every thread takes every job
}

std::unique_ptr<Job> Queue::take(int thread) {
  if (thread >= threads_) return nullptr;
  std::vector<std::pair<Lane*, Access>> earlier;  // of lanes that have something queued before
  for (auto it = jobs_.begin(); it != jobs_.end(); ++it) {
    Lane* lane = (*it)->lane.get();
    const bool write = (*it)->access == Access::write;
    const bool behind = std::any_of(earlier.begin(), earlier.end(), [&](auto& e) { return e.first == lane && (write || e.second == Access::write); });
    const bool mine = thread == 0 || (*it)->cores == Cores::one;
    if (mine && !behind && lane->running_writes_ == 0 && (!write || lane->running_reads_ == 0)) {
      std::unique_ptr<Job> job = std::move(*it);
      jobs_.erase(it);
      return job;
    }
    earlier.emplace_back(lane, (*it)->access);
  }
  return nullptr;
}

void Queue::serve(int thread) {
  give_way();
  begin_threads();
  int set = 0;
  std::unique_lock lock(mutex_);
  for (;;) {
    std::unique_ptr<Job> job;
    work_.wait(lock, [&] { return (job = take(thread)) != nullptr; });
    Lane& lane = *job->lane;
    const bool write = job->access == Access::write;
    (write ? lane.running_writes_ : lane.running_reads_)++;
    running_++;
    lock.unlock();

    if (const int wanted = job->cores == Cores::one ? 1 : threads_.load(); set != wanted) at::set_num_threads(set = wanted);
    {
      const ModeScope modes(job->modes);
      job->run();
    }

    lock.lock();
    (write ? lane.running_writes_ : lane.running_reads_)--;
    running_--;
    (write ? lane.writes_ : lane.reads_)--;
    if (!lane.closing_ && job->settle) {
      lane.finished_.push_back(std::move(job));
      napi_call_threadsafe_function(lane.wake_, nullptr, napi_tsfn_nonblocking);
    }
    progress_.notify_all();
    work_.notify_all();
    // A job of a closing lane dies here, with its tensors, outside the lock.
    lock.unlock();
    job.reset();
    lock.lock();
  }
}

std::shared_ptr<Lane> Lane::open(napi_env env) {
  auto lane = std::make_shared<Lane>();
  lane->env_ = env;
  napi_value name;
  napi_create_string_utf8(env, "torch-encoders", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, lane.get(), settle_all, &lane->wake_);
  napi_unref_threadsafe_function(env, lane->wake_);
  return lane;
}

void Lane::close(const std::shared_ptr<Lane>& lane) {
  Queue& queue = Queue::instance();
  std::deque<std::unique_ptr<Job>> dropped;
  {
    std::unique_lock lock(queue.mutex_);
    lane->closing_ = true;
    queue.progress_.notify_all();  // a job that waits for JavaScript waits in vain
    for (auto it = queue.jobs_.begin(); it != queue.jobs_.end();)
      if ((*it)->lane == lane) {
        dropped.push_back(std::move(*it));
        it = queue.jobs_.erase(it);
      } else {
        ++it;
      }
    if (!queue.wait_until_idle(lock, lane.get())) queue.end_hastily_if_busy();
    for (auto& job : lane->finished_) dropped.push_back(std::move(job));
    lane->finished_.clear();
  }
  napi_release_threadsafe_function(lane->wake_, napi_tsfn_abort);
}

void Lane::wait(Access access) {
  if (access == Access::none || serving_ > 0) return;
  auto clear = [&] { return writes_ == 0 && (access == Access::read || reads_ == 0); };
  if (clear()) return;
  wait_until(clear);
}

template <class Done>
void Lane::wait_until(Done done) {
  Queue& queue = Queue::instance();
  std::unique_lock lock(queue.mutex_);
  for (;;) {
    queue.progress_.wait(lock, [&] { return !requests_.empty() || done(); });
    if (requests_.empty()) return;
    serve(lock);
  }
}

void Lane::run(const std::shared_ptr<Lane>& lane, Access access, const Modes& modes, std::function<void()> work) {
  std::atomic<bool> done = false;
  std::exception_ptr error;
  auto job = std::make_unique<Job>();
  job->lane = lane;
  job->access = access;
  job->modes = modes;
  job->run = [&] {
    try {
      work();
    } catch (...) {
      error = std::current_exception();
    }
    done = true;
  };
  Queue::instance().submit(std::move(job));
  lane->wait_until([&] { return done.load(); });
  if (error) std::rethrow_exception(error);
}

void Lane::call(std::function<void(napi_env)> run) {
  if (std::this_thread::get_id() == own_) return run(env_);
  Queue& queue = Queue::instance();
  Request request{std::move(run), false, nullptr};
  std::unique_lock lock(queue.mutex_);
  if (!closing_) {
    requests_.push_back(&request);
    queue.progress_.notify_all();
    napi_call_threadsafe_function(wake_, nullptr, napi_tsfn_nonblocking);
    queue.progress_.wait(lock, [&] { return request.done || closing_; });
  }
  if (!request.done) {
    requests_.erase(std::remove(requests_.begin(), requests_.end(), &request), requests_.end());
    fail(Code::native, "The environment ended while a job waited for JavaScript");
  }
  if (request.error) std::rethrow_exception(request.error);
}

void Lane::serve(std::unique_lock<std::mutex>& lock) {
  while (!requests_.empty()) {
    Request* request = requests_.front();
    requests_.pop_front();
    lock.unlock();
    serving_++;
    try {
      request->run(env_);
    } catch (...) {
      request->error = std::current_exception();
    }
    serving_--;
    lock.lock();
    request->done = true;
    Queue::instance().progress_.notify_all();
  }
}

void Lane::later(std::function<void()> work) {
  if (std::this_thread::get_id() == own_) return work();
  std::lock_guard lock(Queue::instance().mutex_);
  if (!closing_) later_.push_back(std::move(work));  // done when something settles next
}

void Lane::settle_all(napi_env env, napi_value, void* context, void*) {
  if (env == nullptr) return;
  auto& lane = *static_cast<Lane*>(context);
  std::deque<std::unique_ptr<Job>> finished;
  std::deque<std::function<void()>> later;
  {
    std::unique_lock lock(Queue::instance().mutex_);
    lane.serve(lock);
    finished.swap(lane.finished_);
    later.swap(lane.later_);
  }
  for (auto& work : later) work();
  for (auto& job : finished) {
    if (--lane.unsettled_ == 0) napi_unref_threadsafe_function(env, lane.wake_);
    job->settle(env);
  }
}

}  // namespace te::bind
