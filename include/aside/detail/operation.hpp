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

/// Whether a plan may write: a write takes its place in the database's queue before it goes to the
/// arena. Of those that wait there together, `short_write`s share a commit: they change few rows,
/// and are not worth interrupting once they run.
enum class Intent : unsigned char { read, write, short_write };

/// A unit of work that runs exactly once, on whichever thread claims it first; its future is the
/// one that `FutureState` speaks of.
///
/// Thread-safe: `claim` is one atomic exchange. Whoever wins it calls `execute`, then `fail` where
/// that threw (or where it could not be begun), and at last `publish`; nobody else does.
class Operation : public FutureState {
public:
    explicit Operation(std::chrono::milliseconds timeout = {}) : interrupt_(timeout) {}

    /// True for the one caller that may now run it.
    [[nodiscard]] bool claim() noexcept {
        return !claimed_.exchange(true, std::memory_order_acq_rel);
    }
    /// Does the work and keeps what comes of it.
    virtual void execute(Runner& runner) = 0;
    /// What has come of it is this error.
    virtual void fail(std::exception_ptr error) noexcept = 0;
    /// Makes the result known. What follows may run inside: nothing is held any more.
    virtual void publish() noexcept = 0;

    /// `fail` and `publish`, where nobody has claimed it yet.
    void refuse(std::exception_ptr error) noexcept;
    /// Not begun, it never runs; running, its statement is interrupted, or its wait for a connection.
    void cancel() noexcept override;
    void help() override;
    [[nodiscard]] const Interrupt& interrupt() const noexcept { return interrupt_; }
    /// The transaction block that it belongs to, or nullptr, and what stops it beside its own
    /// interrupt. Before anybody else knows of it.
    void join(std::shared_ptr<Block> block, std::shared_ptr<const Interrupt> interrupt) noexcept;

private:
    std::atomic<bool> claimed_{false};
    Interrupt interrupt_;
    std::shared_ptr<Block> block_;  ///< written before anybody else knows of the operation
};

}  // namespace aside::detail
