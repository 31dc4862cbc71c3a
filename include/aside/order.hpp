#pragma once
// Terms of an ordering.
#include <concepts>
#include <string_view>
#include <utility>

#include "aside/detail/copied_when_moved.hpp"
#include "aside/detail/query.hpp"
#include "aside/detail/resolve.hpp"

namespace aside {

struct nulls_first_t {};
struct nulls_last_t {};
/// Marks an ordering with NULL before all values: `"x"_f.desc(aside::nulls_first)`.
inline constexpr nulls_first_t nulls_first{};
/// Marks an ordering with NULL behind all values: `"x"_f.desc(aside::nulls_last)`.
inline constexpr nulls_last_t nulls_last{};

namespace detail {
/// The term of an ordering by `name`, `-name` or `?`.
[[nodiscard]] OrderTerm order_by_name(std::string_view name);
[[nodiscard]] OrderTerm order_by_run_time_name(std::string_view name);
}  // namespace detail

template <class T>
concept OrderArgument = requires(const T& term) {
    { term.order_term() } -> std::same_as<detail::OrderTerm>;
};

/// One term of an ordering of `M`, made of any kind of term, so that it can be chosen at run time.
template <class M>
class Order : detail::CopiedWhenMoved<Order<M>> {
public:
    template <OrderArgument Term>
    requires(!std::same_as<Term, Order>) Order(const Term& term) : term_(term.order_term()) {
        (void)sizeof(typename Term::template order_error<M, Names<>>);
        detail::resolve_run_time_order(detail::Query(detail::model_info<M>()), term_);
    }
    template <class Model, class N>
    using order_error = std::conditional_t<std::same_as<Model, M>, detail::fine,
                                           model_has_no_such_field<Model, Order>>;
    [[nodiscard]] detail::OrderTerm order_term() const { return term_; }

private:
    detail::OrderTerm term_;
};

}  // namespace aside
