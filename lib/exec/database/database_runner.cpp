#include "exec/database/database_runner.hpp"

#include <utility>

#include "aside/error.hpp"
#include "exec/database/shared_connection.hpp"

namespace aside::exec {

// An answer, such as that there is no such row, is none of a replica's; nor is what has stopped the
// call.
bool replica_is_to_blame() noexcept {
    try {
        throw;
    } catch (const QueryTimeout&) {
        return false;
    } catch (const QueryCancelled&) {
        return false;
    } catch (const DatabaseError&) {
        return true;
    } catch (const NotSupportedError&) {
        return true;
    } catch (...) {
        return false;
    }
}

void suspect_if_lost(Database& replica) noexcept {
    try {
        throw;
    } catch (const ConnectionLost&) {
        replica.suspect();
    } catch (...) {
    }
}

namespace {

/// Whether a server that only reads was to write, by the exception that is being handled.
bool would_write() noexcept {
    try {
        throw;
    } catch (const DatabaseError& error) {
        return error.sqlstate() == "25006";
    } catch (...) {
        return false;
    }
}

}  // namespace

Lease DatabaseRunner::read() { return read_for("a call that reads"); }

Lease DatabaseRunner::read_for(const char* call) {
    if (turn_) return stopping(turn_->share());
    if (wrote_)
        if (auto shared = database_->share_writer()) return stopping(std::move(*shared));
    return stopping(database_->lease_reader(interrupt().get(), call));
}

Lease DatabaseRunner::write(const char* call) {
    leave_replica();
    note_writing();
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
    leave_replica();
    return {read_only ? read_for(block) : write(block), database_->queue_of_blocks(read_only)};
}

void DatabaseRunner::leave_replica() noexcept {
    if (auto primary = database_->primary()) database_ = std::move(primary);
}

// What a replica refuses since it would write is going to. A connection that is shared with other
// calls is left by those who share it.
bool DatabaseRunner::leaves_replica() noexcept {
    if (turn_ || !database_->primary() || !replica_is_to_blame()) return false;
    suspect_if_lost(*database_);
    if (would_write()) note_writing();
    leave_replica();
    return true;
}

void DatabaseRunner::release() noexcept {
    turn_.reset();
    database_.reset();
}

}  // namespace aside::exec
