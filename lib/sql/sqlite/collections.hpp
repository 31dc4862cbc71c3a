#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// Writes an aggregate that puts values together, without its FILTER and OVER; false, and nothing, for
/// others. SQLite orders what an aggregate is given from 3.44 on only, so the keys go along with it.
[[nodiscard]] bool collection(SqlWriter& writer, const AggregateCall& call);

}  // namespace aside::sql::sqlite
