#pragma once
#include <memory>

#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// SQLite's spelling, where connections have the functions of this library; lives for ever.
[[nodiscard]] const Dialect& dialect();
/// What SQLite can on a connection that has those functions.
[[nodiscard]] Features features_of_sqlite();
/// SQLite's spelling for a server that speaks it and can, or takes, something else. Without
/// `own_functions`, what cannot be written without one of them throws `NotSupportedError`, which
/// names it.
[[nodiscard]] std::unique_ptr<const Dialect> make_dialect(const Features& features,
                                                          const Limits& limits);

}  // namespace aside::sql::sqlite
