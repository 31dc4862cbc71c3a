#pragma once
// The tests for NULL that lookups make.
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
/// The test for NULL that a lookup makes, `!=` taken as `exact`. Throws `ValidationError` if a
/// lookup that cannot compares with NULL.
[[nodiscard]] NullTest null_test(const Node& lookup);

}  // namespace aside::query
