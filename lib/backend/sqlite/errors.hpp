#pragma once
#include <string_view>

struct sqlite3;

namespace aside::backend::sqlite {

/// Throws the error that stands for the result code, with the connection's message. `deleted`: the
/// statement, or the transaction that it ends, has deleted rows.
[[noreturn]] void raise(sqlite3* database, int code, std::string_view sql, bool deleted = false);
/// Throws the error of a commit that is refused since a foreign key names no row. `deleted`: the
/// transaction has deleted rows, so that rows which stay may name one of those.
[[noreturn]] void raise_foreign_key(bool deleted);

}  // namespace aside::backend::sqlite
