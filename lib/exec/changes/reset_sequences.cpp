#include "exec/changes/reset_sequences.hpp"

#include "aside/model.hpp"
#include "exec/changes/atomic_write.hpp"
#include "sql/dialect.hpp"

namespace aside::exec {
namespace {

void reset_sequence(Session& session, const ModelInfo& model) {
    if (!model.key().automatic) return;
    const std::string sql = session.dialect().reset_sequence(model);
    if (sql.empty()) return;
    Result result = session.prepare(sql);
    while (result.step()) {
    }
}

}  // namespace

void reset_sequences(Session& session, std::span<const ModelInfo* const> models) {
    for (const ModelInfo* model : models) {
        reset_sequence(session, *model);
        for (const RelationInfo& relation : model->relations) {
            if (relation.kind() != RelationKind::many_to_many) continue;
            const ResolvedRelation& resolved = relation.resolved();
            if (resolved.automatic_join) reset_sequence(session, *resolved.join);
        }
    }
}

}  // namespace aside::exec

namespace aside::detail {

void reset_sequences(std::span<const ModelInfo* const> models, std::string_view alias) {
    auto body = [&](Runner& runner) {
        exec::AtomicWrite whole(runner, "reset_sequences()");
        exec::reset_sequences(whole.session(), models);
        whole.commit();
    };
    run_here({.alias = std::string(alias)}, body);
}

}  // namespace aside::detail
