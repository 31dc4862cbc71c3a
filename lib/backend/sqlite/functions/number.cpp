#include "backend/sqlite/functions/number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "aside/error.hpp"
#include "model/decimal_text.hpp"
#include "sql/sqlite/storage.hpp"

namespace aside::backend::sqlite {

namespace {

using detail::CellType;
using detail::most_decimal_digits;

constexpr const char* not_stored =
    "SQLite keeps 15 significant digits of a decimal, too few for the result: Round() it to fewer "
    "places, or calculate with the rows that are read";

/// A double's shortest digits, by printing it.
Number printed(double real) {
    if (!std::isfinite(real)) throw FunctionError(no_decimal);
    char text[32];
    const char* const end =
        std::to_chars(text, text + sizeof text, real, std::chars_format::scientific).ptr;
    std::int64_t units = 0;
    int places = 0;
    const char* c = text + (*text == '-' ? 1 : 0);
    for (bool behind_point = false; *c != 'e'; ++c) {
        if (*c == '.') {
            behind_point = true;
            continue;
        }
        units = units * 10 + (*c - '0');
        places += behind_point ? 1 : 0;
    }
    if (*++c == '+') ++c;
    int exponent = 0;
    std::from_chars(c, end, exponent);
    places -= exponent;
    Number number{*text == '-' ? -units : units, std::max(places, 0)};
    if (places < 0 && !scale_up(number.units, -places)) throw FunctionError(no_decimal);
    return places > most_decimal_digits ? rounded(number, most_decimal_digits) : number;
}

Number number_of(double real, int places) {
    // Decimals of 15 digits are doubles of their own, so that dividing back proves a guess. A power
    // of ten up to the 22nd is one as well.
    constexpr double told_apart = 1e15;
    constexpr int exact_powers = 22;
    if (places <= exact_powers) {
        const auto power = static_cast<double>(power_of_ten(places));
        const double scaled = real * power;
        if (std::abs(scaled) < told_apart) {
            const auto units = static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));
            if (static_cast<double>(units) / power == real) return {units, places};
        }
    }
    return printed(real);
}

Number without_zeros(Number number) {
    for (; number.places > 0 && number.units % 10 == 0; --number.places) number.units /= 10;
    return number;
}

}  // namespace

int places_of(const Call& call, int index) {
    return static_cast<int>(std::clamp<std::int64_t>(call.integer(index), 0, most_decimal_digits));
}

Number number_of(const Call& call, int index, int places) {
    if (call.is_real(index)) return number_of(call.real(index), places);
    if (!call.is_text(index)) return {call.integer(index), 0};
    const auto number = decimal_of_text(call.text(index));
    if (!number) throw FunctionError(no_decimal);
    return *number;
}

std::optional<Number> decimal_of_text(std::string_view text) {
    const model::DecimalText parts = model::split_decimal(text);
    if (!parts.valid) return std::nullopt;
    const std::int64_t written =
        static_cast<std::int64_t>(parts.fraction.size()) - std::int64_t{parts.exponent};
    if (written > most_decimal_digits) return std::nullopt;
    const int places = static_cast<int>(std::max<std::int64_t>(written, 0));
    try {
        return Number{detail::parse_decimal(text, most_decimal_digits, places), places};
    } catch (const ValidationError&) {
        return std::nullopt;
    }
}

bool scale_up(Int128& units, int exponent) {
    if (units == 0) return true;
    if (exponent >= most_decimal_digits) return false;
    const Int128 limit = power_of_ten(most_decimal_digits - exponent);
    if (units >= limit || units <= -limit) return false;
    units *= power_of_ten(exponent);
    return true;
}

Int128 rounded_quotient(Int128 dividend, Int128 divisor) {
    const Int128 quotient = dividend / divisor;
    Int128 rest = dividend % divisor;
    if (rest < 0) rest = -rest;
    const bool negative = (dividend < 0) != (divisor < 0);
    if (divisor < 0) divisor = -divisor;
    if (rest < divisor - rest) return quotient;
    return quotient + (negative ? -1 : 1);
}

Number rounded(Number number, int places) {
    const int more = number.places - places;
    if (more == 0) return number;
    if (more < 0) {
        if (!scale_up(number.units, -more)) throw FunctionError(too_many_digits);
        return {number.units, places};
    }
    // The number has fewer digits than are cut off, so that it is less than a half of the last one
    // kept.
    if (more > most_decimal_digits) return {0, places};
    return {rounded_quotient(number.units, power_of_ten(more)), places};
}

void give(const Call& call, Number number, Digits digits) {
    const auto stored = sql::sqlite::stored_decimal(number.units, number.places);
    if (stored.type == CellType::integer) return call.give_integer(stored.integer);
    if (stored.type == CellType::real) return call.give_real(stored.real);
    if (digits == Digits::stored) throw FunctionError(not_stored);
    number = without_zeros(number);
    call.give_text(detail::format_decimal(number.units, number.places));
}

}  // namespace aside::backend::sqlite
