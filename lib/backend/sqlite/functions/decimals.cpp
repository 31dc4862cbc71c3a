#include "backend/sqlite/functions/decimals.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "aside/decimal.hpp"
#include "aside/detail/field_type.hpp"
#include "sql/sqlite/storage.hpp"

namespace aside::backend::sqlite {

using sql::sqlite::nearest_double;

namespace {

constexpr const char* too_large = "the number is too large for a decimal";
constexpr int most_digits = detail::digits_in_64_bits;
constexpr int most_places = most_digits;
/// A double holds any decimal of so many digits.
constexpr int exact_digits = 15;

/// The dialect writes as many as a field has; a user's ROUND may ask for any number.
int places_of(const Call& call, int index) {
    return static_cast<int>(std::clamp<std::int64_t>(call.integer(index), 0, most_places));
}

/// How many smallest units a number is, halves rounded away from zero.
std::int64_t units_of(const Call& call, int index, int places) {
    if (call.is_integer(index)) {
        std::int64_t units = 0;
        if (__builtin_mul_overflow(call.integer(index), detail::power_of_ten(places), &units))
            throw FunctionError(too_large);
        return units;
    }
    const double real = call.real(index);
    if (!std::isfinite(real)) throw FunctionError(too_large);
    // The shortest digits that tell the double from its neighbours are those that were meant.
    char text[400];
    char* end = std::to_chars(text, text + sizeof text, real, std::chars_format::fixed).ptr;
    char* point = std::find(text, end, '.');
    if (end - point > places + 1) {  // the last digits of a computed number are off.
        const int whole = static_cast<int>(point - text) - (real < 0 ? 1 : 0);
        const int precision = std::max(places + 1, exact_digits - whole);
        end =
            std::to_chars(text, text + sizeof text, real, std::chars_format::fixed, precision).ptr;
        point = std::find(text, end, '.');
    }
    const bool up = end - point > places + 1 && point[places + 1] >= '5';
    char* kept = point;
    for (int i = 0; i < places; ++i, ++kept) *kept = kept + 1 < end ? kept[1] : '0';
    std::int64_t units = 0;
    if (std::from_chars(text, kept, units).ec != std::errc()) throw FunctionError(too_large);
    return units + (up ? (real < 0 ? -1 : 1) : 0);
}

/// Gives the number in the form of a column of decimals.
void give_units(const Call& call, std::int64_t units, int places) {
    const std::int64_t power = detail::power_of_ten(places);
    if (units % power == 0) return call.give_integer(units / power);
    call.give_real(nearest_double(units, places));
}

void to_decimal(const Call& call) {
    if (call.is_integer(0)) return call.give_integer(call.integer(0));
    const double real = call.real(0);
    // No double of this size has a fraction.
    if (std::abs(real) >= 0x1p53) return call.give_real(real);
    int places = places_of(call, 1);
    while (places > 0 && std::abs(real) >= 9e18 / static_cast<double>(detail::power_of_ten(places)))
        --places;  // and no further digits that it could tell apart
    give_units(call, units_of(call, 0, places), places);
}

void decimal_mod(const Call& call) {
    const int places = places_of(call, 2);
    const std::int64_t divisor = units_of(call, 1, places);
    if (divisor == 0) return;
    const std::int64_t dividend = units_of(call, 0, places);
    give_units(call, divisor == -1 ? 0 : dividend % divisor, places);
}

void decimal_text(const Call& call) {
    const int places = places_of(call, 1);
    call.give_text(detail::format_decimal(units_of(call, 0, places), places));
}

detail::Cell cell_of(const Call& call, int index) {
    using detail::CellType;
    if (call.is_text(index)) return {.type = CellType::text, .text = call.text(index)};
    if (call.is_integer(index)) return {.type = CellType::integer, .integer = call.integer(index)};
    return {.type = CellType::real, .real = call.real(index)};
}

/// Digit for digit as an object of the row has it.
void to_units(const Call& call) {
    const auto units = units_of_decimal(cell_of(call, 0), places_of(call, 1));
    if (!units) throw FunctionError(no_decimal);
    call.give_integer(*units);
}

std::int64_t sum_of(const Call& call) {
    const std::int64_t units = call.integer(0);
    const std::int64_t limit = detail::power_of_ten(most_digits);
    if (units >= limit || units <= -limit)
        throw FunctionError("a sum of decimals has more than 18 digits");
    return units;
}

/// Whether a column would give it back.
bool is_kept(std::int64_t units, int places) {
    detail::Int128 kept = 0;
    return units % detail::power_of_ten(places) == 0 ||
           (detail::decimal_units(nearest_double(units, places), places, kept) && kept == units);
}

void units_to_decimal(const Call& call) {
    const int places = places_of(call, 1);
    const std::int64_t units = sum_of(call);
    if (is_kept(units, places)) return give_units(call, units, places);
    call.give_text(detail::format_decimal(units, places));
}

void units_to_number(const Call& call) {
    const int places = places_of(call, 1);
    const std::int64_t units = sum_of(call);
    if (!is_kept(units, places))
        throw FunctionError("a sum of so many digits can be read, but not computed with");
    give_units(call, units, places);
}

void units_to_nearest(const Call& call) { give_units(call, sum_of(call), places_of(call, 1)); }

constexpr Scalar functions[] = {
    {"to_decimal", 2, to_decimal},
    {"decimal_mod", 3, decimal_mod},
    {"decimal_text", 2, decimal_text},
    {"to_units", 2, to_units},
    {"units_to_decimal", 2, units_to_decimal},
    {"units_to_number", 2, units_to_number},
    {"units_to_nearest", 2, units_to_nearest},
};

}  // namespace

std::optional<std::int64_t> units_of_decimal(const detail::Cell& cell, int places) {
    constexpr auto limit = detail::power_of_ten(most_digits);
    detail::Int128 units = 0;
    if (!detail::decimal_units(cell, places, units) || units >= limit || units <= -limit)
        return std::nullopt;
    return static_cast<std::int64_t>(units);
}

std::span<const Scalar> decimal_functions() { return functions; }

}  // namespace aside::backend::sqlite
