#pragma once
// Conditions that hold for all rows or for none, independent of the rows in the table.
#include "aside/detail/query.hpp"
#include "query/nodes.hpp"

namespace aside::query {

enum class Truth : unsigned char { depends, always, never };
[[nodiscard]] Truth truth(const Node& condition);
/// Whether the AND of all of these holds for all rows or for none.
[[nodiscard]] Truth truth(Nodes conditions);

/// Whether a query has all rows of its model, or none, independent of the rows in the tables.
[[nodiscard]] Truth truth(const detail::Query& query);
/// True if the query cannot have any row, so that no statement need run.
[[nodiscard]] bool has_no_rows(const detail::Query& query);

}  // namespace aside::query
