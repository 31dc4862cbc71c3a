#pragma once
// JSON, which is text for SQLite. Equality is that of a canonical text (see functions/json.hpp);
// an order is one of numbers, or one of strings.
#include <span>

#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

void json_path(SqlWriter& writer, const JsonPath& path, JsonForm form);
void json_lookup(SqlWriter& writer, detail::Lookup lookup, const JsonPath& left,
                 std::span<const Operand> right);

/// Writes the `(...)` behind an IN, of values that are passed as one JSON array; writes nothing and
/// gives false if one of them would not survive that.
[[nodiscard]] bool list(SqlWriter& writer, const std::vector<SqlValue>& given);

}  // namespace aside::sql::sqlite
