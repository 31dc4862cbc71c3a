#pragma once
// Decimal literals, whose type says nothing of their places.
#include "aside/detail/model_info.hpp"
#include "query/nodes.hpp"

namespace aside::sql {

/// Throws `DataError` if the node is a decimal literal that has more places than `field`: read as a
/// value of that field, it would lose digits.
void require_room(const query::Node& literal, const detail::FieldInfo* field);
/// Throws `DataError` if a literal has more places than the column that it may be assigned to. It
/// is the node itself, or a value of `Case`, `Coalesce` and the like.
void require_room_in(const detail::FieldInfo& column, const query::Node& assigned);

}  // namespace aside::sql
