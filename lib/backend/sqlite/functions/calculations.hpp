#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// Calculations with decimals, which are doubles, integers without a fraction, or text; exact, and
/// then rounded to so many places, halves away from zero:
/// - `decimal_add(a, b, places)`, `decimal_subtract`, `decimal_multiply`, `decimal_divide`: as a
///   column stores the result, an error if that has not all digits;
/// - `decimal_mod(a, b, places)`: with the sign of a;
/// - `decimal_round(x, places)`;
/// - `exact_add` and so on: text where a column would not store all digits.
/// Divided by 0 is NULL.
std::span<const Scalar> calculation_functions();

}  // namespace aside::backend::sqlite
