#pragma once
#include <string>

#include "aside/options.hpp"

namespace aside::sql::postgresql {

/// The text before a statement to explain it. Throws `NotSupportedError` for a format that there is
/// not, and for what is measured without `analyze`.
[[nodiscard]] std::string explain_prefix(const ExplainOptions& options);

}  // namespace aside::sql::postgresql
