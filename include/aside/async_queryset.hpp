#pragma once
#include <memory>
#include <utility>

#include "aside/async_methods.hpp"
#include "aside/queryset.hpp"

namespace aside {

/// A queryset whose methods that ask the database give futures under their plain names. In all else
/// it is like `QuerySet`, but it is no range, since no use of it blocks.
///
/// It is made of a `QuerySet`, and `sync()` gives one; both then share one evaluation.
template <class M, class Row = M, class N = Names<>>
class AsyncQuerySet : public RefiningMethods<AsyncQuerySet<M, Row, N>, AsyncQuerySet, M, Row, N>,
                      public AsyncMethods<AsyncQuerySet<M, Row, N>, M, Row, N>,
                      public StartMethods<AsyncQuerySet<M, Row, N>>,
                      detail::CopiedWhenMoved<AsyncQuerySet<M, Row, N>> {
public:
    using value_type = Row;

    AsyncQuerySet() : AsyncQuerySet(QuerySet<M, Row, N>()) {}
    explicit AsyncQuerySet(detail::Query&& query)
        : AsyncQuerySet(QuerySet<M, Row, N>(std::move(query))) {}
    AsyncQuerySet(const QuerySet<M, Row, N>& rows) : evaluation_(rows.evaluation()) {}

    /// The other queryset with fewer names of annotations: its rows and its evaluation are shared.
    template <class More>
    requires(!std::is_same_v<More, N> && detail::are_fewer_names<N, More>)
        AsyncQuerySet(const AsyncQuerySet<M, Row, More>& other)
        : evaluation_(other.evaluation()) {}

    /// A `QuerySet` of these rows, with the methods that block; both share one evaluation.
    [[nodiscard]] QuerySet<M, Row, N> sync() const { return QuerySet<M, Row, N>(evaluation_); }

    /// The rows of both, of either, of exactly one. Throws `NotSupportedError` if one is a slice.
    friend AsyncQuerySet operator&(const AsyncQuerySet& a, const AsyncQuerySet& b) {
        return a.sync() & b.sync();
    }
    friend AsyncQuerySet operator|(const AsyncQuerySet& a, const AsyncQuerySet& b) {
        return a.sync() | b.sync();
    }
    friend AsyncQuerySet operator^(const AsyncQuerySet& a, const AsyncQuerySet& b) {
        return a.sync() ^ b.sync();
    }

    /// Deletes every row. Throws `NotSupportedError` on a slice.
    Future<DeleteResult> delete_() const { return sync().adelete(); }
    /// Deletes every row; a future of them as they were, like `QuerySet::delete_returning`.
    Future<Rows<Row>> delete_returning() const { return sync().adelete_returning(); }

    /// The statement and the parameters that reading the rows would run; needs no database.
    [[nodiscard]] Statement sql() const { return detail::statement_of(query()); }

    [[nodiscard]] const std::shared_ptr<detail::Evaluation>& evaluation() const {
        return evaluation_;
    }
    [[nodiscard]] const std::shared_ptr<detail::Evaluation>& writing_evaluation() const {
        return evaluation_;
    }
    [[nodiscard]] const detail::Query& query() const { return evaluation_->query(); }

private:
    std::shared_ptr<detail::Evaluation> evaluation_;
};

/// `M::aobjects`: all rows of a model's table, the start of every query, with futures under the
/// plain names. Has no state.
template <class M>
class AsyncManager : public RefiningMethods<AsyncManager<M>, AsyncQuerySet, M, M, Names<>>,
                     public AsyncMethods<AsyncManager<M>, M, M, Names<>> {
public:
    /// True: all managers of a model ask for all of its rows.
    static constexpr bool has_no_state = true;
    constexpr AsyncManager() = default;

    /// Begins to read all rows on the arena and gives the queryset at once.
    [[nodiscard]] auto start_fetch() const { return AsyncQuerySet<M>().start_fetch(); }
    /// Begins to count all rows on the arena and gives the queryset at once.
    [[nodiscard]] auto start_count() const { return AsyncQuerySet<M>().start_count(); }
    /// Begins to look for a row on the arena and gives the queryset at once.
    [[nodiscard]] auto start_exists() const { return AsyncQuerySet<M>().start_exists(); }

    [[nodiscard]] detail::Query query() const { return detail::Query(detail::model_info<M>()); }
    [[nodiscard]] auto evaluation() const { return QuerySet<M>().evaluation(); }
    [[nodiscard]] auto writing_evaluation() const { return QuerySet<M>().evaluation(); }
};

}  // namespace aside
