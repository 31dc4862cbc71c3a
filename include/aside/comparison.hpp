#pragma once
// Conditions: comparisons of expressions over a row, and their combinations.
#include <utility>

#include "aside/detail/operands.hpp"
#include "aside/order.hpp"

namespace aside {

/// One term of an ordering by an expression.
template <class E>
struct ExpressionOrdering {
    static constexpr detail::Contents contents = E::contents & ~detail::has_window;
    E expression;
    bool descending;
    detail::OrderTerm::Nulls nulls;

    template <class M, class N>
    using order_error = typename E::template error<M, N>;
    [[nodiscard]] detail::OrderTerm order_term() const {
        detail::OrderTerm term{.descending = descending, .nulls = nulls};
        detail::ExprWriter writer(term.expr);
        detail::write_operand(writer, expression);
        return term;
    }
};

/// The directions of an ordering, for an expression that derives from it.
template <class Self>
struct Orderable {
    constexpr auto asc() const { return ordered(false, detail::OrderTerm::Nulls::engine); }
    constexpr auto asc(nulls_first_t) const {
        return ordered(false, detail::OrderTerm::Nulls::first);
    }
    constexpr auto asc(nulls_last_t) const {
        return ordered(false, detail::OrderTerm::Nulls::last);
    }
    constexpr auto desc() const { return ordered(true, detail::OrderTerm::Nulls::engine); }
    constexpr auto desc(nulls_first_t) const {
        return ordered(true, detail::OrderTerm::Nulls::first);
    }
    constexpr auto desc(nulls_last_t) const {
        return ordered(true, detail::OrderTerm::Nulls::last);
    }
    template <class M, class N>
    using order_error = detail::operand_error_t<M, N, Self>;
    [[nodiscard]] detail::OrderTerm order_term() const { return asc().order_term(); }

private:
    constexpr auto ordered(bool descending, detail::OrderTerm::Nulls nulls) const {
        return ExpressionOrdering<Self>{static_cast<const Self&>(*this), descending, nulls};
    }
};

/// `left op right`, such as `"year"_f > 1990`; `detail::Lookup` names the operator.
template <class Left, detail::Lookup Operator, class Right>
struct [[nodiscard]] Comparison : condition_tag,
                                  Orderable<Comparison<Left, Operator, Right>>,
                                  detail::CopiedWhenMoved<Comparison<Left, Operator, Right>> {
    Left left;
    Right right;
    constexpr Comparison(Left l, Right r) : left(std::move(l)), right(std::move(r)) {}

    static constexpr detail::Contents contents =
        Left::contents | detail::right_side<Right>::contents;
    template <class M, class N>
    static consteval auto check() {
        using Problem = typename Left::template error<M, N>;
        if constexpr (!std::is_same_v<Problem, detail::fine>) {
            return std::type_identity<Problem>{};
        } else if constexpr (!std::is_same_v<detail::operand_error_t<M, N, Right>, detail::fine>) {
            return std::type_identity<detail::operand_error_t<M, N, Right>>{};
        } else {
            using Field = typename Left::template value<M, N>;
            constexpr bool fits = [] {
                if constexpr (detail::is_query_operand<Right> && requires { Left::path.view(); })
                    return detail::right_fits_path<Operator, M, N, Left::path,
                                                   Left::path.view().size(), Right>();
                else
                    return detail::right_fits<Operator, M, N, Field, Right>();
            }();
            if constexpr (fits)
                return std::type_identity<detail::fine>{};
            else
                return std::type_identity<value_has_the_wrong_type<
                    M, typename Left::label, Field, detail::shown_t<Operator, Right>>>{};
        }
    }
    template <class M, class N>
    using error = typename decltype(check<M, N>())::type;
    /// Whether it may be NULL as a value: if a side may be.
    template <class M, class N, bool Negated>
    static consteval bool may_be_null() {
        if constexpr (Operator == detail::Lookup::isnull || detail::is_null_constant<Right>) {
            return false;
        } else if constexpr (Operator == detail::Lookup::in && detail::is_query_operand<Right>) {
            return detail::side_may_be_null<M, N, Negated, Left>() ||
                   (!Negated && detail::is_optional<typename Right::value_type>);
        } else {
            constexpr bool below_not = Negated != (Operator == detail::Lookup::not_equal);
            return detail::side_may_be_null<M, N, below_not, Left>() ||
                   detail::right_may_be_null<M, N, below_not, Right>();
        }
    }
    template <class M, class N>
    using value = detail::truth_t<M, N, Comparison>;

    /// Compares a column of the model itself with a value.
    template <class M, class N>
    static consteval bool is_alone() {
        if constexpr (detail::is_static_path<Left>())
            return Left::template own_column<M, N> && detail::is_plain_right<Operator, Right>();
        else
            return false;
    }
    template <class M, class N>
    static constexpr bool stands_alone = is_alone<M, N>();
    template <class M, class N>
    static constexpr bool is_term =
        detail::is_static_path<Left>() && detail::is_form_term<Operator, Right>();
    template <class M, class N>
    static consteval detail::PreparedTerm term() {
        return {Operator, Left::path.view(), detail::value_field_type<Right>()};
    }
    [[nodiscard]] SqlValue term_value() const { return detail::as_sql(right); }

    void write(detail::ExprWriter& writer) const {
        if constexpr (detail::is_static_path<Left>()) {
            detail::write_lookup_of<Operator>(writer, Left::path.view(), right);
        } else {
            const std::size_t node =
                writer.begin(detail::ExprKind::lookup, static_cast<unsigned char>(Operator));
            left.write(writer);
            detail::write_right<Operator>(writer, right);
            writer.end(node);
        }
    }
};

/// Two conditions joined by AND, OR or XOR.
template <class A, class B, detail::ExprKind Kind>
struct [[nodiscard]] Combined : condition_tag, Orderable<Combined<A, B, Kind>> {
    A a;
    B b;
    constexpr Combined(A x, B y) : a(std::move(x)), b(std::move(y)) {}

    static constexpr detail::Contents contents = A::contents | B::contents;
    template <class M, class N>
    using error = typename detail::first_error<typename A::template error<M, N>,
                                               typename B::template error<M, N>>::type;
    template <class M, class N, bool Negated>
    static consteval bool may_be_null() {
        return Kind != detail::ExprKind::odd_of &&
               (detail::condition_may_be_null<M, N, Negated, A>() ||
                detail::condition_may_be_null<M, N, Negated, B>());
    }
    template <class M, class N>
    using value = detail::truth_t<M, N, Combined>;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(Kind);
        a.write(writer);
        b.write(writer);
        writer.end(node);
    }
};
template <class A>
struct [[nodiscard]] Negated : condition_tag, Orderable<Negated<A>> {
    A a;
    constexpr explicit Negated(A x) : a(std::move(x)) {}

    static constexpr detail::Contents contents = A::contents;
    template <class M, class N>
    using error = typename A::template error<M, N>;
    template <class M, class N, bool Inverted>
    static consteval bool may_be_null() {
        return detail::condition_may_be_null<M, N, !Inverted, A>();
    }
    template <class M, class N>
    using value = detail::truth_t<M, N, Negated>;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(detail::ExprKind::negation);
        a.write(writer);
        writer.end(node);
    }
};

/// An expression that stands as a condition; it has to be a `bool`.
template <class E>
struct [[nodiscard]] TruthOf : condition_tag, Orderable<TruthOf<E>> {
    E expression;
    constexpr explicit TruthOf(E e) : expression(std::move(e)) {}

    static constexpr detail::Contents contents = E::contents;
    template <class M, class N>
    static consteval auto check() {
        using Problem = typename E::template error<M, N>;
        if constexpr (!std::is_same_v<Problem, detail::fine>)
            return std::type_identity<Problem>{};
        else if constexpr (std::is_same_v<
                               detail::without_optional<typename E::template value<M, N>>, bool>)
            return std::type_identity<detail::fine>{};
        else
            return std::type_identity<argument_is_no_condition<E>>{};
    }
    template <class M, class N>
    using error = typename decltype(check<M, N>())::type;
    template <class M, class N>
    using value = typename E::template value<M, N>;
    void write(detail::ExprWriter& writer) const { expression.write(writer); }
};

/// A condition, or an expression that stands for one if it is a `bool`.
template <class T>
concept ConditionLike = Condition<T> || detail::maybe_condition<T>;

namespace detail {
template <class C>
struct condition_of {
    using type = C;
};
template <maybe_condition E>
struct condition_of<E> {
    using type = TruthOf<E>;
};
/// The condition that an argument is or stands for.
template <class C>
using condition_t = typename condition_of<C>::type;

template <ExprKind Kind, class A, class B>
constexpr auto combined(A a, B b) {
    return Combined<condition_t<A>, condition_t<B>, Kind>{condition_t<A>(std::move(a)),
                                                          condition_t<B>(std::move(b))};
}
}  // namespace detail

/// Holds if both conditions hold.
template <ConditionLike A, ConditionLike B>
constexpr auto operator&&(A a, B b) {
    return detail::combined<detail::ExprKind::all_of>(std::move(a), std::move(b));
}
/// Holds if at least one of the conditions holds.
template <ConditionLike A, ConditionLike B>
constexpr auto operator||(A a, B b) {
    return detail::combined<detail::ExprKind::any_of>(std::move(a), std::move(b));
}
/// Holds if exactly one of the conditions holds.
template <ConditionLike A, ConditionLike B>
constexpr auto operator^(A a, B b) {
    return detail::combined<detail::ExprKind::odd_of>(std::move(a), std::move(b));
}
/// Holds if the condition does not.
template <ConditionLike A>
constexpr auto operator!(A a) {
    return Negated<detail::condition_t<A>>{detail::condition_t<A>(std::move(a))};
}

namespace detail {
template <Lookup Operator, class L, class V>
constexpr auto compare(L left, V&& right) {
    return Comparison<L, Operator, owned_t<V>>{std::move(left),
                                               own_beside(path_of<L>(), std::forward<V>(right))};
}
}  // namespace detail

}  // namespace aside
