// One compute queue for the process, served by threads that we own: one that computes with all cores inside, and beside it one for each
// core more, which compute with one core each whole batches that need no other. Every environment has a lane in it; within a lane, jobs that
// change things run alone and in order, jobs that only read may run together.
#pragma once
#include <napi.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "bind/modes.h"

namespace te::bind {

// What a call does to tensors that others can see.
enum class Access { none, read, write };

// To be called by a thread before at::set_num_threads, so that what is set stays.
void begin_threads();

// What a call computes with: all cores inside, or one, beside others.
enum class Cores { all, one };

class Lane;

struct Job {
  std::shared_ptr<Lane> lane;
  Access access;
  Cores cores = Cores::all;
  Modes modes;
  std::function<void()> run;            // on a compute thread; never throws
  std::function<void(napi_env)> settle; // on the lane's own thread, afterwards; none if somebody waits for the job
};

class Queue {
 public:
  static Queue& instance();

  void submit(std::unique_ptr<Job> job);
  void set_threads(int intra_op);
  int threads() const { return threads_; }

  // Before the process ends: drops what waits and gives what runs half a second. What runs on then would meet LibTorch's own destructors, which run at
  // exit beside it and crash it: the process ends without them.
  void quiesce();

 private:
  friend class Lane;
  void end_hastily_if_busy();             // at exit, before all that was registered earlier
  bool wait_until_idle(std::unique_lock<std::mutex>& lock, const Lane* lane);
  Queue();
  void serve(int thread);
  void start_threads();                   // as many as there are cores to use; mutex held
  std::unique_ptr<Job> take(int thread);  // the first job that nothing before it forbids; mutex held

  std::mutex mutex_;
  std::condition_variable work_, progress_;
  std::deque<std::unique_ptr<Job>> jobs_;
  std::atomic<int> threads_;  // cores to use
  int started_ = 0, running_ = 0;
};

class Lane {
 public:
  static std::shared_ptr<Lane> open(napi_env env);
  // Drops what has not begun and waits a while for what has; afterwards no thread touches the environment: what runs on then has values of its
  // own, and its result goes with it.
  static void close(const std::shared_ptr<Lane>& lane);

  bool serving() const { return serving_ > 0; }

  // A synchronous call comes after everything queued that it could disturb or be disturbed by. Inside a request it comes at once:
  // the job that made the request waits for it.
  void wait(Access access);

  // Runs `work` on a compute thread, with all cores, in its turn, and waits for it; the lane's own thread has one core for itself.
  static void run(const std::shared_ptr<Lane>& lane, Access access, const Modes& modes, std::function<void()> work);

  // Runs `request` on the lane's own thread, also while that thread waits, and comes back when it is done, with what it threw.
  void call(std::function<void(napi_env)> request);
  // Runs `work` on the lane's own thread some time, or never if the environment ends before.
  void later(std::function<void()> work);

 private:
  friend class Queue;
  static void settle_all(napi_env env, napi_value, void* context, void*);

  napi_env env_ = nullptr;
  napi_threadsafe_function wake_ = nullptr;
  bool closing_ = false;
  int running_reads_ = 0, running_writes_ = 0;
  std::atomic<int> reads_{0}, writes_{0};  // queued or running
  int unsettled_ = 0;                      // of the lane's own thread
  std::deque<std::unique_ptr<Job>> finished_;

  struct Request {
    std::function<void(napi_env)> run;
    bool done = false;
    std::exception_ptr error;
  };
  void serve(std::unique_lock<std::mutex>& lock);  // the requests that are there; on the lane's own thread
  template <class Done>
  void wait_until(Done done);  // serving requests meanwhile
  const std::thread::id own_ = std::this_thread::get_id();
  int serving_ = 0;  // of the lane's own thread
  std::deque<Request*> requests_;
  std::deque<std::function<void()>> later_;
};

}  // namespace te::bind
