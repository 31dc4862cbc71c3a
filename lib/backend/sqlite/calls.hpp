#pragma once
#include "query/dialect.hpp"

namespace aside::backend::sqlite {

/// Writes the call of a function that SQLite spells, or knows, otherwise. False: it goes by its usual
/// name.
bool call(query::SqlWriter& writer, detail::Function function,
          std::span<const query::Operand> arguments, const detail::FieldType* type);

}  // namespace aside::backend::sqlite
