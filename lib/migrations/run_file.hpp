#pragma once
#include <string>

#include "migrations/run.hpp"
#include "migrations/run_records.hpp"

namespace aside::migrations {

/// What becomes of the database while one migration is applied or undone.
enum class Outcome : unsigned char {
    done,
    /// Another process has migrated meanwhile: there is something else to be done, or nothing.
    outdated
};

/// Applies or undoes one migration, if it is still the next thing to do: `next` is asked for that
/// in the transaction. Throws the error of what fails, and then all of it is undone.
Outcome run_file(const Planned& planned, const RunOptions& options, const Records& records,
                 const std::function<bool()>& is_next);

/// Whether the tables that the first migration makes are there; throws `MigrationError` that says
/// how they differ from its, if they do.
[[nodiscard]] bool has_tables_of(const Migration& first, const RunOptions& options);

}  // namespace aside::migrations
