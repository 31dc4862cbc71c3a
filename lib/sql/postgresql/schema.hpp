#pragma once
// How PostgreSQL spells the types and defaults of columns, and how it is read.
#include <string>
#include <string_view>

#include "schema/table.hpp"

namespace aside::sql::postgresql {

/// The column types that Django declares, or the one that was read.
[[nodiscard]] std::string column_type(const schema::Column& column);
/// The operator class by which an index of such a column serves LIKE, whatever the database's collation;
/// empty for columns without text.
[[nodiscard]] std::string_view pattern_operator_class(const schema::Column& column);
/// What a column holds whose type `format_type` gives so. Of no kind where it holds values that this
/// library does not read.
[[nodiscard]] schema::Type type_of(std::string_view declared);
/// The default that `pg_get_expr` gives of a column of that type.
[[nodiscard]] schema::Default default_of(std::string_view text, const schema::Type& type);
/// The table as it is read from a database in which it was made.
[[nodiscard]] schema::Table read_back(schema::Table table);

}  // namespace aside::sql::postgresql
