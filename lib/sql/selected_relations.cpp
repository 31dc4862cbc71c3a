#include "sql/selected_relations.hpp"

#include <algorithm>

#include "aside/error.hpp"

namespace aside::sql {

using detail::ModelInfo;
using detail::RelationInfo;

namespace {

const RelationInfo& relation_to_one(const ModelInfo& model, std::string_view name) {
    const RelationInfo* found = model.find_relation(name);
    if (found != nullptr && !found->many()) return *found;
    std::string known;
    for (const RelationInfo& relation : model.relations)
        if (!relation.many()) known += (known.empty() ? "" : ", ") + std::string(relation.name);
    throw FieldError("select_related: " + std::string(model.type_name) + '.' + std::string(name) +
                     " is no relation to one row" +
                     (known.empty() ? ", and there is none" : "; those are " + known));
}

/// The index of that relation, which is added if it is not there yet.
int add(std::vector<SelectedRelation>& selected, const RelationInfo& relation, int parent) {
    const auto found = std::ranges::find_if(selected, [&](const SelectedRelation& other) {
        return other.relation == &relation && other.parent == parent;
    });
    const auto index = static_cast<int>(found - selected.begin());
    if (found == selected.end()) selected.push_back({&relation, parent});
    return index;
}

}  // namespace

std::vector<SelectedRelation> selected_relations(const detail::Query& query) {
    std::vector<SelectedRelation> selected;
    for (const std::string& path : query.related) {
        const ModelInfo* model = query.model;
        int parent = -1;
        for (std::string_view rest = path; !rest.empty();) {
            const std::size_t split = rest.find("__");
            const RelationInfo& relation = relation_to_one(*model, rest.substr(0, split));
            parent = add(selected, relation, parent);
            model = relation.resolved().target;
            rest = split == rest.npos ? std::string_view() : rest.substr(split + 2);
        }
    }
    return selected;
}

}  // namespace aside::sql
