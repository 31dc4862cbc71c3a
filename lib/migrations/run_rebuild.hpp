#pragma once
#include <functional>
#include <string>

#include "exec/session/session.hpp"
#include "migrations/file.hpp"

namespace aside::migrations {

/// Makes a table anew by the statements of the file, and sees that nothing is lost: puts back what
/// went with the old table, and compares what both were. `tell` is given a line about it. In a
/// transaction, in which foreign keys are not enforced.
///
/// Throws `MigrationError` that names what the new table would not have; the transaction is then to
/// be rolled back.
void rebuild(exec::Session& session, const Rebuild& step,
             const std::function<void(const std::string&)>& tell);

}  // namespace aside::migrations
