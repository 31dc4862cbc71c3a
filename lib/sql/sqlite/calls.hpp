#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// Writes the call of a function if SQLite spells it in its own way, or has another in its place.
/// False: the usual spelling will do.
bool call(SqlWriter& writer, detail::Function function, std::span<const Operand> arguments,
          const detail::FieldType* type, DecimalForm form);

}  // namespace aside::sql::sqlite
