#include "exec/database/database_runner.hpp"

namespace aside::exec {

Lease DatabaseRunner::read() { return read_for("a call that reads"); }

Lease DatabaseRunner::read_for(const char* call) {
    if (turn_) return stopping(turn_->share());
    if (writes()) return stopping(database_->lease_writer(interrupt().get(), call));
    return stopping(database_->lease_reader(interrupt().get(), call));
}

Lease DatabaseRunner::write(const char* call) {
    if (turn_) {
        database_->turns()->name_call(call);
        return stopping(turn_->share());
    }
    auto lease = database_->lease_writer(interrupt().get(), call);
    wrote_ = true;
    return stopping(std::move(lease));
}

bool DatabaseRunner::writes() const { return wrote_ && database_->turns()->held_by_this_thread(); }

Runner::BlockResources DatabaseRunner::block_resources(bool read_only) {
    constexpr auto block = "a transaction block";
    const bool has_turn = !read_only || !database_->concurrent_readers();
    return {read_only ? read_for(block) : write(block), has_turn ? database_->turns() : nullptr};
}

void DatabaseRunner::release() noexcept {
    turn_.reset();
    database_.reset();
}

}  // namespace aside::exec
