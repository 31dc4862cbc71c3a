#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// Replacements of SQLite's own functions, which take the product of both lengths at worst and
/// cannot be stopped meanwhile:
/// - `instr(text, part)`: the position of the part by characters, from 1 on, by bytes if both are
///   blobs, and 0 if it is not found;
/// - `like(pattern, text)`, `like(pattern, text, escape)`, which `text LIKE pattern` calls: `%` and
///   `_` as in SQL, the case of ASCII letters does not count.
std::span<const Scalar> search_functions();

}  // namespace aside::backend::sqlite
