#pragma once
// Expressions over a row, and the operators that compare them: small values that know their types
// and write themselves into plain data.
#include <utility>

#include "aside/detail/arithmetic.hpp"
#include "aside/lookups.hpp"

namespace aside {

/// `a op b` of numbers, or of dates, times and durations. Also NULL if `b` is an expression that is
/// zero, and is divided by.
template <class A, char Operator, class B>
struct [[nodiscard]] Arithmetic : Lookups<Arithmetic<A, Operator, B>>,
                                  detail::CopiedWhenMoved<Arithmetic<A, Operator, B>> {
    A a;
    B b;
    constexpr Arithmetic(A x, B y) : a(std::move(x)), b(std::move(y)) {}

    static constexpr detail::Contents contents =
        detail::contents_of<A>() | detail::contents_of<B>();
    using label = Arithmetic;

    template <class M, class N>
    static consteval auto check() {
        using ProblemA = detail::operand_error_t<M, N, A>;
        using ProblemB = detail::operand_error_t<M, N, B>;
        using TypeA = detail::operand_t<M, N, A>;
        using TypeB = detail::operand_t<M, N, B>;
        if constexpr (!std::is_same_v<ProblemA, detail::fine>)
            return std::type_identity<ProblemA>{};
        else if constexpr (!std::is_same_v<ProblemB, detail::fine>)
            return std::type_identity<ProblemB>{};
        else if constexpr (!std::is_same_v<detail::arithmetic_t<TypeA, Operator, TypeB>,
                                           detail::unknown_type>)
            return std::type_identity<detail::fine>{};
        else if constexpr (Operator == '+' && detail::is_text<TypeA> && detail::is_text<TypeB>)
            return std::type_identity<text_is_joined_by_Concat<TypeA, TypeB>>{};
        else
            return std::type_identity<operands_do_not_combine<TypeA, Operator, TypeB>>{};
    }
    template <class M, class N>
    using error = typename decltype(check<M, N>())::type;
    template <class M, class N>
    static constexpr bool guarded =
        detail::guarded_below_not<M, N, A>() || detail::guarded_below_not<M, N, B>();
    template <class M, class N>
    using value = detail::optional_if<
        detail::arithmetic_t<detail::operand_t<M, N, A>, Operator, detail::operand_t<M, N, B>>,
        detail::is_optional<detail::operand_t<M, N, A>> ||
            detail::is_optional<detail::operand_t<M, N, B>> ||
            detail::may_divide_by_zero<Operator, B>>;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node =
            writer.begin(detail::ExprKind::arithmetic, static_cast<unsigned char>(Operator));
        detail::write_operand(writer, a);
        detail::write_operand(writer, b);
        writer.end_operation(node);
    }
};

namespace detail {
/// The type of the sum of two operands.
template <class A, class B>
struct sum {
    using type = Arithmetic<A, '+', B>;
};
}  // namespace detail

// Both orders by hand: a comparison that the compiler rewrites would have to return bool.
/// Holds if the sides are equal.
template <Expression L, class V>
constexpr auto operator==(L left, V&& right) {
    return detail::compare<detail::Lookup::exact>(std::move(left), std::forward<V>(right));
}
/// Holds if the sides are equal.
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator==(V&& left, R right) {
    return detail::compare<detail::Lookup::exact>(std::move(right), std::forward<V>(left));
}
/// Holds if the sides differ.
template <Expression L, class V>
constexpr auto operator!=(L left, V&& right) {
    return detail::compare<detail::Lookup::not_equal>(std::move(left), std::forward<V>(right));
}
/// Holds if the sides differ.
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator!=(V&& left, R right) {
    return detail::compare<detail::Lookup::not_equal>(std::move(right), std::forward<V>(left));
}
/// Holds if the left side is less than the right one.
template <Expression L, class V>
constexpr auto operator<(L left, V&& right) {
    return detail::compare<detail::Lookup::lt>(std::move(left), std::forward<V>(right));
}
/// Holds if the left side is less than the right one.
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator<(V&& left, R right) {
    return detail::compare<detail::Lookup::gt>(std::move(right), std::forward<V>(left));
}
/// Holds if the left side is less than the right one or equal to it.
template <Expression L, class V>
constexpr auto operator<=(L left, V&& right) {
    return detail::compare<detail::Lookup::lte>(std::move(left), std::forward<V>(right));
}
/// Holds if the left side is less than the right one or equal to it.
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator<=(V&& left, R right) {
    return detail::compare<detail::Lookup::gte>(std::move(right), std::forward<V>(left));
}
/// Holds if the left side is greater than the right one.
template <Expression L, class V>
constexpr auto operator>(L left, V&& right) {
    return detail::compare<detail::Lookup::gt>(std::move(left), std::forward<V>(right));
}
/// Holds if the left side is greater than the right one.
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator>(V&& left, R right) {
    return detail::compare<detail::Lookup::lt>(std::move(right), std::forward<V>(left));
}
/// Holds if the left side is greater than the right one or equal to it.
template <Expression L, class V>
constexpr auto operator>=(L left, V&& right) {
    return detail::compare<detail::Lookup::gte>(std::move(left), std::forward<V>(right));
}
/// Holds if the left side is greater than the right one or equal to it.
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator>=(V&& left, R right) {
    return detail::compare<detail::Lookup::lte>(std::move(right), std::forward<V>(left));
}

/// The sum of two numbers, of two durations, or of a moment and a duration.
template <Expression L, class V>
constexpr auto operator+(L left, V&& right) {
    return typename detail::sum<L, detail::owned_t<V>>::type{std::move(left),
                                                             detail::own(std::forward<V>(right))};
}
/// The sum of two numbers, of two durations, or of a moment and a duration.
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator+(V&& left, R right) {
    return Arithmetic<detail::owned_t<V>, '+', R>{detail::own(std::forward<V>(left)),
                                                  std::move(right)};
}
/// The difference of two numbers, durations or moments, or a moment without a duration.
template <Expression L, class V>
constexpr auto operator-(L left, V&& right) {
    return Arithmetic<L, '-', detail::owned_t<V>>{std::move(left),
                                                  detail::own(std::forward<V>(right))};
}
/// The difference of two numbers, durations or moments, or a moment without a duration.
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator-(V&& left, R right) {
    return Arithmetic<detail::owned_t<V>, '-', R>{detail::own(std::forward<V>(left)),
                                                  std::move(right)};
}
/// The product of two numbers, or of a duration and a number.
template <Expression L, class V>
constexpr auto operator*(L left, V&& right) {
    return Arithmetic<L, '*', detail::owned_t<V>>{std::move(left),
                                                  detail::own(std::forward<V>(right))};
}
/// The product of two numbers, or of a duration and a number.
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator*(V&& left, R right) {
    return Arithmetic<detail::owned_t<V>, '*', R>{detail::own(std::forward<V>(left)),
                                                  std::move(right)};
}
/// The quotient of two numbers, or of a duration and a number; NULL if the divisor is an expression
/// that is zero.
template <Expression L, class V>
constexpr auto operator/(L left, V&& right) {
    return Arithmetic<L, '/', detail::owned_t<V>>{std::move(left),
                                                  detail::own(std::forward<V>(right))};
}
/// The quotient of two numbers, or of a duration and a number; NULL if the divisor is an expression
/// that is zero.
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator/(V&& left, R right) {
    return Arithmetic<detail::owned_t<V>, '/', R>{detail::own(std::forward<V>(left)),
                                                  std::move(right)};
}
/// The remainder of a division, with the sign of the dividend; NULL if the divisor is an expression
/// that is zero.
template <Expression L, class V>
constexpr auto operator%(L left, V&& right) {
    return Arithmetic<L, '%', detail::owned_t<V>>{std::move(left),
                                                  detail::own(std::forward<V>(right))};
}
/// The remainder of a division, with the sign of the dividend; NULL if the divisor is an expression
/// that is zero.
template <class V, Expression R>
requires(!Expression<std::remove_cvref_t<V>>) constexpr auto operator%(V&& left, R right) {
    return Arithmetic<detail::owned_t<V>, '%', R>{detail::own(std::forward<V>(left)),
                                                  std::move(right)};
}

/// The expression with the other sign.
template <Expression E>
constexpr auto operator-(E expression) {
    return Arithmetic<E, '*', std::int64_t>{std::move(expression), -1};
}

}  // namespace aside
