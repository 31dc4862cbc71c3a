#pragma once
// CREATE TABLE and CREATE INDEX of tables that are plain data.
#include <span>
#include <string>
#include <vector>

#include "schema/table.hpp"
#include "sql/dialect.hpp"
#include "sql/table_writer.hpp"

namespace aside::sql {

/// The statements that create a table and its indexes where they are not there, or that fail where
/// one is.
[[nodiscard]] std::vector<std::string> create_table(const schema::Table& table,
                                                    const Dialect& dialect,
                                                    IfThere if_there = IfThere::nothing);
/// The statements that create several tables, in that order, where they are not there, or that fail
/// where one is. Where an
/// engine refuses a foreign key to a table that is yet to be created, such keys are added at the
/// end; not for tables among `existing` or given twice, which have them.
[[nodiscard]] std::vector<std::string> create_tables(std::span<const schema::Table> tables,
                                                     std::span<const schema::Table> existing,
                                                     const Dialect& dialect,
                                                     IfThere if_there = IfThere::nothing);

}  // namespace aside::sql
