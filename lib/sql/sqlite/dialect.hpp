#pragma once
#include <memory>

#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// SQLite's spelling, where connections have the functions of this library; lives for ever.
[[nodiscard]] const Dialect& dialect();
/// What SQLite can do on a connection that has those functions.
[[nodiscard]] Features features_of_sqlite();
/// The dialect of a server that speaks SQLite's SQL, with other features or limits. Without
/// `own_functions`, whatever needs one of those functions throws `NotSupportedError`, which names
/// it.
[[nodiscard]] std::unique_ptr<const Dialect> make_dialect(const Features& features,
                                                          const Limits& limits);

}  // namespace aside::sql::sqlite
