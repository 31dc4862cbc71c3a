#include "query/truth.hpp"

#include <algorithm>

namespace aside::query {

using detail::ExprKind;

namespace {

Truth opposite(Truth truth) {
    if (truth == Truth::depends) return truth;
    return truth == Truth::always ? Truth::never : Truth::always;
}

Truth of_any(Nodes conditions) {
    Truth any = Truth::never;
    for (const Node& condition : conditions) {
        const Truth one = truth(condition);
        if (one == Truth::always) return Truth::always;
        if (one == Truth::depends) any = Truth::depends;
    }
    return any;
}

/// A lookup in an empty list holds for no row.
Truth of_lookup(const Node& lookup) {
    if (static_cast<detail::Lookup>(lookup.op) != detail::Lookup::in) return Truth::depends;
    for (const Node& value : children(lookup).rest()) {
        const bool null = value.kind == ExprKind::value && value.value.is_null();
        const bool of_no_rows = value.kind == ExprKind::subquery && has_no_rows(*value.query);
        if (!null && !of_no_rows) return Truth::depends;
    }
    return Truth::never;
}

}  // namespace

Truth truth(Nodes conditions) {
    Truth all = Truth::always;
    for (const Node& condition : conditions) {
        const Truth one = truth(condition);
        if (one == Truth::never) return Truth::never;
        if (one == Truth::depends) all = Truth::depends;
    }
    return all;
}

Truth truth(const Node& condition) {
    switch (condition.kind) {
        case ExprKind::all_of:
        case ExprKind::filter:
            return truth(children(condition));
        case ExprKind::negation:
            return opposite(truth(children(condition)));
        case ExprKind::any_of:
            return of_any(children(condition));
        case ExprKind::lookup:
            return of_lookup(condition);
        case ExprKind::exists:
            return has_no_rows(*condition.query) ? Truth::never : Truth::depends;
        default:
            return Truth::depends;
    }
}

namespace {

/// Whether several queries together have no rows, each of which may have none.
bool set_has_no_rows(const detail::Query& query) {
    const auto none = [](const auto& other) { return has_no_rows(*other); };
    switch (query.operation) {
        case detail::SetOperation::intersection:
            return std::ranges::any_of(query.others, none);
        case detail::SetOperation::difference:
            return none(query.others.front());
        default:
            return std::ranges::all_of(query.others, none);
    }
}

}  // namespace

namespace {

/// Whether all conditions compare columns of the row itself, and all have to hold. That is so of
/// most.
bool depend_on_rows(const detail::Expr& conditions) {
    return std::ranges::all_of(conditions, [](const Node& node) {
        const bool in = static_cast<detail::Lookup>(node.op) == detail::Lookup::in;
        return node.kind == ExprKind::value || node.kind == ExprKind::path ||
               node.kind == ExprKind::filter || (node.kind == ExprKind::lookup && !in);
    });
}

}  // namespace

Truth truth(const detail::Query& query) {
    if (query.none || (query.owners && query.owners->keys.empty())) return Truth::never;
    if (!query.where.empty() && depend_on_rows(query.where)) return Truth::depends;
    const Truth conditions = truth(Nodes(query.where));
    return query.owners && conditions == Truth::always ? Truth::depends : conditions;
}

bool has_no_rows(const detail::Query& query) {
    if ((query.limit && *query.limit == 0) || query.none) return true;
    if (query.operation != detail::SetOperation::none) return set_has_no_rows(query);
    return truth(query) == Truth::never;
}

}  // namespace aside::query
