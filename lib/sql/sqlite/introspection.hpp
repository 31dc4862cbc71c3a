#pragma once
// What SQLite tells of the tables of a database. Pure functions: what is to be asked, and what the
// answers mean.
#include <string>
#include <vector>

#include "aside/value.hpp"
#include "schema/table.hpp"
#include "sql/introspection.hpp"

namespace aside::sql::sqlite {

/// What `Dialect::questions_about_tables` gives.
[[nodiscard]] std::vector<std::string> questions_about_tables(const Answers& answers);
/// The tables that all answers tell of, in the order of their names: those of the database
/// itself, with rows of their own. Views, virtual tables with what they keep their rows in, and
/// SQLite's own tables are none.
[[nodiscard]] std::vector<schema::Table> tables_in(const Answers& answers);

}  // namespace aside::sql::sqlite
