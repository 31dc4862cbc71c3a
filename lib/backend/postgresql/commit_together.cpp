// Statements that are committed together, each in a savepoint that waits for no answer.
#include <algorithm>

#include "aside/error.hpp"
#include "backend/postgresql/postgres_connection.hpp"

namespace aside::backend::postgresql {

namespace {

constexpr const char* savepoint = "SAVEPOINT aside_together";
constexpr const char* release = "RELEASE SAVEPOINT aside_together";
constexpr const char* undo = "ROLLBACK TO SAVEPOINT aside_together";

}  // namespace

// It takes two trips: the statements may be stopped while they run, the commit must not be.
bool PostgresConnection::commit_together(std::span<Prepared* const> statements) {
    if (!run_undoably(statements)) {
        if (!lost_ && transaction() != TransactionState::none) run("ROLLBACK");
        return false;
    }
    return commit_what_is_done(statements);
}

/// False if there is no transaction that could be committed.
///
/// After an error the server passes over everything up to the next sync. The ROLLBACK TO behind
/// that sync undoes the statement that has failed. After a success the savepoint is a new one, and
/// the ROLLBACK TO undoes nothing.
bool PostgresConnection::run_undoably(std::span<Prepared* const> statements) {
    using Of = Expected::Of;
    try {
        make_trip([&] {
            undoes_one_by_one_ = true;
            state_ = TransactionState::open;
            for (const char* sql :
                 {"BEGIN", lock_patience_.c_str(), "SET CONSTRAINTS ALL IMMEDIATE", savepoint})
                add_command(Of::put_off, sql);
            for (Prepared* const each : statements) {
                add_command(Of::put_off, undo);
                add(static_cast<PostgresStatement&>(*each));
                add_command(Of::keeping, release);
                add_command(Of::keeping, savepoint);
                if (each != statements.back()) add_sync();
            }
        });
        read_everything();
    } catch (const std::exception&) {
        return false;  // it cannot be sent, and the connection is given up
    }
    return !lost_ && transaction() != TransactionState::none;
}

bool PostgresConnection::commit_what_is_done(std::span<Prepared* const> statements) {
    try {
        make_trip([&] {
            link_.let_finish(true);
            add_command(Expected::Of::put_off, undo);
            add_command(Expected::Of::committing, "COMMIT");
        });
        read_everything();
    } catch (const std::exception&) {
        // Some of it may have been sent; the connection is given up.
    }
    if (!lost_ && transaction() != TransactionState::none) run("ROLLBACK");
    if (!lost_ || committed_) return committed_;
    const auto unknown = std::make_exception_ptr(ConnectionLost(
        DatabaseErrorInfo{.message = "the connection to the server was lost during the commit",
                          .outcome_unknown = true}));
    for (Prepared* const each : statements) static_cast<PostgresStatement&>(*each).fail(unknown);
    return true;
}

}  // namespace aside::backend::postgresql
