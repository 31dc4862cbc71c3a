#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// What stands in for SQLite's own, which take the product of both lengths at worst and cannot be
/// stopped meanwhile:
/// - `instr(text, part)`: the position of the part by characters, from 1 on, by bytes where both are
///   blobs, and 0 where it is not in there;
/// - `like(pattern, text)`, `like(pattern, text, escape)`, which is what `text LIKE pattern` calls:
///   `%` and `_` as in SQL, the case of ASCII letters does not count.
std::span<const Scalar> search_functions();

}  // namespace aside::backend::sqlite
