#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// What CAST would lose in silence; arguments that are no such value are errors:
/// - `to_integer(x)`: a number, or text that is one, without its fraction;
/// - `to_real(x)`;
/// - `to_boolean(x)`: whether a number is not 0, or what a text such as `true` or `f` says;
/// - `to_text(x)`: a number with as few digits as tell it from all others.
std::span<const Scalar> cast_functions();

}  // namespace aside::backend::sqlite
