#include "exec/database_runner.hpp"

namespace aside::exec {

using detail::Lease;

Lease DatabaseRunner::read() {
    if (auto lease = shared()) return stopping(std::move(*lease));
    return stopping(database_->lease_reader(interrupt().get()));
}

Lease DatabaseRunner::write() {
    if (auto lease = shared()) return stopping(std::move(*lease));
    auto lease = database_->lease_writer(interrupt().get());
    writing_ = lease.loan();
    writer_ = &*lease;
    return stopping(std::move(lease));
}

std::optional<Lease> DatabaseRunner::shared() const {
    if (turn_) return Lease(**turn_, turn_->loan());
    if (auto loan = writing_.lock()) return Lease(*writer_, std::move(loan));
    return std::nullopt;
}

detail::Runner::Ground DatabaseRunner::ground(bool read_only) {
    const bool has_turn = !read_only || !database_->concurrent_readers();
    return {read_only ? read() : write(), has_turn ? database_->turns() : nullptr};
}

void DatabaseRunner::release() noexcept {
    turn_.reset();
    database_.reset();
}

}  // namespace aside::exec
