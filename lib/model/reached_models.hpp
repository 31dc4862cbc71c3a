#pragma once
#include <span>
#include <string>
#include <vector>

#include "aside/detail/model_info.hpp"

namespace aside::model {

/// The models and all that their relations lead to, each once: those given first, in their order,
/// then the others in the order in which they are reached. Join tables that no model declares are
/// not among them; they belong to the relation that has one.
[[nodiscard]] std::vector<const detail::ModelInfo*> reached_models(
    std::span<const detail::ModelInfo* const> models);

/// The schemas that these models name, each once. Join tables that no model declares are in one of
/// them.
[[nodiscard]] std::vector<std::string> schemas_of(std::span<const detail::ModelInfo* const> models);

}  // namespace aside::model
