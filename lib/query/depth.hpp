#pragma once
// How deep conditions, expressions and statements stand in one another.
#include <cstddef>

#include "aside/detail/query.hpp"

namespace aside::query {

/// A statement goes through many more functions than an operator does, and counts as so many of
/// them.
inline constexpr std::size_t depth_of_statement = 5;

/// Throws `NotSupportedError` if the depth is more than `deepest_expression`.
void require_depth(std::size_t depth);
/// The depth of a query: of its conditions, its expressions and the queries in it. Throws like
/// `require_depth`.
[[nodiscard]] std::size_t checked_depth(const detail::Query& query);

}  // namespace aside::query
