#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "aside/detail/query.hpp"
#include "aside/q.hpp"

namespace aside {

template <class M, class Row, class N>
class QuerySet;

/// The methods that narrow, order or slice, once for querysets and managers. `Self` says by `query()` where they start.
///
/// Each gives a fresh queryset and touches neither this one nor the database.
template <class Self, class M, class Row, class N>
class RefiningMethods {
    using Refined = QuerySet<M, Row, N>;

public:
    /// A fresh queryset of the same rows.
    [[nodiscard]] Refined all() const { return Refined(self().query()); }
    /// Only rows for which all of these hold. Throws `NotSupportedError` on a slice.
    template <class... C>
    [[nodiscard]] Refined filter(C... conditions) const {
        (void)sizeof(detail::conditions_error<M, N, C...>);
        detail::Query narrowed = refinable("filter");
        if constexpr (sizeof...(C) > 0)
            detail::write_conditions<M, N>(narrowed.where, conditions...);
        return Refined(std::move(narrowed));
    }
    /// Only rows for which not all of these hold. Throws `NotSupportedError` on a slice.
    template <class... C>
    [[nodiscard]] Refined exclude(C... conditions) const {
        (void)sizeof(detail::conditions_error<M, N, C...>);
        detail::Query narrowed = refinable("exclude");
        if constexpr (sizeof...(C) > 0) {
            detail::Expr conjunction;
            detail::write_conditions<M, N>(conjunction, conditions...);
            detail::append_negated(narrowed.where, conjunction);
        }
        return Refined(std::move(narrowed));
    }
    /// Replaces the ordering; of no terms, removes it, the model's too. Throws `NotSupportedError`
    /// on a slice.
    template <class... Term>
    [[nodiscard]] Refined order_by(Term... terms) const {
        (void)sizeof(detail::ordering_error<M, N, Term...>);
        detail::Query ordered = refinable("order_by");
        if constexpr ((OrderArgument<Term> && ...))
            detail::replace_ordering(ordered, {terms.order_term()...});
        return Refined(std::move(ordered));
    }
    /// The ordering the other way round. Throws `NotSupportedError` on a slice.
    [[nodiscard]] Refined reverse() const {
        detail::Query reversed = refinable("reverse");
        reversed.reversed = !reversed.reversed;
        return Refined(std::move(reversed));
    }
    /// No two equal rows. Throws `NotSupportedError` on a slice.
    [[nodiscard]] Refined distinct() const {
        detail::Query distinct = refinable("distinct");
        distinct.distinct = true;
        return Refined(std::move(distinct));
    }
    /// No rows at all, and no statement.
    [[nodiscard]] Refined none() const {
        detail::Query none = self().query();
        none.none = true;
        return Refined(std::move(none));
    }
    /// Rows [start, stop) of these. Throws `NotSupportedError` for what is negative.
    [[nodiscard]] Refined slice(std::int64_t start, std::int64_t stop) const {
        return sliced(start, stop);
    }
    [[nodiscard]] Refined limit(std::int64_t count) const { return sliced(0, count); }
    [[nodiscard]] Refined offset(std::int64_t start) const { return sliced(start, std::nullopt); }
    /// The same of another database. A literal or owned text: it is copied.
    [[nodiscard]] Refined using_(std::string_view alias) const {
        detail::Query moved = self().query();
        moved.alias = alias;
        return Refined(std::move(moved));
    }

private:
    [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }
    [[nodiscard]] detail::Query refinable(std::string_view method) const {
        detail::Query query = self().query();
        detail::require_unsliced(query, method);
        return query;
    }
    [[nodiscard]] Refined sliced(std::int64_t start, std::optional<std::int64_t> stop) const {
        detail::Query slice = self().query();
        detail::slice_query(slice, start, stop);
        return Refined(std::move(slice));
    }
};

}  // namespace aside
