#pragma once
#include <span>
#include <string>

#include "sql/dialect.hpp"

namespace aside::sql {

/// The statement that gives the values of some columns in that many rows of a table or view,
/// whichever they are.
[[nodiscard]] std::string sample(const std::string& table, std::span<const std::string> columns,
                                 int rows, const Dialect& dialect);

}  // namespace aside::sql
