#pragma once
// Tables as plain data: those of a database, and those of models.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "exec/session/read_tables.hpp"
#include "schema/differences.hpp"
#include "sql/dialect.hpp"
#include "sql/schema_of.hpp"
#include "support/database.hpp"
#include "support/features.hpp"

namespace aside::testing {

/// All tables of a connected database.
inline std::vector<schema::Table> tables_of_database(std::string_view alias = "default") {
    return detail::run_here({.alias = std::string(alias)}, detail::Intent::write,
                            [](detail::Runner& runner) {
                                const exec::Lease session = runner.read();
                                return exec::read_tables(*session);
                            });
}

/// The tables of models, as the engine of a connected database keeps them.
template <class... Model>
std::vector<schema::Table> tables_of_models(std::string_view alias = "default") {
    const sql::Dialect& dialect = exec::database(alias)->dialect();
    std::vector<schema::Table> tables;
    const auto add = [&](const detail::ModelInfo& model) {
        for (schema::Table& table : sql::schema_of(model, dialect))
            tables.push_back(dialect.read_back(std::move(table)));
    };
    (add(detail::model_info<Model>()), ...);
    return tables;
}

/// The differences as text, one a line.
inline std::string shown(const std::vector<schema::Difference>& differences) {
    std::string lines;
    for (const schema::Difference& each : differences)
        lines += (lines.empty() ? "" : "\n") + to_string(each);
    return lines;
}

/// The tables without the text of conditions and expressions, if the engine keeps it in other words:
/// conditions are then compared by their names.
inline std::vector<schema::Table> comparable(std::vector<schema::Table> tables) {
    if (features().keeps_expressions) return tables;
    for (schema::Table& table : tables)
        for (schema::Check& check : table.checks) check.condition.clear();
    for (schema::Table& table : tables)
        for (schema::Index& index : table.indexes)
            for (schema::KeyPart& part : index.parts)
                if (!part.expression.empty()) part.expression = "of its own words";
    return tables;
}

/// Checks that each table of these models is in the database what it is to be.
template <class... Model>
void check_tables() {
    const std::vector<schema::Table> read = comparable(tables_of_database());
    for (const schema::Table& table : comparable(tables_of_models<Model...>())) {
        const auto found = std::ranges::find(read, table.name, &schema::Table::name);
        INFO(table.name);
        REQUIRE(found != read.end());
        CHECK(shown(differences(table, *found)) == "");
        CHECK(table == *found);
    }
}

}  // namespace aside::testing
