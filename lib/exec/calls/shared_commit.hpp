#pragma once
#include <memory>

#include "aside/detail/operation.hpp"
#include "exec/database/database.hpp"

namespace aside::exec {

/// Runs an operation whose turn of the database's connection has come, and ends the turn.
void run_in_turn(std::shared_ptr<Database> database, const std::shared_ptr<Operation>& operation);
/// Runs an operation that may share its commit, and ends the turn. If others that may share it wait
/// behind it, they run in the same transaction, each in a savepoint of its own. None is published
/// before all are committed.
void run_sharing_turn(std::shared_ptr<Database> database,
                      const std::shared_ptr<Operation>& operation);

}  // namespace aside::exec
