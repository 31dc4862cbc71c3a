#include "executor/executor.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <thread>
#include <utility>

#include "aside/detail/mutex.hpp"
#include "executor/process.hpp"
#include "executor/workers.hpp"

namespace aside::executor {

using aside::detail::Lock, aside::detail::Mutex, aside::detail::WaitingLock;

namespace {

class OnArena;
thread_local const OnArena* latest_job = nullptr;

/// A job of this process that runs on this thread.
class OnArena {
public:
    OnArena() : before_(std::exchange(latest_job, this)) {}
    OnArena(const OnArena&) = delete;
    OnArena& operator=(const OnArena&) = delete;
    ~OnArena() { latest_job = before_; }
    [[nodiscard]] bool inherited() const noexcept { return process_.inherited(); }

private:
    const OnArena* const before_;
    OfThisProcess process_;
};

bool running_a_job() noexcept { return latest_job != nullptr && !latest_job->inherited(); }

void pump() noexcept;

/// Leaves the core to the thread that shares it, for some cycles. Giving the processor up to the
/// system (`std::this_thread::yield`) takes longer than the work that is waited for.
inline void pause() noexcept {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

/// The queue in front of the workers. A pump is a call on a worker that runs jobs until none is
/// left. There are never more of them than threads. As long as there are fewer, one is coming for
/// each job that is queued.
class Executor {
public:
    void start(int threads) {
        const Lock lock(mutex_);
        if (workers_) return;
        workers_ = make_workers(threads);
        threads_ = threads;
    }

    bool started() {
        const Lock lock(mutex_);
        return workers_ != nullptr;
    }

    void post(Job job, const void* group) {
        const Lock lock(mutex_);
        if (!workers_) workers_ = make_workers(threads_);  // stopped since it was started
        jobs_.push_back({std::move(job), group});
        changed_.notify_all();
        if (pumps_ == threads_ || coming_ >= jobs_.size()) return;
        try {
            workers_->enqueue(&pump);
        } catch (...) {
            jobs_.pop_back();
            throw;
        }
        ++pumps_;
        ++coming_;
    }

    void begin_pump() {
        const Lock lock(mutex_);
        --coming_;
    }

    void run_until_empty() {
        while (run_one(nullptr)) {
        }
    }

    /// The first job of that group, or of any.
    bool run_one(const void* group) {
        const OnArena mark;
        Job job;
        {
            const Lock lock(mutex_);
            const auto first = first_of(group);
            if (first == jobs_.end()) return false;
            job = std::move(first->job);
            jobs_.erase(first);
        }
        job();
        return true;
    }

    /// Ends a pump, unless a job has come in the meantime.
    bool end_pump() {
        const Lock lock(mutex_);
        if (!jobs_.empty()) return false;
        --pumps_;
        changed_.notify_all();
        return true;
    }

    void count_pending(int difference) {
        const Lock lock(mutex_);
        pending_ += difference;
        changed_.notify_all();
    }

    bool wait_idle(std::optional<Clock::time_point> deadline) {
        const int own = running_a_job() ? 1 : 0;
        while (true) {
            if (own == 1) run_until_empty();
            WaitingLock lock(mutex_);
            while (!has_to_look(own)) {
                if (!deadline)
                    changed_.wait(lock);
                else if (changed_.wait_until(lock, *deadline) == std::cv_status::timeout &&
                         !has_to_look(own))
                    return false;
            }
            if (idle(own)) return true;
        }
    }

    // Looks without the lock, which the thread that changes the answer may hold.
    void help_until(const std::function<bool()>& is_so, const void* group) {
        ++helpers_;
        while (!is_so()) {
            if (run_one(group)) continue;
            WaitingLock lock(mutex_);
            const auto seen = wakes_;
            lock.unlock();
            if (is_so()) break;
            lock.lock();
            while (wakes_ == seen && first_of(group) == jobs_.end()) changed_.wait(lock);
        }
        --helpers_;
    }

    void wait_briefly(const std::function<bool()>& is_so) {
        if (is_so()) return;
        if (++brief_waiters_ <= most_brief_waiters_ && !has_queue()) look_for(brief, is_so);
        --brief_waiters_;
    }

    void wake() noexcept {
        if (helpers_ == 0) return;
        const Lock lock(mutex_);
        ++wakes_;
        changed_.notify_all();
    }

    void stop() {
        if (running_a_job()) return;
        std::unique_ptr<Workers> ending;
        const Lock lock(mutex_);
        if (idle(0)) ending = std::move(workers_);
    }

    void end() {
        if (!running_a_job()) return stop();
        Workers* ending = nullptr;
        {
            const Lock lock(mutex_);
            if (idle(1)) ending = workers_.get();
        }
        if (ending != nullptr) ending->end_others();
    }

private:
    // About the time that it takes to fall asleep and to be woken up: so the wait costs twice that
    // at most.
    static constexpr std::chrono::microseconds brief{30};

    static void look_for(std::chrono::microseconds time, const std::function<bool()>& is_so) {
        constexpr int pauses = 20;  // about a microsecond, and rarely longer than the work lasts
        const auto limit = Clock::now() + time;
        while (!is_so() && Clock::now() < limit)
            for (int i = 0; i < pauses; ++i) pause();
    }
    /// Whether jobs wait for a thread, other than the one that was posted last.
    bool has_queue() {
        const Lock lock(mutex_);
        return jobs_.size() > 1;
    }

    struct Queued {
        Job job;
        const void* group;
    };
    /// Whether nothing is left to do but the work of so many pumps.
    [[nodiscard]] bool idle(int pumps) const ASIDE_REQUIRES(mutex_) {
        return jobs_.empty() && pending_ == 0 && pumps_ == pumps;
    }
    /// Whether a thread that waits for that has something to do: one with a pump runs jobs.
    [[nodiscard]] bool has_to_look(int pumps) const ASIDE_REQUIRES(mutex_) {
        return idle(pumps) || (pumps == 1 && !jobs_.empty());
    }
    std::deque<Queued>::iterator first_of(const void* group) ASIDE_REQUIRES(mutex_) {
        if (group == nullptr) return jobs_.begin();
        return std::find_if(jobs_.begin(), jobs_.end(),
                            [&](const Queued& queued) { return queued.group == group; });
    }

    Mutex mutex_;
    std::condition_variable changed_;  ///< for threads that wait until all is done
    std::unique_ptr<Workers> workers_ ASIDE_GUARDED_BY(mutex_);
    std::deque<Queued> jobs_ ASIDE_GUARDED_BY(mutex_);
    int threads_ ASIDE_GUARDED_BY(mutex_) = 0;
    int pumps_ ASIDE_GUARDED_BY(mutex_) = 0;  ///< that run or have been asked for
    /// Pumps that have been asked for and do not run yet.
    std::size_t coming_ ASIDE_GUARDED_BY(mutex_) = 0;
    std::atomic<int> helpers_{0};
    const int most_brief_waiters_ = static_cast<int>(std::thread::hardware_concurrency()) / 2;
    std::atomic<int> brief_waiters_{0};
    unsigned wakes_ ASIDE_GUARDED_BY(mutex_) = 0;
    int pending_ ASIDE_GUARDED_BY(mutex_) = 0;  ///< jobs that will be posted later
};

Executor& executor() {
    static PerProcess<Executor>& instance = *new PerProcess<Executor>;
    return *instance;
}

void pump() noexcept {
    Executor& served = executor();
    served.begin_pump();
    do served.run_until_empty();
    while (!served.end_pump());
}

}  // namespace

void start(int threads) { executor().start(threads); }
bool started() { return executor().started(); }
void post(Job job, const void* group) { executor().post(std::move(job), group); }
bool on_arena_thread() noexcept { return running_a_job(); }
bool wait_idle(std::optional<Clock::time_point> deadline) { return executor().wait_idle(deadline); }
void help_until(const std::function<bool()>& is_so, const void* group) {
    executor().help_until(is_so, group);
}
void wait_briefly(const std::function<bool()>& is_so) { executor().wait_briefly(is_so); }
void wake() noexcept { executor().wake(); }
void stop() { executor().stop(); }
void end() { executor().end(); }

Pending::Pending() { executor().count_pending(1); }
Pending::~Pending() {
    if (counts_) executor().count_pending(-1);
}

}  // namespace aside::executor
