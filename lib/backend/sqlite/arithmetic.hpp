#pragma once
#include "query/dialect.hpp"

namespace aside::backend::sqlite {

/// An expression rounded to a decimal's places.
void to_decimal(query::SqlWriter& writer, const query::SqlWriter& number, int places);

/// Writes `left op right` where SQLite's own operator would not give it: for it dates are text, and a
/// decimal is a double or, without a fraction, an integer. False: the operator will do.
bool arithmetic(query::SqlWriter& writer, char op, const query::Operand& left,
                const query::Operand& right, const detail::FieldInfo* result);
/// Writes the call of a sum or mean of decimals or a mean of durations, which SQLite's own would make
/// doubles of. False: the standard's call will do.
bool aggregate(query::SqlWriter& writer, detail::Aggregation aggregation, bool distinct,
               const query::Operand& argument);
/// What that call gives as a decimal.
void aggregated(query::SqlWriter& writer, detail::Aggregation aggregation,
                const detail::FieldInfo* field, const query::SqlWriter& call,
                query::DecimalForm form);
/// What a column is to hold: of a decimal without places that it has not, and nothing that its
/// field could not read back.
void assigned(query::SqlWriter& writer, const detail::FieldInfo& column,
              const detail::FieldInfo* field, const query::SqlWriter& value, bool operation);

}  // namespace aside::backend::sqlite
