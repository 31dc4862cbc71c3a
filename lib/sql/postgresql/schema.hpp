#pragma once
// How PostgreSQL spells the types and defaults of columns, and how it is read.
#include <string>
#include <string_view>

#include "schema/table.hpp"

namespace aside::sql::postgresql {

/// The type of a column as Django declares it, or as it was read from a database.
[[nodiscard]] std::string column_type(const schema::Column& column);
/// The operator class by which an index of such a column serves LIKE, whatever the database's
/// collation; empty for columns without text.
[[nodiscard]] std::string_view pattern_operator_class(const schema::Column& column);
/// The type that `format_type` describes so. It has no kind if this library does not read such
/// values.
[[nodiscard]] schema::Type type_of(std::string_view declared);
/// A column's default, from what `pg_get_expr` gives of it.
[[nodiscard]] schema::Default default_of(std::string_view text, const schema::Type& type);
/// The table as the database that it was created in describes it.
[[nodiscard]] schema::Table read_back(schema::Table table);

}  // namespace aside::sql::postgresql
