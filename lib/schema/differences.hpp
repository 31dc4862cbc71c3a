#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/table.hpp"

namespace aside::schema {

/// The columns or expressions of a key or an index: `name, year`.
[[nodiscard]] std::string listed(const std::vector<KeyPart>& parts);
/// What a default means: one of NULL is none.
[[nodiscard]] Default meaning(const Default& value);

/// What a difference is about.
enum class Part : unsigned char { table, column, primary_key, unique, foreign_key, check, index };
enum class Change : unsigned char { added, removed, changed };
/// What of a part has changed.
enum class Attribute : unsigned char {
    name,
    type,    ///< its kind, or the width of an integer
    length,  ///< of text
    digits,  ///< of a decimal, or their places
    nullable,
    identity,
    default_value,
    collation,
    generated,
    conflict,  ///< what is done with a row that a constraint refuses
    columns,   ///< of a key or index, or their order
    target,    ///< the table or the columns that a foreign key names
    on_delete,
    on_update,
    deferrable,
    condition,
    unique,
    order,       ///< of the table's columns
    options,     ///< STRICT, WITHOUT ROWID
    definition,  ///< the text of what is not understood
};
[[nodiscard]] std::string_view attribute_name(Attribute attribute);

/// One way in which a table is not another.
struct Difference {
    Change change{};
    Part part{};
    std::string table{};  ///< of the first, unless it was added
    /// The part's, of the first unless it was added; columns or a condition where it has none.
    std::string name{};
    std::vector<Attribute> attributes{};  ///< of what has changed

    friend bool operator==(const Difference&, const Difference&) = default;
};
/// The difference as text: `film: column name: length, nullable`, `film: index film_year_idx
/// removed`.
[[nodiscard]] std::string to_string(const Difference& difference);

/// What has to be done with the first to make it the second; nothing if they mean the same. The
/// order of keys, checks and indexes means nothing, nor how a type that is understood is spelled.
/// What only has another name was removed and added, but keys, checks and indexes are told by what
/// they are.
[[nodiscard]] std::vector<Difference> differences(const Table& from, const Table& to);
/// The differences of two lists of tables, which are paired by their schemas and
/// names.
[[nodiscard]] std::vector<Difference> differences(std::span<const Table> from,
                                                  std::span<const Table> to);

}  // namespace aside::schema
