#include "aside/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "aside/error.hpp"
#include "model/shown.hpp"

namespace aside::detail {
namespace {

__extension__ using Wide = __int128;

Wide scaled(std::int64_t units, int places_up) {
    Wide wide = units;
    while (places_up-- > 0) wide *= 10;
    return wide;
}

std::string limits(int max_digits, int decimal_places) {
    return "at most " + std::to_string(max_digits) + " digits, " + std::to_string(decimal_places) +
           " behind the point";
}

}  // namespace

void decimal_does_not_fit(int max_digits, int decimal_places) {
    throw DataError("a number does not fit into a decimal of " +
                    limits(max_digits, decimal_places));
}

std::int64_t rescale_decimal(std::int64_t units, int from_places, int max_digits, int to_places) {
    for (; from_places > to_places; --from_places, units /= 10)
        if (units % 10 != 0) decimal_does_not_fit(max_digits, to_places);
    const Wide wide = scaled(units, to_places - from_places);
    const Wide limit = power_of_ten(max_digits);
    if (wide >= limit || wide <= -limit) decimal_does_not_fit(max_digits, to_places);
    return static_cast<std::int64_t>(wide);
}

std::int64_t parse_decimal(std::string_view text, int max_digits, int decimal_places) {
    const auto wrong = [&](const std::string& why) -> std::int64_t {
        throw ValidationError(shown(text) + " " + why);
    };
    std::string_view rest = text;
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    const std::int64_t limit = power_of_ten(max_digits);
    std::int64_t units = 0;
    int places = -1;
    bool any_digit = false;
    for (const char c : rest) {
        if (c == '.' && places < 0) {
            places = 0;
            continue;
        }
        if (c < '0' || c > '9') return wrong("is no decimal number");
        any_digit = true;
        if (places >= decimal_places) {
            if (c != '0') return wrong("has more than " + limits(max_digits, decimal_places));
            continue;
        }
        if (units >= limit / 10)  // else one more digit would not fit into the integer
            return wrong("has more than " + limits(max_digits, decimal_places));
        units = units * 10 + (c - '0');
        if (places >= 0) ++places;
    }
    if (!any_digit) return wrong("is no decimal number");
    const Wide wide = scaled(units, decimal_places - (places < 0 ? 0 : places));
    if (wide >= limit) return wrong("has more than " + limits(max_digits, decimal_places));
    return static_cast<std::int64_t>(negative ? -wide : wide);
}

std::string format_decimal(std::int64_t units, int decimal_places) {
    const bool negative = units < 0;
    const auto magnitude = static_cast<std::uint64_t>(units);
    std::string digits = std::to_string(negative ? -magnitude : magnitude);
    const auto places = static_cast<std::size_t>(decimal_places);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - places, 1, '.');
    return negative ? '-' + digits : digits;
}

bool decimal_units(double real, int places, std::int64_t& units) {
    // Decimals of 15 digits are doubles of their own, so that dividing back proves a guess.
    constexpr double told_apart = 1e15;
    const auto power = static_cast<double>(power_of_ten(places));
    const double scaled = real * power;
    if (std::abs(scaled) < told_apart) {
        units = static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));
        if (static_cast<double>(units) / power == real) return true;
    }
    if (!(std::abs(real) < 1e18)) return false;
    char text[64];
    char* end = std::to_chars(text, text + sizeof text, real, std::chars_format::fixed, places).ptr;
    end = std::remove(text, end, '.');
    const std::int64_t limit = power_of_ten(18);
    return std::from_chars(text, end, units).ec == std::errc() && units < limit && units > -limit;
}

std::strong_ordering compare_decimals(std::int64_t units_a, int places_a, std::int64_t units_b,
                                      int places_b) {
    const Wide a = scaled(units_a, places_b > places_a ? places_b - places_a : 0);
    const Wide b = scaled(units_b, places_a > places_b ? places_a - places_b : 0);
    return a < b   ? std::strong_ordering::less
           : a > b ? std::strong_ordering::greater
                   : std::strong_ordering::equal;
}

}  // namespace aside::detail
