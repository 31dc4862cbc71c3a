#include "exec/deadlines.hpp"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "aside/error.hpp"
#include "executor/executor.hpp"
#include "executor/process.hpp"

namespace aside::exec {

namespace {

using detail::Interrupt;
using detail::Operation;
using Time = Interrupt::Clock::time_point;

/// Operations by their deadlines, and the thread that refuses those which are late. The thread is
/// made for the first operation and waits until it is stopped.
///
/// Thread-safe: `mutex_` guards every member but `thread_`, which `stopping_` guards, and which is
/// taken first. No lock is held while an operation is refused.
class Deadlines {
public:
    void add(const std::shared_ptr<Operation>& operation) {
        const std::lock_guard starting(stopping_);
        const std::lock_guard lock(mutex_);
        if (!thread_.joinable()) thread_ = std::thread([this] { watch(); });
        forget_those_done();
        const auto added = waiting_.emplace(operation->interrupt().deadline(), operation);
        if (added == waiting_.begin()) changed_.notify_one();
    }

    void stop() noexcept {
        const std::lock_guard stopping(stopping_);
        if (!thread_.joinable()) return;
        {
            const std::lock_guard lock(mutex_);
            ends_ = true;
        }
        changed_.notify_one();
        if (thread_.get_id() == std::this_thread::get_id())
            thread_.detach();  // a program that exits from an executor of its own
        else
            thread_.join();
        ends_ = false;
    }

private:
    // As many as were left over when it was last done, so that it costs each operation a constant.
    void forget_those_done() {
        if (waiting_.size() < 2 * left_ + 64) return;
        std::erase_if(waiting_, [](const auto& each) { return each.second.expired(); });
        left_ = waiting_.size();
    }
    void watch() {
        std::unique_lock lock(mutex_);
        while (!ends_) {
            if (waiting_.empty()) {
                changed_.wait(lock);
            } else if (const Time first = waiting_.begin()->first; Interrupt::Clock::now() < first) {
                changed_.wait_until(lock, first);
            } else {
                const auto late = waiting_.begin()->second.lock();
                waiting_.erase(waiting_.begin());
                lock.unlock();
                if (late) refuse(*late);
                lock.lock();
            }
        }
    }
    // It counts as pending, so that a shutdown waits for what follows it.
    static void refuse(Operation& late) {
        const executor::Pending pending;
        late.refuse(std::make_exception_ptr(
            QueryTimeout("the call's time-out has passed before its turn came")));
    }

    std::mutex stopping_;
    std::thread thread_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::multimap<Time, std::weak_ptr<Operation>> waiting_;
    std::size_t left_ = 0;
    bool ends_ = false;
};

Deadlines& deadlines() {
    static auto& instance = *new executor::PerProcess<Deadlines>;
    return *instance;
}

}  // namespace

void refuse_at_deadline(const std::shared_ptr<Operation>& operation) {
    if (operation->interrupt().has_deadline()) deadlines().add(operation);
}

void stop_watching_deadlines() noexcept { deadlines().stop(); }

}  // namespace aside::exec
