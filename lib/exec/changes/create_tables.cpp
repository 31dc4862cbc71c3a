#include <algorithm>
#include <cstdio>

#include "aside/model.hpp"
#include "exec/changes/atomic_write.hpp"
#include "exec/session/read_tables.hpp"
#include "sql/ddl.hpp"
#include "sql/mismatches.hpp"
#include "sql/schema_of.hpp"

namespace aside::exec {
namespace {

void print(std::string_view difference) {
    const std::string line = "aside: " + std::string(difference) + '\n';
    std::fputs(line.c_str(), stderr);
}

/// Takes from the tables what is there already: indexes, by what they are over. Says what tables
/// that are there have otherwise than the models.
void compare(std::vector<schema::Table>& wanted, const std::vector<schema::Table>& existing,
             const sql::Dialect& dialect, const TableOptions& options) {
    const bool of_django = sql::is_of_django(existing);
    for (schema::Table& table : wanted) {
        const auto found = std::ranges::find_if(existing, [&](const schema::Table& other) {
            return dialect.same_name(other.name, table.name);
        });
        if (found == existing.end()) continue;
        std::vector<schema::Index> indexes = std::move(table.indexes);
        table.indexes.clear();  // those that are missing are created
        for (const sql::Mismatch& each : sql::mismatches(table, *found, dialect, of_django))
            if (!each.harmless)
                (options.on_difference != nullptr ? options.on_difference : print)(each.text);
        std::erase_if(indexes, [&](const schema::Index& index) {
            return sql::has_index(*found, index, dialect);
        });
        table.indexes = std::move(indexes);
    }
}

}  // namespace
}  // namespace aside::exec

namespace aside::detail {

void create_tables(std::span<const ModelInfo* const> models, const TableOptions& options) {
    auto body = [&](Runner& runner) {
        exec::AtomicWrite whole(runner, "create_tables()");
        exec::Session& session = whole.session();
        std::vector<schema::Table> tables;
        for (const ModelInfo* model : models)
            for (schema::Table& table : sql::schema_of(*model, runner.dialect()))
                tables.push_back(std::move(table));
        const std::vector<schema::Table> existing = exec::read_tables(session);
        exec::compare(tables, existing, runner.dialect(), options);
        std::vector<std::string> names;
        names.reserve(existing.size());
        for (const schema::Table& table : existing) names.push_back(table.name);
        for (const std::string& sql : sql::create_tables(tables, names, runner.dialect()))
            session.execute(sql);
        whole.commit();
    };
    run_here({.alias = std::string(options.alias)}, body);
}

}  // namespace aside::detail
