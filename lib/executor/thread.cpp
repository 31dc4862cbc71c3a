// Plain threads in place of TBB: what ThreadSanitizer can see through.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "executor/workers.hpp"

namespace aside::executor {

// `mutex` guards everything but `threads`, which only the constructor and the destructor of Workers
// touch.
struct Workers::Threads {
    void serve() {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [this] { return ending || !pumps.empty(); });
            if (pumps.empty()) return;
            auto* pump = pumps.front();
            pumps.pop_front();
            lock.unlock();
            pump();
            lock.lock();
        }
    }

    std::mutex mutex;
    std::condition_variable changed;
    std::deque<void (*)() noexcept> pumps;
    bool ending = false;
    std::vector<std::thread> threads;
};

Workers::Workers(int threads) : threads_(std::make_unique<Threads>()) {
    for (int i = 0; i < threads; ++i) threads_->threads.emplace_back([this] { threads_->serve(); });
}

Workers::~Workers() {
    {
        const std::lock_guard lock(threads_->mutex);
        threads_->ending = true;
    }
    threads_->changed.notify_all();
    for (auto& thread : threads_->threads) thread.join();
}

void Workers::enqueue(void (*pump)() noexcept) {
    {
        const std::lock_guard lock(threads_->mutex);
        threads_->pumps.push_back(pump);
    }
    threads_->changed.notify_one();
}

}  // namespace aside::executor
