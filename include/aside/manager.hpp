#pragma once
#include "aside/queryset.hpp"

namespace aside {

/// `M::objects`: all rows of a model's table, and where every query begins. Has no state; every use is a fresh queryset.
template <class M>
class Manager : public RefiningMethods<Manager<M>, QuerySet, M, M, Names<>>,
                public QueryMethods<Manager<M>, M, M, Names<>> {
public:
    /// Asks for all rows, whichever manager of the model it is.
    static constexpr bool has_no_state = true;
    constexpr Manager() = default;

    [[nodiscard]] auto start_fetch() const { return QuerySet<M>().start_fetch(); }
    [[nodiscard]] auto start_count() const { return QuerySet<M>().start_count(); }
    [[nodiscard]] auto start_exists() const { return QuerySet<M>().start_exists(); }

    [[nodiscard]] detail::Query query() const { return detail::Query(detail::model_info<M>()); }
    [[nodiscard]] auto evaluation() const { return QuerySet<M>().evaluation(); }
    [[nodiscard]] auto writing_evaluation() const { return QuerySet<M>().evaluation(); }
};

}  // namespace aside
