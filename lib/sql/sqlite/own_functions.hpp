#pragma once
// The SQL functions that SQLite lacks, and that connections of ours bring.
#include <initializer_list>
#include <span>
#include <string_view>

#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// The names of these functions, in capitals and in order. A function that SQLite has as well, and
/// ours does better, is not among them.
[[nodiscard]] std::span<const std::string_view> own_functions();

/// Throws `NotSupportedError`, which names the function, where it is one of ours and the
/// connections of the writer's dialect do not have these.
void require_function(const SqlWriter& writer, std::string_view name);
/// Writes a function's name and `(`; throws as `require_function`.
void open_call(SqlWriter& writer, std::string_view name);
/// Writes `NAME(a, b)`, with `last` behind the others if it is not empty; throws as
/// `require_function`.
void write_call(SqlWriter& writer, std::string_view name,
                std::initializer_list<const SqlWriter*> arguments, std::string_view last = {});
void write_call(SqlWriter& writer, std::string_view name, std::span<const Operand> arguments,
                std::string_view last = {});

}  // namespace aside::sql::sqlite
