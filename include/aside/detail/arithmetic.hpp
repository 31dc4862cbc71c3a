#pragma once
// The types that can be calculated with, and the types of the results.
#include "aside/detail/operands.hpp"

namespace aside::detail {

template <class T>
inline constexpr bool is_text = std::is_same_v<without_optional<calculated_t<T>>, std::string>;
template <class T>
inline constexpr bool is_exact = is_decimal<T> || std::is_same_v<T, DecimalLiteral>;
template <class T>
inline constexpr bool is_number =
    std::is_same_v<T, std::int64_t> || std::is_same_v<T, double> || is_exact<T>;

constexpr int at_most(int value, int limit) { return value < limit ? value : limit; }
constexpr int at_least(int value, int limit) { return value > limit ? value : limit; }
/// Beside nothing exact, a literal has these places; a quotient has at least as many.
inline constexpr int usual_places = 6;

/// How many places a result has; -1 are those of an integer.
constexpr int result_places(char op, int a, int b) {
    const int larger = at_least(a, b);
    if (op == '/') return at_least(larger, usual_places);
    if (op == '*' && a >= 0 && b >= 0) return at_most(a + b, at_least(larger, usual_places));
    return larger;
}

/// The most digits of a result: as many as the units of that size hold.
template <class... Decimals>
inline constexpr int room_for_digits = ((Decimals::digits > digits_in_64_bits) || ...)
                                           ? most_decimal_digits
                                           : digits_in_64_bits;

/// The decimal type of an exact type. A literal takes the type of the other side, and keeps its
/// digits behind the point.
template <class T, char Op, class Other>
struct exact_side {
    using type = T;
};
template <char Op, class Other>
struct exact_side<DecimalLiteral, Op, Other> {
    using type = std::conditional_t<is_decimal<Other> && Op != '*' && Op != '/', Other,
                                    Decimal<18, usual_places>>;
};
/// Two decimals together, with the whole digits and the places of either.
template <class X, class Y>
using wider_decimal = Decimal<at_most(at_least(X::digits - X::places, Y::digits - Y::places) +
                                          at_least(X::places, Y::places),
                                      room_for_digits<X, Y>),
                              at_least(X::places, Y::places)>;

/// The type of a value that is `T` or, where that is NULL, its default: a decimal has room for
/// both.
template <class T, class Default>
consteval auto with_default() {
    using A = without_optional<T>;
    using B = without_optional<Default>;
    if constexpr (is_decimal<A> && is_decimal<B>)
        return std::type_identity<std::conditional_t<
            is_optional<T>, std::optional<wider_decimal<A, B>>, wider_decimal<A, B>>>{};
    else
        return std::type_identity<T>{};
}
template <class T, class Default>
using with_default_t = typename decltype(with_default<T, Default>())::type;

/// The type of `X op Y` if at least one of them is exact and none is a double.
template <class X, char Op, class Y>
consteval auto exact_type() {
    using A = typename exact_side<X, Op, Y>::type;
    using B = typename exact_side<Y, Op, X>::type;
    if constexpr (Op == '/') {
        if constexpr (is_decimal<A> && is_decimal<B>)
            return std::type_identity<Decimal<
                room_for_digits<A, B>, at_least(usual_places, at_least(A::places, B::places))>>{};
        else if constexpr (is_decimal<A>)
            return std::type_identity<
                Decimal<room_for_digits<A>, at_least(usual_places, A::places)>>{};
        else
            return std::type_identity<
                Decimal<room_for_digits<B>, at_least(usual_places, B::places)>>{};
    } else if constexpr (!is_decimal<A>)
        return std::type_identity<B>{};
    else if constexpr (!is_decimal<B>)
        return std::type_identity<A>{};
    else if constexpr (Op == '*')
        return std::type_identity<
            Decimal<room_for_digits<A, B>, result_places('*', A::places, B::places)>>{};
    else
        return std::type_identity<wider_decimal<A, B>>{};
}

template <class T>
inline constexpr bool is_day = std::is_same_v<T, Date> || std::is_same_v<T, std::chrono::sys_days>;
template <class T>
inline constexpr bool is_moment =
    std::is_same_v<T, DateTime> || std::is_same_v<T, std::chrono::sys_days>;
template <class A, class B>
inline constexpr bool spans_time = (is_day<A> && is_day<B>) || (is_moment<A> && is_moment<B>) ||
                                   (std::is_same_v<A, Time> && std::is_same_v<B, Time>);
/// A date, moment or time that was moved by a duration.
template <class T>
consteval auto moved() {
    if constexpr (is_day<T> || is_moment<T>)
        return std::type_identity<DateTime>{};
    else if constexpr (std::is_same_v<T, Time>)
        return std::type_identity<Time>{};
    else
        return std::type_identity<unknown_type>{};
}

template <class X, char Op, class Y>
consteval auto duration_type() {
    constexpr bool scales = Op == '*' || Op == '/';
    constexpr bool by_number = std::is_same_v<Y, std::int64_t> || std::is_same_v<Y, double>;
    constexpr bool of_number = std::is_same_v<X, std::int64_t> || std::is_same_v<X, double>;
    if constexpr (std::is_same_v<X, Duration> && std::is_same_v<Y, Duration>)
        return std::type_identity<
            std::conditional_t<Op == '+' || Op == '-', Duration, unknown_type>>{};
    else if constexpr (std::is_same_v<X, Duration> && by_number && scales)
        return std::type_identity<Duration>{};
    else if constexpr (of_number && Op == '*')
        return std::type_identity<Duration>{};
    else if constexpr (std::is_same_v<X, Duration> && Op == '+')
        return moved<Y>();
    else if constexpr (std::is_same_v<Y, Duration> && (Op == '+' || Op == '-'))
        return moved<X>();
    else
        return std::type_identity<unknown_type>{};
}

/// The type of `X op Y` for values that are not NULL; `unknown_type` if there is none.
template <class X, char Op, class Y>
consteval auto arithmetic_type() {
    constexpr bool settled_later =
        std::is_same_v<X, run_time_type> || std::is_same_v<Y, run_time_type> ||
        std::is_same_v<X, unknown_type> || std::is_same_v<Y, unknown_type>;  // of an OuterRef
    if constexpr (settled_later)
        return std::type_identity<run_time_type>{};
    else if constexpr (is_number<X> && is_number<Y>) {
        if constexpr (std::is_same_v<X, double> || std::is_same_v<Y, double>)
            return std::type_identity<
                std::conditional_t<is_exact<X> || is_exact<Y>, unknown_type, double>>{};
        else if constexpr (is_exact<X> || is_exact<Y>)
            return exact_type<X, Op, Y>();
        else
            return std::type_identity<std::int64_t>{};
    } else if constexpr (Op == '-' && spans_time<X, Y>)
        return std::type_identity<Duration>{};
    else if constexpr (std::is_same_v<X, Duration> || std::is_same_v<Y, Duration>)
        return duration_type<X, Op, Y>();
    else
        return std::type_identity<unknown_type>{};
}
template <class A, char Op, class B>
using arithmetic_t = typename decltype(arithmetic_type<without_optional<calculated_t<A>>, Op,
                                                       without_optional<calculated_t<B>>>())::type;

/// Whether a value of the type may be NULL; of a name at run time it is unknown, so true.
template <class T>
inline constexpr bool may_be_null = is_optional<T> || std::is_same_v<T, run_time_type>;
template <class T, bool Nullable>
using optional_if = std::conditional_t<Nullable, with_optional<T>, T>;
/// Whether `a op b` may be NULL though neither side is: a division by an expression that may be
/// zero. A plain value that is zero is refused where it is written.
template <char Op, class Divisor>
inline constexpr bool may_divide_by_zero = (Op == '/' || Op == '%') && computed<Divisor>;

}  // namespace aside::detail
