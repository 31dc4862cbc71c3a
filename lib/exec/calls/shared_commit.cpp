#include "exec/calls/shared_commit.hpp"

#include <exception>
#include <optional>
#include <utility>
#include <vector>

#include "exec/async/frame.hpp"
#include "exec/async/thrown.hpp"
#include "exec/calls/run_operation.hpp"
#include "exec/database/database_runner.hpp"
#include "exec/database/shared_connection.hpp"
#include "exec/session/session.hpp"

namespace aside::exec {

namespace {

/// How many operations share a commit at most: with so many it is a small part of their time
/// already, and those in front wait for those behind.
constexpr std::size_t most_together = 256;

/// The operations that have run, with room for all that may, and whether the rows that each wrote
/// are there.
struct Done {
    std::shared_ptr<Operation> operation;
    bool written;
};

TurnQueue& turns_of(Database& database) {
    return *database.shared_connection(Intent::short_write)->turns();
}

/// Operations in one transaction. Used by the thread that has the turn.
class SharedCommit {
public:
    /// Begins the transaction; throws the database's error.
    SharedCommit(std::shared_ptr<Database> database, const Lease& turn, std::vector<Done>& done)
        : database_(std::move(database)), turn_(turn), scope_(*turn), done_(done) {}

    /// Runs an operation in a savepoint, so that its error touches no other. Operations here change
    /// few rows, and are not interrupted: SQLite would undo the whole transaction.
    void run(std::shared_ptr<Operation> operation) noexcept {
        DatabaseRunner runner(database_, turn_.share());
        std::exception_ptr error;
        try {
            TransactionScope savepoint(*turn_);
            error = execute(*operation, runner);
            if (!error) {
                turn_->require_constraints();
                savepoint.commit();
            }
        } catch (...) {
            error = std::current_exception();
            operation->fail(error);
        }
        if (error && turn_->transaction() != backend::TransactionState::open) undone_by_ = error;
        done_.push_back({std::move(operation), error == nullptr});
    }
    void run_those_behind() noexcept {
        while (!undone_by_ && done_.size() < most_together) {
            auto operation = turns_of(*database_).take_joining();
            if (!operation) return;
            if (operation->claim()) run(std::move(operation));
        }
    }
    /// Commits. If that fails, nothing is written, and each operation gets the error.
    void commit() noexcept {
        try {
            if (undone_by_) std::rethrow_exception(undone_by_);
            scope_.commit();
        } catch (...) {
            for (const auto& each : done_) {
                if (each.written) each.operation->fail(std::current_exception());
            }
        }
    }

private:
    const std::shared_ptr<Database> database_;
    const Lease& turn_;
    TransactionScope scope_;
    /// The error that has undone the whole transaction, as a full disk does.
    std::exception_ptr undone_by_;
    std::vector<Done>& done_;
};

void run_together(std::shared_ptr<Database> database, const Lease& turn,
                  const std::shared_ptr<Operation>& first, std::vector<Done>& done) noexcept {
    try {
        SharedCommit together(std::move(database), turn, done);
        together.run(first);
        together.run_those_behind();
        together.commit();
    } catch (...) {  // it has not begun
        first->fail(std::current_exception());
        done.push_back({first, false});
    }
}

/// Whether there is memory for the results of others.
bool make_room(std::vector<Done>& done) noexcept {
    return !thrown_by([&] { done.reserve(most_together); });
}

void run_alone(std::shared_ptr<Database> database, Lease turn,
               const std::shared_ptr<Operation>& operation) {
    DatabaseRunner runner(std::move(database), std::move(turn), interrupt_of(operation));
    perform(*operation, runner);
}

std::optional<Lease> adopt_turn(const std::shared_ptr<Database>& database, Operation& operation) {
    try {
        return database->shared_connection(Intent::write)->adopt_turn(database);
    } catch (...) {
        operation.refuse(std::current_exception());
        return std::nullopt;
    }
}

}  // namespace

void run_in_turn(std::shared_ptr<Database> database, const std::shared_ptr<Operation>& operation) {
    auto turn = adopt_turn(database, *operation);
    if (turn && operation->claim()) run_alone(std::move(database), std::move(*turn), operation);
}

void run_sharing_turn(std::shared_ptr<Database> database,
                      const std::shared_ptr<Operation>& operation) {
    auto turn = adopt_turn(database, *operation);
    if (!turn || !operation->claim()) return;
    std::vector<Done> done;
    if (!turns_of(*database).next_joins() || !make_room(done))
        return run_alone(std::move(database), std::move(*turn), operation);
    run_together(std::move(database), *turn, operation, done);
    turn.reset();
    frame().posts = true;  // no result waits for the continuations of another one
    for (const auto& each : done) each.operation->publish();
}

}  // namespace aside::exec
