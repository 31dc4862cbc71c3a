#pragma once
// How PostgreSQL spells values in the text of a statement, and many of them in one parameter.
#include <string>
#include <string_view>
#include <vector>

#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// The type that a parameter of that kind has; `text` for NULL.
[[nodiscard]] std::string_view type_name(SqlValue::Kind kind);
/// Appends text in quotes, byte for byte.
void quote_text(std::string& sql, std::string_view text);
/// Appends a value to the text of a statement. Throws `Unstorable` for one that PostgreSQL does not
/// take.
void literal(std::string& sql, const SqlValue& value);
/// Throws `Unstorable` for text with a NUL character or broken UTF-8, which PostgreSQL does not
/// take.
void require_text(std::string_view text);
/// Throws as `require_text`, if the value is text.
void require_stored(const SqlValue& value);
/// Throws `Unstorable` for text that is longer than the field's column, whichever characters it ends in:
/// PostgreSQL would cut off blanks.
void require_room(std::string_view text, const detail::FieldInfo& field);
/// Writes ` IN (...)` of values that are passed as one parameter; false, and nothing, if they have
/// no kind in common.
bool is_among(SqlWriter& writer, const std::vector<SqlValue>& values);

}  // namespace aside::sql::postgresql
