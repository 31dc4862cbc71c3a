#pragma once
#include <span>
#include <string>
#include <vector>

#include "aside/detail/model_info.hpp"
#include "sql/dialect.hpp"

namespace aside::inspect {

/// What is wrong with models that the compiler cannot see, one a line: two of one table, two columns
/// of one name, what an engine has not.
[[nodiscard]] std::vector<std::string> model_problems(
    std::span<const detail::ModelInfo* const> models, std::span<const sql::Dialect* const> engines);

}  // namespace aside::inspect
