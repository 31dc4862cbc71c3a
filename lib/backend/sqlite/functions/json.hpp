#pragma once
#include <span>
#include <string>
#include <string_view>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// - `json_extract_path(json, key...)`: what is at these keys and indexes, as the document spells
///   it, as PostgreSQL's; NULL where there is nothing. SQLite's own paths take no quote in a key,
///   miss keys that a document spells with escapes, and read big numbers as something else.
/// - `json_canonical(json)`: one text for all spellings of a value.
/// - `json_contains(json, part)`: PostgreSQL's `@>`.
std::span<const Scalar> json_functions();

/// What `json_canonical` gives: keys in order, no white space, numbers without a fraction as
/// integers. Text that is no JSON stays as it is.
std::string canonical_json(std::string_view text);

}  // namespace aside::backend::sqlite
