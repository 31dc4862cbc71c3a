#pragma once
// Whether a query can have more than one row, as far as its conditions say at a glance.
#include "aside/detail/query.hpp"

namespace aside::query {

/// Whether the query's conditions alone leave one row at most: one of them, which has to hold, is
/// the equality of a unique column and a value. Other parts of the query may leave out rows, but
/// add none.
[[nodiscard]] bool pins_one_row(const detail::Query& query);

/// Caps the query of a `get()` at two rows, enough to detect a second one, unless a unique column
/// already pins it to one. If there cannot be a second row, a limit costs more than it saves. A
/// table that does not keep its model's promises may still have several.
void limit_for_only_row(detail::Query& query);

}  // namespace aside::query
