#pragma once
// The SQL functions that SQLite lacks, and that connections of ours bring.
#include <span>
#include <string_view>

#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// Their names in capitals, in order. What SQLite has as well, and ours does better, is not among
/// them.
[[nodiscard]] std::span<const std::string_view> own_functions();

/// Throws `NotSupportedError`, which names the function, where it is one of ours and the
/// connections of the writer's dialect do not have these.
void require_function(const SqlWriter& writer, std::string_view name);
/// Writes a function's name and `(`; throws as `require_function`.
void open_call(SqlWriter& writer, std::string_view name);

}  // namespace aside::sql::sqlite
