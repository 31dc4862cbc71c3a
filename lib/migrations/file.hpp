#pragma once
// A migration file: plain SQL of one engine, with directives in comments. Pure functions on text.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sql/dialect.hpp"

namespace aside::migrations {

/// One statement, without the semicolon behind it.
struct Sql {
    std::string text{};

    friend bool operator==(const Sql&, const Sql&) = default;
};

/// Statements that make a table anew under its own name, between `-- aside: rebuild film` and
/// `-- aside: end`. Who runs them looks after what belongs to the table, and refuses to lose a
/// column that is not named behind `-- aside: rebuild film without name, year`, and what the table
/// asks of its rows, as `schema::dropped` tells it, without a line `-- aside: drops unique name`.
struct Rebuild {
    std::string table{};
    std::vector<std::string> without{};
    std::vector<std::string> drops{};
    std::vector<std::string> statements{};

    friend bool operator==(const Rebuild&, const Rebuild&) = default;
};

/// A function of the program, by the name that `-- aside: call split_names` gives it.
struct Call {
    std::string name{};

    friend bool operator==(const Call&, const Call&) = default;
};

using Step = std::variant<Sql, Rebuild, Call>;

/// What is done in one direction.
struct Part {
    /// What is lost for good, such as `film.name`: the lines `-- destroys:`.
    std::vector<std::string> destroys{};
    /// The rows that make it fail, such as `film.director is NULL`: the lines `-- fails where:`.
    std::vector<std::string> fails_where{};
    std::vector<Step> steps{};

    friend bool operator==(const Part&, const Part&) = default;
};

/// One migration file.
struct File {
    std::string name{};   ///< such as `0002_film_title`
    std::string after{};  ///< the migration that it follows; empty: the first
    /// What it does, for people: the other comments of its header, a line each.
    std::vector<std::string> description{};
    /// False: its one statement cannot run in a transaction (`-- aside: no-transaction`).
    bool in_transaction = true;
    Part up{};
    std::optional<Part> down{};  ///< nothing: it cannot be undone

    friend bool operator==(const File&, const File&) = default;
};

/// The text of a file, which `parse` reads again.
[[nodiscard]] std::string write(const File& file);

/// Reads a file. `name` is that which its header has to have: that of the file without its ending.
/// Throws `MigrationError` that names the file and the line.
[[nodiscard]] File parse(std::string_view text, std::string_view name, const sql::Dialect& dialect);

/// The text as editors and version control leave it alike: lines that end by LF, no blanks at the
/// end of a line, one newline at the end, no byte order mark.
[[nodiscard]] std::string normalised(std::string_view text);
/// The SHA-256 of the normalised text, in hexadecimal digits.
[[nodiscard]] std::string checksum(std::string_view text);

}  // namespace aside::migrations
