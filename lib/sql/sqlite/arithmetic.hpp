#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::sqlite {

/// An expression rounded to a decimal's places.
void to_decimal(SqlWriter& writer, const SqlWriter& number, int places);

/// Writes `left op right` where SQLite's own operator would not give it: for it dates are text, and a
/// decimal is a double or, without a fraction, an integer. False: the operator will do.
bool arithmetic(SqlWriter& writer, char op, const Operand& left, const Operand& right,
                const detail::FieldInfo* result);
/// Writes the call of a sum or mean of decimals or a mean of durations, which SQLite's own would make
/// doubles of. False: the standard's call will do.
bool aggregate(SqlWriter& writer, detail::Aggregation aggregation, bool distinct,
               const Operand& argument);
/// What that call gives as a decimal.
void aggregated(SqlWriter& writer, detail::Aggregation aggregation, const detail::FieldInfo* field,
                const SqlWriter& call, DecimalForm form);
/// What a column is to hold: of a decimal without places that it has not, and nothing that its
/// field could not read back.
void assigned(SqlWriter& writer, const detail::FieldInfo& column, const detail::FieldInfo* field,
              const SqlWriter& value, bool operation);

}  // namespace aside::sql::sqlite
