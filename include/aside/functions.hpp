#pragma once
// Functions of one row's values, by Django's names: those of any value here, those of text,
// numbers, dates and times by these headers. They need no `aside::` if an argument is a field, a
// condition, an expression or a queryset.
#include "aside/function_of.hpp"
#include "aside/moment_functions.hpp"
#include "aside/number_functions.hpp"
#include "aside/text_functions.hpp"

namespace aside {
namespace detail {

/// NULL only if all arguments are.
struct coalesce_function : of_alike<Function::coalesce> {
    template <class... T>
    using result = optional_if<common_t<without_optional<T>...>, (may_be_null<T> && ...)>;
};
struct greatest_function : of_alike<Function::greatest> {};
struct least_function : of_alike<Function::least> {};
struct null_if_function : of_alike<Function::null_if> {
    template <class A, class B>
    using result = with_optional<typename exact_side<without_optional<A>, '+', void>::type>;
};
template <class To>
struct cast_function {
    static constexpr Function function = Function::cast;
    static constexpr const FieldType* type = &field_type<To>;
    template <class From>
    static consteval auto wrong() {
        if constexpr (casts<From, To>())
            return std::type_identity<unknown_type>{};
        else
            return std::type_identity<From>{};
    }
    template <class From>  // JSON's null is none
    using result =
        strict<To, std::conditional_t<std::is_same_v<From, Json>, with_optional<Json>, From>>;
};

}  // namespace detail

/// The first of the values that is not NULL. Its type is the one that holds all of theirs without
/// loss.
template <class A, class B, class... More>
constexpr auto Coalesce(A&& a, B&& b, More&&... more) {
    return detail::function_of<detail::coalesce_function>(std::forward<A>(a), std::forward<B>(b),
                                                          std::forward<More>(more)...);
}
/// The greatest of the values; NULL if one of them is.
template <class A, class B, class... More>
constexpr auto Greatest(A&& a, B&& b, More&&... more) {
    return detail::function_of<detail::greatest_function>(std::forward<A>(a), std::forward<B>(b),
                                                          std::forward<More>(more)...);
}
/// The least of the values; NULL if one of them is.
template <class A, class B, class... More>
constexpr auto Least(A&& a, B&& b, More&&... more) {
    return detail::function_of<detail::least_function>(std::forward<A>(a), std::forward<B>(b),
                                                       std::forward<More>(more)...);
}
/// The first value, or NULL if it equals the second.
template <class A, class B>
constexpr auto NullIf(A&& value, B&& null) {
    return detail::function_of<detail::null_if_function>(std::forward<A>(value),
                                                         std::forward<B>(null));
}
/// The value as one of another type: `Cast<double>("stock"_f)`. A fraction that an integer has no
/// room for is cut off, and places that a decimal has none for are rounded. Text that is no such
/// value fails with a `DataError`. A decimal gives text with all of its places, a bool `true` or
/// `false`.
template <class To, class E>
constexpr auto Cast(E&& expression) {
    return detail::function_of<detail::cast_function<detail::without_optional<To>>>(
        std::forward<E>(expression));
}

}  // namespace aside
