#pragma once
// How SQLite spells the types and defaults of columns, and how it is read.
#include <string>
#include <string_view>

#include "schema/table.hpp"

namespace aside::sql::sqlite {

/// The column types that Django declares, or the one that was read; SQLite derives from them how it
/// stores a value.
[[nodiscard]] std::string column_type(const schema::Column& column);
/// The condition that a column of JSON has to meet, else nothing.
[[nodiscard]] std::string column_check(const schema::Column& column);
/// Behind the parenthesis of CREATE TABLE.
[[nodiscard]] std::string table_options(const schema::Table& table);

/// What a column holds that was declared so. Where the words are none that this library knows, or
/// would make SQLite store values in another way than its own do, the kind is left open.
[[nodiscard]] schema::Type type_of(std::string_view declared);
/// What stands behind DEFAULT, less the parentheses around an expression.
[[nodiscard]] schema::Default default_of(std::string_view text);
/// Empty for the collation that columns have anyway; in capitals if it is one of SQLite's own.
[[nodiscard]] std::string collation_of(std::string_view name);
/// The table as it is read from a database in which it was made: types and defaults that SQLite has
/// not are those that it has instead.
[[nodiscard]] schema::Table read_back(schema::Table table);

}  // namespace aside::sql::sqlite
