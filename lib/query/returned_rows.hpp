#pragma once
// The rows that a change gives back.
#include <string_view>

#include "aside/detail/query.hpp"

namespace aside::query {

/// The query by which a change gives back the rows that it has changed: of those rows, the columns
/// that `query` reads. Throws `NotSupportedError` for rows that are not rows of the table alone;
/// `what` is the method that changes them.
[[nodiscard]] detail::Query returned_rows(const detail::Query& query, std::string_view what);

}  // namespace aside::query
