#pragma once
#include <vector>

#include "aside/value.hpp"

namespace aside::sql {

/// The rows that a statement gave.
using Rows = std::vector<std::vector<SqlValue>>;
/// The rows that several statements gave.
using Answers = std::vector<Rows>;

/// What is to be read of a database.
enum class ReadTables : unsigned char {
    tables,     ///< tables proper
    everything  ///< views and foreign tables, too, and the triggers of all
};

}  // namespace aside::sql
