#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Writes an operand as it is in UTC: a moment as the date and time that clocks showed there,
/// others as they are.
void in_utc(SqlWriter& writer, const Operand& moment);
/// Writes how many microseconds a duration has.
void microseconds(SqlWriter& writer, const SqlWriter& duration);
/// An operand that can be moved, and compared to moments: a date as its midnight, others as they
/// are.
[[nodiscard]] SqlWriter moment_of(const Operand& value);
/// Writes a divisor, which is NULL in place of zero: PostgreSQL does not divide by zero.
void divisor(SqlWriter& writer, const Operand& value);

/// Writes `left op right`. Integers are calculated with in 64 bits, and decimals with all their
/// digits until the result is rounded to its places. Divided by zero is NULL.
void arithmetic(SqlWriter& writer, char op, const Operand& left, const Operand& right,
                const detail::FieldInfo* result);
/// Writes a value for a column. What PostgreSQL would store and the field not read fails, such as a
/// duration of more microseconds than 64 bits count.
void assigned(SqlWriter& writer, const detail::FieldInfo& column, const SqlWriter& value,
              bool operation);
/// Writes the call of an aggregate, without its FILTER and OVER.
void aggregate(SqlWriter& writer, detail::Aggregation aggregation, bool distinct,
               const Operand& argument);
/// Writes the result of an aggregate's call as the type that it is read as.
void aggregated(SqlWriter& writer, detail::Aggregation aggregation, const detail::FieldInfo* field,
                const SqlWriter& call);

}  // namespace aside::sql::postgresql
