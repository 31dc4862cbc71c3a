#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "aside/query_log.hpp"
#include "aside/query_methods.hpp"
#include "aside/refining_methods.hpp"
#include "aside/start_methods.hpp"

namespace aside {
namespace detail {
/// The statement that would fetch a query's rows.
[[nodiscard]] Statement statement_of(const Query& query);
/// Whether all names of the first are among those of the second.
template <class Fewer, class More>
inline constexpr bool are_fewer_names = false;
template <class... Annotation, class More>
inline constexpr bool are_fewer_names<Names<Annotation...>, More> =
    (std::is_base_of_v<Annotation, More> && ...);
}  // namespace detail

/// A lazy query of rows of `M`, cheap to copy; a handle whose copies share one evaluation and its
/// cache.
///
/// Refining methods give a fresh queryset and touch neither this one nor the database. A queryset
/// is a range of its rows and evaluates itself, once, when it is used as one. Thread-safe: any
/// number of threads may use copies of one handle, or the handle itself if no thread assigns to it.
template <class M, class Row = M, class N = Names<>>
class QuerySet : public RefiningMethods<QuerySet<M, Row, N>, QuerySet, M, Row, N>,
                 public QueryMethods<QuerySet<M, Row, N>, M, Row, N>,
                 public StartMethods<QuerySet<M, Row, N>>,
                 detail::CopiedWhenMoved<QuerySet<M, Row, N>> {
public:
    using value_type = Row;
    using const_iterator = RowIterator<Row>;
    using iterator_type = const_iterator;

    QuerySet() : QuerySet(detail::Query(detail::model_info<M>())) {}
    explicit QuerySet(detail::Query&& query)
        : evaluation_(detail::make_evaluation(std::move(query), detail::row_type<Row>)) {}

    /// The other queryset with fewer names of annotations: its rows and its evaluation are shared.
    template <class More>
    requires(!std::is_same_v<More, N> && detail::are_fewer_names<N, More>)
        QuerySet(const QuerySet<M, Row, More>& other)
        : evaluation_(other.evaluation()) {}

    /// Made of an evaluation that others share.
    explicit QuerySet(std::shared_ptr<detail::Evaluation> evaluation)
        : evaluation_(std::move(evaluation)) {}

    /// The rows of both, of either, of exactly one. Throws `NotSupportedError` if one is a slice.
    friend QuerySet operator&(const QuerySet& a, const QuerySet& b) {
        return QuerySet(detail::combine(a.query(), b.query(), detail::Combination::both));
    }
    friend QuerySet operator|(const QuerySet& a, const QuerySet& b) {
        return QuerySet(detail::combine(a.query(), b.query(), detail::Combination::either));
    }
    friend QuerySet operator^(const QuerySet& a, const QuerySet& b) {
        return QuerySet(detail::combine(a.query(), b.query(), detail::Combination::exactly_one));
    }

    // A manager does not have these: emptying a table is written `all().delete_()`.

    /// Deletes every row. Throws `NotSupportedError` on a slice.
    DeleteResult delete_() const { return checked_delete().run(); }
    /// `delete_` in the background: the future has its result, or its error.
    Future<DeleteResult> adelete() const { return checked_delete().submit(); }

    /// Deletes every row and gives them as they were, in no order. Annotations and `values` may
    /// read the rows themselves; what `prefetch_related` names is read afterwards, when what a
    /// deletion takes along is gone. Nothing is deleted where a row cannot be read. Throws as
    /// `update_returning` and `delete_` do.
    Rows<Row> delete_returning() const { return this->plan_delete_returning().run(); }
    /// `delete_returning` in the background: the future has its result, or its error.
    Future<Rows<Row>> adelete_returning() const { return this->plan_delete_returning().submit(); }

    // ---- as a range

    /// Evaluates the queryset once, and gives the first row; blocks if the rows are not there yet.
    /// `end`, `size` and `empty` also evaluate it.
    [[nodiscard]] const_iterator begin() const { return at(rows(), 0); }
    [[nodiscard]] const_iterator end() const {
        const detail::RowSet set = rows();
        return at(set, set.size);
    }
    [[nodiscard]] std::size_t size() const { return rows().size; }
    [[nodiscard]] bool empty() const { return rows().size == 0; }

    /// The statement and the parameters that reading the rows would run; needs no database.
    [[nodiscard]] Statement sql() const { return detail::statement_of(query()); }

    /// The evaluation that the copies of this queryset share.
    [[nodiscard]] const std::shared_ptr<detail::Evaluation>& evaluation() const {
        return evaluation_;
    }

    [[nodiscard]] const std::shared_ptr<detail::Evaluation>& writing_evaluation() const {
        return evaluation_;
    }

    [[nodiscard]] const detail::Query& query() const { return evaluation_->query(); }

private:
    auto checked_delete() const {
        detail::require_deletable(query());
        return this->plan_delete();
    }
    [[nodiscard]] detail::RowSet rows() const { return detail::rows_here(evaluation_); }
    static const_iterator at(const detail::RowSet& rows, std::size_t index) {
        const Row* first = static_cast<const Row*>(rows.data);
        return const_iterator(first + index, first + rows.size, rows.owner);
    }

    std::shared_ptr<detail::Evaluation> evaluation_;
};

}  // namespace aside
