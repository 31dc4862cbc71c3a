#pragma once
#include <memory>

#include "aside/detail/operation.hpp"
#include "exec/database/database.hpp"

namespace aside::exec {

/// Runs an operation whose turn of the database's connection has come, and ends the turn.
void run_in_turn(std::shared_ptr<Database> database, std::shared_ptr<detail::Operation> operation);
/// The same of one that may share its commit: where others that may wait behind it, they are run in
/// the same transaction, each in a savepoint of its own, and none is published before all are
/// committed.
void run_sharing_turn(std::shared_ptr<Database> database,
                      std::shared_ptr<detail::Operation> operation);

}  // namespace aside::exec
