#pragma once
// A function for each command, which gives its line of the table.
#include "commands/command.hpp"

namespace aside::commands {

[[nodiscard]] Command check();
[[nodiscard]] Command completion();
[[nodiscard]] Command describe();
[[nodiscard]] Command inspectdb();
[[nodiscard]] Command makemigrations();
[[nodiscard]] Command sqlmigrate();

}  // namespace aside::commands
