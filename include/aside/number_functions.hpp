#pragma once
// Functions of numbers.
#include "aside/function_of.hpp"

namespace aside {
namespace detail {

struct abs_function : of_amount<Function::abs, true> {};
struct ceil_function : of_amount<Function::ceil, false> {};
struct floor_function : of_amount<Function::floor, false> {};
struct round_function : of_amount<Function::round, false> {};
struct power_function : of_numbers<Function::power, double> {};
struct sqrt_function : of_numbers<Function::sqrt, double> {};
struct exp_function : of_numbers<Function::exp, double> {};
struct ln_function : of_numbers<Function::ln, double> {};
struct log_function : of_numbers<Function::log, double> {};
struct sign_function : of_numbers<Function::sign, std::int64_t> {};

}  // namespace detail

/// The number or duration without its sign.
template <class A>
constexpr auto Abs(A&& number) {
    return detail::function_of<detail::abs_function>(std::forward<A>(number));
}
/// The least whole number that is no less than the number.
template <class A>
constexpr auto Ceil(A&& number) {
    return detail::function_of<detail::ceil_function>(std::forward<A>(number));
}
/// The greatest whole number that is no greater than the number.
template <class A>
constexpr auto Floor(A&& number) {
    return detail::function_of<detail::floor_function>(std::forward<A>(number));
}
/// The number rounded to a whole one, halves away from zero; its type stays.
template <class A>
constexpr auto Round(A&& number) {
    return detail::function_of<detail::round_function>(std::forward<A>(number));
}
/// The number rounded to so many decimal places.
template <class A, class B>
constexpr auto Round(A&& number, B&& places) {
    return detail::function_of<detail::round_function>(std::forward<A>(number),
                                                       std::forward<B>(places));
}
/// `dividend % divisor`, with the sign of the dividend; NULL if the divisor is an expression that
/// is 0.
template <class A, class B>
constexpr auto Mod(A&& dividend, B&& divisor) {
    return Arithmetic<detail::owned_t<A>, '%', detail::owned_t<B>>{
        detail::own(std::forward<A>(dividend)), detail::own(std::forward<B>(divisor))};
}
/// `base` to the power of `exponent`, a double. Fails with a `DataError` if the result is no number
/// (NaN) or too large.
template <class A, class B>
constexpr auto Power(A&& base, B&& exponent) {
    return detail::function_of<detail::power_function>(std::forward<A>(base),
                                                       std::forward<B>(exponent));
}
/// The square root, a double. Fails with a `DataError` if the number is negative.
template <class A>
constexpr auto Sqrt(A&& number) {
    return detail::function_of<detail::sqrt_function>(std::forward<A>(number));
}
/// -1, 0 or 1: the sign of the number.
template <class A>
constexpr auto Sign(A&& number) {
    return detail::function_of<detail::sign_function>(std::forward<A>(number));
}
/// e to the power of the number, a double. Fails with a `DataError` if the result is too large.
template <class A>
constexpr auto Exp(A&& number) {
    return detail::function_of<detail::exp_function>(std::forward<A>(number));
}
/// The natural logarithm, a double. Fails with a `DataError` if the number has none.
template <class A>
constexpr auto Ln(A&& number) {
    return detail::function_of<detail::ln_function>(std::forward<A>(number));
}
/// The logarithm of `number` to that base, a double. Fails with a `DataError` if it has none.
template <class A, class B>
constexpr auto Log(A&& base, B&& number) {
    return detail::function_of<detail::log_function>(std::forward<A>(base),
                                                     std::forward<B>(number));
}

}  // namespace aside
