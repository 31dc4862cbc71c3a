#pragma once
#include <memory>
#include <string_view>
#include <utility>

#include "aside/detail/operation.hpp"
#include "aside/error.hpp"
#include "exec/async/frame.hpp"
#include "exec/database/lease.hpp"

namespace aside::exec {

class TurnQueue;

}  // namespace aside::exec

namespace aside::detail {

/// Lends sessions of one database: leased from its pool and its write queue, or that of a write or
/// transaction which holds the writer already. One of a call that only reads may lend those of a
/// replica. Used by one thread at a time.
class Runner {
public:
    /// `interrupt` stops the statements of its sessions; nullptr: they are not stopped.
    explicit Runner(std::shared_ptr<const Interrupt> interrupt)
        : interrupt_(std::move(interrupt)) {}
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;
    virtual ~Runner() { tell_written(); }

    /// A lease for statements that only read. It is the writer itself if this runner holds that, so
    /// that it sees its own writes. Who reads by it without `read_by` takes the errors of a replica.
    [[nodiscard]] virtual exec::Lease read() = 0;
    /// Calls a function that reads by a lease of `read`, and gives what it gives. Where a replica
    /// cannot do it, it is called again with a session of the database itself: it only reads, and
    /// leaves nothing behind when it throws.
    template <class Body>
    auto read_by(Body body) {
        try {
            const exec::Lease session = read();
            return body(*session);
        } catch (const Error&) {
            if (!leaves_replica()) throw;
        }
        const exec::Lease session = read();
        return body(*session);
    }
    /// Waits for the writer. While such a lease lives and has not left this thread, further ones of
    /// this runner share its session. `call` names its purpose to threads that wait, and lives for
    /// ever.
    [[nodiscard]] virtual exec::Lease write(const char* call = "a call that writes") = 0;
    [[nodiscard]] virtual const sql::Dialect& dialect() const = 0;
    [[nodiscard]] virtual std::string_view alias() const = 0;
    /// False if a lease that is held keeps every other user of the database waiting.
    [[nodiscard]] virtual bool concurrent_readers() const = 0;
    /// The base of a transaction block that begins here. It is a connection for as long as the
    /// block is open, and the queue, if there is one, whose turn it has meanwhile.
    struct BlockResources {
        exec::Lease connection;
        std::shared_ptr<exec::TurnQueue> turns;
    };
    [[nodiscard]] virtual BlockResources block_resources(bool read_only) = 0;
    /// The transaction block whose connection it lends, or nullptr.
    [[nodiscard]] virtual std::shared_ptr<Block> block() const { return nullptr; }
    /// The call failed. Goes before `release`.
    virtual void note_failure(const std::exception_ptr&) noexcept {}
    /// Whether the call has written something that a failure would leave in a block. `AtomicWrite`
    /// resets it when it has undone the writes.
    [[nodiscard]] virtual bool wrote() const noexcept { return false; }
    virtual void set_wrote(bool) noexcept {}
    /// What it runs may write.
    void note_writing() noexcept { may_have_written_ = true; }
    /// The statements of the call have ended: code that follows from it reads no replica which has
    /// not got what they wrote.
    void tell_written() noexcept {
        if (std::exchange(may_have_written_, false)) exec::note_written_here();
    }
    /// Gives back everything that it holds by itself, leases aside; it must not be used afterwards.
    virtual void release() noexcept {}
    /// A read has failed, with the exception that is being handled: whether that was a replica's,
    /// and the next lease leads to the database itself.
    [[nodiscard]] virtual bool leaves_replica() noexcept { return false; }

    [[nodiscard]] const std::shared_ptr<const Interrupt>& interrupt() const { return interrupt_; }

protected:
    /// A lease to be given out, whose statements the interrupt stops: also if it lives longer than
    /// the runner does.
    [[nodiscard]] exec::Lease stopping(exec::Lease lease) const {
        if (interrupt_) lease.stop_when(interrupt_);
        return lease;
    }

private:
    std::shared_ptr<const Interrupt> interrupt_;
    bool may_have_written_ = false;
};

}  // namespace aside::detail
