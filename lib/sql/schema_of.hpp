#pragma once
#include <vector>

#include "aside/detail/model_info.hpp"
#include "schema/table.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {

/// The tables of a model: its own, unless the model says that another program creates it, and those
/// of its many-to-many relations that no model declares. Conditions are written, and names kept
/// short, for the dialect.
[[nodiscard]] std::vector<schema::Table> schema_of(const detail::ModelInfo& model,
                                                   const Dialect& dialect);

}  // namespace aside::sql
