#include "model/reached_models.hpp"

#include <algorithm>

namespace aside::model {

std::vector<const detail::ModelInfo*> reached_models(
    std::span<const detail::ModelInfo* const> models) {
    std::vector<const detail::ModelInfo*> all;
    const auto add = [&](const detail::ModelInfo* model) {
        if (std::ranges::find(all, model) == all.end()) all.push_back(model);
    };
    for (const detail::ModelInfo* model : models) add(model);
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const detail::RelationInfo& relation : all[i]->relations) {
            const detail::ResolvedRelation& resolved = relation.resolved();
            add(resolved.target);
            if (resolved.join != nullptr && !resolved.automatic_join) add(resolved.join);
        }
    return all;
}

std::vector<std::string> schemas_of(std::span<const detail::ModelInfo* const> models) {
    std::vector<std::string> schemas;
    for (const detail::ModelInfo* model : models)
        if (!model->schema.empty() && std::ranges::find(schemas, model->schema) == schemas.end())
            schemas.push_back(model->schema);
    return schemas;
}

}  // namespace aside::model
