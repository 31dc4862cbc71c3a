// The names by which functions and aggregates are called: PostgreSQL's and, if there is one, the
// SQL standard's.
#include "model/unstorable.hpp"
#include "query/kinds.hpp"
#include "schema/types.hpp"
#include "sql/dialect.hpp"
#include "sql/spelling.hpp"

namespace aside::sql {

using detail::Aggregation;
using detail::Function;

namespace {

/// The names of functions, in the order of the enumeration.
constexpr std::string_view function_names[] = {
    "LOWER",     "UPPER",   "LENGTH", "TRIM",       "LTRIM",        "RTRIM",      "CONCAT",
    "SUBSTR",    "REPLACE", "LEFT",   "RIGHT",      "STRPOS",       "LPAD",       "RPAD",
    "REPEAT",    "REVERSE", "MD5",    "SHA1",       "SHA224",       "SHA256",     "SHA512",
    "ABS",       "CEIL",    "FLOOR",  "ROUND",      "MOD",          "POWER",      "SQRT",
    "SIGN",      "EXP",     "LN",     "LOG",        "COALESCE",     "GREATEST",   "LEAST",
    "NULLIF",    "CAST",    "NOW",    "year",       "month",        "day",        "hour",
    "minute",    "second",  "week",   "week_day",   "iso_week_day", "iso_year",   "quarter",
    "date",      "time",    "year",   "quarter",    "month",        "week",       "day",
    "hour",      "minute",  "second", "ROW_NUMBER", "RANK",         "DENSE_RANK", "PERCENT_RANK",
    "CUME_DIST", "NTILE",   "LAG",    "LEAD",       "FIRST_VALUE",  "LAST_VALUE", "NTH_VALUE"};
static_assert(std::size(function_names) == static_cast<std::size_t>(Function::nth_value) + 1);

}  // namespace

std::string_view Dialect::function_name(Function function) {
    return function_names[static_cast<std::size_t>(function)];
}

std::string_view Dialect::aggregate_name(Aggregation aggregation) {
    constexpr std::string_view names[] = {"COUNT",    "SUM",        "AVG",         "MIN",
                                          "MAX",      "STDDEV_POP", "STDDEV_SAMP", "VAR_POP",
                                          "VAR_SAMP", "STRING_AGG", "JSON_AGG"};
    static_assert(std::size(names) == static_cast<std::size_t>(Aggregation::json_agg) + 1);
    return names[static_cast<std::size_t>(aggregation)];
}

void Dialect::function(SqlWriter& writer, Function function, std::span<const Operand> arguments,
                       const detail::FieldType* type, DecimalForm) const {
    if (function == Function::date || function == Function::time)
        return cast(writer, arguments.front().sql, function_name(function));
    if (function == Function::cast)
        return cast(writer, arguments.front().sql,
                    column_type({.type = schema::type_of(*field_of_type(type))}));
    if (is_part_of_moment(function))
        return call_of_part(writer, "DATE_PART", function, arguments.front());
    if (truncates(function)) return call_of_part(writer, "DATE_TRUNC", function, arguments.front());
    call(writer, function_name(function), arguments);
}

void Dialect::aggregate(SqlWriter& writer, const AggregateCall& call) const {
    writer.sql += aggregate_name(call.aggregation);
    writer.sql += call.distinct ? "(DISTINCT " : "(";
    writer.append(call.argument.sql);
    writer.sql += ')';
}

void Dialect::require_stored(const detail::FieldInfo&, const SqlValue&) const {}

void require_stored(const Dialect& dialect, const detail::FieldInfo& field, const SqlValue& value) {
    try {
        dialect.require_stored(field, value);
    } catch (const model::Unstorable& error) {
        model::throw_unstorable(field, error);
    }
}

void Dialect::stored_decimal(SqlWriter& writer, const SqlWriter& column, int, DecimalForm) const {
    writer.append(column);
}

void Dialect::decimal_key(SqlWriter& writer, const SqlWriter& number) const {
    writer.append(number);
}

void Dialect::aggregated(SqlWriter& writer, Aggregation, const detail::FieldInfo*,
                         const SqlWriter& call, DecimalForm) const {
    writer.append(call);
}

void Dialect::assigned(SqlWriter& writer, const detail::FieldInfo&, const detail::FieldInfo*,
                       const SqlWriter& value, bool) const {
    writer.append(value);
}

}  // namespace aside::sql
