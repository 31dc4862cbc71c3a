#pragma once
#include <string>

#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// The number of places as an argument of the functions for decimals. Throws `NotSupportedError` if
/// they cannot count so many.
[[nodiscard]] std::string places_argument(int places);
/// An expression rounded to a decimal's places.
void to_decimal(SqlWriter& writer, const SqlWriter& number, int places);

/// Writes `left op right` if SQLite's own operator would give another result: for it dates are
/// text, and a decimal is a double or, without a fraction, an integer. False: the operator will do.
bool arithmetic(SqlWriter& writer, char op, const Operand& left, const Operand& right,
                const detail::FieldInfo* result);
/// Writes the call of a sum or mean of decimals or a mean of durations, which SQLite's own would
/// make doubles of. False: the standard's call will do.
bool aggregate(SqlWriter& writer, detail::Aggregation aggregation, bool distinct,
               const Operand& argument);
/// Writes the result of that call as a decimal.
void aggregated(SqlWriter& writer, detail::Aggregation aggregation, const detail::FieldInfo* field,
                const SqlWriter& call, DecimalForm form);
/// Writes a value for a column: of a decimal without places that it does not have, and no value
/// that its field could not read back.
void assigned(SqlWriter& writer, const detail::FieldInfo& column, const detail::FieldInfo* field,
              const SqlWriter& value, bool operation);

}  // namespace aside::sql::sqlite
