#pragma once
// Applies and undoes migrations.
#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "aside/migrate.hpp"
#include "migrations/status.hpp"

namespace aside::migrations {

struct RunOptions {
    std::string alias = "default";
    std::string history{};
    MigrationSteps steps{};
    std::string target{};       ///< as `plan` takes it
    bool fake = false;          ///< says that it is done, and does nothing
    bool fake_initial = false;  ///< so for the first one, if its tables are there already
    bool safe = false;          ///< destroys nothing
    bool backup = false;        ///< copies the database before anything is run
    std::chrono::milliseconds wait = std::chrono::hours(1);  ///< for other processes
    /// How long a statement of a file waits for a lock, and keeps others waiting that want one
    /// behind it, before the file is undone and tried again. Of engines of many writers.
    std::chrono::milliseconds lock_wait = std::chrono::seconds(5);
    /// Told of each migration that is done, and of whatever else people should know, by lines.
    std::function<void(const std::string&)> tell = [](const std::string&) {};
    /// Told of what is being done, for progress.
    std::function<void(const std::string&)> doing = [](const std::string&) {};
};

/// Applies or undoes what leads to the target, each migration in a transaction of its own, and
/// gives their names, in the order in which they were done. Blocks; throws as `aside::migrate`.
std::vector<std::string> run(std::span<const Migration> history, const RunOptions& options);

/// What of a history the database has. Writes nothing.
[[nodiscard]] std::vector<Entry> read_status(std::span<const Migration> history,
                                             const RunOptions& options);

/// Says that a migration is applied as its file is now, or undone: one that was edited, or what did
/// not come to its end. Throws `MigrationError` if it is not applied at all.
void accept(std::span<const Migration> history, const RunOptions& options, std::string_view name);

}  // namespace aside::migrations
