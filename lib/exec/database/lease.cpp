#include "exec/database/lease.hpp"

namespace aside::exec {

// The last lease is alone with the count, and need not write it.
bool Loan::is_last() noexcept {
    if (leases_.load(std::memory_order_acquire) == 1) return true;
    if (leases_.fetch_sub(1, std::memory_order_acq_rel) > 1) return false;
    leases_.store(1, std::memory_order_relaxed);
    return true;
}

void Loan::end_lease() noexcept {
    if (!is_last()) return;
    const bool inherited = process_.inherited();
    if (!inherited) {
        restore();
        if (!is_last()) return;
    }
    const auto lender = std::move(lender_);  // the object that this is a part of may end with it
    leases_.store(0, std::memory_order_relaxed);
    if (!inherited) give_back();
}

}  // namespace aside::exec
