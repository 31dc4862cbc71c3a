#pragma once
#include <atomic>
#include <chrono>
#include <exception>
#include <memory>

#include "aside/detail/future_state.hpp"
#include "aside/detail/interrupt.hpp"

namespace aside::detail {

/// Lends sessions of one database to the body of a plan; defined in the library.
class Runner;

/// What a plan does: this decides which calls may share a trip or a commit.
///
/// On an engine of one writer, a write takes its place in the database's queue before it goes to
/// the arena. Of the writes that wait there together, short ones share a commit: they change few
/// rows, and are not worth interrupting once they run. On an engine of many writers, calls that
/// write one row may share a commit, and calls that read one row a trip.
enum class Intent : unsigned char {
    read,
    read_of_row,  ///< asks for one row at most, which it can find by an index
    write,
    short_write,
    write_of_row  ///< a short one that changes one row at most, as a rule by one statement
};

/// A unit of work that runs exactly once, on the thread that claims it first. Its future is the one
/// of `FutureState`.
///
/// Thread-safe: `claim` is one atomic exchange. Only the thread that wins it calls `execute`, then
/// `fail` if that threw (or if it could not be begun), and at last `publish`.
class Operation : public FutureState {
public:
    explicit Operation(std::chrono::milliseconds timeout = {}) : interrupt_(timeout) {}

    /// True for the one caller that may now run it.
    [[nodiscard]] bool claim() noexcept {
        return !claimed_.exchange(true, std::memory_order_acq_rel);
    }
    /// Does the work and keeps its result.
    virtual void execute(Runner& runner) = 0;
    /// Keeps this error as its result.
    virtual void fail(std::exception_ptr error) noexcept = 0;
    /// Makes the result known. Continuations may run inside: no lock is held.
    virtual void publish() noexcept = 0;

    /// Calls `fail` and `publish`, unless a thread has claimed it already.
    void refuse(std::exception_ptr error) noexcept;
    /// Cancels the operation: if it was not begun, it never runs; else its statement is
    /// interrupted, or its wait for a connection.
    void cancel() noexcept override;
    void help() override;
    [[nodiscard]] const Interrupt& interrupt() const noexcept { return interrupt_; }
    /// Sets the transaction block that it belongs to, or nullptr, and an interrupt that stops it
    /// beside its own. Only to be called before another thread can see the operation.
    void join(std::shared_ptr<Block> block, std::shared_ptr<const Interrupt> interrupt) noexcept;

private:
    std::atomic<bool> claimed_{false};
    Interrupt interrupt_;
    std::shared_ptr<Block> block_;  ///< written before another thread can see the operation
};

}  // namespace aside::detail
