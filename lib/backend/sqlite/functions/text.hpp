#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// `lpad(text, n, fill)` and `rpad(text, n, fill)`, n characters long as in PostgreSQL: filled up,
/// or cut at the end; `repeat(text, n)`, `reverse(text)`. Characters are those of UTF-8, NUL among
/// them; a stray byte counts as one.
std::span<const Scalar> text_functions();

}  // namespace aside::backend::sqlite
