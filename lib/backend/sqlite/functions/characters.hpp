#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// Of texts by characters, also behind one that is NUL, where SQLite's own functions stop:
/// - `char_length(x)`;
/// - `text_part(x, position)`, `text_part(x, position, length)`, the position counted from 1;
/// - `text_start(x, length)`, `text_end(x, length)`.
/// A length below 0 is 0.
std::span<const Scalar> character_functions();

}  // namespace aside::backend::sqlite
