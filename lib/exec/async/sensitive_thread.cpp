#include "exec/async/sensitive_thread.hpp"

#include <condition_variable>
#include <deque>
#include <memory>
#include <thread>
#include <utility>

#include "aside/detail/mutex.hpp"
#include "exec/async/background.hpp"
#include "exec/names.hpp"
#include "executor/executor.hpp"
#include "executor/process.hpp"

namespace aside::exec {

namespace {

thread_local bool is_sensitive = false;

/// The thread of `thread_sensitive` calls, and the queue of its jobs. Jobs run without the lock.
/// Only that thread uses `current_`.
class SensitiveThread {
public:
    void post(std::function<void()> job) {
        const Lock lock(mutex_);
        jobs_.emplace_back(std::move(job), std::make_unique<executor::Pending>());
        try {
            if (!started_) std::thread([this] { serve(); }).detach();
        } catch (...) {
            jobs_.pop_back();
            throw;
        }
        started_ = true;
        changed_.notify_one();
    }

    void run_what_is_queued() {
        while (true) {
            std::function<void()> job;
            {
                const Lock lock(mutex_);
                if (jobs_.empty()) break;
                job = take();
            }
            job();
        }
        current_.reset();
    }

    /// Runs jobs in the middle of another job, until `done` gives true. The outer job is the
    /// current one again afterwards.
    void run_until(const std::function<bool()>& done) {
        auto outer = std::move(current_);
        while (true) {
            std::function<void()> job;
            {
                WaitingLock lock(mutex_);
                while (jobs_.empty() && !done()) changed_.wait(lock);
                if (done()) break;
                job = take();
            }
            job();
        }
        current_ = std::move(outer);
    }
    /// Takes the lock, so that no thread can miss both the change before it and this call.
    void wake() noexcept {
        const Lock lock(mutex_);
        changed_.notify_all();
    }

private:
    [[noreturn]] void serve() {
        is_sensitive = true;
        while (true) {
            {
                WaitingLock lock(mutex_);
                while (jobs_.empty()) changed_.wait(lock);
            }
            run_what_is_queued();
        }
    }
    std::function<void()> take() ASIDE_REQUIRES(mutex_) {
        auto job = std::move(jobs_.front().first);
        current_ = std::move(jobs_.front().second);
        jobs_.pop_front();
        return job;
    }

    Mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::pair<std::function<void()>, std::unique_ptr<executor::Pending>>> jobs_
        ASIDE_GUARDED_BY(mutex_);
    bool started_ ASIDE_GUARDED_BY(mutex_) = false;
    std::unique_ptr<executor::Pending> current_;  ///< the current job, as the executor counts it
};

// Never destroyed: its thread waits for jobs until the process has ended.
SensitiveThread& sensitive_thread() {
    static auto& instance = *new executor::PerProcess<SensitiveThread>;
    return *instance;
}

// Taken before a thread waits for all work. If that is the thread of `thread_sensitive` calls, it
// runs the jobs that are queued for it first, and the job that it is in the middle of counts as
// pending no longer: the wait would never end otherwise.
const AtEnd leaving(EndStage::before_work, [] {
    if (is_sensitive) sensitive_thread().run_what_is_queued();
});

}  // namespace

void post_sensitive(std::function<void()> job) {
    with_threads([&] { sensitive_thread().post(std::move(job)); });
}

bool on_sensitive_thread() noexcept { return is_sensitive; }

void run_sensitive_until(const std::function<bool()>& done) { sensitive_thread().run_until(done); }

void wake_sensitive() noexcept { sensitive_thread().wake(); }

}  // namespace aside::exec
