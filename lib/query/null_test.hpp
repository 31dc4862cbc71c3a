#pragma once
// What lookups ask about NULL.
#include "query/nodes.hpp"

namespace aside::query {

/// The lookup of a node; `!=` is the negation of `exact`.
[[nodiscard]] inline detail::Lookup positive_lookup(const Node& node) {
    const auto lookup = static_cast<detail::Lookup>(node.op);
    return lookup == detail::Lookup::not_equal ? detail::Lookup::exact : lookup;
}
[[nodiscard]] inline bool is_not_equal(const Node& node) {
    return static_cast<detail::Lookup>(node.op) == detail::Lookup::not_equal;
}

enum class NullTest : unsigned char { none, is_null, is_not_null };
/// What a lookup, `!=` taken as `exact`, asks about NULL. Throws `ValidationError` where NULL is
/// compared by one that cannot.
[[nodiscard]] NullTest null_test(const Node& lookup);

}  // namespace aside::query
