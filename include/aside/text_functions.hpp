#pragma once
// Functions of text. Positions and lengths count characters, from 1.
#include "aside/function_of.hpp"

namespace aside {
namespace detail {

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

}  // namespace detail

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

}  // namespace aside
