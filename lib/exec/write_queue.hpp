#pragma once
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "executor/executor.hpp"

namespace aside::exec {

/// The queue in front of the one writer of a database: strictly first in, first out, for threads
/// that wait and for jobs that take their place before they go to the arena. At most one arena
/// thread at a time is in a job's turn.
///
/// A job whose turn has come is called by whichever arena thread is there first: a pump posted for
/// it, or a thread that waits for a turn further back and helps, since the arena may have no other
/// thread left.
///
/// Thread-safe: `mutex_` guards every member. Jobs are called without it; both kinds of turn end
/// with `release`.
class WriteQueue : public std::enable_shared_from_this<WriteQueue> {
public:
    /// Called on an arena thread with the turn taken; must see to it that `release` is called, and
    /// not throw.
    using Job = std::function<void()>;

    WriteQueue() = default;
    WriteQueue(const WriteQueue&) = delete;
    WriteQueue& operator=(const WriteQueue&) = delete;

    /// Waits for this thread's turn. False where this thread has the turn already; it then releases
    /// nothing.
    [[nodiscard]] bool acquire();
    /// Puts a job at the end of the queue. The executor has been started.
    void enqueue(Job job);
    /// Ends the turn that `acquire` or a job's call began.
    void release() noexcept;

    /// True on the thread whose turn it is.
    [[nodiscard]] bool held_by_this_thread() const;
    /// The turn goes on, but no longer as this thread's.
    void leave_thread() noexcept;
    /// Drops the jobs whose turn can never come because this thread, which ends the process, has
    /// the turn.
    void abandon_if_held_by_this_thread() noexcept;

private:
    /// A thread that waits, or a job.
    struct Ticket {
        Job job{};                                   ///< empty for a thread
        std::optional<executor::Pending> pending{};  ///< a job's
        std::condition_variable* wake = nullptr;     ///< a thread's
        bool* granted = nullptr;                     ///< a thread's
        std::thread::id thread{};                    ///< a thread's
        bool helps = false;                          ///< the thread is one of the arena's
    };

    void wait_for_turn(std::unique_lock<std::mutex>& lock);
    [[nodiscard]] std::list<Ticket>::iterator place_for(std::thread::id thread);
    void wake_helpers();
    void advance();
    void run_head(std::unique_lock<std::mutex>& lock);
    void pump();
    [[nodiscard]] bool job_is_due() const {
        return !taken_ && !tickets_.empty() && tickets_.front().job;
    }

    mutable std::mutex mutex_;
    std::list<Ticket> tickets_;
    bool taken_ = false;
    std::thread::id holder_;    ///< whose turn it is; none after `leave_thread`
    bool pump_posted_ = false;  ///< and not there yet
    int helpers_ = 0;  ///< how many tickets help; without any, a long queue need not be searched
};

}  // namespace aside::exec
