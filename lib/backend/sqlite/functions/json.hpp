#pragma once
#include <span>
#include <string>
#include <string_view>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// - `json_extract_path(json, key...)`: the part at these keys and indexes, as the document spells
///   it, like PostgreSQL's function; NULL if there is nothing. SQLite's own paths take no quote in
///   a key, miss keys that a document spells with escapes, and read big numbers as something else.
/// - `json_scalar(json)`: its text or number, 1 for true, 0 for false, NULL for null, and an array
///   or object as it is spelled. SQLite's own `json_extract` reads a number by the rules of the
///   locale, as some systems build it. So 2.5 is 2 in a locale with a comma for the point.
/// - `json_canonical(json)`: one text for all spellings of a value.
/// - `json_contains(json, part)`: PostgreSQL's `@>`.
std::span<const Scalar> json_functions();

}  // namespace aside::backend::sqlite
