#pragma once
// What SQLite tells of the tables of a database. Pure functions: what is to be asked, and what the
// answers mean.
#include <string>
#include <vector>

#include "aside/value.hpp"
#include "schema/table.hpp"
#include "sql/introspection.hpp"

namespace aside::sql::sqlite {

/// The next questions about the tables of a database, as `Dialect::questions_about_tables`.
[[nodiscard]] std::vector<std::string> questions_about_tables(const Answers& answers);
/// The tables of a database that have rows of their own, in the order of their names, from the
/// answers to all questions. Views, virtual tables with the tables that they keep their rows in,
/// and SQLite's own tables are left out.
[[nodiscard]] std::vector<schema::Table> tables_in(const Answers& answers);

}  // namespace aside::sql::sqlite
