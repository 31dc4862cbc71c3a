#pragma once

struct sqlite3;

namespace aside::backend::sqlite {

/// SQLite's name for pointers to a `FieldInfo` among the values of a statement.
inline constexpr const char* field_pointer = "aside::FieldInfo";

/// `FOR_FIELD(value, field)`: the value, if a member of that field can be read from it and it is
/// within the digits of its type. Else the statement fails with a `DataError` that names the field,
/// or for NULL with an `IntegrityError`. `NO_KEY()` fails with one, too.
void register_for_field(sqlite3* database);

}  // namespace aside::backend::sqlite
