#pragma once
#include <optional>
#include <span>

#include "aside/decimal.hpp"
#include "aside/detail/driver.hpp"
#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// Functions that make decimals, which are doubles, integers without a fraction, or text:
/// - `to_decimal(x, places)`: a computed double, rounded halves away from zero, as the number's
///   shortest decimal digits say: 0.1 + 0.2 is 0.3; or an integer, or text that is a number;
/// - `decimal_text(x, places)`: with all places;
/// - `decimal_key(x)`: bytes that are ordered as the decimals are;
/// - `to_units(x, places)`: a row's value in its smallest units, cents for two places;
/// - `units_to_number(units, places)`: units as a column stores them, an error if that has not all
///   digits;
/// - `units_to_decimal(units, places)`: text where a column would not store all digits.
///
/// Units are integers, or text where they have more than 64 bits.
std::span<const Scalar> decimal_functions();

/// The smallest units of the decimal of so many places in that cell, as an object of the row has
/// it. Nothing if the cell has none, or one of more than 38 digits.
[[nodiscard]] std::optional<detail::Int128> units_of_decimal(const detail::Cell& cell, int places);

}  // namespace aside::backend::sqlite
