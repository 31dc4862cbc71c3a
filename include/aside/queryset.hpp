#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "aside/query_log.hpp"
#include "aside/query_methods.hpp"

namespace aside {
namespace detail {
/// The statement that would fetch a query's rows.
[[nodiscard]] Statement statement_of(const Query& query);
}  // namespace detail

/// A lazy query of rows of `M`, cheap to copy; a handle whose copies share one evaluation and its
/// cache.
///
/// Refining methods give a fresh queryset and touch neither this one nor the database. A queryset
/// is a range of its rows and evaluates itself, once, when it is used as one. Thread-safe: any
/// number of threads may use copies of one handle, or the handle itself where none assigns to it.
template <class M, class Row = M, class N = Names<>>
class QuerySet : public QueryMethods<QuerySet<M, Row, N>, M, Row, N> {
public:
    using value_type = Row;
    using const_iterator = RowIterator<Row>;
    using iterator_type = const_iterator;

    QuerySet() : QuerySet(detail::Query{.model = &detail::model_info<M>()}) {}
    explicit QuerySet(detail::Query query)
        : evaluation_(
              std::make_shared<detail::Evaluation>(std::move(query), detail::load_rows<Row>)) {}

    // ---- refining

    /// A fresh queryset of the same rows.
    [[nodiscard]] QuerySet all() const { return QuerySet(query()); }
    /// Only rows for which all of these hold. Throws `NotSupportedError` on a slice.
    template <class... C>
    [[nodiscard]] QuerySet filter(C... conditions) const {
        detail::check_conditions<M, N, C...>();
        detail::Query narrowed = refinable("filter");
        if constexpr (sizeof...(C) > 0)
            detail::write_conditions<M, N>(narrowed.where, conditions...);
        return QuerySet(std::move(narrowed));
    }
    /// Only rows for which not all of these hold. Throws `NotSupportedError` on a slice.
    template <class... C>
    [[nodiscard]] QuerySet exclude(C... conditions) const {
        detail::check_conditions<M, N, C...>();
        detail::Query narrowed = refinable("exclude");
        if constexpr (sizeof...(C) > 0) {
            detail::Expr conjunction;
            detail::write_conditions<M, N>(conjunction, conditions...);
            detail::append_negated(narrowed.where, conjunction);
        }
        return QuerySet(std::move(narrowed));
    }
    /// Replaces the ordering; of no terms, removes it, the model's too. Throws `NotSupportedError`
    /// on a slice.
    template <class... Term>
    [[nodiscard]] QuerySet order_by(Term... terms) const {
        (void)sizeof(
            typename detail::first_error<typename Term::template order_error<M, N>...>::type);
        detail::Query ordered = refinable("order_by");
        detail::replace_ordering(ordered, {terms.order_term()...});
        return QuerySet(std::move(ordered));
    }
    /// The ordering the other way round. Throws `NotSupportedError` on a slice.
    [[nodiscard]] QuerySet reverse() const {
        detail::Query reversed = refinable("reverse");
        reversed.reversed = !reversed.reversed;
        return QuerySet(std::move(reversed));
    }
    /// No two equal rows. Throws `NotSupportedError` on a slice.
    [[nodiscard]] QuerySet distinct() const {
        detail::Query distinct = refinable("distinct");
        distinct.distinct = true;
        return QuerySet(std::move(distinct));
    }
    /// No rows at all, and no statement.
    [[nodiscard]] QuerySet none() const {
        detail::Query none = query();
        none.none = true;
        return QuerySet(std::move(none));
    }
    /// Rows [start, stop) of these. Throws `NotSupportedError` for what is negative.
    [[nodiscard]] QuerySet slice(std::int64_t start, std::int64_t stop) const {
        return sliced(start, stop);
    }
    [[nodiscard]] QuerySet limit(std::int64_t count) const { return sliced(0, count); }
    [[nodiscard]] QuerySet offset(std::int64_t start) const { return sliced(start, std::nullopt); }
    /// The same of another database. A literal or owned text: it is copied.
    [[nodiscard]] QuerySet using_(std::string_view alias) const {
        detail::Query moved = query();
        moved.alias = alias;
        return QuerySet(std::move(moved));
    }

    /// Rows of both, of either, of exactly one. Throws `NotSupportedError` where one is a slice.
    friend QuerySet operator&(const QuerySet& a, const QuerySet& b) {
        return QuerySet(detail::combine(a.query(), b.query(), detail::Combination::both));
    }
    friend QuerySet operator|(const QuerySet& a, const QuerySet& b) {
        return QuerySet(detail::combine(a.query(), b.query(), detail::Combination::either));
    }
    friend QuerySet operator^(const QuerySet& a, const QuerySet& b) {
        return QuerySet(detail::combine(a.query(), b.query(), detail::Combination::exactly_one));
    }

    // ---- evaluating, beside what every manager has

    /// Deletes every row. Throws `NotSupportedError` on a slice.
    DeleteResult delete_() const { return checked_delete().run(); }
    Future<DeleteResult> adelete() const { return checked_delete().submit(); }

    // ---- in the background

    /// Begins to read the rows on the arena and returns this queryset at once; uses wait only if
    /// they are not there yet.
    QuerySet& start_fetch() & { return evaluation_->start_fetch(), *this; }
    const QuerySet& start_fetch() const& { return evaluation_->start_fetch(), *this; }
    QuerySet start_fetch() && { return evaluation_->start_fetch(), std::move(*this); }
    /// Begins to count; `count` and `exists` take the result.
    QuerySet& start_count() & { return evaluation_->start_count(), *this; }
    const QuerySet& start_count() const& { return evaluation_->start_count(), *this; }
    QuerySet start_count() && { return evaluation_->start_count(), std::move(*this); }
    /// Begins to look for a row; `exists` takes the result.
    QuerySet& start_exists() & { return evaluation_->start_exists(), *this; }
    const QuerySet& start_exists() const& { return evaluation_->start_exists(), *this; }
    QuerySet start_exists() && { return evaluation_->start_exists(), std::move(*this); }

    // ---- as a range

    /// Evaluates, once; so do `end`, `size` and `empty`.
    [[nodiscard]] const_iterator begin() const { return at(rows(), 0); }
    [[nodiscard]] const_iterator end() const {
        const detail::RowSet all = rows();
        return at(all, all.size);
    }
    [[nodiscard]] std::size_t size() const { return rows().size; }
    [[nodiscard]] bool empty() const { return rows().size == 0; }

    /// The statement and the parameters that reading the rows would run; needs no database.
    [[nodiscard]] Statement sql() const { return detail::statement_of(query()); }

    [[nodiscard]] const std::shared_ptr<detail::Evaluation>& evaluation() const {
        return evaluation_;
    }

private:
    [[nodiscard]] const detail::Query& query() const { return evaluation_->query(); }
    [[nodiscard]] detail::Query refinable(std::string_view method) const {
        detail::require_unsliced(query(), method);
        return query();
    }
    [[nodiscard]] QuerySet sliced(std::int64_t start, std::optional<std::int64_t> stop) const {
        detail::Query slice = query();
        detail::slice_query(slice, start, stop);
        return QuerySet(std::move(slice));
    }
    auto checked_delete() const {
        detail::require_unsliced(query(), "delete_");
        return this->plan_delete();
    }
    [[nodiscard]] detail::RowSet rows() const {
        detail::RowSet cached;
        if (evaluation_->cached_rows(cached)) return cached;
        auto body = [&](detail::Runner& runner) { cached = evaluation_->rows(runner); };
        detail::run_here(query().alias, body);
        return cached;
    }
    static const_iterator at(const detail::RowSet& rows, std::size_t index) {
        return const_iterator(static_cast<const Row*>(rows.data) + index, rows.owner);
    }

    std::shared_ptr<detail::Evaluation> evaluation_;
};

}  // namespace aside
