#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// SQLite's spelling, where connections have the functions of this library; lives for ever.
[[nodiscard]] const Dialect& dialect();
/// SQLite's spelling where they have not, as on a server of another make: what cannot be written
/// without one of them throws `NotSupportedError`, which names it. Lives for ever.
[[nodiscard]] const Dialect& dialect_without_functions();

}  // namespace aside::sql::sqlite
