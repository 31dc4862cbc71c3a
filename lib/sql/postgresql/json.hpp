#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Writes the part of JSON at a path.
void json_path(SqlWriter& writer, const JsonPath& path, JsonForm form);
/// Writes a lookup of JSON, as `Dialect::json_lookup` has it.
void json_lookup(SqlWriter& writer, detail::Lookup lookup, const JsonPath& left,
                 std::span<const Operand> right);

}  // namespace aside::sql::postgresql
