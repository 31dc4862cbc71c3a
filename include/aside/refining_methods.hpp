#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "aside/detail/query.hpp"
#include "aside/prefetch.hpp"
#include "aside/q.hpp"
#include "aside/record.hpp"

namespace aside {

template <class M, class Row, class N>
class QuerySet;

namespace detail {

/// The type of a column of `values()`.
template <class M, class N, fixed_string Path>
using value_column_t = column_value_t<typename resolve_t<M, N, Path>::type>;
template <class M, class N, fixed_string Path>
ValueTerm value_term(Field<Path> field) {
    ValueTerm term{.type = &field_type<value_column_t<M, N, Path>>};
    ExprWriter writer(term.expr);
    field.write(writer);
    return term;
}

}  // namespace detail

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
            detail::write_filter<M, N>(narrowed.where, conditions...);
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
            detail::append_exclusion(narrowed.where, conjunction);
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
    /// Rows of these columns only, by name: `row["box__name"_f]`. A relation's column is its key; a
    /// column is a `std::optional` where its path may lead nowhere.
    template <fixed_string... Path>
    requires(sizeof...(Path) > 0) [[nodiscard]] auto values(Field<Path>... fields) const {
        (void)sizeof(typename detail::first_error<detail::path_error_t<M, N, Path>...>::type);
        return of_values<Record<Column<Path, detail::value_column_t<M, N, Path>>...>>(fields...);
    }
    /// The same as a `std::tuple` a row.
    template <fixed_string... Path>
    requires(sizeof...(Path) > 0) [[nodiscard]] auto values_list(Field<Path>... fields) const {
        (void)sizeof(typename detail::first_error<detail::path_error_t<M, N, Path>...>::type);
        return of_values<std::tuple<detail::value_column_t<M, N, Path>...>>(fields...);
    }
    /// Reads the rows that these relations lead to along with each row, by joins: foreign keys and
    /// one-to-one relations, of several levels too. `select_related(nullptr)` forgets them all.
    template <fixed_string... Path>
    requires(sizeof...(Path) > 0) [[nodiscard]] Refined select_related(Field<Path>...) const {
        (void)sizeof(
            typename detail::first_error<detail::relation_error_t<M, Path, true>...>::type);
        detail::Query joined = self().query();
        (joined.related.emplace_back(Path.view()), ...);
        return Refined(std::move(joined));
    }
    [[nodiscard]] Refined select_related(std::nullptr_t) const {
        detail::Query plain = self().query();
        plain.related.clear();
        return Refined(std::move(plain));
    }
    /// Reads the rows that these relations lead to by one more query each, after the rows:
    /// fields, or `Prefetch(field, queryset)`. `prefetch_related(nullptr)` forgets them all.
    template <class... Path>
    requires(sizeof...(Path) > 0) [[nodiscard]] Refined prefetch_related(const Path&... paths) const {
        (void)sizeof(typename detail::first_error<detail::prefetch_error_t<M, Path>...>::type);
        detail::Query more = self().query();
        (more.prefetched.push_back(detail::prefetch_term(paths)), ...);
        return Refined(std::move(more));
    }
    [[nodiscard]] Refined prefetch_related(std::nullptr_t) const {
        detail::Query plain = self().query();
        plain.prefetched.clear();
        return Refined(std::move(plain));
    }
    /// What the first access to a relation that was not loaded does: `fetch_one`, `fetch_peers` or
    /// `fetch_raise`.
    [[nodiscard]] Refined fetch_mode(detail::FetchMode mode) const {
        detail::Query changed = self().query();
        changed.fetch_mode = mode;
        return Refined(std::move(changed));
    }
    /// The same of another database. A literal or owned text: it is copied.
    [[nodiscard]] Refined using_(std::string_view alias) const {
        detail::Query moved = self().query();
        moved.alias = alias;
        return Refined(std::move(moved));
    }

private:
    template <class Values, fixed_string... Path>
    [[nodiscard]] QuerySet<M, Values, N> of_values(Field<Path>... fields) const {
        detail::Query query = self().query();
        detail::select_values(query, {detail::value_term<M, N>(fields)...});
        return QuerySet<M, Values, N>(std::move(query));
    }
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
