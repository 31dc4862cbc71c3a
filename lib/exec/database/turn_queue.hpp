#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
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
/// transaction block: first in, first out, for threads that wait and for jobs that take their place
/// before they go to the arena. At most one arena thread at a time is in a job's turn.
///
/// A job whose turn has come is called by the arena thread that is there first: a pump posted for
/// it, or a thread that waits for a turn further back and helps, since the arena may have no other
/// thread left. In the queue of a transaction block any thread that waits helps; and a thread that
/// helps in the queue that the block has the turn of helps with the block's jobs as well.
///
/// Invariants:
/// - At most one thread or job has the turn. It is granted only to a job that is called at once, or
///   to a thread that only waits for it. A thread that helps is busy meanwhile, and its ticket is
///   passed over until it waits again: so a granted turn is one that has begun. Jobs that a thread
///   runs while it helps never find a turn that was meant for its later work.
/// - If the turn is free, some ticket is ready for it only if it is a job's that a pump is on its
///   way to, or that a thread is about to call.
/// - No thread waits for longer than `patience` while one and the same holder has the turn. A long
///   queue that moves on is no reason to give up.
/// - A function that throws has had no effect. `release` never throws: if no pump can be had, it
///   calls the jobs that are due itself.
///
/// Thread-safe: `mutex_` guards every member that is neither const nor atomic. A queue's lock may
/// be held while that of the queue around it is taken, never the other way round; an interrupt's is
/// taken before either. Jobs are called without any; both kinds of turn end with `release`.
class TurnQueue : public std::enable_shared_from_this<TurnQueue> {
public:
    using Clock = std::chrono::steady_clock;
    /// Called with the turn taken; must see to it that `release` is called, and not throw.
    using Job = std::function<void()>;

    enum class Helpers : unsigned char { arena_threads, any_thread };
    static constexpr std::chrono::milliseconds for_ever = std::chrono::milliseconds::max();

    /// `around`: the queue whose turn lasts as long as this one is used, if there is one. `what`
    /// names the thing that it gives turns of, for messages. `group` is the executor's, of the
    /// pumps.
    TurnQueue(Helpers helpers, std::string what, std::chrono::milliseconds patience = for_ever,
              std::shared_ptr<TurnQueue> around = nullptr, const void* group = nullptr);
    TurnQueue(const TurnQueue&) = delete;
    TurnQueue& operator=(const TurnQueue&) = delete;

    /// Waits for this thread's turn. False if this thread has the turn already; it then releases
    /// nothing. Throws `QueryTimeout` or `QueryCancelled` if the interrupt (nullptr: none) is due
    /// first, and `DatabaseLocked` if another holder keeps the turn for too long. A thread that
    /// helps ends the job at hand before. `call` says what the turn is for and lives for ever.
    [[nodiscard]] bool acquire(const detail::Interrupt* interrupt, const char* call);
    /// Puts a job, which runs the operation, at the end of the queue. If it may share its turn it
    /// `joins`; `take_joining` then takes the job's place. If a holder keeps the turn for too long,
    /// the operation is refused with `DatabaseLocked`. The executor must have been started.
    void enqueue(Job job, std::shared_ptr<detail::Operation> operation, bool joins);
    /// Whether the next in the queue is an operation that may share the turn. Called only by the
    /// holder of the turn.
    [[nodiscard]] bool next_joins() const;
    /// Takes the next operation out of the queue, if it may share the turn. Called only by the
    /// holder of the turn.
    [[nodiscard]] std::shared_ptr<detail::Operation> take_joining();
    /// Ends the turn that `acquire` or a job's call began.
    void release() noexcept;
    /// Sets the purpose of the turn from here on. `call` lives for ever. Called only by the holder
    /// of the turn.
    void name_call(const char* call) noexcept { call_.store(call, std::memory_order_relaxed); }

    /// True on the thread that has the turn.
    [[nodiscard]] bool held_by_this_thread() const;
    /// The turn goes on, but no longer as this thread's.
    void leave_thread() noexcept;
    /// Drops all jobs if this thread, which ends the process, has the turn: their turn can never
    /// come.
    void abandon_if_held_by_this_thread() noexcept;
    /// Drops the jobs here and in the queues around. Called only by the thread that has all these
    /// turns, and ends the process.
    void abandon() noexcept;

    /// While a block has the turn: threads that help here help in the block's queue as well.
    /// nullptr: no more.
    void set_inner(std::shared_ptr<TurnQueue> inner);

private:
    /// A thread that waits, or a job.
    struct Ticket {
        Job job{};                                       ///< empty for a thread
        std::shared_ptr<detail::Operation> operation{};  ///< a job's
        bool joins = false;                              ///< the job may share a turn
        std::optional<executor::Pending> pending{};      ///< a job's
        std::condition_variable* wake = nullptr;         ///< a thread's
        bool* granted = nullptr;                         ///< a thread's
        std::thread::id thread{};                        ///< a thread's
        bool helps = false;                              ///< the thread helps
        bool busy = false;                               ///< it is helping
        Clock::time_point since{};                       ///< waits since then
    };
    using Tickets = std::list<Ticket>;
    using Lock = std::unique_lock<std::mutex>;

    [[nodiscard]] bool take_if_free(std::thread::id thread, const char* call);
    void take(std::thread::id thread, const char* call);
    void wait_for_turn(const detail::Interrupt* interrupt, const char* call, std::thread::id self);
    [[nodiscard]] bool wait_until_granted(Lock& lock, Tickets::iterator ticket,
                                          detail::Interrupt::Watch& watch);
    [[nodiscard]] bool help_if_due(Lock& lock, Tickets::iterator ticket, bool late);
    [[nodiscard]] Tickets::iterator place_for(std::thread::id thread);
    /// The first ticket that the turn could be given to.
    [[nodiscard]] Tickets::iterator first_ready() const;
    [[nodiscard]] bool job_is_due() const;
    [[nodiscard]] Clock::time_point limit_of(const Ticket& ticket) const;
    [[nodiscard]] std::string held_for_too_long() const;
    void wake_helpers();
    void advance();
    void grant_if_first(Tickets::iterator ticket);
    void grant(Tickets::iterator ticket);
    void run_first(Lock& lock);
    void run_here(Lock& lock) noexcept;
    void pump();
    /// Runs a job that is due here or in the queue of a block inside.
    void help();
    /// To be called when a job is due in the queue of the block inside.
    void notice_inner();
    void keep_watch(Clock::time_point time) noexcept;
    static void refuse_late(const std::shared_ptr<void>& queue) noexcept;
    [[nodiscard]] Tickets take_late(Clock::time_point& next, std::exception_ptr& why) noexcept;
    [[nodiscard]] std::exception_ptr error_of_late() const noexcept;

    const bool any_thread_helps_;
    const std::string what_;
    const std::chrono::milliseconds patience_;
    const std::shared_ptr<TurnQueue> around_;
    const void* const group_;
    mutable std::mutex mutex_;
    std::shared_ptr<TurnQueue> inner_;  ///< of the block that has the turn
    bool inner_is_due_ = false;         ///< and perhaps some thread is there already
    mutable Tickets tickets_;           ///< mutable, so that a place in it can be looked for
    bool taken_ = false;
    std::thread::id holder_;     ///< the thread that has the turn; none after `leave_thread`
    std::thread::id took_it_;    ///< the thread that the turn began on
    Clock::time_point changed_;  ///< when the turn last began or ended
    std::atomic<const char*> call_{""};
    bool pump_posted_ = false;  ///< and not there yet
    bool runs_here_ = false;    ///< a thread that released calls the jobs that are due
    bool watched_ = false;      ///< `refuse_late` will be called
    int helpers_ = 0;  ///< how many tickets help; without any, a long queue need not be searched
};

}  // namespace aside::exec
