#pragma once
#include <span>
#include <string>

#include "inspect/models.hpp"

namespace aside::inspect {

/// The header of these models: each behind those that it names, where there is no ring of them.
[[nodiscard]] std::string header_of(std::span<const Model> models, const Engine& engine);

}  // namespace aside::inspect
