#include "query/depth.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "aside/error.hpp"

namespace aside::query {

void require_depth(std::size_t depth) {
    if (depth > detail::deepest_expression)
        throw NotSupportedError(
            "aside: conditions and expressions may be nested " +
            std::to_string(detail::deepest_expression) + " deep, a queryset counting as " +
            std::to_string(depth_of_statement) +
            " levels: join what is of one level by one operator, or pass the list() of a queryset");
}

std::size_t checked_depth(const detail::Query& query) {
    std::size_t depth = detail::checked_depth(query.where);
    const auto contains = [&](std::size_t inner) { depth = std::max(depth, inner); };
    for (const detail::Annotation& annotation : query.annotations)
        contains(detail::checked_depth(annotation.expr));
    for (const detail::ValueTerm& value : query.values) contains(detail::checked_depth(value.expr));
    for (const auto& part : query.others) contains(checked_depth(*part) + depth_of_statement);
    require_depth(depth);
    return depth;
}

}  // namespace aside::query

namespace aside::detail {

std::size_t checked_depth(const Expr& expr) {
    std::vector<std::size_t> ends;  // of the subtrees around a node
    std::size_t deepest = 0;
    for (std::size_t i = 0; i < expr.size(); ++i) {
        while (!ends.empty() && ends.back() <= i) ends.pop_back();
        ends.push_back(i + expr[i].size);
        std::size_t depth = ends.size();
        if (expr[i].query)
            depth += query::checked_depth(*expr[i].query) + query::depth_of_statement;
        query::require_depth(depth);
        deepest = std::max(deepest, depth);
    }
    return deepest;
}

}  // namespace aside::detail
