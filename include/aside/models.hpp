#pragma once
#include <span>

#include "aside/detail/describe.hpp"

namespace aside {

/// A list of models, as a function that gives their descriptions; what `models` is of some types.
using ModelList = std::span<const detail::ModelInfo* const> (*)();

/// Names models where a list of them is wanted: `aside::models<Film, Director>`, without a call.
/// The list lives as long as the program. Any thread may ask for it.
template <class... M>
[[nodiscard]] std::span<const detail::ModelInfo* const> models() {
    static const detail::ModelInfo* const list[] = {&detail::model_info<M>()...};
    return list;
}

}  // namespace aside
