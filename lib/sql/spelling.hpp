#pragma once
// SQL that all engines spell alike.
#include <span>
#include <string>
#include <string_view>

#include "sql/dialect.hpp"

namespace aside::sql {

/// Writes `"a", "b"`.
void columns(std::string& sql, std::span<const std::string> names, const Dialect& dialect);
void columns(std::string& sql, std::span<const detail::FieldInfo* const> fields,
             const Dialect& dialect);
/// Writes the first of the names that `column_name` gives.
void numbered_columns(std::string& sql, std::size_t count, const Dialect& dialect);
/// Writes `NAME(a, b)`.
void call(SqlWriter& writer, std::string_view name, std::span<const Operand> arguments);
/// Writes `NAME('part', moment)`, the part by its name in Django.
void call_of_part(SqlWriter& writer, std::string_view name, detail::Function part,
                  const Operand& moment);
/// Writes `CAST(value AS type)`.
void cast(SqlWriter& writer, const SqlWriter& value, std::string_view type);
/// Writes `(left op right)`.
void operation(SqlWriter& writer, const SqlWriter& left, char op, const SqlWriter& right);

}  // namespace aside::sql
