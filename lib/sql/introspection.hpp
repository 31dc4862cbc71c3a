#pragma once
#include <vector>

#include "aside/value.hpp"

namespace aside::sql {

/// The rows that a statement gave.
using Rows = std::vector<std::vector<SqlValue>>;
/// The rows that several statements gave.
using Answers = std::vector<Rows>;

}  // namespace aside::sql
