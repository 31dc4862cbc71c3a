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

/// The ordering of both: the right side's where it has one of its own, else the left's, as in Django.
Query ordered_like(Query combined, const Query& a, const Query& b) {
    const Query& from = b.order.empty() ? a : b;
    combined.order = from.order;
    combined.default_order = from.default_order;
    combined.reversed = from.reversed;
    return combined;
}

Query combine_conditions(const Query& a, const Query& b, Combination combination) {
    const bool all_of_a = a.where.empty();
    const bool all_of_b = b.where.empty();
    switch (combination) {
        case Combination::both: {
            Query combined = a;
            combined.where.insert(combined.where.end(), b.where.begin(), b.where.end());
            return combined;
        }
        case Combination::either:
            if (all_of_a || all_of_b) return all_of_a ? a : b;
            return with_condition(a, ExprKind::any_of, a.where, b.where);
        case Combination::exactly_one:
            break;
    }
    Query nothing = a;
    nothing.none = true;
    if (all_of_a && all_of_b) return nothing;
    if (all_of_a || all_of_b)
        return with_condition(a, ExprKind::all_of, negated(all_of_a ? b.where : a.where), {});
    return with_condition(a, ExprKind::odd_of, a.where, b.where);
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
    if (combination == Combination::both && (a.none || b.none)) return a.none ? a : b;
    if (a.none) return b;
    if (b.none) return a;
    return ordered_like(combine_conditions(a, b, combination), a, b);
}

}  // namespace aside::detail
