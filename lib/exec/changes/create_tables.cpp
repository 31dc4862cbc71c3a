#include "aside/model.hpp"
#include "exec/changes/atomic_write.hpp"
#include "exec/session/read_tables.hpp"
#include "sql/ddl.hpp"
#include "sql/schema_of.hpp"

namespace aside::detail {

void create_tables(std::span<const ModelInfo* const> models, std::string_view alias) {
    auto body = [&](Runner& runner) {
        exec::AtomicWrite whole(runner, "create_tables()");
        exec::Session& session = whole.session();
        std::vector<schema::Table> tables;
        for (const ModelInfo* model : models)
            for (schema::Table& table : sql::schema_of(*model, runner.dialect()))
                tables.push_back(std::move(table));
        std::vector<std::string> existing;
        if (!runner.dialect().features().references_ahead)
            for (schema::Table& table : exec::read_tables(session))
                existing.push_back(std::move(table.name));
        for (const std::string& sql : sql::create_tables(tables, existing, runner.dialect()))
            session.execute(sql);
        whole.commit();
    };
    run_here({.alias = std::string(alias)}, body);
}

}  // namespace aside::detail
