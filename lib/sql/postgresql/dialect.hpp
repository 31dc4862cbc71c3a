#pragma once
#include <memory>

#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// PostgreSQL's spelling; lives for ever.
[[nodiscard]] const Dialect& dialect();
/// What PostgreSQL can, without extensions.
[[nodiscard]] Features features_of_postgresql();
/// How much of something it takes, or pays.
[[nodiscard]] Limits limits_of_postgresql();
/// PostgreSQL's spelling for a server that speaks it and can, or takes, something else. What cannot be
/// written without an extension that the features do not name throws `NotSupportedError`.
[[nodiscard]] std::unique_ptr<const Dialect> make_dialect(const Features& features,
                                                          const Limits& limits);

}  // namespace aside::sql::postgresql
