#pragma once
// How PostgreSQL spells full-text search.
#include <span>

#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Writes a vector of texts, a query of words, what joins two of them, or a rank. A vector's first
/// arguments are its configuration and its weight, a query's its configuration, a rank's the weights
/// and how it is normalised: each may be NULL, or have no value.
void search_call(SqlWriter& writer, detail::Function function, std::span<const Operand> arguments);
/// Writes `vector @@ query`.
void search_match(SqlWriter& writer, const SqlWriter& vector, const SqlWriter& query);

}  // namespace aside::sql::postgresql
