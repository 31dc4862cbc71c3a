#pragma once
// The objects that select_related reads with each row.
#include <vector>

#include "aside/detail/query.hpp"

namespace aside::sql {

struct SelectedRelation {
    const detail::RelationInfo* relation = nullptr;
    int parent = -1;  ///< whose relation it is: an index into the same list, -1 the row itself
};
/// In the order of their columns, which follow the row's own; each has all fields of its model.
/// Throws `FieldError` for a path that may lead to several rows, or to none at all.
[[nodiscard]] std::vector<SelectedRelation> selected_relations(const detail::Query& query);

}  // namespace aside::sql
