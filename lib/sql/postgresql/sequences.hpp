#pragma once
// The sequences that give PostgreSQL's keys.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/table.hpp"
#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// The statement that brings the sequence of a model's key, if it has one, to the largest key,
/// unless the sequence is beyond that.
[[nodiscard]] std::string reset_sequence(const Dialect& dialect, const detail::ModelInfo& model);
/// The statement that removes all rows of these tables together, so that they may refer to each
/// other, and has their sequences begin again.
[[nodiscard]] std::vector<std::string> empty_tables(const Dialect& dialect,
                                                    std::span<const schema::Table> tables);

}  // namespace aside::sql::postgresql
