#pragma once
// The text of `inspectdb`.
#include <string>
#include <string_view>

#include "inspect/models.hpp"

namespace aside::inspect {

/// A header with models of the tables of a connected database. Reads all of them at one moment, and
/// values of columns whose types do not say enough, a row at a time. Throws `ImproperlyConfigured`
/// for a table or a namespace that there cannot be.
[[nodiscard]] std::string inspect(std::string_view alias, const Options& options);

}  // namespace aside::inspect
