#include "query/returned_rows.hpp"

#include <algorithm>
#include <string>

#include "aside/error.hpp"

namespace aside::query {

namespace {

/// The reason for which a change cannot give such rows back; empty if it can.
std::string_view obstacle(const detail::Query& query) {
    if (!query.related.empty())
        return "select_related(): prefetch_related() reads related objects afterwards";
    if (query.distinct) return "distinct(): it gives every row that it changes";
    const bool computed =
        query.grouping != detail::Grouping::none ||
        std::ranges::any_of(query.annotations, [](const auto& annotation) {
            return annotation.selected && (annotation.aggregate || annotation.window);
        });
    if (computed) return "an aggregate or a window, which is computed of several rows";
    return {};
}

}  // namespace

detail::Query returned_rows(const detail::Query& query, std::string_view what) {
    detail::require_unsliced(query, what);
    if (const std::string_view why = obstacle(query); !why.empty())
        throw NotSupportedError("aside: " + std::string(what) + "() cannot follow " +
                                std::string(why));
    detail::Query rows = query;
    rows.where.clear();
    rows.order.clear();
    rows.default_order = false;
    rows.owners.reset();
    rows.lock.reset();
    return rows;
}

}  // namespace aside::query
