#include "aside/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "aside/error.hpp"
#include "model/ascii.hpp"
#include "model/decimal_text.hpp"
#include "model/shown.hpp"

namespace aside::model {

using namespace detail;

namespace {

constexpr Int128 limit_of(int digits) { return power_of_ten<Int128>(digits); }

std::string limits(int max_digits, int decimal_places) {
    return "at most " + std::to_string(max_digits) + " digits, " + std::to_string(decimal_places) +
           " behind the point";
}

/// Multiplies by ten so many times; false if the result has more digits than that.
bool scale_up(Int128& units, int times, int max_digits) {
    const Int128 limit = limit_of(max_digits);
    const Int128 tenth = limit / 10;
    for (; times > 0 && units != 0; --times, units *= 10)
        if (units >= tenth || units <= -tenth) return false;
    return units < limit && units > -limit;
}

}  // namespace

DecimalText split_decimal(std::string_view text) {
    DecimalText parts;
    parts.negative = text.starts_with('-');
    if (parts.negative || text.starts_with('+')) text.remove_prefix(1);
    if (const std::size_t e = text.find_first_of("eE"); e != text.npos) {
        std::string_view exponent = text.substr(e + 1);
        if (exponent.starts_with('+') && !exponent.starts_with("+-")) exponent.remove_prefix(1);
        const char* const end = exponent.data() + exponent.size();
        const auto read = std::from_chars(exponent.data(), end, parts.exponent);
        if (read.ec != std::errc() || read.ptr != end) return {};
        text = text.substr(0, e);
    }
    const std::size_t point = std::min(text.find('.'), text.size());
    parts.whole = text.substr(0, point);
    parts.fraction = text.substr(std::min(point + 1, text.size()));
    const auto digits = [](std::string_view part) {
        return std::ranges::all_of(part, [](char c) { return model::is_digit(c); });
    };
    parts.valid = parts.whole.size() + parts.fraction.size() > 0 && digits(parts.whole) &&
                  digits(parts.fraction);
    return parts;
}

}  // namespace aside::model

namespace aside::detail {

void decimal_does_not_fit(int max_digits, int decimal_places) {
    throw DataError("a number does not fit into a decimal of " +
                    model::limits(max_digits, decimal_places));
}

Int128 rescale_decimal(Int128 units, int from_places, int max_digits, int to_places) {
    for (; from_places > to_places; --from_places, units /= 10)
        if (units % 10 != 0) decimal_does_not_fit(max_digits, to_places);
    if (!model::scale_up(units, to_places - from_places, max_digits))
        decimal_does_not_fit(max_digits, to_places);
    return units;
}

Int128 parse_decimal(std::string_view text, int max_digits, int decimal_places) {
    const auto wrong = [&](const std::string& why) -> Int128 {
        throw ValidationError(model::shown(text) + " " + why);
    };
    const auto too_long = [&] {
        return wrong("has more than " + model::limits(max_digits, decimal_places));
    };
    const model::DecimalText parts = model::split_decimal(text);
    if (!parts.valid) return wrong("is no decimal number");
    const Int128 tenth = model::limit_of(max_digits - 1);
    Int128 units = 0;
    // The place of the digit behind the point, from 1; 0 and less for digits before it.
    std::int64_t place = -static_cast<std::int64_t>(parts.whole.size()) - parts.exponent;
    for (const std::string_view part : {parts.whole, parts.fraction})
        for (const char c : part) {
            if (place >= decimal_places) {
                if (c != '0') return too_long();
                continue;
            }
            if (units >= tenth) return too_long();  // one more digit would not fit
            units = units * 10 + (c - '0');
            ++place;
        }
    const auto missing = std::min<std::int64_t>(decimal_places - place, most_decimal_digits + 1);
    if (!model::scale_up(units, static_cast<int>(missing), max_digits)) return too_long();
    return parts.negative ? -units : units;
}

std::string format_decimal(Int128 units, int decimal_places) {
    const bool negative = units < 0;
    std::string digits;  // from the last one
    for (; units != 0; units /= 10)
        digits += static_cast<char>('0' + static_cast<int>(negative ? -(units % 10) : units % 10));
    const auto places = static_cast<std::size_t>(decimal_places);
    if (digits.size() <= places) digits.append(places + 1 - digits.size(), '0');
    if (places > 0) digits.insert(places, 1, '.');
    if (negative) digits += '-';
    std::ranges::reverse(digits);
    return digits;
}

bool decimal_units(double real, int places, Int128& units) {
    // Decimals of 15 digits are doubles of their own, so that dividing back proves a guess. A power
    // of ten up to the 22nd is one as well.
    constexpr double told_apart = 1e15;
    constexpr int exact_powers = 22;
    if (places <= exact_powers) {
        const auto power = static_cast<double>(power_of_ten<Int128>(places));
        const double scaled = real * power;
        if (std::abs(scaled) < told_apart) {
            units = static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));
            if (static_cast<double>(units) / power == real) return true;
        }
    }
    if (!(std::abs(real) < 1e38)) return false;
    char text[100];
    auto [end, error] = std::to_chars(text, text + sizeof text, real, std::chars_format::fixed);
    if (error != std::errc() || end - std::find(text, end, '.') > places + 1)
        end = std::to_chars(text, text + sizeof text, real, std::chars_format::fixed, places).ptr;
    try {
        units = parse_decimal({text, end}, most_decimal_digits, places);
        return true;
    } catch (const ValidationError&) {
        return false;
    }
}

std::strong_ordering compare_decimals(Int128 units_a, int places_a, Int128 units_b, int places_b) {
    const Int128 power_a = model::limit_of(places_a);
    const Int128 power_b = model::limit_of(places_b);
    if (const auto whole = units_a / power_a <=> units_b / power_b; std::is_neq(whole))
        return whole;
    const int places =
        std::max(places_a, places_b);  // a fraction fits at as many places as there are
    return units_a % power_a * model::limit_of(places - places_a) <=>
           units_b % power_b * model::limit_of(places - places_b);
}

}  // namespace aside::detail
