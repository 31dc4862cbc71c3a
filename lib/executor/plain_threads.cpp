#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "executor/workers.hpp"

namespace aside::executor {

namespace {

/// `mutex_` guards everything but `threads_`, which only the constructor and the destructor touch.
class PlainThreads final : public Workers {
public:
    explicit PlainThreads(int threads) {
        try {
            for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { serve(); });
        } catch (...) {
            end();  // those that were made
            throw;
        }
    }
    ~PlainThreads() override { end(); }

    void enqueue(void (*pump)() noexcept) override {
        {
            const std::lock_guard lock(mutex_);
            pumps_.push_back(pump);
        }
        changed_.notify_one();
    }

private:
    void end() noexcept {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        changed_.notify_all();
        for (auto& thread : threads_) thread.join();
    }
    void serve() {
        std::unique_lock lock(mutex_);
        while (true) {
            changed_.wait(lock, [this] { return ending_ || !pumps_.empty(); });
            if (pumps_.empty()) return;
            auto* pump = pumps_.front();
            pumps_.pop_front();
            lock.unlock();
            pump();
            lock.lock();
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<void (*)() noexcept> pumps_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace

std::unique_ptr<Workers> make_plain_threads(int threads) {
    return std::make_unique<PlainThreads>(threads);
}

}  // namespace aside::executor
