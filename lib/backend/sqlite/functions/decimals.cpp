#include "backend/sqlite/functions/decimals.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "aside/detail/field_type.hpp"
#include "backend/sqlite/functions/number.hpp"
#include "sql/sqlite/storage.hpp"

namespace aside::backend::sqlite {

namespace {

constexpr const char* too_large = "the number is too large for a decimal";
/// Most decimals have no more.
constexpr int usual_places = 6;
/// A double holds any decimal of so many digits.
constexpr int exact_digits = 15;

/// How many smallest units a computed double is, halves rounded away from zero.
std::int64_t units_of(double real, int places) {
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

void to_decimal(const Call& call) {
    int places = places_of(call, 1);
    if (call.is_text(0)) {
        if (const auto number = decimal_of_text(call.text(0)))
            return give(call, rounded(*number, places), Digits::stored);
    } else if (call.is_integer(0)) {
        return call.give_integer(call.integer(0));
    }
    const double real = call.real(0);
    // No double of this size has a fraction.
    if (std::abs(real) >= 0x1p53) return call.give_real(real);
    while (places > 0 && std::abs(real) >= 9e18 / static_cast<double>(power_of_ten(places)))
        --places;  // and no further digits that it could tell apart
    give(call, {units_of(real, places), places}, Digits::stored);
}

void decimal_text(const Call& call) {
    const int places = places_of(call, 1);
    call.give_text(
        detail::format_decimal(rounded(number_of(call, 0, places), places).units, places));
}

/// Writes 16 bytes, the highest one first.
void write_bytes(char* bytes, Int128 value) {
    for (int i = 16; i-- > 0; value >>= 8) bytes[i] = static_cast<char>(value & 0xff);
}

/// The whole part, rounded down, and the fraction behind it.
void decimal_key(const Call& call) {
    const Number number = number_of(call, 0, usual_places);
    const Int128 unit = power_of_ten(number.places);
    Int128 whole = number.units / unit;
    Int128 fraction = number.units % unit;
    if (fraction < 0) {
        --whole;
        fraction += unit;
    }
    std::array<char, 32> bytes;
    write_bytes(bytes.data(), whole);
    bytes[0] = static_cast<char>(bytes[0] ^ '\x80');  // so that negative ones come first
    write_bytes(bytes.data() + 16,
                fraction * power_of_ten(detail::most_decimal_digits - number.places));
    call.give_bytes({bytes.data(), bytes.size()});
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
    give(call, {*units, 0}, Digits::all);
}

template <Digits digits>
void of_units(const Call& call) {
    give(call, {number_of(call, 0, 0).units, places_of(call, 1)}, digits);
}

constexpr Scalar functions[] = {
    {"to_decimal", 2, to_decimal},
    {"decimal_text", 2, decimal_text},
    {"decimal_key", 1, decimal_key},
    {"to_units", 2, to_units},
    {"units_to_decimal", 2, of_units<Digits::all>},
    {"units_to_number", 2, of_units<Digits::stored>},
};

}  // namespace

std::optional<detail::Int128> units_of_decimal(const detail::Cell& cell, int places) {
    detail::Int128 units = 0;
    if (!detail::decimal_units(cell, places, units)) return std::nullopt;
    return units;
}

std::span<const Scalar> decimal_functions() { return functions; }

}  // namespace aside::backend::sqlite
