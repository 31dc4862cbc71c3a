#include "aside/advisory_lock.hpp"

#include "aside/detail/changing.hpp"
#include "aside/detail/plan.hpp"
#include "aside/error.hpp"
#include "aside/transaction.hpp"
#include "exec/database/block.hpp"
#include "exec/database/runner.hpp"
#include "exec/session/session.hpp"
#include "sql/dialect.hpp"

namespace aside::exec {
namespace {

struct Wanted {
    std::int64_t key = 0;
    bool shared = false;
    bool waits = false;
};

/// Whether it is locked now.
bool lock(Runner& runner, const Wanted& wanted) {
    if (!runner.block())
        throw TransactionManagementError(
            "a lock of a key is held until the transaction ends, and there is none: take it in "
            "aside::atomic");
    const sql::Dialect& dialect = runner.dialect();
    // A transaction that writes has everything for itself.
    if (dialect.features().one_writer && !dialect.features().advisory_locks) {
        (void)runner.write("lock()");
        return true;
    }
    const auto statement = dialect.advisory_lock(wanted.key, wanted.shared, wanted.waits);
    const Lease session = runner.read();
    Result result = session->run(statement);
    const bool answered = result.step();
    return wanted.waits || (answered && result.cells().at(0).integer != 0);
}

Place place_of(const Transaction& transaction) {
    return {.alias = std::string(transaction.block()->alias()), .block = transaction.block()};
}

auto plan_to_lock(Place place, LockKey key, bool shared) {
    return plan(std::move(place), Intent::read,
                Wanted{.key = key.number(), .shared = shared, .waits = true},
                [](Runner& runner, Wanted& wanted) { (void)lock(runner, wanted); });
}
auto plan_to_try(Place place, LockKey key, bool shared) {
    return plan(std::move(place), Intent::read, Wanted{.key = key.number(), .shared = shared},
                [](Runner& runner, Wanted& wanted) { return lock(runner, wanted); });
}

}  // namespace
}  // namespace aside::exec

namespace aside {

using detail::object_place;

void lock(LockKey key, const AdvisoryLockOptions& options) {
    exec::plan_to_lock(object_place(options.alias), key, options.shared).run();
}
void lock(const Transaction& transaction, LockKey key, bool shared) {
    exec::plan_to_lock(exec::place_of(transaction), key, shared).run();
}
Future<void> alock(LockKey key, const AdvisoryLockOptions& options) {
    return exec::plan_to_lock(object_place(options.alias), key, options.shared).submit();
}
bool try_lock(LockKey key, const AdvisoryLockOptions& options) {
    return exec::plan_to_try(object_place(options.alias), key, options.shared).run();
}
bool try_lock(const Transaction& transaction, LockKey key, bool shared) {
    return exec::plan_to_try(exec::place_of(transaction), key, shared).run();
}
Future<bool> atry_lock(LockKey key, const AdvisoryLockOptions& options) {
    return exec::plan_to_try(object_place(options.alias), key, options.shared).submit();
}

}  // namespace aside
