#pragma once
#include <cstddef>

#include "aside/detail/query.hpp"

namespace aside::query {

/// The place, from 1, of the column that a path names in rows of several queries together, which
/// have no others. Throws `FieldError` where it is none of them, and `NotSupportedError` for what
/// would have to be computed.
[[nodiscard]] std::size_t column_position(const detail::Query& rows, const detail::ExprNode& node);

}  // namespace aside::query
