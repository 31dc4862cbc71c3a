#pragma once
#include <algorithm>

#include "aside/detail/model_info.hpp"

namespace aside::model {

/// Whether at most one row has a given value, other than NULL, in this field. In a distributed
/// table that is so of keys and of relations to rows of the same node; all else is unique on each
/// node.
[[nodiscard]] inline bool is_unique(const detail::ModelInfo& model,
                                    const detail::FieldInfo& field) {
    const bool on_each_node =
        !model.distributed_by.empty() &&
        (field.relation == nullptr || field.relation->target().distribution() == nullptr);
    if (on_each_node) return field.primary_key;
    return field.primary_key || field.unique ||
           std::ranges::any_of(model.unique_together, [&](const auto& names) {
               return names.size() == 1 && names.front() == field.name;
           });
}

}  // namespace aside::model
