#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Casts a value to that type. JSON is given as the text that `#>>` makes of it. A fraction is cut
/// off for an integer; moments are read and written in UTC.
void cast_to(SqlWriter& writer, const Operand& value, const detail::FieldType& type);
/// Casts a moment, or a part of one, to that type, as it is in UTC.
void cast_in_utc(SqlWriter& writer, const Operand& value, std::string_view type);

}  // namespace aside::sql::postgresql
