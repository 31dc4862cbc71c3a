#include "backend/sqlite/functions/calculations.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "backend/sqlite/functions/number.hpp"

namespace aside::backend::sqlite {

namespace {

using detail::most_decimal_digits;
__extension__ using Unsigned128 = unsigned __int128;

bool has_38_digits(Int128 units) {
    constexpr Int128 limit = power_of_ten(most_decimal_digits);
    return units < limit && units > -limit;
}

/// Gives both as many places as the one with more of them has.
int align(Number& a, Number& b) {
    const int places = std::max(a.places, b.places);
    a = rounded(a, places);
    b = rounded(b, places);
    return places;
}

std::optional<Number> add(Number a, Number b, int) {
    const int places = align(a, b);
    Int128 sum = 0;
    if (__builtin_add_overflow(a.units, b.units, &sum) || !has_38_digits(sum))
        throw FunctionError(too_many_digits);
    return Number{sum, places};
}

std::optional<Number> subtract(Number a, Number b, int places) {
    return add(a, {-b.units, b.places}, places);
}

/// A product of more than 128 bits, in parts of 64, the lowest one first.
class LongProduct {
public:
    LongProduct(Unsigned128 a, Unsigned128 b) {
        const std::uint64_t left[] = {low(a), low(a >> 64)};
        const std::uint64_t right[] = {low(b), low(b >> 64)};
        for (std::size_t i = 0; i < 2; ++i) {
            std::uint64_t carry = 0;
            for (std::size_t j = 0; j < 2; ++j) {
                const Unsigned128 sum = Unsigned128{left[i]} * right[j] + parts_[i + j] + carry;
                parts_[i + j] = low(sum);
                carry = low(sum >> 64);
            }
            parts_[i + 2] = carry;
        }
    }
    /// Takes the last digit away.
    unsigned take_digit() {
        Unsigned128 rest = 0;
        for (std::size_t i = 4; i-- > 0;) {
            const Unsigned128 dividend = rest << 64 | parts_[i];
            parts_[i] = low(dividend / 10);
            rest = dividend % 10;
        }
        return static_cast<unsigned>(rest);
    }
    /// Throws `FunctionError` if it has more than 38 digits.
    [[nodiscard]] Int128 units() const {
        const auto units = static_cast<Int128>(Unsigned128{parts_[1]} << 64 | parts_[0]);
        if (parts_[3] != 0 || parts_[2] != 0 || units < 0 || !has_38_digits(units))
            throw FunctionError(too_many_digits);
        return units;
    }

private:
    static std::uint64_t low(Unsigned128 bits) { return static_cast<std::uint64_t>(bits); }

    std::uint64_t parts_[4] = {};
};

bool has_64_bits(Int128 units) { return units == static_cast<std::int64_t>(units); }

std::optional<Number> multiply(Number a, Number b, int places) {
    const int all = a.places + b.places;
    if (has_64_bits(a.units) && has_64_bits(b.units)) return Number{a.units * b.units, all};
    const auto size = [](Int128 units) {
        return static_cast<Unsigned128>(units < 0 ? -units : units);
    };
    LongProduct product(size(a.units), size(b.units));
    unsigned last = 0;
    for (int i = all; i > places; --i) last = product.take_digit();
    const Int128 units = product.units() + (last >= 5 ? 1 : 0);
    const bool negative = (a.units < 0) != (b.units < 0);
    return Number{negative ? -units : units, std::min(all, places)};
}

/// Digit by digit, as on paper: the dividend's zeros would not fit into 128 bits.
Int128 long_quotient(Int128 dividend, Int128 divisor, int zeros) {
    if (divisor > power_of_ten(most_decimal_digits - 1) ||
        divisor < -power_of_ten(most_decimal_digits - 1))
        throw FunctionError(too_many_digits);
    Int128 quotient = dividend / divisor;
    Int128 rest = dividend % divisor;
    for (; zeros > 0; --zeros) {
        if (!scale_up(quotient, 1)) throw FunctionError(too_many_digits);
        quotient += rest * 10 / divisor;
        rest = rest * 10 % divisor;
    }
    // What is left of the dividend decides whether the last digit is rounded up.
    return quotient + rounded_quotient(rest, divisor);
}

std::optional<Number> divide(Number a, Number b, int places) {
    if (b.units == 0) return std::nullopt;
    const int zeros = places + b.places - a.places;
    if (zeros < 0) {
        if (!scale_up(b.units, -zeros)) throw FunctionError(too_many_digits);
        return Number{rounded_quotient(a.units, b.units), places};
    }
    Int128 dividend = a.units;
    if (scale_up(dividend, zeros)) return Number{rounded_quotient(dividend, b.units), places};
    return Number{long_quotient(a.units, b.units, zeros), places};
}

std::optional<Number> mod(Number a, Number b, int) {
    if (b.units == 0) return std::nullopt;
    const int places = align(a, b);
    return Number{a.units % b.units, places};
}

Number at_most(Number number, int places) {
    return number.places > places ? rounded(number, places) : number;
}

template <std::optional<Number> (*operation)(Number, Number, int), Digits digits>
void calculate(const Call& call) {
    const int places = places_of(call, 2);
    const auto result = operation(number_of(call, 0, places), number_of(call, 1, places), places);
    if (result) give(call, at_most(*result, places), digits);
}

template <Digits digits>
void round_to(const Call& call) {
    const int places = places_of(call, 1);
    give(call, at_most(number_of(call, 0, places), places), digits);
}

constexpr Scalar functions[] = {
    {"decimal_add", 3, calculate<add, Digits::stored>},
    {"decimal_subtract", 3, calculate<subtract, Digits::stored>},
    {"decimal_multiply", 3, calculate<multiply, Digits::stored>},
    {"decimal_divide", 3, calculate<divide, Digits::stored>},
    {"decimal_mod", 3, calculate<mod, Digits::stored>},
    {"decimal_round", 2, round_to<Digits::stored>},
    {"exact_add", 3, calculate<add, Digits::all>},
    {"exact_subtract", 3, calculate<subtract, Digits::all>},
    {"exact_multiply", 3, calculate<multiply, Digits::all>},
    {"exact_divide", 3, calculate<divide, Digits::all>},
    {"exact_mod", 3, calculate<mod, Digits::all>},
    {"exact_round", 2, round_to<Digits::all>},
};

}  // namespace

std::span<const Scalar> calculation_functions() { return functions; }

}  // namespace aside::backend::sqlite
