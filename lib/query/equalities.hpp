#pragma once
// `a = 1 OR a = 2 OR ...` as `a IN (1, 2, ...)`.
#include <cstddef>

#include "aside/detail/expr.hpp"

namespace aside::query {

/// The number of nodes from which on an expression is looked through: SQLite's memory to prepare
/// alternatives grows with the square of their number.
inline constexpr std::size_t many_nodes = 300;

/// Makes one `in` of many alternatives that each compare one path with a value, in the nodes from
/// `begin` on. The rows that meet the conditions stay the same.
void merge_equalities(detail::Expr& expr, std::size_t begin);

}  // namespace aside::query
