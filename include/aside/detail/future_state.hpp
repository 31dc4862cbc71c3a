#pragma once
// What the two ends of a future share beside what `std::future` has.
#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <utility>

namespace aside::detail {

class Block;

/// What is to happen once a future is ready.
class Continuation {
public:
    Continuation() = default;
    Continuation(const Continuation&) = delete;
    Continuation& operator=(const Continuation&) = delete;
    virtual ~Continuation() = default;
    virtual void run() noexcept = 0;
    /// It never runs: where it was to, nobody is left.
    virtual void drop() noexcept {}
};

/// A continuation on its way to where it runs, with the transaction that it was asked for in: what
/// executors are given. Only its first call has an effect; without any, the last copy of one that was
/// sent drops the continuation.
class Job {
public:
    Job() = default;
    Job(std::shared_ptr<Continuation> continuation, std::shared_ptr<Block> block);
    void operator()() const noexcept;

    // For the library.
    [[nodiscard]] explicit operator bool() const noexcept { return errand_ != nullptr; }
    [[nodiscard]] const Block* block() const noexcept;
    void send() const noexcept;

private:
    class Errand;
    std::shared_ptr<Errand> errand_;
};

/// Where continuations run, if not on the arena.
class Executor {
public:
    Executor() = default;
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;
    virtual ~Executor() = default;
    virtual void post(Job job) = 0;
};

/// Who follows a result, who still wants it, and how to cancel it.
///
/// Thread-safe. `mutex_` guards every member, though `finished_` is read without it, and is not held
/// while anything of the user's runs. A continuation runs in the transaction block that it was asked
/// for in.
class FutureState {
public:
    FutureState() noexcept;
    FutureState(const FutureState&) = delete;
    FutureState& operator=(const FutureState&) = delete;
    virtual ~FutureState() = default;

    // ---- for who makes the result

    /// The `std::future` has been made ready, with that error or, where there is none, a value:
    /// what follows runs. An error that nobody can get any more is reported.
    void finish(std::exception_ptr error) noexcept;

    // ---- for who has the future

    [[nodiscard]] bool finished() const noexcept;
    /// Runs it where the result was made or, if that is there already, on the arena (in place on
    /// one of its threads); or where `run_on` said. Called once, by who gives its future up for it.
    void follow(std::shared_ptr<Continuation> continuation);
    /// The same, but false, and nothing, where the result is there and `run_on` said nothing.
    [[nodiscard]] bool follow_unless_here(std::shared_ptr<Continuation> continuation);
    void run_on(std::shared_ptr<Executor> executor) noexcept;
    [[nodiscard]] std::shared_ptr<Executor> executor() const;
    /// The future was dropped and its result with it.
    void abandon() noexcept;
    /// Goes before a wait that blocks: a thread that the result may be waiting for does the work
    /// itself. It may have waited when this returns, or not. Throws where there is no memory for that,
    /// and may be called again. Throws `InterfaceError` in a child that was forked before the result was
    /// there, where it never comes.
    virtual void help();
    /// Has no effect on what is done already, or cannot be stopped.
    virtual void cancel() noexcept {}

protected:
    /// Throws as `help`.
    void require_own_process() const;

private:
    /// Keeps it for `finish`; false where that has been.
    [[nodiscard]] bool keep(const Job& job);
    void pass_on(const Job& job, bool in_place) noexcept;
    void report_where_abandoned() noexcept;

    const unsigned generation_;  ///< of the process that made it
    mutable std::mutex mutex_;
    std::atomic<bool> finished_{false};
    bool abandoned_ = false;
    std::exception_ptr error_;
    Job job_;  ///< made before, so that `finish` needs no memory
    std::shared_ptr<Executor> executor_;
};

/// Throws the `std::future_error` of a future, task or iterator that was used up, or moved from.
[[noreturn]] void throw_no_state();
/// What a future throws whose result can never come.
[[nodiscard]] std::exception_ptr broken_promise() noexcept;

}  // namespace aside::detail
