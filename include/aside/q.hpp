#pragma once
// Conditions that are put together at run time.
#include "aside/detail/query.hpp"
#include "aside/expression.hpp"
#include "aside/field.hpp"

namespace aside {
namespace detail {

template <class M, class N, class Argument>
struct condition_error {
    using type = argument_is_no_condition<Argument>;
};
template <class M, class N, class Argument>
requires Condition<Argument> || KeywordArgument<Argument> ||
    Argument::is_defaults struct condition_error<M, N, Argument> {
    using type = typename first_error<aggregate_error_t<Argument>,
                                      typename Argument::template error<M, N>>::type;
};
template <class M, class N, maybe_condition Argument>
struct condition_error<M, N, Argument> : condition_error<M, N, TruthOf<Argument>> {};
template <class M, class N, class Term>
struct order_term_error {
    using type = argument_is_no_ordering<Term>;
};
template <class M, class N, OrderArgument Term>
struct order_term_error<M, N, Term> {
    using type = typename first_error<aggregate_error_t<Term>,
                                      typename Term::template order_error<M, N>>::type;
};

/// The compile error of conditions and keywords of a filter, or `fine`. The methods that users call
/// take its size themselves: each further step in between would make the compiler's message longer.
template <class M, class N, class... Argument>
using conditions_error =
    typename first_error<typename condition_error<M, N, Argument>::type...>::type;
/// The compile error of conditions and keywords of a call that has no query around it, or `fine`:
/// an OuterRef is one too.
template <class M, class N, class... Argument>
using own_conditions_error =
    typename first_error<outer_error_t<Argument>...,
                         typename condition_error<M, N, Argument>::type...>::type;
/// The compile error of keywords that assign, or `fine`.
template <class M, class N, class... Keyword>
using assignments_error =
    typename first_error<aggregate_error_t<Keyword>..., outer_error_t<Keyword>...,
                         typename Keyword::template assignment_error<M, N>...>::type;
/// The compile error of terms of an ordering, or `fine`.
template <class M, class N, class... Term>
using ordering_error = typename first_error<typename order_term_error<M, N, Term>::type...>::type;
/// The compile error of fields that may have a sign, or `fine`.
template <class M, class N, fixed_string... Path>
using paths_error = typename first_error<path_error_t<M, N, without_sign<Path>()>...>::type;

template <class M, class N, class Argument>
void write_condition(ExprWriter& writer, const Argument& argument) {
    if constexpr (KeywordArgument<Argument>)
        argument.template write_condition<M, N>(writer);
    else
        argument.write(writer);
}
/// Appends conditions and keywords to an expression, and resolves the names that came at run time.
template <class M, class N, class... Argument>
void write_conditions(const Query& query, Expr& target, const Argument&... argument) {
    const std::size_t begin = target.size();
    ExprWriter writer(target);
    (write_condition<M, N>(writer, argument), ...);
    if constexpr (((plain_contents | ... | Argument::contents) & has_run_time) != 0)
        resolve_run_time_conditions(query, target, begin);
}

/// Whether it may be a term of a prepared query.
template <class M, class N, class Argument>
consteval bool is_term() {
    if constexpr (requires { Argument::template is_term<M, N>; })
        return Argument::template is_term<M, N>;
    else
        return false;
}
/// Whether it needs no filter call around it, since there is no join that it could share.
template <class M, class N, class Argument>
consteval bool stands_alone() {
    if constexpr (requires { Argument::template stands_alone<M, N>; })
        return Argument::template stands_alone<M, N>;
    else
        return false;
}
template <class M, class... Term>
inline constexpr PreparedTerm prepared_terms[] = {Term::template term<M, Names<>>()...};
/// The prepared query of queries that such conditions make of all rows of a model.
template <class M, class... Term>
inline constexpr PreparedQuery prepared_query{model_info<M>, prepared_terms<M, Term...>,
                                              !(stands_alone<M, Names<>, Term>() && ...)};

/// Appends the conditions of one `filter` call to a query: they share joins over many-valued
/// relations. Resolves the names that came at run time.
template <class M, class N, class... Argument>
void write_filter(Query& query, const Argument&... argument) {
    const std::size_t begin = query.where.size();
    ExprWriter writer(query.where);
    if constexpr ((stands_alone<M, N, Argument>() && ...)) {
        (write_condition<M, N>(writer, argument), ...);
    } else {
        const std::size_t call = writer.begin(ExprKind::filter);
        (write_condition<M, N>(writer, argument), ...);
        writer.end(call);
    }
    if constexpr (((plain_contents | ... | Argument::contents) & has_run_time) != 0)
        resolve_run_time_conditions(query, query.where, begin);
}

}  // namespace detail

/// Any condition of the model `M`, so that filters can be built at run time. Empty, it holds for
/// every row.
///
/// Owns its values, and keeps them when it is moved from; keywords may be given too:
/// `Q<Pizza>("name__startswith"_f = "m")`. `&=`, `|=` and `^=` add to it in the time that the other
/// side takes, if it was joined by the same operator before. Throws `NotSupportedError` if
/// conditions are nested more than 250 deep.
template <class M>
class Q : public condition_tag, detail::CopiedWhenMoved<Q<M>> {
public:
    Q() = default;
    template <class C>
    requires((ConditionLike<C> || KeywordArgument<C>)&&!std::same_as<C, Q>) Q(const C& condition) {
        (void)sizeof(detail::conditions_error<M, Names<>, C>);
        detail::write_conditions<M, Names<>>(detail::Query(detail::model_info<M>()), expr_,
                                             condition);
        depth_ = detail::checked_depth(expr_);
    }
    /// Joins another condition to this one by AND.
    Q& operator&=(const Q& other) { return join(detail::ExprKind::all_of, other); }
    /// Joins another condition to this one by OR.
    Q& operator|=(const Q& other) { return join(detail::ExprKind::any_of, other); }
    /// Joins another condition to this one by XOR.
    Q& operator^=(const Q& other) { return join(detail::ExprKind::odd_of, other); }

    static constexpr detail::Contents contents = detail::plain_contents;
    template <class Model, class N>
    using error = std::conditional_t<std::is_same_v<Model, M>, detail::fine,
                                     model_has_no_such_field<Model, Q>>;
    template <class Model, class N>
    using value = std::optional<bool>;  // it is unknown what it was made of
    void write(detail::ExprWriter& writer) const { writer.append(expr_); }

private:
    Q& join(detail::ExprKind kind, const Q& other) {
        depth_ = detail::join_condition(expr_, depth_, kind, other.expr_, other.depth_);
        return *this;
    }

    detail::Expr expr_;
    std::size_t depth_ = 0;
};

}  // namespace aside
