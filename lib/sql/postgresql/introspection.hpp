#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "schema/table.hpp"
#include "sql/introspection.hpp"

namespace aside::sql::postgresql {

/// The questions about the tables of a schema, the current one if it is empty: about tables, columns, constraints and
/// indexes, all at once. As `Dialect::questions_about_tables`.
[[nodiscard]] std::vector<std::string> questions_about_tables(std::string_view schema,
                                                              const Answers& answers,
                                                              ReadTables wanted);
/// The tables of the current schema, in the order of their names, from the answers to all
/// questions.
[[nodiscard]] std::vector<schema::Table> tables_in(std::string_view schema, const Answers& answers,
                                                   ReadTables wanted);

}  // namespace aside::sql::postgresql
