#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Writes the call of a function that PostgreSQL spells or types in its own way. False: the usual
/// call will do. Throws `NotSupportedError` for one of an extension that is not there.
bool call(SqlWriter& writer, detail::Function function, std::span<const Operand> arguments,
          const detail::FieldType* type);

}  // namespace aside::sql::postgresql
