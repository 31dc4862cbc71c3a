#pragma once
#include <span>
#include <string>

#include "commands/command.hpp"
#include "migrations/changes.hpp"

namespace aside::commands {

/// Throws `AnswerNeeded` if one of the changes is to a table of the database that belongs to
/// Django: one whose name begins with an app that has rows in `django_migrations`, or with
/// `django_`. Apps in `adopted` are the program's own now. Throws `UsageError` if one of those in
/// `wished` is none of its apps. Asks nothing if the database is not Django's or not reached.
void require_own(std::span<const migrations::TableChange> changes,
                 std::span<const std::string> adopted, std::span<const std::string> wished,
                 const Context& context);

}  // namespace aside::commands
