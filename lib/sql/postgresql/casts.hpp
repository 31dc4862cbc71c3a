#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Writes a value as one of that type. JSON comes as the text that `#>>` gives of it. A number loses
/// what is behind the point where it becomes an integer; moments are read and written in UTC.
void cast_to(SqlWriter& writer, const Operand& value, const detail::FieldType& type);
/// Writes a moment, or a part of one, as that type, as it is in UTC.
void cast_in_utc(SqlWriter& writer, const Operand& value, std::string_view type);

}  // namespace aside::sql::postgresql
