#pragma once
#include <memory>
#include <string_view>
#include <utility>

#include "aside/detail/operation.hpp"
#include "exec/database/lease.hpp"

namespace aside::exec {

class TurnQueue;

}  // namespace aside::exec

namespace aside::detail {

/// Lends sessions of one database: leased from its pool and its write queue, or that of a write or
/// transaction which holds the writer already. Used by one thread at a time.
class Runner {
public:
    /// `interrupt` stops what its sessions run; nullptr: nothing does.
    explicit Runner(std::shared_ptr<const Interrupt> interrupt)
        : interrupt_(std::move(interrupt)) {}
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;
    virtual ~Runner() = default;

    /// For statements that only read; the writer itself where this runner holds it, so that it sees
    /// what it wrote.
    [[nodiscard]] virtual Lease read() = 0;
    /// Waits for the writer; while such a lease lives and has not left this thread, further ones of
    /// this runner share its session. `call` says to others who wait what it is for, and lives for
    /// ever.
    [[nodiscard]] virtual Lease write(const char* call = "a call that writes") = 0;
    [[nodiscard]] virtual const sql::Dialect& dialect() const = 0;
    [[nodiscard]] virtual std::string_view alias() const = 0;
    /// False where a lease that is held keeps every other user of the database waiting.
    [[nodiscard]] virtual bool concurrent_readers() const = 0;
    /// What a transaction block that begins here stands on: a connection for as long as it is open,
    /// and the queue, if there is one, whose turn it has meanwhile.
    struct Ground {
        Lease connection;
        std::shared_ptr<exec::TurnQueue> turns;
    };
    [[nodiscard]] virtual Ground ground(bool read_only) = 0;
    /// The transaction block whose connection it lends, or nullptr.
    [[nodiscard]] virtual std::shared_ptr<Block> block() const { return nullptr; }
    /// The call failed. Goes before `release`.
    virtual void note_failure(const std::exception_ptr&) noexcept {}
    /// Whether the call has written what a failure would leave in a block; `AtomicWrite` says that
    /// it has not, where it has undone it.
    [[nodiscard]] virtual bool wrote() const noexcept { return false; }
    virtual void set_wrote(bool) noexcept {}
    /// Gives back what it holds by itself, leases aside; it is not used afterwards.
    virtual void release() noexcept {}

    [[nodiscard]] const std::shared_ptr<const Interrupt>& interrupt() const { return interrupt_; }

protected:
    /// A lease on its way out, whose statements the interrupt stops: also where it lives longer than
    /// the runner does.
    [[nodiscard]] Lease stopping(Lease lease) const {
        if (interrupt_) lease.stop_when(interrupt_);
        return lease;
    }

private:
    std::shared_ptr<const Interrupt> interrupt_;
};

}  // namespace aside::detail
