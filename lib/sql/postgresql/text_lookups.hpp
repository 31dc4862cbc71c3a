#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Writes a lookup that matches text, as Django does: LIKE of an escaped pattern, both sides in
/// capitals if case does not matter, and `~` of a regular expression.
void match_text(SqlWriter& writer, detail::Lookup lookup, const Operand& left,
                const Operand& right);

}  // namespace aside::sql::postgresql
