#pragma once
#include <algorithm>

#include "aside/detail/model_info.hpp"

namespace aside::detail {

/// Whether at most one row has a given value, other than NULL, in this field.
[[nodiscard]] inline bool is_unique(const ModelInfo& model, const FieldInfo& field) {
    return field.primary_key || field.unique ||
           std::ranges::any_of(model.unique_together, [&](const auto& names) {
               return names.size() == 1 && names.front() == field.name;
           });
}

}  // namespace aside::detail
