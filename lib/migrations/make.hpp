#pragma once
// The files of a migration, made of a plan. Reads and writes nothing.
#include <map>
#include <span>
#include <string>
#include <vector>

#include "migrations/decide.hpp"
#include "migrations/file.hpp"
#include "migrations/history.hpp"

namespace aside::migrations {

/// A file that is to be written.
struct NewFile {
    std::string engine{};
    File file{};

    /// `0002_film_title.sqlite.sql`
    [[nodiscard]] std::string file_name() const;
};

/// The number that a name begins with; 0 if there is none.
[[nodiscard]] int number_of(const std::string& name);
/// A name behind its number: `0002_film_title`.
[[nodiscard]] std::string numbered(int number, const std::string& name);

/// Where new files go: behind those that are there.
struct Place {
    int number = 1;  ///< of the next file
    /// The last migration of each engine, by its name; none if it has none.
    std::map<std::string, std::string, std::less<>> last{};
};
/// The place behind files of those names. Names without a number count as none.
[[nodiscard]] Place behind(std::span<const NewFile> files);

/// The files of a plan: for each engine one, and further ones for what has to be apart. `name`:
/// without a number; empty: that of the first change.
[[nodiscard]] std::vector<NewFile> files_of(const Plan& plan, const std::string& name,
                                            std::span<const sql::Dialect* const> dialects,
                                            Place place);
/// Files without statements, for a migration that is written by hand.
[[nodiscard]] std::vector<NewFile> empty_files(const std::string& name,
                                               std::span<const sql::Dialect* const> dialects,
                                               const Place& place);

/// The text of `all.inc`: the entries of an array of `aside::EmbeddedMigration`.
[[nodiscard]] std::string embedded(std::span<const NamedText> files);

}  // namespace aside::migrations
