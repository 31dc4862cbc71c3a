#pragma once
// Functions of one row's values, by Django's names. They need no `aside::` if an argument is a
// field, a condition, an expression or a queryset.
#include "aside/detail/signatures.hpp"
#include "aside/expression.hpp"

namespace aside {

/// A function of one row's values. The name of `Signature` appears in the compiler's messages.
template <class Signature, class... Argument>
struct [[nodiscard]] FunctionOf : Lookups<FunctionOf<Signature, Argument...>>,
                                  detail::CopiedWhenMoved<FunctionOf<Signature, Argument...>> {
    detail::value_pack<Argument...> arguments;
    constexpr explicit FunctionOf(Argument... a) : arguments(std::move(a)...) {}

    static constexpr detail::Contents contents =
        (detail::plain_contents | ... | detail::contents_of<Argument>());
    static constexpr bool may_be_condition = true;
    using label = FunctionOf;

    template <class M, class N>
    static consteval auto check() {
        using Problem =
            typename detail::first_error<detail::operand_error_t<M, N, Argument>...>::type;
        if constexpr (!std::is_same_v<Problem, detail::fine>) {
            return std::type_identity<Problem>{};
        } else {
            using Wrong = typename decltype(Signature::template wrong<detail::without_optional<
                                                detail::argument_t<M, N, Argument>>...>())::type;
            if constexpr (std::is_same_v<Wrong, detail::unknown_type>)
                return std::type_identity<detail::fine>{};
            else
                return std::type_identity<argument_has_the_wrong_type<Signature, Wrong>>{};
        }
    }
    template <class M, class N>
    using error = typename decltype(check<M, N>())::type;
    template <class M, class N>
    using value = typename Signature::template result<detail::argument_t<M, N, Argument>...>;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(detail::ExprKind::function,
                                              static_cast<unsigned char>(Signature::function));
        if constexpr (requires { Signature::type; }) writer.type(node, Signature::type);
        arguments.write(writer);
        writer.end_operation(node);
    }
};

namespace detail {

template <class Signature, class... A>
constexpr auto function_of(A&&... arguments) {
    return FunctionOf<Signature, owned_t<A>...>(own(std::forward<A>(arguments))...);
}

struct lower_function : of_text<Function::lower, std::string, "t"> {};
struct upper_function : of_text<Function::upper, std::string, "t"> {};
struct trim_function : of_text<Function::trim, std::string, "t"> {};
struct ltrim_function : of_text<Function::ltrim, std::string, "t"> {};
struct rtrim_function : of_text<Function::rtrim, std::string, "t"> {};
struct reverse_function : of_text<Function::reverse, std::string, "t"> {};
struct md5_function : of_text<Function::md5, std::string, "t"> {};
struct sha1_function : of_text<Function::sha1, std::string, "t"> {};
struct sha224_function : of_text<Function::sha224, std::string, "t"> {};
struct sha256_function : of_text<Function::sha256, std::string, "t"> {};
struct sha512_function : of_text<Function::sha512, std::string, "t"> {};
struct length_function : of_text<Function::length, std::int64_t, "t"> {};
struct substr_function : of_text<Function::substr, std::string, "tii"> {};
struct replace_function : of_text<Function::replace, std::string, "ttt"> {};
struct left_function : of_text<Function::left, std::string, "ti"> {};
struct right_function : of_text<Function::right, std::string, "ti"> {};
struct lpad_function : of_text<Function::lpad, std::string, "tit"> {};
struct rpad_function : of_text<Function::rpad, std::string, "tit"> {};
struct repeat_function : of_text<Function::repeat, std::string, "ti"> {};
struct str_index_function : of_text<Function::str_index, std::int64_t, "tt"> {};
/// NULL counts as an empty text.
struct concat_function {
    static constexpr Function function = Function::concat;
    template <class T, std::size_t>
    static constexpr bool takes = std::is_same_v<T, std::string>;
    template <class... T>
    static consteval auto wrong() {
        return first_wrong<concat_function, 0, T...>();
    }
    template <class... T>
    using result = std::string;
};
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
struct now_function {
    static constexpr Function function = Function::now;
    template <class...>
    static consteval auto wrong() {
        return std::type_identity<unknown_type>{};
    }
    template <class...>
    using result = DateTime;
};
struct year_function : of_moment<Function::year> {};
struct month_function : of_moment<Function::month> {};
struct day_function : of_moment<Function::day> {};
struct hour_function : of_moment<Function::hour> {};
struct minute_function : of_moment<Function::minute> {};
struct second_function : of_moment<Function::second> {};
struct week_function : of_moment<Function::week> {};
struct week_day_function : of_moment<Function::week_day> {};
struct iso_week_day_function : of_moment<Function::iso_week_day> {};
struct iso_year_function : of_moment<Function::iso_year> {};
struct quarter_function : of_moment<Function::quarter> {};
struct date_function : of_moment<Function::date> {};
struct time_function : of_moment<Function::time> {};
struct trunc_year_function : of_beginning<Function::trunc_year> {};
struct trunc_quarter_function : of_beginning<Function::trunc_quarter> {};
struct trunc_month_function : of_beginning<Function::trunc_month> {};
struct trunc_week_function : of_beginning<Function::trunc_week> {};
struct trunc_day_function : of_beginning<Function::trunc_day> {};
struct trunc_hour_function : of_beginning<Function::trunc_hour> {};
struct trunc_minute_function : of_beginning<Function::trunc_minute> {};
struct trunc_second_function : of_beginning<Function::trunc_second> {};

}  // namespace detail

// Of anything.

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

// Of text; positions and lengths count characters, from 1.

/// The text in lower case; SQLite folds ASCII only.
template <class A>
constexpr auto Lower(A&& text) {
    return detail::function_of<detail::lower_function>(std::forward<A>(text));
}
/// The text in upper case; SQLite folds ASCII only.
template <class A>
constexpr auto Upper(A&& text) {
    return detail::function_of<detail::upper_function>(std::forward<A>(text));
}
/// The number of characters of the text.
template <class A>
constexpr auto Length(A&& text) {
    return detail::function_of<detail::length_function>(std::forward<A>(text));
}
/// The text without spaces at either end.
template <class A>
constexpr auto Trim(A&& text) {
    return detail::function_of<detail::trim_function>(std::forward<A>(text));
}
/// The text without spaces at its beginning.
template <class A>
constexpr auto LTrim(A&& text) {
    return detail::function_of<detail::ltrim_function>(std::forward<A>(text));
}
/// The text without spaces at its end.
template <class A>
constexpr auto RTrim(A&& text) {
    return detail::function_of<detail::rtrim_function>(std::forward<A>(text));
}
/// The texts joined; NULL counts as an empty text, so that the result is never NULL.
template <class A, class B, class... More>
constexpr auto Concat(A&& a, B&& b, More&&... more) {
    return detail::function_of<detail::concat_function>(std::forward<A>(a), std::forward<B>(b),
                                                        std::forward<More>(more)...);
}
/// The part of the text from a position on, counted in characters from 1.
template <class A, class B>
constexpr auto Substr(A&& text, B&& position) {
    return detail::function_of<detail::substr_function>(std::forward<A>(text),
                                                        std::forward<B>(position));
}
/// So many characters of the text from a position on, counted from 1.
template <class A, class B, class C>
constexpr auto Substr(A&& text, B&& position, C&& length) {
    return detail::function_of<detail::substr_function>(
        std::forward<A>(text), std::forward<B>(position), std::forward<C>(length));
}
/// The text with every occurrence of `part` removed.
template <class A, class B>
constexpr auto Replace(A&& text, B&& part) {
    return detail::function_of<detail::replace_function>(std::forward<A>(text),
                                                         std::forward<B>(part), "");
}
/// The text with every occurrence of `part` replaced by `by`.
template <class A, class B, class C>
constexpr auto Replace(A&& text, B&& part, C&& by) {
    return detail::function_of<detail::replace_function>(
        std::forward<A>(text), std::forward<B>(part), std::forward<C>(by));
}
/// The first `length` characters of the text.
template <class A, class B>
constexpr auto Left(A&& text, B&& length) {
    return detail::function_of<detail::left_function>(std::forward<A>(text),
                                                      std::forward<B>(length));
}
/// The last `length` characters of the text.
template <class A, class B>
constexpr auto Right(A&& text, B&& length) {
    return detail::function_of<detail::right_function>(std::forward<A>(text),
                                                       std::forward<B>(length));
}
/// The position of the first occurrence of a part, in characters from 1; 0 if it is not in the
/// text.
template <class A, class B>
constexpr auto StrIndex(A&& text, B&& part) {
    return detail::function_of<detail::str_index_function>(std::forward<A>(text),
                                                           std::forward<B>(part));
}
/// The text filled up with spaces on the left, or cut off, to that many characters.
template <class A, class B>
constexpr auto LPad(A&& text, B&& length) {
    return detail::function_of<detail::lpad_function>(std::forward<A>(text),
                                                      std::forward<B>(length), " ");
}
/// The text filled up with `fill` on the left, or cut off, to that many characters.
template <class A, class B, class C>
constexpr auto LPad(A&& text, B&& length, C&& fill) {
    return detail::function_of<detail::lpad_function>(
        std::forward<A>(text), std::forward<B>(length), std::forward<C>(fill));
}
/// The text filled up with spaces on the right, or cut off, to that many characters.
template <class A, class B>
constexpr auto RPad(A&& text, B&& length) {
    return detail::function_of<detail::rpad_function>(std::forward<A>(text),
                                                      std::forward<B>(length), " ");
}
/// The text filled up with `fill` on the right, or cut off, to that many characters.
template <class A, class B, class C>
constexpr auto RPad(A&& text, B&& length, C&& fill) {
    return detail::function_of<detail::rpad_function>(
        std::forward<A>(text), std::forward<B>(length), std::forward<C>(fill));
}
/// The text so many times, joined.
template <class A, class B>
constexpr auto Repeat(A&& text, B&& times) {
    return detail::function_of<detail::repeat_function>(std::forward<A>(text),
                                                        std::forward<B>(times));
}
/// The characters of the text from the last to the first.
template <class A>
constexpr auto Reverse(A&& text) {
    return detail::function_of<detail::reverse_function>(std::forward<A>(text));
}
/// The MD5 digest of the text's bytes, in hexadecimal digits.
template <class A>
constexpr auto MD5(A&& text) {
    return detail::function_of<detail::md5_function>(std::forward<A>(text));
}
/// The SHA-1 digest of the text's bytes, in hexadecimal digits.
template <class A>
constexpr auto SHA1(A&& text) {
    return detail::function_of<detail::sha1_function>(std::forward<A>(text));
}
/// The SHA-224 digest of the text's bytes, in hexadecimal digits.
template <class A>
constexpr auto SHA224(A&& text) {
    return detail::function_of<detail::sha224_function>(std::forward<A>(text));
}
/// The SHA-256 digest of the text's bytes, in hexadecimal digits.
template <class A>
constexpr auto SHA256(A&& text) {
    return detail::function_of<detail::sha256_function>(std::forward<A>(text));
}
/// The SHA-512 digest of the text's bytes, in hexadecimal digits.
template <class A>
constexpr auto SHA512(A&& text) {
    return detail::function_of<detail::sha512_function>(std::forward<A>(text));
}

// Of numbers.

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

// Of dates and times.

/// The moment at which the statement was put together.
inline auto Now() { return detail::function_of<detail::now_function>(); }
/// The year of a date or moment.
template <class A>
constexpr auto ExtractYear(A&& moment) {
    return detail::function_of<detail::year_function>(std::forward<A>(moment));
}
/// The quarter of a date or moment, from 1 to 4.
template <class A>
constexpr auto ExtractQuarter(A&& moment) {
    return detail::function_of<detail::quarter_function>(std::forward<A>(moment));
}
/// The month of a date or moment, from 1 to 12.
template <class A>
constexpr auto ExtractMonth(A&& moment) {
    return detail::function_of<detail::month_function>(std::forward<A>(moment));
}
/// The day of the month, from 1 to 31.
template <class A>
constexpr auto ExtractDay(A&& moment) {
    return detail::function_of<detail::day_function>(std::forward<A>(moment));
}
/// The hour of a moment or time, from 0 to 23.
template <class A>
constexpr auto ExtractHour(A&& moment) {
    return detail::function_of<detail::hour_function>(std::forward<A>(moment));
}
/// The minute of a moment or time, from 0 to 59.
template <class A>
constexpr auto ExtractMinute(A&& moment) {
    return detail::function_of<detail::minute_function>(std::forward<A>(moment));
}
/// The second of a moment or time, from 0 to 59; a fraction is cut off.
template <class A>
constexpr auto ExtractSecond(A&& moment) {
    return detail::function_of<detail::second_function>(std::forward<A>(moment));
}
/// The week of the year by ISO 8601, from 1 to 53.
template <class A>
constexpr auto ExtractWeek(A&& moment) {
    return detail::function_of<detail::week_function>(std::forward<A>(moment));
}
/// The day of the week, from 1 on Sunday to 7 on Saturday.
template <class A>
constexpr auto ExtractWeekDay(A&& moment) {
    return detail::function_of<detail::week_day_function>(std::forward<A>(moment));
}
/// The day of the week by ISO 8601, from 1 on Monday to 7 on Sunday.
template <class A>
constexpr auto ExtractIsoWeekDay(A&& moment) {
    return detail::function_of<detail::iso_week_day_function>(std::forward<A>(moment));
}
/// The year that the week belongs to by ISO 8601.
template <class A>
constexpr auto ExtractIsoYear(A&& moment) {
    return detail::function_of<detail::iso_year_function>(std::forward<A>(moment));
}
/// The first day or moment of the year; a date stays a date.
template <class A>
constexpr auto TruncYear(A&& moment) {
    return detail::function_of<detail::trunc_year_function>(std::forward<A>(moment));
}
/// The first day or moment of the quarter; a date stays a date.
template <class A>
constexpr auto TruncQuarter(A&& moment) {
    return detail::function_of<detail::trunc_quarter_function>(std::forward<A>(moment));
}
/// The first day or moment of the month; a date stays a date.
template <class A>
constexpr auto TruncMonth(A&& moment) {
    return detail::function_of<detail::trunc_month_function>(std::forward<A>(moment));
}
/// The Monday of the week; a date stays a date.
template <class A>
constexpr auto TruncWeek(A&& moment) {
    return detail::function_of<detail::trunc_week_function>(std::forward<A>(moment));
}
/// The beginning of the day.
template <class A>
constexpr auto TruncDay(A&& moment) {
    return detail::function_of<detail::trunc_day_function>(std::forward<A>(moment));
}
/// The beginning of the hour; a time stays a time.
template <class A>
constexpr auto TruncHour(A&& moment) {
    return detail::function_of<detail::trunc_hour_function>(std::forward<A>(moment));
}
/// The beginning of the minute; a time stays a time.
template <class A>
constexpr auto TruncMinute(A&& moment) {
    return detail::function_of<detail::trunc_minute_function>(std::forward<A>(moment));
}
/// The beginning of the second; a time stays a time.
template <class A>
constexpr auto TruncSecond(A&& moment) {
    return detail::function_of<detail::trunc_second_function>(std::forward<A>(moment));
}
/// A moment's date.
template <class A>
constexpr auto TruncDate(A&& moment) {
    return detail::function_of<detail::date_function>(std::forward<A>(moment));
}
/// A moment's time of day.
template <class A>
constexpr auto TruncTime(A&& moment) {
    return detail::function_of<detail::time_function>(std::forward<A>(moment));
}

}  // namespace aside
