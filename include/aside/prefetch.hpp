#pragma once
// The arguments of `prefetch_related`, and the modes of loading relations that were not loaded.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "aside/detail/query.hpp"
#include "aside/field.hpp"

namespace aside {

template <class M, class Row, class N>
class QuerySet;

/// Loads a relation for one row at its first access.
inline constexpr detail::FetchMode fetch_one = detail::FetchMode::one;
/// Loads the relation for every row of the same result, in one query.
inline constexpr detail::FetchMode fetch_peers = detail::FetchMode::peers;
/// Throws `FieldFetchBlocked`.
inline constexpr detail::FetchMode fetch_raise = detail::FetchMode::raise;

/// A relation to prefetch, and which rows of it. `Prefetch("toppings"_f, queryset)` makes it.
template <fixed_string Path, class M>
class PrefetchOf : detail::CopiedWhenMoved<PrefetchOf<Path, M>> {
public:
    static constexpr fixed_string path = Path;
    using model = M;
    explicit PrefetchOf(std::shared_ptr<const detail::Query> rows) : rows_(std::move(rows)) {}
    [[nodiscard]] const std::shared_ptr<const detail::Query>& rows() const { return rows_; }

private:
    std::shared_ptr<const detail::Query> rows_;
};
/// Prefetches the rows of that queryset that the path leads to; the queryset may itself prefetch.
template <fixed_string Path, class M, class N>
[[nodiscard]] PrefetchOf<Path, M> Prefetch(Field<Path>, const QuerySet<M, M, N>& rows) {
    return PrefetchOf<Path, M>(std::make_shared<const detail::Query>(rows.query()));
}

/// A relation that leads to another model than the queryset's was given to `Prefetch`.
template <class Model, class Path, class Found>
struct prefetch_of_another_model;

namespace detail {

/// The model at the end of a path of relations.
template <class M, fixed_string Path, std::size_t Begin = 0>
consteval auto model_at() {
    constexpr std::size_t end = end_of_segment(Path.view(), Begin);
    using Member = member_type<M, find_member<M>(Path.view().substr(Begin, end - Begin))>;
    if constexpr (end >= Path.view().size())
        return std::type_identity<typename Member::target>{};
    else
        return model_at<typename Member::target, Path, end + 2>();
}
template <class M, class Term>
struct prefetch_error {
    using type = model_has_no_such_relation<M, Term>;
};
template <class M, fixed_string Path>
struct prefetch_error<M, Field<Path>> {
    using type = relation_error_t<M, Path, false>;
};
template <class M, fixed_string Path, class Found>
struct prefetch_error<M, PrefetchOf<Path, Found>> {
    static consteval auto check() {
        if constexpr (!leads_through_relations<M, Path, false, 0>())
            return std::type_identity<relation_error_t<M, Path, false>>{};
        else if constexpr (!std::is_same_v<typename decltype(model_at<M, Path>())::type, Found>)
            return std::type_identity<prefetch_of_another_model<M, spelled<Path>, Found>>{};
        else
            return std::type_identity<fine>{};
    }
    using type = typename decltype(check())::type;
};
/// The compile error of an argument of `prefetch_related`, or `fine`.
template <class M, class Term>
using prefetch_error_t = typename prefetch_error<M, Term>::type;

template <fixed_string Path>
PrefetchTerm prefetch_term(const Field<Path>&) {
    return {std::string(Path.view()), nullptr};
}
template <fixed_string Path, class M>
PrefetchTerm prefetch_term(const PrefetchOf<Path, M>& term) {
    return {std::string(Path.view()), term.rows()};
}

/// Loads the query's prefetched relations for objects that were read earlier.
void prefetch_for_objects(const Query& query, const std::vector<void*>& objects);

}  // namespace detail

/// Loads relations of objects that were read earlier: one query each, on this thread. Meanwhile no
/// other thread may use the objects or the rows that they are related to; other rows of their
/// result and copies of them share these.
template <class Range, class... Path>
void prefetch_related_objects(Range&& objects, const Path&... paths) {
    using M = detail::model_t<std::decay_t<decltype(*objects.begin())>>;
    (void)sizeof(typename detail::first_error<detail::prefetch_error_t<M, Path>...>::type);
    detail::Query query(detail::model_info<M>());
    (query.prefetched.push_back(detail::prefetch_term(paths)), ...);
    std::vector<void*> addresses;
    for (auto& object : objects)
        addresses.push_back(const_cast<M*>(static_cast<const M*>(&object)));
    detail::prefetch_for_objects(query, addresses);
}

}  // namespace aside
