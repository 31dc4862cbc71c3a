#pragma once
#include <memory>

#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// PostgreSQL's spelling; lives for ever.
[[nodiscard]] const Dialect& dialect();
/// What PostgreSQL can do without extensions.
[[nodiscard]] Features features_of_postgresql();
/// How much of something PostgreSQL takes, or how much of it pays.
[[nodiscard]] Limits limits_of_postgresql();
/// The dialect of a server that speaks PostgreSQL's SQL, with other features or limits. What needs
/// an extension that the features do not name throws `NotSupportedError`.
[[nodiscard]] std::unique_ptr<const Dialect> make_dialect(const Features& features,
                                                          const Limits& limits);

}  // namespace aside::sql::postgresql
