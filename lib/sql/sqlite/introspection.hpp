#pragma once
// What SQLite tells of the tables of a database. Pure functions: what is to be asked, and what the
// answers mean.
#include <string>
#include <string_view>
#include <vector>

#include "aside/value.hpp"
#include "schema/table.hpp"
#include "sql/introspection.hpp"

namespace aside::sql::sqlite {

/// The next questions about the tables of a database, as `Dialect::questions_about_tables`.
[[nodiscard]] std::vector<std::string> questions_about_tables(std::string_view schema,
                                                              const Answers& answers,
                                                              ReadTables wanted);
/// The tables of a database that have rows of their own, in the order of their names, from the
/// answers to all questions. The tables that virtual ones keep their rows in and SQLite's own are
/// left out, and unless everything is read views and virtual tables.
[[nodiscard]] std::vector<schema::Table> tables_in(std::string_view schema, const Answers& answers,
                                                   ReadTables wanted);
/// The name of the number of a row, as `Dialect::hidden_row_number`.
[[nodiscard]] std::string_view hidden_row_number(const schema::Table& table);

}  // namespace aside::sql::sqlite
