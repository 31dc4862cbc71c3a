#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// Functions of texts by characters, also of those behind a NUL, at which SQLite's own functions
/// stop. A length below 0 is 0.
/// - `char_length(x)`;
/// - `text_part(x, position)`, `text_part(x, position, length)`, the position counted from 1;
/// - `text_start(x, length)`, `text_end(x, length)`.
std::span<const Scalar> character_functions();

}  // namespace aside::backend::sqlite
