#include "aside/detail/operation.hpp"

#include <utility>

#include "exec/background.hpp"
#include "exec/database_runner.hpp"
#include "exec/databases.hpp"
#include "executor/executor.hpp"

namespace aside::detail {

namespace {

using exec::Database;
using exec::DatabaseRunner;

void run(std::shared_ptr<Database> database, Operation& operation) {
    if (!operation.claim()) return;
    DatabaseRunner runner(std::move(database));
    operation.execute(runner);
}

// Called when the operation's turn has come; the turn ends with the lease.
void run_in_turn(std::shared_ptr<Database> database, Operation& operation) {
    try {
        Lease turn = database->adopt_turn();
        if (!operation.claim()) return;
        DatabaseRunner runner(std::move(database), std::move(turn));
        operation.execute(runner);
    } catch (...) {
        if (operation.claim()) operation.fail(std::current_exception());
    }
}

void place(std::shared_ptr<Database> database, Intent intent,
           std::shared_ptr<Operation> operation) {
    if (executor::on_arena_thread()) return run(std::move(database), *operation);
    exec::start_background();
    if (database->queues(intent)) {
        auto& queue = database->queue();
        queue.enqueue([database = std::move(database), operation = std::move(operation)]() mutable {
            run_in_turn(std::move(database), *operation);
        });
        return;
    }
    executor::post([database = std::move(database), operation = std::move(operation)]() mutable {
        run(std::move(database), *operation);
    });
}

}  // namespace

void release(Runner& runner) noexcept { runner.release(); }

void run_here(std::string_view alias, BodyRef body) {
    DatabaseRunner runner(exec::database(alias));
    body(runner);
}

void submit(std::string_view alias, Intent intent, std::shared_ptr<Operation> operation) {
    try {
        place(exec::database(alias), intent, operation);
    } catch (...) {
        if (operation->claim()) operation->fail(std::current_exception());
    }
}

}  // namespace aside::detail
