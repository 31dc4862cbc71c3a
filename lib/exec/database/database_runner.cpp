#include "exec/database/database_runner.hpp"

#include <utility>

#include "exec/database/shared_connection.hpp"

namespace aside::exec {

Lease DatabaseRunner::read() { return read_for("a call that reads"); }

Lease DatabaseRunner::read_for(const char* call) {
    if (turn_) return stopping(turn_->share());
    if (wrote_)
        if (auto shared = database_->share_writer()) return stopping(std::move(*shared));
    return stopping(database_->lease_reader(interrupt().get(), call));
}

Lease DatabaseRunner::write(const char* call) {
    if (turn_) {
        if (auto* const connection = database_->shared_connection(Intent::write))
            connection->turns()->name_call(call);
        return stopping(turn_->share());
    }
    auto lease = database_->lease_writer(interrupt().get(), call);
    wrote_ = true;
    return stopping(std::move(lease));
}

Runner::BlockResources DatabaseRunner::block_resources(bool read_only) {
    constexpr auto block = "a transaction block";
    return {read_only ? read_for(block) : write(block), database_->queue_of_blocks(read_only)};
}

void DatabaseRunner::release() noexcept {
    turn_.reset();
    database_.reset();
}

}  // namespace aside::exec
