#pragma once
// The sequences that give PostgreSQL's keys.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/table.hpp"
#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// The statement that brings the sequence of a column, if it has one, to the column's largest
/// value, unless the sequence is beyond that.
[[nodiscard]] std::string reset_sequence(const Dialect& dialect, std::string_view table,
                                         std::string_view column);
/// The statement that removes all rows of these tables together, so that they may refer to each
/// other, and has their sequences begin again.
[[nodiscard]] std::vector<std::string> empty_tables(const Dialect& dialect,
                                                    std::span<const schema::Table> tables);

}  // namespace aside::sql::postgresql
