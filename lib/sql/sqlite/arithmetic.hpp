#pragma once
#include <string>

#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// Whether the writer writes a table's own definition. Every program that writes rows evaluates
/// that. So it calls functions of SQLite's own where they do, which know the first 15 digits of a
/// decimal.
[[nodiscard]] bool in_definition(const SqlWriter& writer);
/// The function that rounds a decimal, which is exact.
[[nodiscard]] std::string_view rounding_function(const SqlWriter& writer, DecimalForm form);
/// Writes a value as a decimal of so many places. `field` is the value's own, if known; a value
/// that has more places, or may have them, is exact.
void to_decimal(SqlWriter& writer, const SqlWriter& value, const detail::FieldInfo* field,
                int places, DecimalForm form);

/// Writes `left op right` if SQLite's own operator would give another result. For it dates are
/// text, and a decimal is a double or, without a fraction, an integer. False: the operator will do.
bool arithmetic(SqlWriter& writer, char op, const Operand& left, const Operand& right,
                const detail::FieldInfo* result, DecimalForm form);
/// Writes the call of a sum or mean of decimals or a mean of durations, which SQLite's own would
/// make doubles of. False: the standard's call will do.
bool aggregate(SqlWriter& writer, detail::Aggregation aggregation, bool distinct,
               const Operand& argument);
/// Writes the result of an aggregate's call as a decimal.
void aggregated(SqlWriter& writer, detail::Aggregation aggregation, const detail::FieldInfo* field,
                const SqlWriter& call, DecimalForm form);
/// Writes a value for a column: of a decimal without places that it does not have, and no value
/// that its field could not read back.
void assigned(SqlWriter& writer, const detail::FieldInfo& column, const detail::FieldInfo* field,
              const SqlWriter& value, bool operation);

}  // namespace aside::sql::sqlite
