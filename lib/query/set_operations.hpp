#pragma once
#include <cstddef>

#include "aside/detail/query.hpp"

namespace aside::query {

/// The place, from 1, of the column that a path names in rows of several queries together, which
/// have no others. Throws `FieldError` if it is none of them, and `NotSupportedError` for an
/// expression that would have to be computed.
[[nodiscard]] std::size_t column_position(const detail::Query& rows, const detail::ExprNode& node);
/// Whether two paths name one column: `pk` and `id` do, `box` and `box_id`.
[[nodiscard]] bool same_column(const detail::Query& rows, const detail::ExprNode& a,
                               const detail::ExprNode& b);
/// Throws if an expression over such rows reads anything but their columns: `FieldError` for a
/// column that they do not have, `NotSupportedError` for one whose name another one has too.
void require_columns_of_parts(const detail::Query& rows, const detail::Expr& expr);

}  // namespace aside::query
