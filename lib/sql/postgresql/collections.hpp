#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Writes an aggregate that puts values together, without its FILTER and OVER; false, and nothing, for
/// others.
[[nodiscard]] bool collection(SqlWriter& writer, const AggregateCall& call);

}  // namespace aside::sql::postgresql
