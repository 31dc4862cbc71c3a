#pragma once

struct sqlite3_context;
struct sqlite3_value;

namespace aside::backend::sqlite {

/// `regexp(pattern, text)`, which is what `text REGEXP pattern` calls: 1 where the pattern is found
/// anywhere in the text, NULL where either is NULL. A pattern that is wrong, or that takes too
/// long, is an error.
void regexp(sqlite3_context* context, int count, sqlite3_value** arguments);

}  // namespace aside::backend::sqlite
