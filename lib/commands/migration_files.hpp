#pragma once
#include <string>
#include <vector>

#include "commands/command.hpp"
#include "migrations/history.hpp"

namespace aside::commands {

/// The migrations in the program's folder that are for the engine of that dialect.
[[nodiscard]] std::vector<migrations::Migration> migrations_for(const Context& context,
                                                                const sql::Dialect& dialect);
/// The migrations in the program's folder that are for the engine of the database of that alias.
[[nodiscard]] std::vector<migrations::Migration> migrations_for(const Context& context,
                                                                const std::string& alias);

}  // namespace aside::commands
