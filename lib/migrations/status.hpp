#pragma once
// What of a history a database has, and what is to be done next. Pure functions on plain data.
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aside/migrate.hpp"
#include "aside/temporal.hpp"
#include "migrations/history.hpp"

namespace aside::migrations {

/// What the database says of a migration.
struct Record {
    std::string name{};
    std::string checksum{};
    DateTime applied{};
    /// It has no transaction, and it is not known whether it came to its end.
    bool started = false;
    bool undoing = false;  ///< what was started is to undo it
};

/// A moment to the second, such as `2026-11-30 15:00:00`.
[[nodiscard]] std::string shown(DateTime moment);

/// A migration as the database has it.
struct Entry {
    const Migration* migration = nullptr;
    std::optional<Record> record{};  ///< nothing: it is not applied

    [[nodiscard]] bool edited() const {
        return record && !record->started && record->checksum != migration->checksum;
    }
};

/// A migration as these records have it.
[[nodiscard]] Entry entry_of(const Migration& migration, std::span<const Record> records);

/// Which of a history are applied. Throws `MigrationError` that names both if the database has one
/// that the history has not, or one without those before it.
[[nodiscard]] std::vector<Entry> status_of(std::span<const Migration> history,
                                           std::span<const Record> records, std::string_view alias);

/// A migration that is to be applied or undone.
struct Planned {
    const Migration* migration = nullptr;
    bool forward = true;

    /// What it runs: nothing for one that is only said to be undone, and has no down.
    [[nodiscard]] const Part& part() const {
        static const Part nothing;
        if (forward) return migration->file.up;
        return migration->file.down ? *migration->file.down : nothing;
    }
};

/// The migration that a name, or the beginning of only one, means. Throws `MigrationError`.
[[nodiscard]] const Migration& named(std::span<const Migration> history, std::string_view name);

/// What leads to a target, in order: all migrations if it is empty, none if it is `zero`. Throws
/// `MigrationError` for one that was edited, or that did not come to its end, and for one that
/// cannot be undone. `fake` is as `RunOptions` has it.
[[nodiscard]] std::vector<Planned> plan(std::span<const Migration> history,
                                        std::span<const Entry> status, std::string_view target,
                                        bool fake = false);

/// Throws `MigrationError` if a function is missing that one of them calls.
void require_steps(std::span<const Planned> planned, const MigrationSteps& steps);
/// Throws `MigrationError` that names what one of them destroys.
void require_safe(std::span<const Planned> planned);

}  // namespace aside::migrations
