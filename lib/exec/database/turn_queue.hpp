#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "aside/detail/mutex.hpp"
#include "aside/detail/operation.hpp"
#include "exec/names.hpp"
#include "executor/executor.hpp"

namespace aside::exec {

/// The queue in front of a connection that is used in turns, a database's one writer or that of a
/// transaction block. It is first in, first out, for threads that wait and for jobs that take their
/// place before they go to the arena. At most one arena thread at a time is in a job's turn.
///
/// A job whose turn has come is called by the arena thread that is there first. That is a pump
/// posted for it, or a thread that waits for a turn further back and helps, since the arena may
/// have no other thread left. In the queue of a transaction block any thread that waits helps. A
/// thread that helps in the queue that the block has the turn of helps with the block's jobs as
/// well.
///
/// Invariants:
/// - At most one thread or job has the turn. It is granted only to a job that is called at once, or
///   to a thread that only waits for it. A thread that helps is busy meanwhile, and its ticket is
///   passed over until it waits again: so a granted turn is one that has begun. Jobs that a thread
///   runs while it helps never find a turn that was meant for its later work.
/// - If the turn is free, no ticket is ready for it but that of a job which a pump is on its way
///   to, or a thread is about to call.
/// - No thread waits for longer than `patience` while one and the same holder has the turn. A long
///   queue that moves on is no reason to give up.
/// - A function that throws has had no effect. `release` never throws: if no pump can be had, it
///   calls the jobs that are due itself.
///
/// Thread-safe. A queue's lock may be held while that of the queue around it is taken, never the
/// other way round. Clang does not tell the locks of two queues apart. Jobs are called without any;
/// both kinds of turn end with `release`.
class TurnQueue : public std::enable_shared_from_this<TurnQueue> {
public:
    using Clock = std::chrono::steady_clock;
    /// Called with the turn taken; must see to it that `release` is called, and not throw.

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
    [[nodiscard]] bool acquire(const Interrupt* interrupt, const char* call) ASIDE_EXCLUDES(mutex_);
    /// Puts a job, which runs the operation, at the end of the queue. If it may share its turn it
    /// `joins`; `take_joining` then takes the job's place. If a holder keeps the turn for too long,
    /// the operation is refused with `DatabaseLocked`. The executor must have been started.
    void enqueue(executor::Job job, std::shared_ptr<Operation> operation, bool joins)
        ASIDE_EXCLUDES(mutex_);
    /// Whether the next in the queue is an operation that may share the turn. Called only by the
    /// holder of the turn.
    [[nodiscard]] bool next_joins() const ASIDE_EXCLUDES(mutex_);
    /// Takes the next operation out of the queue, if it may share the turn. Called only by the
    /// holder of the turn.
    [[nodiscard]] std::shared_ptr<Operation> take_joining() ASIDE_EXCLUDES(mutex_);
    /// Ends the turn that `acquire` or a job's call began.
    void release() noexcept ASIDE_EXCLUDES(mutex_);
    /// Sets the purpose of the turn from here on. `call` lives for ever. Called only by the holder
    /// of the turn.
    void name_call(const char* call) noexcept { call_.store(call, std::memory_order_relaxed); }

    /// True on the thread that has the turn.
    [[nodiscard]] bool held_by_this_thread() const ASIDE_EXCLUDES(mutex_);
    /// The turn goes on, but no longer as this thread's.
    void leave_thread() noexcept ASIDE_EXCLUDES(mutex_);
    /// Drops all jobs if this thread, which ends the process, has the turn: their turn can never
    /// come.
    void abandon_if_held_by_this_thread() noexcept ASIDE_EXCLUDES(mutex_);
    /// Drops the jobs here and in the queues around. Called only by the thread that has all these
    /// turns, and ends the process.
    void abandon() noexcept ASIDE_EXCLUDES(mutex_);

    /// While a block has the turn: threads that help here help in the block's queue as well.
    /// nullptr: no more.
    void set_inner(std::shared_ptr<TurnQueue> inner) ASIDE_EXCLUDES(mutex_);

private:
    /// A thread that waits, or a job.
    struct Ticket {
        executor::Job job{};                         ///< empty for a thread
        std::shared_ptr<Operation> operation{};      ///< a job's
        bool joins = false;                          ///< the job may share a turn
        std::optional<executor::Pending> pending{};  ///< a job's
        std::condition_variable* wake = nullptr;     ///< a thread's
        bool* granted = nullptr;                     ///< a thread's
        std::thread::id thread{};                    ///< a thread's
        bool helps = false;                          ///< the thread helps
        bool busy = false;                           ///< it is helping
        Clock::time_point since{};                   ///< waits since then
    };
    using Tickets = std::list<Ticket>;

    [[nodiscard]] bool take_if_free(std::thread::id thread, const char* call)
        ASIDE_REQUIRES(mutex_);
    void take(std::thread::id thread, const char* call) ASIDE_REQUIRES(mutex_);
    void wait_for_turn(const Interrupt* interrupt, const char* call, std::thread::id self)
        ASIDE_EXCLUDES(mutex_);
    [[nodiscard]] bool wait_until_granted(WaitingLock& lock, Tickets::iterator ticket,
                                          Interrupt::Watch& watch) ASIDE_REQUIRES(mutex_);
    [[nodiscard]] bool help_if_due(Tickets::iterator ticket, bool late) ASIDE_REQUIRES(mutex_);
    [[nodiscard]] Tickets::iterator place_for(std::thread::id thread) ASIDE_REQUIRES(mutex_);
    /// The first ticket that the turn could be given to.
    [[nodiscard]] Tickets::iterator first_ready() const ASIDE_REQUIRES(mutex_);
    [[nodiscard]] bool job_is_due() const ASIDE_REQUIRES(mutex_);
    [[nodiscard]] Clock::time_point limit_of(const Ticket& ticket) const ASIDE_REQUIRES(mutex_);
    [[nodiscard]] std::string held_for_too_long() const ASIDE_REQUIRES(mutex_);
    void wake_helpers() ASIDE_REQUIRES(mutex_);
    void advance() ASIDE_REQUIRES(mutex_);
    void grant_if_first(Tickets::iterator ticket) ASIDE_REQUIRES(mutex_);
    void grant(Tickets::iterator ticket) ASIDE_REQUIRES(mutex_);
    void run_first() ASIDE_REQUIRES(mutex_);
    void run_here() noexcept ASIDE_REQUIRES(mutex_);
    void pump() ASIDE_EXCLUDES(mutex_);
    /// Runs a job that is due here or in the queue of a block inside.
    void help() ASIDE_EXCLUDES(mutex_);
    /// To be called when a job is due in the queue of the block inside.
    void notice_inner() ASIDE_EXCLUDES(mutex_);
    void keep_watch(Clock::time_point time) noexcept ASIDE_EXCLUDES(mutex_);
    static void refuse_late(const std::shared_ptr<void>& queue) noexcept;
    [[nodiscard]] Tickets take_late(Clock::time_point& next, std::exception_ptr& why) noexcept
        ASIDE_EXCLUDES(mutex_);
    [[nodiscard]] std::exception_ptr error_of_late() const noexcept ASIDE_REQUIRES(mutex_);

    const bool any_thread_helps_;
    const std::string what_;
    const std::chrono::milliseconds patience_;
    const std::shared_ptr<TurnQueue> around_;
    const void* const group_;
    mutable Mutex mutex_;
    /// The queue of the block that has the turn; nullptr if no block has it.
    std::shared_ptr<TurnQueue> inner_ ASIDE_GUARDED_BY(mutex_);
    /// A job in `inner_` is due, and perhaps no thread has come for it yet.
    bool inner_is_due_ ASIDE_GUARDED_BY(mutex_) = false;
    /// Mutable, so that a place in it can be looked for.
    mutable Tickets tickets_ ASIDE_GUARDED_BY(mutex_);
    bool taken_ ASIDE_GUARDED_BY(mutex_) = false;
    /// The thread that has the turn; none after `leave_thread`.
    std::thread::id holder_ ASIDE_GUARDED_BY(mutex_);
    /// The thread that the turn began on.
    std::thread::id took_it_ ASIDE_GUARDED_BY(mutex_);
    /// When the turn last began or ended.
    Clock::time_point changed_ ASIDE_GUARDED_BY(mutex_);
    std::atomic<const char*> call_{""};
    bool pump_posted_ ASIDE_GUARDED_BY(mutex_) = false;  ///< a pump was posted and has not begun
    /// A thread that released calls the jobs that are due.
    bool runs_here_ ASIDE_GUARDED_BY(mutex_) = false;
    bool watched_ ASIDE_GUARDED_BY(mutex_) = false;  ///< `refuse_late` will be called
    /// How many tickets help; without any, a long queue need not be searched.
    int helpers_ ASIDE_GUARDED_BY(mutex_) = 0;
};

}  // namespace aside::exec
