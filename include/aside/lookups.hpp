#pragma once
// The comparisons by name.
#include <initializer_list>
#include <utility>
#include <vector>

#include "aside/comparison.hpp"

namespace aside {

/// The lookups by name, for every expression that can stand on the left of one, and the directions
/// of an ordering by it.
template <class Self>
struct Lookups : expression_tag, Orderable<Self> {
    /// Equal to the value.
    template <class V>
    constexpr auto exact(V&& value) const {
        return make<detail::Lookup::exact>(std::forward<V>(value));
    }
    /// Equal to the text without regard to case; SQLite folds ASCII only.
    template <class V>
    constexpr auto iexact(V&& value) const {
        return make<detail::Lookup::iexact>(std::forward<V>(value));
    }
    /// The text contains this one or, of JSON, the document contains this part.
    template <class V>
    constexpr auto contains(V&& value) const {
        return make<detail::Lookup::contains>(std::forward<V>(value));
    }
    /// The text contains this one without regard to case; SQLite folds ASCII only.
    template <class V>
    constexpr auto icontains(V&& value) const {
        return make<detail::Lookup::icontains>(std::forward<V>(value));
    }
    /// The text begins with this one.
    template <class V>
    constexpr auto startswith(V&& value) const {
        return make<detail::Lookup::startswith>(std::forward<V>(value));
    }
    /// The text begins with this one without regard to case; SQLite folds ASCII only.
    template <class V>
    constexpr auto istartswith(V&& value) const {
        return make<detail::Lookup::istartswith>(std::forward<V>(value));
    }
    /// The text ends with this one.
    template <class V>
    constexpr auto endswith(V&& value) const {
        return make<detail::Lookup::endswith>(std::forward<V>(value));
    }
    /// The text ends with this one without regard to case; SQLite folds ASCII only.
    template <class V>
    constexpr auto iendswith(V&& value) const {
        return make<detail::Lookup::iendswith>(std::forward<V>(value));
    }
    /// Greater than the value.
    template <class V>
    constexpr auto gt(V&& value) const {
        return make<detail::Lookup::gt>(std::forward<V>(value));
    }
    /// Greater than the value, or equal to it.
    template <class V>
    constexpr auto gte(V&& value) const {
        return make<detail::Lookup::gte>(std::forward<V>(value));
    }
    /// Less than the value.
    template <class V>
    constexpr auto lt(V&& value) const {
        return make<detail::Lookup::lt>(std::forward<V>(value));
    }
    /// Less than the value, or equal to it.
    template <class V>
    constexpr auto lte(V&& value) const {
        return make<detail::Lookup::lte>(std::forward<V>(value));
    }
    /// A regular expression in PCRE's syntax matches anywhere in the text.
    template <class V>
    constexpr auto regex(V&& value) const {
        return make<detail::Lookup::regex>(std::forward<V>(value));
    }
    /// A regular expression in PCRE's syntax matches anywhere in the text, without regard to case.
    template <class V>
    constexpr auto iregex(V&& value) const {
        return make<detail::Lookup::iregex>(std::forward<V>(value));
    }
    /// NULL or, of `false`, not NULL.
    constexpr auto isnull(bool value = true) const { return make<detail::Lookup::isnull>(value); }
    /// Holds for values between these two, both included.
    template <class A, class B>
    constexpr auto range(A&& from, B&& to) const {
        return pack<detail::Lookup::range>(std::forward<A>(from), std::forward<B>(to));
    }
    /// Equal to one of the range's values, or to a row of the queryset. An empty range matches
    /// nothing and runs no statement.
    template <class R>
    constexpr auto in(R&& range) const {
        if constexpr (detail::range_like<std::decay_t<R>> || detail::queryset_like<std::decay_t<R>>)
            return make<detail::Lookup::in>(std::forward<R>(range));
        else
            return pack<detail::Lookup::in>(std::forward<R>(range));
    }
    /// Equal to one of the values in the braces.
    template <class V>
    auto in(std::initializer_list<V> values) const {
        return make<detail::Lookup::in>(std::vector<V>(values));
    }
    /// Equal to one of these values.
    template <class A, class B, class... More>
    constexpr auto in(A&& a, B&& b, More&&... more) const {
        return pack<detail::Lookup::in>(std::forward<A>(a), std::forward<B>(b),
                                        std::forward<More>(more)...);
    }

    /// Whether a JSON object has that key, or an array that index written as text.
    template <class V>
    constexpr auto has_key(V&& key) const {
        return make<detail::Lookup::has_key>(std::forward<V>(key));
    }
    /// Whether a JSON object has all of these keys; they may also be one range.
    template <class... V>
    constexpr auto has_keys(V&&... keys) const {
        return make_of_keys<detail::Lookup::has_keys>(std::forward<V>(keys)...);
    }
    /// Whether a JSON object has at least one of these keys; they may also be one range.
    template <class... V>
    constexpr auto has_any_keys(V&&... keys) const {
        return make_of_keys<detail::Lookup::has_any_keys>(std::forward<V>(keys)...);
    }

private:
    template <detail::Lookup Operator, class V>
    constexpr auto make(V&& value) const {
        return detail::compare<Operator>(static_cast<const Self&>(*this), std::forward<V>(value));
    }
    template <detail::Lookup Operator, class... V>
    constexpr auto make_of_keys(V&&... keys) const {
        if constexpr (sizeof...(V) == 1 && (detail::range_like<std::decay_t<V>> && ...))
            return make<Operator>(std::forward<V>(keys)...);
        else
            return pack<Operator>(std::forward<V>(keys)...);
    }
    template <detail::Lookup Operator, class... V>
    constexpr auto pack(V&&... values) const {
        using Pack = detail::value_pack<detail::owned_t<V>...>;
        return Comparison<Self, Operator, Pack>{static_cast<const Self&>(*this),
                                                Pack(detail::own(std::forward<V>(values))...)};
    }
};

}  // namespace aside
