#pragma once
#include <string_view>

struct sqlite3;

namespace aside::backend::sqlite {

/// Throws the error that stands for the result code, with the connection's message.
[[noreturn]] void raise(sqlite3* database, int code, std::string_view sql);

}  // namespace aside::backend::sqlite
