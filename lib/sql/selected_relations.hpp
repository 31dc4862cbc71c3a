#pragma once
// The objects that select_related reads with each row.
#include <vector>

#include "aside/detail/query.hpp"

namespace aside::sql {

struct SelectedRelation {
    const detail::RelationInfo* relation = nullptr;
    int parent = -1;  ///< the index of the row that has the relation, -1 the query's row
};
/// The relations of `select_related`, in the order of their columns, which follow the row's own;
/// each has all fields of its model. Throws `FieldError` for a path that may lead to several rows,
/// or to none at all.
[[nodiscard]] std::vector<SelectedRelation> selected_relations(const detail::Query& query);

}  // namespace aside::sql
