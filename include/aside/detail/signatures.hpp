#pragma once
// The signatures of functions: the types that each takes, and the type of its result.
#include "aside/detail/arithmetic.hpp"

namespace aside::detail {

/// The type of an argument: a relation's is the key's, an object's that of its key; a queryset may
/// have no row.
template <class T>
struct argument_value {
    using type = calculated_t<column_value_t<T>>;
};
template <class M>
struct argument_value<ObjectKey<M>> {
    using type = calculated_t<key_type<M>>;
};
template <class M, class Row>
struct argument_value<QueryOperand<M, Row>> {
    using type = std::optional<
        without_optional<calculated_t<column_value_t<typename QueryOperand<M, Row>::value_type>>>>;
};
template <class M, class N, class Argument>
using argument_t = typename argument_value<operand_t<M, N, Argument>>::type;

template <class... T>
inline constexpr bool any_null = (may_be_null<T> || ...);
/// The type of a result that is NULL if an argument is.
template <class Result, class... T>
using strict = optional_if<Result, any_null<T...>>;

// The types that an argument may have.
template <class T>
inline constexpr bool takes_text = std::is_same_v<T, std::string>;
template <class T>
inline constexpr bool takes_integer = std::is_same_v<T, std::int64_t>;
template <class T>
inline constexpr bool takes_number = is_number<T>;

/// The type of values of which each may be any of two: only one that loses nothing.
template <class A, class B>
consteval auto common_value() {
    if constexpr (std::is_same_v<A, B>)
        return std::type_identity<A>{};
    else if constexpr (is_number<A> && is_number<B>)
        return arithmetic_type<A, '+', B>();
    else if constexpr (std::is_same_v<A, run_time_type> || std::is_same_v<B, run_time_type>)
        return std::type_identity<run_time_type>{};
    else if constexpr (std::is_same_v<A, std::chrono::sys_days> &&
                       (std::is_same_v<B, Date> || std::is_same_v<B, DateTime>))
        return std::type_identity<B>{};
    else if constexpr (std::is_same_v<B, std::chrono::sys_days> &&
                       (std::is_same_v<A, Date> || std::is_same_v<A, DateTime>))
        return std::type_identity<A>{};
    else
        return std::type_identity<unknown_type>{};
}
template <class T>
struct common {
    using type = T;
};
template <class A, class B>
common<typename decltype(common_value<A, B>())::type> operator|(common<A>, common<B>);
// g++ 14 refuses the fold in the alias itself.
template <class... T>
struct common_of {
    using type = typename decltype((common<T>{} | ...))::type;
};
/// The common type of several, none of them optional; of literals alone a decimal of six places.
template <class... T>
using common_t = typename exact_side<typename common_of<T...>::type, '+', void>::type;
template <class T>
inline constexpr bool is_column = kind_of<T>().has_value() || std::is_same_v<T, run_time_type>;

/// The first argument of a wrong type, `unknown_type` if there is none.
template <class Signature, std::size_t Index>
consteval auto first_wrong() {
    return std::type_identity<unknown_type>{};
}
template <class Signature, std::size_t Index, class T, class... Rest>
consteval auto first_wrong() {
    if constexpr (std::is_same_v<T, run_time_type> || Signature::template takes<T, Index>)
        return first_wrong<Signature, Index + 1, Rest...>();
    else
        return std::type_identity<T>{};
}
/// The first argument that has no common type with those before it.
template <class Common>
consteval auto first_apart() {
    return std::type_identity<Common>{};
}
template <class Common, class T, class... Rest>
consteval auto first_apart() {
    using Both = typename decltype(common_value<Common, T>())::type;
    if constexpr (!is_column<common_t<Common>>)
        return std::type_identity<Common>{};
    else if constexpr (std::is_same_v<Both, unknown_type>)
        return std::type_identity<T>{};
    else
        return first_apart<Both, Rest...>();
}

// The shapes of signatures; those of functions derive from them, so that a message names the
// function.

/// Text, then text or integers as `Places` say (`t`, `i`), to text or the type `Result`.
template <Function Name, class Result, fixed_string Places>
struct of_text {
    static constexpr Function function = Name;
    template <class... T>
    static consteval auto wrong() {
        return first_wrong<of_text, 0, T...>();
    }
    template <class T, std::size_t Index>
    static constexpr bool takes = Places.view()[Index] == 't' ? takes_text<T> : takes_integer<T>;
    template <class... T>
    using result = strict<Result, T...>;
};
/// Numbers to a double or an integer.
template <Function Name, class Result>
struct of_numbers {
    static constexpr Function function = Name;
    template <class T, std::size_t>
    static constexpr bool takes = takes_number<T>;
    template <class... T>
    static consteval auto wrong() {
        return first_wrong<of_numbers, 0, T...>();
    }
    template <class... T>
    using result = strict<Result, T...>;
};
/// A number, or also a duration, to one of its type; then integers.
template <Function Name, bool DurationToo>
struct of_amount {
    static constexpr Function function = Name;
    template <class T, std::size_t Index>
    static constexpr bool takes = Index > 0 ? takes_integer<T>
                                            : takes_number<T> ||
                                                  (DurationToo && std::is_same_v<T, Duration>);
    template <class... T>
    static consteval auto wrong() {
        return first_wrong<of_amount, 0, T...>();
    }
    template <class First, class... T>
    using result =
        strict<typename exact_side<without_optional<First>, '+', void>::type, First, T...>;
};
/// A function that a path may also end in.
template <Function Name>
struct of_moment {
    static constexpr Function function = Name;
    template <class T, std::size_t>
    static constexpr bool takes =
        !std::is_same_v<typename decltype(transformed_value<Name, T>())::type, unknown_type>;
    template <class T>
    static consteval auto wrong() {
        return first_wrong<of_moment, 0, T>();
    }
    template <class T>
    static consteval auto value() {
        if constexpr (std::is_same_v<T, run_time_type>)
            return std::type_identity<std::conditional_t<
                Name == Function::date, Date,
                std::conditional_t<Name == Function::time, Time, std::int64_t>>>{};
        else
            return transformed_value<Name, T>();
    }
    template <class T>
    using result = strict<typename decltype(value<without_optional<T>>())::type, T>;
};
/// A moment cut off behind a part that it has.
template <Function Name>
struct of_beginning {
    static constexpr Function function = Name;
    static constexpr bool of_day = truncates_within_a_day(Name);
    template <class T, std::size_t>
    static constexpr bool takes =
        std::is_same_v<T, DateTime> || std::is_same_v<T, std::conditional_t<of_day, Time, Date>>;
    template <class T>
    static consteval auto wrong() {
        return first_wrong<of_beginning, 0, T>();
    }
    template <class T>
    using result = T;
};
/// Values of one type, NULL if one of them is.
template <Function Name>
struct of_alike {
    static constexpr Function function = Name;
    template <class First, class... T>
    static consteval auto wrong() {
        using Common = common_t<First, T...>;
        constexpr bool compared = Name != Function::coalesce;
        if constexpr (!is_column<Common> || (compared && std::is_same_v<Common, Json>))
            return first_apart<First, T...>();
        else
            return std::type_identity<unknown_type>{};
    }
    template <class... T>
    using result = strict<common_t<without_optional<T>...>, T...>;
};

/// Whether a value can be read as one of another type.
template <class From, class To>
consteval bool casts() {
    constexpr bool of_text = std::is_same_v<From, std::string>;
    constexpr bool of_number = is_number<From> || std::is_same_v<From, bool>;
    constexpr bool to_number = is_number<calculated_t<To>> || std::is_same_v<To, bool>;
    constexpr bool of_day = is_day<From> || is_moment<From>;
    if constexpr (std::is_same_v<From, To> || std::is_same_v<From, calculated_t<To>> ||
                  std::is_same_v<From, run_time_type>)
        return true;
    else if constexpr (std::is_same_v<From, Json>)  // a string or number
        return std::is_same_v<To, std::string> || to_number || std::is_same_v<To, Date> ||
               std::is_same_v<To, DateTime> || std::is_same_v<To, Time>;
    else if constexpr (std::is_enum_v<From>)
        return std::is_same_v<To, std::string> || std::is_same_v<To, std::int64_t>;
    else if constexpr (std::is_same_v<To, std::string>)
        return of_number || of_day || std::is_same_v<From, Time>;
    else if constexpr (to_number)
        return of_number || of_text ||
               (std::is_same_v<From, Duration> && std::is_same_v<To, std::int64_t>);
    else if constexpr (std::is_same_v<To, Date> || std::is_same_v<To, DateTime>)
        return of_day || of_text;
    else if constexpr (std::is_same_v<To, Time>)
        return is_moment<From> || of_text;
    else
        return std::is_same_v<To, Duration> && std::is_same_v<From, std::int64_t>;
}

}  // namespace aside::detail
