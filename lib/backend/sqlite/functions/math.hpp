#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// `ceil floor sign mod bitxor` keep integers; `power sqrt exp ln log(base, x) degrees radians sin
/// cos tan cot asin acos atan atan2(y, x) pi()` are real. Some builds of SQLite have some of these,
/// with other answers; ours are the same on all. `mod` by zero is NULL; every other result that is
/// not finite is an error.
std::span<const Scalar> math_functions();

}  // namespace aside::backend::sqlite
