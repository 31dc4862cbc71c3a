#include "aside/model.hpp"
#include "exec/runner.hpp"
#include "query/compiler.hpp"

namespace aside::detail {

void create_tables(std::span<const ModelInfo* const> models, std::string_view alias) {
    auto body = [&](Runner& runner) {
        const Lease session = runner.write();
        exec::TransactionScope scope(*session);
        for (const ModelInfo* model : models)
            for (const std::string& sql : query::create_table(*model, runner.dialect()))
                session->execute(sql);
        scope.commit();
    };
    run_here({.alias = std::string(alias)}, body);
}

}  // namespace aside::detail
