#pragma once
// The engines that a command writes SQL for.
#include <string>
#include <vector>

#include "commands/command.hpp"
#include "sql/dialect.hpp"

namespace aside::commands {

/// Adds `--engine`, which is read into `engines`.
void add_engines(CLI::App& parser, std::vector<std::string>& engines);
/// The dialects of these names. Throws `UsageError` for one that the library was built without.
[[nodiscard]] std::vector<const sql::Dialect*> dialects_of(const std::vector<std::string>& engines);
/// The dialect of the database that the options name.
[[nodiscard]] const sql::Dialect& engine_of(const Context& context);

}  // namespace aside::commands
