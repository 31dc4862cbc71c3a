#pragma once
// Decimals while SQLite's statements calculate with them.
#include <array>
#include <optional>
#include <string_view>

#include "aside/decimal.hpp"
#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

using detail::Int128;

/// `units` times 10 to the power of -`places`.
struct Number {
    Int128 units = 0;
    int places = 0;
};

/// How a function gives a decimal.
enum class Digits : bool {
    stored,  ///< as a column stores it; an error where that has not all digits
    all      ///< as text where a column would not store all digits
};

inline constexpr const char* too_many_digits = "the result has more than 38 digits";
/// The message for a value that is no decimal.
inline constexpr const char* no_decimal = "the value is no decimal of at most 38 digits";

inline constexpr auto powers_of_ten = [] {
    std::array<Int128, detail::most_decimal_digits + 1> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();
[[nodiscard]] constexpr Int128 power_of_ten(int exponent) {
    return powers_of_ten[static_cast<std::size_t>(exponent)];
}

/// The number of places in that argument, 38 at most. The dialect writes as many as a field has,
/// but a user's Round or Cast may ask for any number.
[[nodiscard]] int places_of(const Call& call, int index);
/// The decimal in that argument: an integer, the shortest digits that tell a double from its
/// neighbours, or text. Fastest if it has no more than `places`. Throws `FunctionError`.
[[nodiscard]] Number number_of(const Call& call, int index, int places);
/// The decimal that a text is; nothing if it is none.
[[nodiscard]] std::optional<Number> decimal_of_text(std::string_view text);

/// Multiplies by a power of ten; false if the result has more than 38 digits.
[[nodiscard]] bool scale_up(Int128& units, int exponent);
/// `dividend / divisor`, halves rounded away from zero.
[[nodiscard]] Int128 rounded_quotient(Int128 dividend, Int128 divisor);
/// The number with so many places, halves rounded away from zero. Throws `FunctionError` if it has
/// too many digits.
[[nodiscard]] Number rounded(Number number, int places);

/// Gives the decimal as the function's result. Text has no zeros at its end, so that equal decimals
/// have equal text.
void give(const Call& call, Number number, Digits digits);

}  // namespace aside::backend::sqlite
