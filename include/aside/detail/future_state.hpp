#pragma once
// The state that the two ends of a future share beside that of `std::future`.
#include <atomic>
#include <chrono>
#include <exception>
#include <memory>
#include <utility>

#include "aside/detail/mutex.hpp"

namespace aside::detail {

class Block;

/// When a write ended that is to be seen; the clock's epoch: there was none. It travels from the
/// code that wrote to all that follows from it, so that this reads no replica which has not got the
/// write yet.
using WriteTime = std::chrono::steady_clock::time_point;

/// A call that runs once a future is ready.
class Continuation {
public:
    Continuation() = default;
    Continuation(const Continuation&) = delete;
    Continuation& operator=(const Continuation&) = delete;
    virtual ~Continuation() = default;
    virtual void run() noexcept = 0;
    /// Called instead of `run`, if no caller is left that could use the result.
    virtual void drop() noexcept {}
};

/// A continuation on its way to its executor, with the transaction that it was asked for in.
/// Executors are given copies of it. Only its first call has an effect. If it was sent and never
/// called, the last copy drops the continuation.
class ScheduledContinuation {
public:
    ScheduledContinuation() = default;
    ScheduledContinuation(std::shared_ptr<Continuation> continuation, std::shared_ptr<Block> block,
                          WriteTime written);
    void operator()() const noexcept;

    // For the library.
    [[nodiscard]] explicit operator bool() const noexcept { return state_ != nullptr; }
    [[nodiscard]] const Block* block() const noexcept;
    /// `written`: what was written for the result that it follows.
    void send(WriteTime written) const noexcept;

private:
    class State;
    std::shared_ptr<State> state_;
};

/// Runs continuations, instead of the arena.
class ContinuationExecutor {
public:
    ContinuationExecutor() = default;
    ContinuationExecutor(const ContinuationExecutor&) = delete;
    ContinuationExecutor& operator=(const ContinuationExecutor&) = delete;
    virtual ~ContinuationExecutor() = default;
    virtual void post(ScheduledContinuation scheduled) = 0;
};

/// The state of a result: the continuations that follow it, whether it is still wanted, and how to
/// cancel it.
///
/// Thread-safe. `mutex_` is not held while code of the user's runs. Once a continuation was kept or
/// passed on, no other thread changes `executor_`. A continuation runs in the transaction block
/// that it was asked for in.
class FutureState {
public:
    FutureState() noexcept;
    FutureState(const FutureState&) = delete;
    FutureState& operator=(const FutureState&) = delete;
    virtual ~FutureState() = default;

    // ---- for the code that makes the result

    /// To be called when the `std::future` has been made ready, with that error or, if nullptr, a
    /// value: the continuations run. An error that no caller can get any more is reported.
    void finish(std::exception_ptr error) noexcept;

    /// The code at hand may have written what the result tells of: who takes the result sees that.
    /// Called before the result is there.
    void note_written() noexcept;
    /// As that, of a write which ended then.
    void note_written(WriteTime time) noexcept {
        if (time > written_) written_ = time;
    }

    // ---- for the owner of the future

    /// The code at hand sees from here on what was written for the result. Called once that is
    /// there; by the code that makes it, to see what the owner has written before.
    void see_written() const noexcept;
    [[nodiscard]] bool finished() const noexcept;
    /// Runs the continuation when the result is there: on the thread that made it, or on the
    /// executor of `run_on`. If the result is there already, it runs on the arena, in place on one
    /// of its threads. Called once, by the future's owner, which gives the future up for it.
    void follow(std::shared_ptr<Continuation> continuation);
    /// Like `follow`; but if the result is there and `run_on` was not called, it does nothing and
    /// gives false.
    [[nodiscard]] bool follow_unless_here(std::shared_ptr<Continuation> continuation)
        ASIDE_NO_THREAD_SAFETY_ANALYSIS;
    void run_on(std::shared_ptr<ContinuationExecutor> executor) noexcept;
    [[nodiscard]] std::shared_ptr<ContinuationExecutor> executor() const;
    /// The future was dropped and its result with it.
    void abandon() noexcept;
    /// Called before a wait that blocks: a thread that the result may be waiting for does the work
    /// itself. It may have waited when this returns, or not. Throws if there is no memory for that,
    /// and may be called again. Throws `InterfaceError` in a child that was forked before the
    /// result was there, since it never comes.
    virtual void help();
    /// Cancels the work. Has no effect if it is done already, or cannot be stopped.
    virtual void cancel() noexcept {}

protected:
    /// Throws `InterfaceError` in a child that was forked before the result was there.
    void require_own_process() const;

private:
    /// Keeps a continuation for `finish`; false if that was called already.
    [[nodiscard]] bool keep(const ScheduledContinuation& scheduled);
    void pass_on(const ScheduledContinuation& scheduled,
                 bool in_place) noexcept ASIDE_NO_THREAD_SAFETY_ANALYSIS;
    void report_where_abandoned() noexcept;

    const unsigned generation_;  ///< of the process that made it
    /// Of the code that made this object and, once the result is there, of that which made the
    /// result. Changed only by the latter.
    WriteTime written_;
    mutable Mutex mutex_;
    std::atomic<bool> finished_{false};  ///< set with `mutex_`, and read without it
    bool abandoned_ ASIDE_GUARDED_BY(mutex_) = false;
    std::exception_ptr error_ ASIDE_GUARDED_BY(mutex_);
    ScheduledContinuation scheduled_
        ASIDE_GUARDED_BY(mutex_);  ///< made before, so that `finish` needs no memory
    std::shared_ptr<ContinuationExecutor> executor_ ASIDE_GUARDED_BY(mutex_);
};

/// Throws the `std::future_error` of a future, task or iterator that was used up, or moved from.
[[noreturn]] void throw_no_state();
/// The error of a future whose result can never come.
[[nodiscard]] std::exception_ptr broken_promise() noexcept;

}  // namespace aside::detail
