#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// SQLite's spelling; lives for ever.
[[nodiscard]] const Dialect& dialect();

}  // namespace aside::sql::sqlite
