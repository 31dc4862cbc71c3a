#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// The aggregates that put values together, in an order and over windows, too, NULL of no rows:
///
/// - `string_agg(text, delimiter, manner, keys...)`, NULLs left out;
/// - `json_agg(value, form, manner, keys...)`, an array. The form is `boolean`, `moment`, `uuid`, `json` for
///   JSON and for numbers that are written as text, or `plain` for what SQLite's own types tell.
///
/// The manner begins with `=` where equal values count once. Then comes a letter for each key: `a` or
/// `d` for ascending or descending, a capital if NULL goes where SQLite does not have it.
std::span<const Aggregate> collections();

}  // namespace aside::backend::sqlite
