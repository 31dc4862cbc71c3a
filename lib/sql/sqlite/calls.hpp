#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// Writes the call of a function that SQLite spells, or knows, otherwise. False: it goes by its
/// usual name.
bool call(SqlWriter& writer, detail::Function function, std::span<const Operand> arguments,
          const detail::FieldType* type, DecimalForm form);

}  // namespace aside::sql::sqlite
