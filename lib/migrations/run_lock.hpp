#pragma once
// What a run has of the database beside its transactions.
#include <memory>
#include <optional>

#include "aside/detail/interrupt.hpp"
#include "exec/session/session.hpp"
#include "migrations/run.hpp"

namespace aside::migrations {

/// Keeps other processes from migrating while it lives: by a lock of the engine, where that lets
/// several transactions write at once, which ends with the connection that holds it. Where one
/// transaction writes at a time, that of a file is enough, and this does nothing.
///
/// The lock belongs to a transaction that does nothing else, on a connection of its own: so it is
/// held behind a pooler, too. Who waits asks again and again, and has no snapshot meanwhile: an
/// index that is made while others write waits for all who have one. Used by one thread.
class RunLock {
public:
    /// Waits for others, and tells of that. Throws `DatabaseLocked` if they take too long.
    explicit RunLock(const RunOptions& options);
    ~RunLock();
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;

private:
    std::unique_ptr<exec::Session> session_;
    std::optional<exec::TransactionScope> transaction_;
};

/// Sleeps; throws if the calls of this thread are to end before.
void sleep(std::chrono::milliseconds time);

/// The rows that a statement gives.
[[nodiscard]] sql::Rows rows_of(exec::Session& session, const std::string& sql);

}  // namespace aside::migrations
