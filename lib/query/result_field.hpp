#pragma once
#include "aside/detail/query.hpp"

namespace aside::query {

/// A field by which the result of an expression is read, of that type. It has the name, the column
/// and the choices of the column whose values the expression gives, if it gives those of one.
[[nodiscard]] detail::FieldInfo result_field(const detail::Query& query,
                                             const detail::ExprNode& expression,
                                             const detail::FieldType* type);

}  // namespace aside::query
