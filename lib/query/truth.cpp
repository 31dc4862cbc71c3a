#include "query/truth.hpp"

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

/// A list without a value has no member.
Truth of_lookup(const Node& lookup) {
    if (static_cast<detail::Lookup>(lookup.op) != detail::Lookup::in) return Truth::depends;
    for (const Node& value : children(lookup).rest())
        if (value.kind != ExprKind::value || !value.value.is_null()) return Truth::depends;
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
        default:
            return Truth::depends;
    }
}

}  // namespace aside::query
