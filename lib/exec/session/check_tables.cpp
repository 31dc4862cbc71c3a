#include "exec/session/check_tables.hpp"

#include "aside/error.hpp"
#include "exec/session/read_tables.hpp"
#include "model/reached_models.hpp"

namespace aside::exec {

std::vector<sql::Mismatch> check_tables(Session& session,
                                        std::span<const detail::ModelInfo* const> models) {
    const std::vector<const detail::ModelInfo*> reached = model::reached_models(models);
    return sql::mismatches(
        reached, read_tables(session, sql::ReadTables::everything, model::schemas_of(reached)),
        session.dialect());
}

void require_tables(Session& session, std::span<const detail::ModelInfo* const> models) {
    std::vector<std::string> differences;
    std::string message = "the tables of \"" + session.alias() + "\" are not as the models say:";
    for (sql::Mismatch& each : check_tables(session, models))
        if (!each.harmless) {
            message += "\n" + each.text;
            differences.push_back(std::move(each.text));
        }
    if (!differences.empty()) throw SchemaMismatch(message, std::move(differences));
}

}  // namespace aside::exec
