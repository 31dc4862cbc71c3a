#pragma once
// How SQLite spells the types and defaults of columns, and how it is read.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/table.hpp"
#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// The type of a column as Django declares it, or as it was read from a database. SQLite derives
/// from it how it stores a value.
[[nodiscard]] std::string column_type(const schema::Column& column);
/// The condition that a column of JSON has to meet, else nothing.
[[nodiscard]] std::string column_check(const schema::Column& column);
/// The text that follows the parenthesis of CREATE TABLE.
[[nodiscard]] std::string table_options(const schema::Table& table);

/// How SQLite stores what goes into a column: section 3.1 of its "Datatypes".
enum class Affinity : unsigned char { integer, text, blob, real, numeric };
/// That of a column that was declared so.
[[nodiscard]] Affinity affinity_of(std::string_view declared);
/// The kind of values that a column keeps as they are, as `Dialect::kept_kind`.
[[nodiscard]] std::optional<detail::FieldKind> kept_kind(const schema::Column& column);
/// The type of a column that was declared so. It has no kind if this library does not know the
/// words, or if they would make SQLite store values in another way than its own words do.
[[nodiscard]] schema::Type type_of(std::string_view declared);
/// What stands behind DEFAULT, less the parentheses around an expression.
[[nodiscard]] schema::Default default_of(std::string_view text);
/// The collation as the schema keeps it: empty for the one that columns have anyway, in capitals
/// for one of SQLite's own.
[[nodiscard]] std::string collation_of(std::string_view name);
/// The table as the database that it was created in describes it: types and defaults that SQLite
/// does not have are those that it has instead.
[[nodiscard]] schema::Table read_back(schema::Table table);

/// The statements that have the keys of these tables counted from the beginning, one a schema in
/// which any are counted.
[[nodiscard]] std::vector<std::string> empty_counters(const Dialect& dialect,
                                                      std::span<const schema::Table> tables);

}  // namespace aside::sql::sqlite
