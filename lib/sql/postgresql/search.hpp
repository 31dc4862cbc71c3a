#pragma once
// How PostgreSQL spells full-text search.
#include <span>

#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Writes a vector of texts, a query of words, two of them joined, or a rank. The first arguments
/// of a vector are its configuration and its weight; of a query its configuration; of a rank the
/// weights and how it is normalised. Each of them may be NULL, or have no value.
void search_call(SqlWriter& writer, detail::Function function, std::span<const Operand> arguments);
/// Writes `vector @@ query`.
void search_match(SqlWriter& writer, const SqlWriter& vector, const SqlWriter& query);

}  // namespace aside::sql::postgresql
