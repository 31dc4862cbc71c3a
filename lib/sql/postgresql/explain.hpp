#pragma once
#include <string>

#include "aside/options.hpp"
#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// The text before a statement to explain it. Throws `NotSupportedError` for a format that there is
/// not, for what is measured without `analyze`, and for options where the server has none but
/// `analyze` and `verbose`.
[[nodiscard]] std::string explain_prefix(const Dialect& dialect, const ExplainOptions& options);

}  // namespace aside::sql::postgresql
