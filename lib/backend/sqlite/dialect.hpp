#pragma once
#include "query/dialect.hpp"

namespace aside::backend::sqlite {

/// SQLite's spelling; lives for ever.
[[nodiscard]] const query::Dialect& dialect();

}  // namespace aside::backend::sqlite
