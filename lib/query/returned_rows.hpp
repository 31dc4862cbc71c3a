#pragma once
// The rows that a change gives back.
#include <string_view>

#include "aside/detail/query.hpp"

namespace aside::query {

/// A query of the rows of another one, whichever they are: what a statement that changes those reads
/// of each. Throws `NotSupportedError` for rows that are not rows of the table alone; `what` is the
/// method that changes them.
[[nodiscard]] detail::Query returned_rows(const detail::Query& query, std::string_view what);

}  // namespace aside::query
