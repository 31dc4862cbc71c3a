#pragma once
// The arguments of `union_`, `intersection` and `difference`.
#include <type_traits>
#include <vector>

#include "aside/detail/as_sql.hpp"
#include "aside/detail/query.hpp"

namespace aside {

struct all_t {};
/// `union_(others, aside::all)` keeps equal rows: UNION ALL.
inline constexpr all_t all{};

/// Querysets whose rows are put together have rows of one type; select the same columns by
/// `values` or `values_list`.
template <class Row, class OtherRow>
struct querysets_have_different_rows;
/// A queryset or a manager was due.
template <class Given>
struct argument_is_no_queryset;

namespace detail {

/// The compile error of a queryset that is put together with rows of type `Row`, or `fine`.
template <class Row, class Other>
consteval auto part_error() {
    if constexpr (!queryset_like<Other>)
        return std::type_identity<argument_is_no_queryset<Other>>{};
    else if constexpr (!std::is_same_v<typename Other::row_type, Row>)
        return std::type_identity<querysets_have_different_rows<Row, typename Other::row_type>>{};
    else
        return std::type_identity<fine>{};
}
template <class Row, class Other>
using part_error_t = typename decltype(part_error<Row, Other>())::type;
/// The compile error of an argument of `union_`, a queryset or the tag `all`, or `fine`.
template <class Row, class Other>
using part_or_tag_error_t =
    typename std::conditional_t<std::is_same_v<Other, all_t>, std::type_identity<fine>,
                                decltype(part_error<Row, Other>())>::type;

template <class Other>
void add_part(std::vector<Query>& parts, const Other& other) {
    if constexpr (queryset_like<Other>) parts.push_back(other.query());
}
template <class... Other>
std::vector<Query> parts_of(const Other&... others) {
    std::vector<Query> parts;
    (add_part(parts, others), ...);
    return parts;
}

}  // namespace detail
}  // namespace aside
