#pragma once
#include <string_view>

struct sqlite3;

namespace aside::backend::sqlite {

/// Throws the error that stands for the result code, with the connection's message; `deleted` says
/// whether the statement, or the transaction that it was to end, had deleted rows.
[[noreturn]] void raise(sqlite3* database, int code, std::string_view sql, bool deleted = false);
/// Throws the error of a commit that leaves a foreign key which names no row.
[[noreturn]] void raise_foreign_key(bool deleted);

}  // namespace aside::backend::sqlite
