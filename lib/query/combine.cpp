// `a & b`, `a | b` and `a ^ b` of querysets.
#include <algorithm>

#include "aside/detail/query.hpp"
#include "aside/error.hpp"
#include "query/lookup.hpp"
#include "query/nodes.hpp"

namespace aside::query {

using namespace detail;

namespace {

bool has_filter_calls(const ExprNode& node) {
    return std::any_of(&node, &node + node.size,
                       [](const ExprNode& part) { return part.kind == ExprKind::filter; });
}

/// The conditions of a queryset as filter calls of their own: a condition that stood alone no
/// longer does below an OR.
Expr filter_calls(const Expr& where) {
    Expr calls;
    ExprWriter writer(calls);
    for (const ExprNode& node : query::Nodes(where)) {
        const bool is_call = has_filter_calls(node);
        const std::size_t call = is_call ? 0 : writer.begin(ExprKind::filter);
        calls.insert(calls.end(), &node, &node + node.size);
        if (!is_call) writer.end(call);
    }
    return calls;
}

Expr connected(ExprKind kind, const Expr& a, const Expr& b) {
    Expr result;
    ExprWriter writer(result);
    const std::size_t node = writer.begin(kind);
    writer.append(filter_calls(a));
    writer.append(filter_calls(b));
    writer.end(node);
    return result;
}

Expr negated(const Expr& conditions) {
    Expr result;
    append_negated(result, filter_calls(conditions));
    return result;
}

/// The ordering of both: the right side's if it has one of its own, else the left's, as in Django.
Query ordered_like(Query combined, const Query& a, const Query& b) {
    const Query& from = b.order.empty() ? a : b;
    combined.order = from.order;
    combined.default_order = from.default_order;
    combined.reversed = from.reversed;
    return combined;
}

bool same_node(const ExprNode& a, const ExprNode& b) {
    return a.kind == b.kind && a.op == b.op && a.size == b.size && a.name == b.name &&
           a.value == b.value && a.type == b.type && a.query == b.query;
}

/// Conditions of both sides mean annotations by their names, so that those must be the same.
void require_same_annotations(const Query& a, const Query& b) {
    for (const Annotation& annotation : b.annotations) {
        const Annotation* own = a.find_annotation(annotation.name);
        if (own == nullptr || own->selected != annotation.selected ||
            !std::ranges::equal(own->expr, annotation.expr, same_node))
            throw NotSupportedError(
                "aside: querysets can be combined whose annotations are the "
                "same, and \"" +
                std::string(annotation.name) + "\" is not");
    }
}

/// Has all annotations stand behind the conditions of both sides. They stood behind those of one
/// side.
void annotate_behind(Query& combined) {
    for (Annotation& annotation : combined.annotations)
        if (annotation.after > 0) annotation.after = combined.where.size();
}

Query combine_conditions(const Query& a, const Query& b, Combination combination) {
    const bool all_of_a = a.where.empty();
    const bool all_of_b = b.where.empty();
    Query combined = a;
    switch (combination) {
        case Combination::both:
            combined.where.insert(combined.where.end(), b.where.begin(), b.where.end());
            return combined;
        case Combination::either:
            combined.where.clear();
            if (!all_of_a && !all_of_b)
                combined.where = connected(ExprKind::any_of, a.where, b.where);
            annotate_behind(combined);
            return combined;
        case Combination::exactly_one:
            break;
    }
    combined.none = all_of_a && all_of_b;
    if (all_of_a || all_of_b)
        combined.where = negated(all_of_a ? b.where : a.where);
    else
        combined.where = connected(ExprKind::odd_of, a.where, b.where);
    annotate_behind(combined);
    return combined;
}

bool same_owners(const Query& a, const Query& b) {
    if (!a.owners || !b.owners) return !a.owners && !b.owners;
    return a.owners->relation == b.owners->relation && a.owners->keys == b.owners->keys &&
           a.owners->tells_owner == b.owners->tells_owner;
}

/// The path that leads from a row to its owners.
std::string_view path_to_owners(const RelationInfo& relation) {
    const ResolvedRelation& resolved = relation.resolved();
    if (resolved.join == nullptr) return resolved.hops.front().to->name;
    if (resolved.inverse == nullptr)
        throw NotSupportedError("aside: " + relation.full_name() + " of different objects cannot " +
                                "be combined: " + std::string(resolved.target->type_name) +
                                " has no member for the way back");
    return resolved.inverse->name;
}

/// Moves the positions of all parts that stand behind some conditions, now that there are so many
/// nodes before them.
void move_behind(Query& query, std::size_t nodes) {
    const auto move = [nodes](std::size_t& after) { after += after > 0 ? nodes : 0; };
    for (Annotation& annotation : query.annotations) move(annotation.after);
    for (ValueTerm& value : query.values) move(value.after);
    move(query.grouped_after);
}

/// The rows of a related manager, but with the owner as an ordinary condition of the first filter
/// call, which shares the owners' join. Not for a symmetric relation, whose two directions are two
/// joins.
Query without_owners(const Query& query) {
    if (!query.owners) return query;
    Query plain = query;
    plain.owners.reset();
    plain.where.clear();
    ExprWriter writer(plain.where);
    const std::size_t call = writer.begin(ExprKind::filter);
    write_lookup(writer, Lookup::in, path_to_owners(*query.owners->relation), query.owners->keys);
    const bool shared = !query.owners->relation->resolved().symmetric;
    std::size_t merged = 0;
    if (shared && !query.where.empty() && query.where.front().kind == ExprKind::filter) {
        merged = query.where.front().size;
        plain.where.insert(plain.where.end(), query.where.begin() + 1,
                           query.where.begin() + static_cast<std::ptrdiff_t>(merged));
    }
    writer.end(call);
    plain.where.insert(plain.where.end(), query.where.begin() + static_cast<std::ptrdiff_t>(merged),
                       query.where.end());
    move_behind(plain, plain.where.size() - query.where.size());
    return plain;
}

/// Whether the first filter call may be about the join row that leads to the owners.
bool mentions_owners(const Query& query) {
    if (!query.owners || query.where.empty()) return false;
    const ResolvedRelation& relation = query.owners->relation->resolved();
    if (relation.join == nullptr || relation.inverse == nullptr || relation.symmetric) return false;
    const ExprNode& first = query.where.front();
    return std::any_of(&first, &first + first.size, [&](const ExprNode& node) {
        return node.kind == ExprKind::path && node.path().starts_with(relation.inverse->name);
    });
}

bool same_paths(const Expr& a, const Expr& b) {
    return std::ranges::equal(a, b, [](const ExprNode& one, const ExprNode& other) {
        return one.kind == ExprKind::path && other.kind == ExprKind::path &&
               one.path() == other.path();
    });
}

void require_combinable(const Query& a, const Query& b) {
    require_unsliced(a, "combining");
    require_unsliced(b, "combining");
    if (a.distinct != b.distinct)
        throw NotSupportedError("aside: a distinct and a plain queryset cannot be combined");
    if (!std::ranges::equal(a.distinct_on, b.distinct_on, same_paths))
        throw NotSupportedError(
            "aside: querysets that are distinct in different columns cannot be combined");
    if (a.place.alias != b.place.alias)
        throw NotSupportedError("aside: querysets of two databases cannot be combined: \"" +
                                a.place.alias + "\" and \"" + b.place.alias + '"');
}

}  // namespace

}  // namespace aside::query

namespace aside::detail {

Query combine(const Query& a, const Query& b, Combination combination) {
    query::require_combinable(a, b);
    query::require_same_annotations(a, b);
    query::require_same_annotations(b, a);
    if (combination == Combination::both && (a.none || b.none)) return a.none ? a : b;
    if (a.none) return b;
    if (b.none) return a;
    if (!query::same_owners(a, b))
        return combine(query::without_owners(a), query::without_owners(b), combination);
    const bool own_join = combination == Combination::both && query::mentions_owners(b);
    Query combined =
        query::combine_conditions(a, own_join ? query::without_owners(b) : b, combination);
    (void)checked_depth(combined.where);
    return query::ordered_like(std::move(combined), a, b);
}

}  // namespace aside::detail
