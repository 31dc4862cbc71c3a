#pragma once
#include <vector>

#include "aside/detail/query.hpp"
#include "exec/session/session.hpp"

namespace aside::exec {

/// Throws `ProgrammingError` if a statement that the user wrote may write.
void require_no_writing(const Result& result, const std::string& sql);
/// Throws `ProgrammingError` if a statement that the user wrote does anything but read rows.
void require_reading(const Result& result, const std::string& sql);

/// The columns of a result that the query's fields and then its further columns are read from: each
/// by its name, since the user wrote the statement. Throws `FieldError` that names those missing. A
/// result's columns are known only after its first step.
[[nodiscard]] std::vector<int> find_columns(const Query& query, const Result& result);

}  // namespace aside::exec
