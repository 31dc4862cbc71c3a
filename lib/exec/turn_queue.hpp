#pragma once
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "aside/detail/operation.hpp"
#include "executor/executor.hpp"

namespace aside::exec {

/// The queue in front of a connection that is used in turns, a database's one writer or that of a
/// transaction block: strictly first in, first out, for threads that wait and for jobs that take
/// their place before they go to the arena. At most one arena thread at a time is in a job's turn.
///
/// A job whose turn has come is called by whichever arena thread is there first: a pump posted for
/// it, or a thread that waits for a turn further back and helps, since the arena may have no other
/// thread left. In the queue of a transaction block any thread that waits helps; and whoever helps
/// in the queue that the block has the turn of, helps with the block's jobs as well.
///
/// Thread-safe: `mutex_` guards every member that is not const. A queue's lock may be held while
/// that of the queue around it is taken, never the other way round; an interrupt's is taken before
/// either. Jobs are called without any; both kinds of turn end with `release`.
class TurnQueue : public std::enable_shared_from_this<TurnQueue> {
public:
    /// Called with the turn taken; must see to it that `release` is called, and not throw.
    using Job = std::function<void()>;

    enum class Helpers : unsigned char { arena_threads, any_thread };

    /// `around`: the queue whose turn lasts as long as this one is used, if there is one.
    /// `what` is what its turns are of, for messages.
    TurnQueue(Helpers helpers, std::string what, std::shared_ptr<TurnQueue> around = nullptr)
        : any_thread_helps_(helpers == Helpers::any_thread),
          what_(std::move(what)),
          around_(std::move(around)) {}
    TurnQueue(const TurnQueue&) = delete;
    TurnQueue& operator=(const TurnQueue&) = delete;

    /// Waits for this thread's turn. False where this thread has the turn already; it then releases
    /// nothing. Throws `QueryTimeout` or `QueryCancelled` where the interrupt (nullptr: none) is due
    /// first; the turn is another's then. A thread that helps ends the job at hand before.
    [[nodiscard]] bool acquire(const detail::Interrupt* interrupt = nullptr);
    /// Puts a job at the end of the queue. The executor has been started. An operation that may
    /// share its turn is named; `take_joining` then takes the job's place.
    void enqueue(Job job, std::shared_ptr<detail::Operation> joining = nullptr);
    /// For who has the turn: whether the head of the queue is an operation that may share it.
    [[nodiscard]] bool next_joins() const;
    /// For who has the turn: the operation at the head of the queue, taken out of it, where that is
    /// one that may share the turn.
    [[nodiscard]] std::shared_ptr<detail::Operation> take_joining();
    /// Ends the turn that `acquire` or a job's call began.
    void release() noexcept;

    /// True on the thread whose turn it is.
    [[nodiscard]] bool held_by_this_thread() const;
    /// The turn goes on, but no longer as this thread's.
    void leave_thread() noexcept;
    /// Drops the jobs whose turn can never come because this thread, which ends the process, has
    /// the turn.
    void abandon_if_held_by_this_thread() noexcept;
    /// The same, for who knows that it has the turn, here and in the queues around.
    void abandon() noexcept;

    /// While a block has the turn: who helps here helps there. nullptr: no more.
    void set_inner(std::shared_ptr<TurnQueue> inner);

private:
    /// A thread that waits, or a job.
    struct Ticket {
        Job job{};                                   ///< empty for a thread
        std::shared_ptr<detail::Operation> joining{};  ///< a job's, where it may share a turn
        std::optional<executor::Pending> pending{};  ///< a job's
        std::condition_variable* wake = nullptr;     ///< a thread's
        bool* granted = nullptr;                     ///< a thread's
        std::thread::id thread{};                    ///< a thread's
        bool helps = false;                          ///< the thread is one of the arena's
    };

    [[nodiscard]] bool take_if_free(std::thread::id thread);
    void wait_for_turn(const detail::Interrupt* interrupt, std::thread::id self);
    [[nodiscard]] bool wait_until_granted(std::unique_lock<std::mutex>& lock,
                                          std::condition_variable& wake,
                                          detail::Interrupt::Watch& watch, std::thread::id self);
    [[nodiscard]] std::list<Ticket>::iterator place_for(std::thread::id thread);
    void wake_helpers();
    void advance();
    void run_head(std::unique_lock<std::mutex>& lock);
    void pump();
    /// Runs a job that is due here or in the queue of a block inside.
    void help();
    /// In the queue of the block inside a job is due.
    void notice_inner();
    [[nodiscard]] bool job_is_due() const {
        return !taken_ && !tickets_.empty() && tickets_.front().job;
    }

    const bool any_thread_helps_;
    const std::string what_;
    const std::shared_ptr<TurnQueue> around_;
    mutable std::mutex mutex_;
    std::shared_ptr<TurnQueue> inner_;  ///< of the block that has the turn
    bool inner_is_due_ = false;         ///< and perhaps some thread is there already
    std::list<Ticket> tickets_;
    bool taken_ = false;
    std::thread::id holder_;    ///< whose turn it is; none after `leave_thread`
    bool pump_posted_ = false;  ///< and not there yet
    int helpers_ = 0;  ///< how many tickets help; without any, a long queue need not be searched
};

}  // namespace aside::exec
