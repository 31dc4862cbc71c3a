#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// Casts that fail on a value of which CAST would lose a part in silence. An argument that is no
/// such value is an error:
/// - `to_integer(x)`: a number, or text that is one, without its fraction;
/// - `to_real(x)`;
/// - `to_boolean(x)`: whether a number is not 0, or the meaning of a text such as `true` or `f`;
/// - `to_text(x)`: a number with as few digits as tell it from all others.
std::span<const Scalar> cast_functions();

}  // namespace aside::backend::sqlite
