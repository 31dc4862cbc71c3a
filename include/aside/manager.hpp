#pragma once
#include "aside/queryset.hpp"

namespace aside {

/// `M::objects`: all rows of a model's table, the start of every query. Has no state; every use is
/// a fresh queryset.
template <class M>
class Manager : public RefiningMethods<Manager<M>, QuerySet, M, M, Names<>>,
                public QueryMethods<Manager<M>, M, M, Names<>> {
public:
    /// True: all managers of a model ask for all of its rows.
    static constexpr bool has_no_state = true;
    constexpr Manager() = default;

    /// Begins to read all rows on the arena and gives the queryset at once.
    [[nodiscard]] auto start_fetch() const { return QuerySet<M>().start_fetch(); }
    /// Begins to count all rows on the arena and gives the queryset, whose `count` takes the
    /// result.
    [[nodiscard]] auto start_count() const { return QuerySet<M>().start_count(); }
    /// Begins to look for a row on the arena and gives the queryset, whose `exists` takes the
    /// result.
    [[nodiscard]] auto start_exists() const { return QuerySet<M>().start_exists(); }

    [[nodiscard]] detail::Query query() const { return detail::Query(detail::model_info<M>()); }
    [[nodiscard]] auto evaluation() const { return QuerySet<M>().evaluation(); }
    [[nodiscard]] auto writing_evaluation() const { return QuerySet<M>().evaluation(); }
};

}  // namespace aside
