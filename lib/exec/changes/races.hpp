#pragma once
// What keeps writers that come at once out of each other's way. Where the engine lets one
// transaction write at a time, a transaction is enough. Where it lets many, a row that was not
// there may have come before it is inserted, and rows that were read may have changed.
#include <exception>
#include <optional>

#include "aside/error.hpp"
#include "exec/changes/atomic_write.hpp"
#include "sql/dialect.hpp"

namespace aside::exec {

/// Calls a function that inserts rows. Gives nullptr, or the violation of a unique constraint that
/// it has thrown. The row may be another writer's, so the caller looks again, and throws the
/// violation if it does not find it. A transaction around this can be gone on with, as in Django's
/// get_or_create.
template <class Insert>
[[nodiscard]] std::exception_ptr insert_unless_taken(Runner& runner, Session& session,
                                                     Insert insert) {
    std::optional<AtomicWrite> savepoint;
    if (session.dialect().features().errors_abort_transactions && session.in_transaction())
        savepoint.emplace(runner, "an insertion");
    try {
        insert();
        if (savepoint) savepoint->commit();
        return nullptr;
    } catch (const UniqueViolation&) {
        return std::current_exception();
    }
}

/// A lock of the rows that a query gives, and of none that it finds them by.
inline constexpr std::string_view names_of_own_rows[] = {"self"};
inline constexpr RowLock own_rows{.of = names_of_own_rows};

/// Has other writers wait with changes of these rows, and with new rows that name them, until the
/// transaction at hand ends. Does nothing where the engine has no row locks: there a transaction
/// that writes has everything for itself.
void lock_now(Session& session, Query rows);

}  // namespace aside::exec
