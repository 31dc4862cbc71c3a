#pragma once
#include <string>
#include <vector>

#include "schema/table.hpp"
#include "sql/introspection.hpp"

namespace aside::sql::postgresql {

/// What is to be asked to know the tables of the current schema: about tables, their columns, their
/// constraints and their indexes; all at once.
[[nodiscard]] std::vector<std::string> questions_about_tables(const Answers& answers);
/// The tables that all answers tell of, in the order of their names.
[[nodiscard]] std::vector<schema::Table> tables_in(const Answers& answers);

}  // namespace aside::sql::postgresql
