#pragma once
#include <atomic>
#include <cassert>
#include <memory>
#include <utility>

#include "exec/session/session.hpp"
#include "executor/process.hpp"

namespace aside::detail {
class Lease;
}

namespace aside::exec {

/// A session that is lent: a part of what lends it, and used again for each time. However many leases
/// share it, the last one gives the session back, whichever that is. It keeps its lender alive while
/// it is lent.
///
/// Leases of one loan may end on different threads. All else belongs to who lends: who has the turn,
/// or has taken the session from its pool.
class Loan {
public:
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    /// The first lease. `lender` owns what this is a part of.
    [[nodiscard]] detail::Lease begin(std::shared_ptr<const void> lender) noexcept;
    /// One more. For who has a lease, and for the thread whose turn it is.
    [[nodiscard]] detail::Lease share() noexcept;

protected:
    explicit Loan(Session* session = nullptr) noexcept : session_(session) {}
    ~Loan() = default;

    void lends(Session& session) noexcept { session_ = &session; }
    [[nodiscard]] Session& session() const noexcept { return *session_; }

private:
    friend class detail::Lease;
    // None is called in a process that has inherited the loan.
    /// Makes the session as it was. May lease it again, by a hook of the user's: the loan goes on
    /// until that has ended as well.
    virtual void restore() noexcept {}
    /// Somebody else may lend it from here on.
    virtual void give_back() noexcept = 0;
    virtual void leave_thread() noexcept = 0;

    /// The end of a lease; true for the last one, which still counts.
    [[nodiscard]] bool is_last() noexcept;
    void end_lease() noexcept;

    const executor::OfThisProcess process_;
    std::atomic<unsigned> leases_{0};
    Session* session_;
    std::shared_ptr<const void> lender_;
};

}  // namespace aside::exec

namespace aside::detail {

/// A session for as long as it lives, and the database with it. Move-only.
///
/// The thread that holds a database's writer may lease it again without waiting for itself (a hook
/// or a range of the user's that runs queries of its own). So a lease that is to be used on another
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

    exec::Session& operator*() const { return *loan_->session_; }
    exec::Session* operator->() const { return loan_->session_; }

    /// Another one of the same session, which is given back with the last of them.
    [[nodiscard]] Lease share() const noexcept { return loan_->share(); }
    /// What stops the session's statements from here on, as long as the lease lives; nullptr: what
    /// stops them without it.
    void stop_when(std::shared_ptr<const Interrupt> interrupt) {
        stop_ = interrupt ? exec::Stop(**this, std::move(interrupt)) : exec::Stop();
    }
    /// This thread no longer shares the session.
    void leave_thread() const noexcept {
        if (!loan_->process_.inherited()) loan_->leave_thread();
    }

private:
    friend class exec::Loan;
    explicit Lease(exec::Loan& loan) noexcept : loan_(&loan) {}
    void end() noexcept {
        if (loan_ == nullptr) return;
        stop_ = {};  // before the session is given back
        loan_->end_lease();
    }

    exec::Loan* loan_;
    exec::Stop stop_;
};

}  // namespace aside::detail

namespace aside::exec {

inline detail::Lease Loan::begin(std::shared_ptr<const void> lender) noexcept {
    assert(leases_.load(std::memory_order_relaxed) == 0);  // the turn before has ended
    lender_ = std::move(lender);
    leases_.store(1, std::memory_order_relaxed);
    return detail::Lease(*this);
}

// Whoever has the only lease is alone with the count.
inline detail::Lease Loan::share() noexcept {
    if (leases_.load(std::memory_order_acquire) == 1)
        leases_.store(2, std::memory_order_relaxed);
    else
        leases_.fetch_add(1, std::memory_order_relaxed);
    return detail::Lease(*this);
}

}  // namespace aside::exec
