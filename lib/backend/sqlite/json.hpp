#pragma once
// JSON, which is text for SQLite. Equality is that of a canonical text (see functions/json.hpp);
// an order is one of numbers, or one of strings.
#include <span>

#include "query/dialect.hpp"

namespace aside::backend::sqlite {

void json_path(query::SqlWriter& writer, const query::JsonPath& path, query::JsonForm form);
void json_lookup(query::SqlWriter& writer, detail::Lookup lookup, const query::JsonPath& left,
                 std::span<const query::Operand> right);

/// `(...)` behind an IN, of values that are passed as one JSON array; false, and nothing, where one
/// of them is not the same afterwards.
[[nodiscard]] bool list(query::SqlWriter& writer, const std::vector<SqlValue>& values);

}  // namespace aside::backend::sqlite
