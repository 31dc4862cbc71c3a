#include "exec/database_runner.hpp"

namespace aside::exec {

using detail::Lease;

Lease DatabaseRunner::read() {
    if (turn_) return stopping(turn_->share());
    if (writes()) return write();
    return stopping(database_->lease_reader(interrupt().get()));
}

Lease DatabaseRunner::write() {
    if (turn_) return stopping(turn_->share());
    auto lease = database_->lease_writer(interrupt().get());
    wrote_ = true;
    return stopping(std::move(lease));
}

bool DatabaseRunner::writes() const {
    return wrote_ && database_->turns()->held_by_this_thread();
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
