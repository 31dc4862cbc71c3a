#pragma once
// What becomes of the tables of one state in another: pure functions on plain data.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "migrations/state.hpp"
#include "schema/declared.hpp"
#include "sql/alter.hpp"

namespace aside::migrations {

/// The new names of what stays: of tables, and of columns by their table's new name.
struct Renames {
    std::map<std::string, std::string> tables{};
    std::map<std::pair<std::string, std::string>, std::string> columns{};

    /// Those by which the new state becomes the old one.
    [[nodiscard]] Renames reversed() const;
    [[nodiscard]] std::string table(const std::string& name) const;
    [[nodiscard]] std::string column(const std::string& new_table, const std::string& name) const;
};

/// The values of columns in rows that have none, by table and column of the new state.
using Fills = std::map<std::pair<std::string, std::string>, SqlValue>;

/// What becomes of one table.
struct TableChange {
    std::optional<schema::DeclaredTable> from{};                 ///< nothing: it is created
    std::optional<schema::DeclaredTable> renamed{};              ///< `from` by the new names
    std::optional<schema::DeclaredTable> to{};                   ///< nothing: it is dropped
    std::vector<std::pair<std::string, std::string>> columns{};  ///< old and new names, that differ
};

/// The tables of a state by the new names, and all that names them there.
[[nodiscard]] State renamed(const State& state, const Renames& renames);
/// What has to be done with the tables of one state to make them those of another; none if they
/// mean the same. The order of columns, checks and indexes means nothing.
[[nodiscard]] std::vector<TableChange> changes(const State& from, const State& to,
                                               const Renames& renames);
/// Has columns keep the default that they were added with, unless the new state has one for them.
void keep_first_defaults(State& to, const State& renamed);
/// The alterations that make up changes on an engine.
[[nodiscard]] std::vector<sql::TableAlteration> alterations(std::span<const TableChange> changes,
                                                            const Fills& fills,
                                                            const sql::Dialect& dialect);

/// Whether the values of one type may become values of another, and whether all of them do.
enum class Conversion : unsigned char { all, some, none };
[[nodiscard]] Conversion conversion(const schema::Type& from, const schema::Type& to);
/// What an engine takes off values without a word where they become values of another type; empty:
/// nothing.
[[nodiscard]] std::string_view lost(const schema::Type& from, const schema::Type& to);
/// The kind of a column's values; of an array, of its elements.
[[nodiscard]] detail::FieldKind kind_of_values(const schema::Type& type);

[[nodiscard]] const schema::DeclaredColumn* find_column(const schema::DeclaredTable& table,
                                                        std::string_view name);

}  // namespace aside::migrations
