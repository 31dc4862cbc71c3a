#pragma once
// The files of one history, in the order in which they follow each other.
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/file.hpp"

namespace aside::migrations {

/// A file with the text that it was read from.
struct Migration {
    File file{};
    std::string text{};
    std::string checksum{};
};

/// A file by its name with its ending, such as `0002_film_title.sqlite.sql`, and its text.
struct NamedText {
    std::string file{};
    std::string text{};
};

/// The name of a migration's file: `0002_film_title.sqlite.sql`.
[[nodiscard]] std::string file_name(std::string_view migration, std::string_view vendor);
/// The name of the migration in a file of that name; empty if it is no file of that engine's.
[[nodiscard]] std::string migration_in(std::string_view file, std::string_view vendor);

/// The files of an engine in a folder, by their names: `NAME.VENDOR.sql`. None if there is no such
/// folder. Throws `MigrationError` for one that cannot be read.
[[nodiscard]] std::vector<NamedText> texts_in(const std::filesystem::path& folder,
                                              std::string_view vendor);

/// Parses the texts of one engine, leaves those of others out, and puts them into the order of
/// `after`. Throws `MigrationError` for a file with a mistake, one that follows a missing one, and
/// two that follow the same one.
[[nodiscard]] std::vector<Migration> history_of(std::span<const NamedText> texts,
                                                const sql::Dialect& dialect);

}  // namespace aside::migrations
