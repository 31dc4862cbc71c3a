// `a & b`, `a | b` and `a ^ b` of querysets.
#include "aside/detail/query.hpp"
#include "aside/error.hpp"

namespace aside::detail {
namespace {

Query with_condition(const Query& query, ExprKind kind, const Expr& a, const Expr& b) {
    Query combined = query;
    combined.where.clear();
    ExprWriter writer(combined.where);
    const std::size_t node = writer.begin(kind);
    writer.append(a);
    writer.append(b);
    writer.end(node);
    return combined;
}

Expr negated(const Expr& conditions) {
    Expr result;
    append_negated(result, conditions);
    return result;
}

}  // namespace

Query combine(const Query& a, const Query& b, Combination combination) {
    require_unsliced(a, "combining");
    require_unsliced(b, "combining");
    if (a.distinct != b.distinct)
        throw NotSupportedError("aside: a distinct and a plain queryset cannot be combined");
    if (a.alias != b.alias)
        throw NotSupportedError("aside: querysets of two databases cannot be combined: \"" +
                                a.alias + "\" and \"" + b.alias + '"');
    if (combination == Combination::both) {
        if (a.none || b.none) return a.none ? a : b;
        Query combined = a;
        combined.where.insert(combined.where.end(), b.where.begin(), b.where.end());
        return combined;
    }
    if (a.none) return b;
    if (b.none) return a;
    const bool all_of_a = a.where.empty();
    const bool all_of_b = b.where.empty();
    if (combination == Combination::either)
        return all_of_a ? a : all_of_b ? b : with_condition(a, ExprKind::any_of, a.where, b.where);
    if (all_of_a && all_of_b) {
        Query nothing = a;
        nothing.none = true;
        return nothing;
    }
    if (all_of_a) return with_condition(a, ExprKind::all_of, negated(b.where), {});
    if (all_of_b) return with_condition(a, ExprKind::all_of, negated(a.where), {});
    return with_condition(a, ExprKind::odd_of, a.where, b.where);
}

}  // namespace aside::detail
