#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "aside/detail/driver.hpp"
#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// Functions of decimals, which are doubles or, without a fraction, integers:
/// - `to_decimal(x, places)`: rounded, halves away from zero, as the number's shortest decimal
///   digits say: 0.1 + 0.2 is 0.3;
/// - `decimal_mod(a, b, places)`: exact, with the sign of a; NULL if b is 0;
/// - `decimal_text(x, places)`: with all places;
/// - `to_units(x, places)`: a row's value in its smallest units, cents for two places;
/// - `units_to_nearest(units, places)`: as a column stores it, the nearest double;
/// - `units_to_number(units, places)`: units as a number, an error if a double does not keep all
///   digits;
/// - `units_to_decimal(units, places)`: units as a number, or as text if a double does not keep all
///   digits.
std::span<const Scalar> decimal_functions();

/// The smallest units of the decimal of so many places in that cell; nothing if it has none, or one of
/// more than 18 digits.
[[nodiscard]] std::optional<std::int64_t> units_of_decimal(const detail::Cell& cell, int places);

/// The message for a value that is no decimal, or has more than 18 digits.
inline constexpr const char* no_decimal = "the value is no decimal of at most 18 digits";

}  // namespace aside::backend::sqlite
