#pragma once
#include <atomic>
#include <cassert>
#include <memory>
#include <utility>

#include "exec/session/session.hpp"
#include "executor/process.hpp"

namespace aside::exec {

class Lease;

/// The owner of a session that belongs to no thread (`Lease::leave_thread`).
enum class Keeper : unsigned char {
    iterator,  ///< between two chunks
    block      ///< which lends it in turns
};

/// A session that is lent: a part of its lender, and used again for each loan. However many leases
/// share it, the last one gives the session back. It keeps its lender alive while it is lent.
///
/// Leases of one loan may end on different threads. All else belongs to the lending side: the
/// holder of the turn, or the thread that has taken the session from its pool.
class Loan {
public:
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    /// The first lease. `lender` owns the object that this is a part of.
    [[nodiscard]] Lease begin(std::shared_ptr<const void> lender) noexcept;
    /// One more lease. For the holder of a lease, and for the thread that has the turn.
    [[nodiscard]] Lease share() noexcept;

protected:
    explicit Loan(Session* session = nullptr) noexcept : session_(session) {}
    ~Loan() = default;

    void lends(Session& session) noexcept { session_ = &session; }
    [[nodiscard]] Session& session() const noexcept { return *session_; }

private:
    friend class Lease;
    // None of these is called in a child process, which has inherited the loan.
    /// Makes the session as it was before the loan. A hook of the user's may lease the session
    /// again meanwhile: the loan then goes on until that lease has ended, too.
    virtual void restore() noexcept {}
    /// Ends the loan; it may be lent again from here on.
    virtual void give_back() noexcept = 0;
    virtual void leave_thread(Keeper keeper) noexcept = 0;

    /// The end of a lease; true for the last one, which still counts.
    [[nodiscard]] bool is_last() noexcept;
    void end_lease() noexcept;

    const executor::OfThisProcess process_;
    std::atomic<unsigned> leases_{0};
    Session* session_;
    std::shared_ptr<const void> lender_;
};

/// A session for as long as it lives, and the database with it. Move-only.
///
/// The thread that holds a database's writer may lease it again without waiting for itself. So a
/// hook or a range of the user's may run queries of its own. A lease that is to be used on another
/// thread calls `leave_thread` first.
class Lease {
public:
    Lease(Lease&& other) noexcept
        : loan_(std::exchange(other.loan_, nullptr)), stop_(std::move(other.stop_)) {}
    Lease& operator=(Lease&& other) noexcept {
        if (this == &other) return *this;
        end();
        loan_ = std::exchange(other.loan_, nullptr);
        stop_ = std::move(other.stop_);
        return *this;
    }
    ~Lease() { end(); }

    Session& operator*() const { return *loan_->session_; }
    Session* operator->() const { return loan_->session_; }

    /// Another lease of the session, which is given back with the last of them.
    [[nodiscard]] Lease share() const noexcept { return loan_->share(); }
    /// Sets the interrupt of the session's statements, as long as the lease lives; nullptr: the one
    /// that they have without it.
    void stop_when(std::shared_ptr<const Interrupt> interrupt) {
        stop_ = interrupt ? InterruptGuard(**this, std::move(interrupt)) : InterruptGuard();
    }
    /// From here on the session belongs to the keeper, and this thread does not share it any more.
    void leave_thread(Keeper keeper) const noexcept {
        if (!loan_->process_.inherited()) loan_->leave_thread(keeper);
    }

private:
    friend class Loan;
    explicit Lease(Loan& loan) noexcept : loan_(&loan) {}
    void end() noexcept {
        if (loan_ == nullptr) return;
        stop_ = {};  // before the session is given back
        loan_->end_lease();
    }

    Loan* loan_;
    InterruptGuard stop_;
};

inline Lease Loan::begin(std::shared_ptr<const void> lender) noexcept {
    assert(leases_.load(std::memory_order_relaxed) == 0);  // the turn before has ended
    lender_ = std::move(lender);
    leases_.store(1, std::memory_order_relaxed);
    return Lease(*this);
}

// The holder of the only lease is alone with the count.
inline Lease Loan::share() noexcept {
    if (leases_.load(std::memory_order_acquire) == 1)
        leases_.store(2, std::memory_order_relaxed);
    else
        leases_.fetch_add(1, std::memory_order_relaxed);
    return Lease(*this);
}

}  // namespace aside::exec
