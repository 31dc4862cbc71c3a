#pragma once
// The ways in which many rows go to the server at once: as arrays, and by COPY.
#include <span>
#include <string>

#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Writes `UNNEST(CAST(? AS bigint[]), ...)`.
void unnest(SqlWriter& writer, std::span<const detail::FieldInfo* const> fields);
/// Writes `COPY ... FROM STDIN (FORMAT binary)`.
[[nodiscard]] std::string copy(const Dialect& dialect, const detail::ModelInfo& model,
                               std::span<const detail::FieldInfo* const> fields);

}  // namespace aside::sql::postgresql
