#include "exec/async/deadlines.hpp"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <thread>

#include "aside/detail/mutex.hpp"
#include "exec/async/background.hpp"
#include "exec/names.hpp"
#include "executor/executor.hpp"
#include "executor/process.hpp"

namespace aside::exec {

namespace {

using Clock = std::chrono::steady_clock;
using Time = Clock::time_point;

/// The functions to call, each with its time, and the thread that calls them. The thread is made
/// for the first entry and waits until it is stopped.
///
/// Thread-safe. No lock is held while a function is called.
class Deadlines {
public:
    void add(Time time, const std::shared_ptr<void>& subject, AtDeadline function) {
        const Lock starting(stopping_);
        const Lock lock(mutex_);
        if (!thread_.joinable()) thread_ = std::thread([this] { watch(); });
        forget_those_gone();
        const auto added = entries_.emplace(time, Entry{subject, function});
        if (added == entries_.begin()) changed_.notify_one();
    }

    void stop() noexcept {
        const Lock stopping(stopping_);
        if (!thread_.joinable()) return;
        {
            const Lock lock(mutex_);
            ends_ = true;
        }
        changed_.notify_one();
        if (thread_.get_id() == std::this_thread::get_id())
            thread_.detach();  // a program that exits from an executor of its own
        else
            thread_.join();
        const Lock lock(mutex_);
        ends_ = false;
    }

private:
    struct Entry {
        std::weak_ptr<void> subject;
        AtDeadline function;
    };

    // Drops the entries whose subject is gone. It looks only when the entries have doubled since
    // the last time, so that each entry costs a constant; and not while there are few, so that they
    // are not searched each time.
    void forget_those_gone() ASIDE_REQUIRES(mutex_) {
        constexpr std::size_t few = 64;
        if (entries_.size() < 2 * left_ + few) return;
        std::erase_if(entries_, [](const auto& each) { return each.second.subject.expired(); });
        left_ = entries_.size();
    }
    void watch() {
        WaitingLock lock(mutex_);
        while (!ends_) {
            if (entries_.empty()) {
                changed_.wait(lock);
            } else if (const Time first = entries_.begin()->first; Clock::now() < first) {
                changed_.wait_until(lock, first);
            } else {
                const Entry due = entries_.begin()->second;
                entries_.erase(entries_.begin());
                lock.unlock();
                if (const auto subject = due.subject.lock()) due.function(subject);
                lock.lock();
            }
        }
    }

    Mutex stopping_ ASIDE_ACQUIRED_BEFORE(mutex_);
    std::thread thread_ ASIDE_GUARDED_BY(stopping_);
    Mutex mutex_;
    std::condition_variable changed_;
    std::multimap<Time, Entry> entries_ ASIDE_GUARDED_BY(mutex_);
    std::size_t left_ ASIDE_GUARDED_BY(mutex_) = 0;
    bool ends_ ASIDE_GUARDED_BY(mutex_) = false;
};

Deadlines& deadlines() {
    static auto& instance = *new executor::PerProcess<Deadlines>;
    return *instance;
}

const AtEnd stopping(EndStage::after_work, [] { deadlines().stop(); });

}  // namespace

void call_at(Time time, const std::shared_ptr<void>& subject, AtDeadline function) {
    with_threads([&] { deadlines().add(time, subject, function); });
}

}  // namespace aside::exec
