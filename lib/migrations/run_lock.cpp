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
    sql::Rows rows;
    exec::Result result = session.prepare(sql);
    while (result.step()) rows.push_back(exec::row_values(result));
    return rows;
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

PausedForeignKeys::PausedForeignKeys(exec::Session& session) : session_(session) {
    const sql::Migrating& migrating = session.dialect().migrating();
    if (!migrating.pauses_foreign_keys() || !enforced()) return;
    paused_ = true;
    const exec::UninterruptibleScope both(session);  // else a cancel between them leaves it off
    try {
        session.execute(migrating.enforce(false));
        if (!enforced()) return;
    } catch (...) {
        session.discard();
        throw;
    }
    throw MigrationError(
        "aside: the database goes on to enforce foreign keys, so that a table which is made anew "
        "would lose the rows that name its own. Nothing was changed");
}

PausedForeignKeys::~PausedForeignKeys() {
    if (!paused_) return;
    const exec::UninterruptibleScope to_its_end(session_);
    try {
        session_.execute(session_.dialect().migrating().enforce(true));
        if (enforced()) return;
    } catch (const std::exception&) {  // it is closed
    }
    session_.discard();
}

bool PausedForeignKeys::enforced() const {
    const sql::Rows rows = rows_of(session_, session_.dialect().migrating().asks_enforcement());
    return rows.empty() || rows[0].empty() || rows[0][0].to_string() != "0";
}

}  // namespace aside::migrations
