#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "aside/model.hpp"
#include "exec/changes/atomic_write.hpp"
#include "exec/session/read_tables.hpp"
#include "model/reached_models.hpp"
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
            return other.schema == table.schema && dialect.same_name(other.name, table.name);
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

std::vector<schema::Table> tables_of(std::span<const ModelInfo* const> models,
                                     const sql::Dialect& dialect) {
    std::vector<schema::Table> tables;
    for (const ModelInfo* model : models)
        for (schema::Table& table : sql::schema_of(*model, dialect))
            tables.push_back(std::move(table));
    return tables;
}

void create(Session& session, std::span<const ModelInfo* const> models,
            const TableOptions& options) {
    std::vector<schema::Table> tables = tables_of(models, session.dialect());
    const std::vector<schema::Table> existing =
        read_tables(session, sql::ReadTables::tables, model::schemas_of(models));
    compare(tables, existing, session.dialect(), options);
    for (const std::string& sql : sql::create_tables(tables, existing, session.dialect()))
        session.execute(sql);
}

}  // namespace
}  // namespace aside::exec

namespace aside::detail {

void create_tables(std::span<const ModelInfo* const> models, const TableOptions& options) {
    auto body = [&](Runner& runner) {
        if (!runner.dialect().features().transactional_ddl && runner.block() == nullptr) {
            const exec::Lease session = runner.write("create_tables()");
            return exec::create(*session, models, options);
        }
        exec::AtomicWrite whole(runner, "create_tables()");
        exec::create(whole.session(), models, options);
        whole.commit();
    };
    run_here({.alias = std::string(options.alias)}, body);
}

}  // namespace aside::detail
