#pragma once
#include <vector>

#include "aside/detail/query.hpp"
#include "exec/session/session.hpp"

namespace aside::detail {

/// Throws `ProgrammingError` where a statement that the user wrote does anything but read rows.
void require_reading(const exec::Result& result, const std::string& sql);

/// Which columns of a result the query's fields are read from, and then its further columns: each
/// by its name, since the user wrote the statement. Throws `FieldError` that names those missing.
/// Only after the first step is it known what a result's columns are.
[[nodiscard]] std::vector<int> find_columns(const Query& query, const exec::Result& result);

}  // namespace aside::detail
