#pragma once
#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// Writes `CAST(value AS type)`.
void cast(SqlWriter& writer, const SqlWriter& value, std::string_view type);
/// A column's value as its operand in UTC: of a moment what clocks showed there; others as they are.
void in_utc(SqlWriter& writer, const Operand& moment);
/// Writes how many microseconds a duration has.
void microseconds(SqlWriter& writer, const SqlWriter& duration);
/// A date as its midnight, which can be moved and be compared to other moments; others as they are.
[[nodiscard]] SqlWriter moment_of(const Operand& value);
/// Writes a divisor: NULL for zero, by which PostgreSQL does not divide.
void divisor(SqlWriter& writer, const Operand& value);

/// Writes `left op right`: integers have 64 bits, decimals all their digits until the result is rounded
/// to its places, and what is divided by zero is NULL.
void arithmetic(SqlWriter& writer, char op, const Operand& left, const Operand& right,
                const detail::FieldInfo* result);
/// Writes a value for a column: nothing that PostgreSQL would keep and the field not read, such as a
/// duration of more microseconds than 64 bits count.
void assigned(SqlWriter& writer, const detail::FieldInfo& column, const SqlWriter& value,
              bool operation);
/// Writes the call of an aggregate, without its FILTER and OVER.
void aggregate(SqlWriter& writer, detail::Aggregation aggregation, bool distinct,
               const Operand& argument);
/// Writes the result of that call as the type that it is read as.
void aggregated(SqlWriter& writer, detail::Aggregation aggregation, const detail::FieldInfo* field,
                const SqlWriter& call);

}  // namespace aside::sql::postgresql
