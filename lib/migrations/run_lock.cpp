#include "migrations/run_lock.hpp"

#include <condition_variable>
#include <utility>

#include "aside/advisory_lock.hpp"
#include "aside/detail/mutex.hpp"
#include "exec/calls/submit.hpp"
#include "exec/database/databases.hpp"
#include "exec/session/interrupt_watch.hpp"
#include "exec/session/row_values.hpp"
#include "sql/migrating.hpp"

namespace aside::migrations {
namespace {

bool try_lock(exec::Session& session, std::int64_t key) {
    const sql::BoundStatement statement = session.dialect().advisory_lock(key, false, false);
    exec::Result result = session.run(statement);
    return result.step() && result.cells().at(0).integer != 0;
}

}  // namespace

void sleep(std::chrono::milliseconds time) {
    const auto interrupt = exec::interrupt_around(nullptr);
    const auto until = detail::Interrupt::Clock::now() + time;
    detail::Mutex mutex;
    std::condition_variable never;
    detail::Interrupt::Watch watch(interrupt.get(), mutex, never);
    detail::WaitingLock lock(mutex);
    while (detail::Interrupt::Clock::now() < until && !watch.due()) watch.wait(lock, until);
    if (watch.due()) interrupt->check_wait("a migration to be tried again");
}

sql::Rows rows_of(exec::Session& session, const std::string& sql) {
    return exec::all_rows(session.prepare(sql));
}

RunLock::RunLock(const RunOptions& options) {
    const std::shared_ptr<exec::Database> database = exec::database(options.alias);
    const sql::Dialect& dialect = database->dialect();
    if (!dialect.features().advisory_locks) return;
    const auto interrupt = exec::interrupt_around(nullptr);
    session_ = database->open_apart(interrupt.get());
    exec::InterruptGuard stops;
    if (interrupt) stops = exec::InterruptGuard(*session_, interrupt);
    const std::int64_t key = LockKey("aside migrations " + options.history).number();
    const auto until = std::chrono::steady_clock::now() + options.wait;
    for (bool told = false;; sleep(std::chrono::milliseconds(100))) {
        transaction_.emplace(*session_);
        if (try_lock(*session_, key)) break;
        transaction_.reset();
        if (std::chrono::steady_clock::now() >= until)
            throw DatabaseLocked("aside: another process has migrated the database \"" +
                                 options.alias + "\" for too long");
        if (!std::exchange(told, true)) options.tell("waiting for another process that migrates");
    }
    // Last, since it has no snapshot: that of a query is kept until the next statement, and an
    // index that is made while others write would wait for it.
    for (const std::string& sql : dialect.migrating().stay_idle()) session_->execute(sql);
}

RunLock::~RunLock() = default;

}  // namespace aside::migrations
