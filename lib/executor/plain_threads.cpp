#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <thread>
#include <utility>
#include <vector>

#include "aside/detail/mutex.hpp"
#include "executor/workers.hpp"

namespace aside::executor {

using aside::detail::Lock, aside::detail::Mutex, aside::detail::Unlocked,
    aside::detail::WaitingLock;

namespace {

/// Threads that take jobs from one queue. Only the constructor and the destructor change
/// `threads_`.
class PlainThreads final : public Workers {
public:
    PlainThreads(int threads, std::function<void(const Serve&)> around)
        : around_(std::move(around)) {
        threads_.reserve(static_cast<std::size_t>(threads));
        try {
            for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
        } catch (...) {
            end_others();  // those that were made
            throw;
        }
    }
    ~PlainThreads() override { end_others(); }

    void enqueue(void (*pump)() noexcept) override {
        const Lock lock(mutex_);
        pumps_.push_back(pump);
        queued_.store(pumps_.size(), std::memory_order_relaxed);
        if (pumps_.size() > 1 || !looking_) changed_.notify_one();
    }

    void end_others() noexcept override {
        {
            const Lock lock(mutex_);
            ending_ = true;
        }
        changed_.notify_all();
        for (auto& thread : threads_)
            if (thread.joinable() && thread.get_id() != std::this_thread::get_id()) thread.join();
    }

private:
    void run() noexcept {
        try {
            if (around_) return around_([this] { serve(); });
        } catch (...) {
            // `around_` gives the thread an arena, without which it works as well.
        }
        serve();
    }
    void serve() noexcept {
        WaitingLock lock(mutex_);
        while (true) {
            if (pumps_.empty()) look();
            while (!ending_ && pumps_.empty()) changed_.wait(lock);
            if (pumps_.empty()) return;
            auto* pump = pumps_.front();
            pumps_.pop_front();
            queued_.store(pumps_.size(), std::memory_order_relaxed);
            lock.unlock();
            pump();
            lock.lock();
        }
    }
    /// One thread stays awake for a moment, so that work which comes one after the other finds one
    /// that need not be woken.
    void look() noexcept ASIDE_REQUIRES(mutex_) {
        if (looking_ || ending_) return;
        looking_ = true;
        wait_for_moment();
        looking_ = false;
    }

    void wait_for_moment() noexcept ASIDE_REQUIRES(mutex_) {
        const Unlocked meanwhile(mutex_);
        const auto limit = std::chrono::steady_clock::now() + moment;
        while (queued_.load(std::memory_order_relaxed) == 0 &&
               std::chrono::steady_clock::now() < limit)
            std::this_thread::yield();
    }

    // About the time that it takes to fall asleep and to be woken up, some times over. TBB's
    // threads stay awake for about as long.
    static constexpr std::chrono::microseconds moment{100};

    const std::function<void(const Serve&)> around_;
    Mutex mutex_;
    std::condition_variable changed_;
    std::deque<void (*)() noexcept> pumps_ ASIDE_GUARDED_BY(mutex_);
    std::atomic<std::size_t> queued_{0};  ///< their number, for threads that look without the lock
    /// A thread is awake with nothing to do.
    bool looking_ ASIDE_GUARDED_BY(mutex_) = false;
    bool ending_ ASIDE_GUARDED_BY(mutex_) = false;
    std::vector<std::thread> threads_;
};

}  // namespace

std::unique_ptr<Workers> make_plain_threads(int threads, std::function<void(const Serve&)> around) {
    return std::make_unique<PlainThreads>(threads, std::move(around));
}

}  // namespace aside::executor
