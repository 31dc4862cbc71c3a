#pragma once
#include "aside/queryset.hpp"

namespace aside {

/// `M::objects`: all rows of a model's table, and where every query begins. Has no state; every use
/// is a fresh queryset.
template <class M>
class Manager : public QueryMethods<Manager<M>, M, M, Names<>> {
public:
    constexpr Manager() = default;

    [[nodiscard]] auto all() const { return QuerySet<M>(); }
    template <class... C>
    [[nodiscard]] auto filter(C... conditions) const {
        return all().filter(std::move(conditions)...);
    }
    template <class... C>
    [[nodiscard]] auto exclude(C... conditions) const {
        return all().exclude(std::move(conditions)...);
    }
    template <class... T>
    [[nodiscard]] auto order_by(T... terms) const {
        return all().order_by(std::move(terms)...);
    }
    [[nodiscard]] auto reverse() const { return all().reverse(); }
    [[nodiscard]] auto distinct() const { return all().distinct(); }
    [[nodiscard]] auto none() const { return all().none(); }
    [[nodiscard]] auto slice(std::int64_t start, std::int64_t stop) const {
        return all().slice(start, stop);
    }
    [[nodiscard]] auto limit(std::int64_t count) const { return all().limit(count); }
    [[nodiscard]] auto offset(std::int64_t start) const { return all().offset(start); }
    [[nodiscard]] auto using_(std::string_view alias) const { return all().using_(alias); }
    [[nodiscard]] auto start_fetch() const { return all().start_fetch(); }
    [[nodiscard]] auto start_count() const { return all().start_count(); }
    [[nodiscard]] auto start_exists() const { return all().start_exists(); }

    [[nodiscard]] auto evaluation() const { return all().evaluation(); }
};

}  // namespace aside
