#pragma once
// CREATE TABLE and CREATE INDEX of tables that are plain data.
#include <span>
#include <string>
#include <vector>

#include "schema/table.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {

/// The statements that create a table and its indexes where they are not there.
[[nodiscard]] std::vector<std::string> create_table(const schema::Table& table,
                                                    const Dialect& dialect);
/// Those that create several tables, in that order, where they are not there. An engine that cannot
/// name a table before it is there gets such foreign keys in the end. A table that is among
/// `existing`, or was given before, has them already.
[[nodiscard]] std::vector<std::string> create_tables(std::span<const schema::Table> tables,
                                                     std::span<const std::string> existing,
                                                     const Dialect& dialect);

}  // namespace aside::sql
