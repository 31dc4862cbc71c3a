#include "aside/model.hpp"
#include "exec/changes/atomic_write.hpp"
#include "sql/compiler.hpp"

namespace aside::detail {

void create_tables(std::span<const ModelInfo* const> models, std::string_view alias) {
    auto body = [&](Runner& runner) {
        exec::AtomicWrite whole(runner, "create_tables()");
        for (const ModelInfo* model : models)
            for (const std::string& sql : sql::create_table(*model, runner.dialect()))
                whole.session().execute(sql);
        whole.commit();
    };
    run_here({.alias = std::string(alias)}, body);
}

}  // namespace aside::detail
