#pragma once
// A function for each command, which gives its line of the table.
#include "commands/command.hpp"

namespace aside::commands {

[[nodiscard]] Command check();
[[nodiscard]] Command completion();
[[nodiscard]] Command dbshell();
[[nodiscard]] Command describe();
[[nodiscard]] Command dumpdata();
[[nodiscard]] Command flush();
[[nodiscard]] Command inspectdb();
[[nodiscard]] Command loaddata();
[[nodiscard]] Command makemigrations();
[[nodiscard]] Command sqlmigrate();
[[nodiscard]] Command migrate();
[[nodiscard]] Command showmigrations();

}  // namespace aside::commands
