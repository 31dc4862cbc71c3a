#include "sql/postgresql/arithmetic.hpp"

#include <algorithm>
#include <string>

#include "query/kinds.hpp"
#include "sql/postgresql/refusals.hpp"
#include "sql/spelling.hpp"

namespace aside::sql::postgresql {

using detail::Aggregation;
using detail::FieldInfo;
using detail::FieldKind;
using query::has_kind;

namespace {

/// How many places more than its result a quotient is calculated with, so that it is not rounded
/// twice: with so many, no divisor of 38 digits leaves open which way it is rounded.
constexpr int further_places = 40;

bool is_temporal(const Operand& side) {
    return side.field != nullptr && query::is_temporal(side.field->type->kind);
}

/// Whether the engine calculates with an integer in less than 64 bits.
bool is_narrow(const Operand& side) {
    return side.value == nullptr && side.is(FieldKind::integer) && side.field->type->bytes < 8;
}

int places_of(const Operand& side) {
    if (side.value != nullptr && side.value->decimal() != nullptr)
        return side.value->decimal()->places();
    return side.is(FieldKind::decimal) ? side.field->type->decimal_places : 0;
}

SqlWriter rounded(const SqlWriter& number, int places) {
    SqlWriter call = number.part();
    call.sql += "ROUND(";
    call.append(number);
    call.sql += ", " + std::to_string(places) + ')';
    return call;
}

/// Writes the time between two moments, or a moment that is moved. PostgreSQL gives the difference
/// of two dates in days.
void temporal(SqlWriter& writer, char op, const Operand& left, const Operand& right) {
    if (!left.is(FieldKind::date) || !right.is(FieldKind::date))
        return operation(writer, moment_of(left), op, moment_of(right));
    SqlWriter days = writer.part();
    operation(days, left.sql, op, right.sql);
    writer.sql += '(';
    writer.append(days);
    writer.sql += " * INTERVAL '1 day')";
}

/// Writes the remainder of two doubles as one of decimals: PostgreSQL has none of doubles.
void remainder_of_reals(SqlWriter& writer, const Operand& left, const Operand& right) {
    writer.sql += "CAST(MOD(";
    cast(writer, left.sql, "numeric");
    writer.sql += ", NULLIF(";
    cast(writer, right.sql, "numeric");
    writer.sql += ", 0)) AS double precision)";
}

/// Writes the quotient of a duration, cut off as that of integers is. PostgreSQL would round it.
void part_of_duration(SqlWriter& writer, const Operand& duration, const SqlWriter& by) {
    writer.sql += "CAST(DIV(";
    microseconds(writer, duration.sql);
    writer.sql += ", ";
    writer.append(by);
    writer.sql += ") || ' microseconds' AS interval)";
}

void calculated_decimal(SqlWriter& writer, char op, const Operand& left, const SqlWriter& right,
                        int places_of_right, int places) {
    SqlWriter exact = writer.part();
    operation(exact, op == '/' ? rounded(left.sql, places + further_places) : left.sql, op, right);
    const bool is_exact = op != '/' && (op != '*' || places_of(left) + places_of_right <= places);
    writer.append(is_exact ? exact : rounded(exact, places));
}

}  // namespace

void in_utc(SqlWriter& writer, const Operand& moment) {
    writer.append(moment.sql);
    if (moment.is(FieldKind::date_time)) writer.sql += " AT TIME ZONE 'UTC'";
}

void microseconds(SqlWriter& writer, const SqlWriter& duration) {
    writer.sql += "EXTRACT(EPOCH FROM ";
    writer.append(duration);
    writer.sql += ") * 1000000";
}

SqlWriter moment_of(const Operand& value) {
    if (!value.is(FieldKind::date)) return value.sql;
    SqlWriter moment = value.sql.part();
    moment.sql += '(';
    cast(moment, value.sql, "timestamp");
    moment.sql += " AT TIME ZONE 'UTC')";
    return moment;
}

void divisor(SqlWriter& writer, const Operand& value) {
    // A plain value that is zero was refused where it was written.
    if (value.value != nullptr) return writer.append(value.sql);
    writer.sql += "NULLIF(";
    writer.append(value.sql);
    writer.sql += ", 0)";
}

void arithmetic(SqlWriter& writer, char op, const Operand& left, const Operand& right,
                const FieldInfo* result) {
    if (is_temporal(left) || is_temporal(right)) return temporal(writer, op, left, right);
    if (op == '%' && has_kind(result, FieldKind::real))
        return remainder_of_reals(writer, left, right);
    SqlWriter other = writer.part();
    if (op == '/' || op == '%')
        divisor(other, right);
    else
        other.append(right.sql);
    if (op == '/' && left.is(FieldKind::duration) && right.is(FieldKind::integer))
        return part_of_duration(writer, left, other);
    const bool known = left.field != nullptr && right.field != nullptr;
    if (known && has_kind(result, FieldKind::decimal))
        return calculated_decimal(writer, op, left, other, places_of(right),
                                  result->type->decimal_places);
    if (!is_narrow(left) || !is_narrow(right)) return operation(writer, left.sql, op, other);
    SqlWriter wide = writer.part();
    cast(wide, left.sql, "bigint");
    operation(writer, wide, op, other);
}

void assigned(SqlWriter& writer, const FieldInfo& column, const SqlWriter& value, bool operation) {
    if (!has_kind(&column, FieldKind::duration)) return guarded(writer, column, value, operation);
    writer.sql += "CAST(CAST(";
    microseconds(writer, value);
    writer.sql += " AS bigint) || ' microseconds' AS interval)";
}

namespace {

/// Writes the argument of AVG: a decimal with places enough for the mean, a duration in
/// microseconds. So the mean is rounded once.
void averaged(SqlWriter& writer, const Operand& argument) {
    if (argument.is(FieldKind::decimal))
        return writer.append(
            rounded(argument.sql, argument.field->type->decimal_places + further_places));
    microseconds(writer, argument.sql);
}

/// The beginning of the text, in place of the value, of which MIN and MAX are taken: PostgreSQL has
/// neither for these kinds. Empty for other kinds.
std::string_view found_as_text(const Operand& argument) {
    if (argument.is(FieldKind::uuid)) return "CAST(";
    return argument.is(FieldKind::blob) ? "ENCODE(" : std::string_view();
}

std::string_view name_of(Aggregation aggregation, const Operand& argument) {
    const bool of_truth = argument.is(FieldKind::boolean);
    if (of_truth && aggregation == Aggregation::min) return "BOOL_AND";
    if (of_truth && aggregation == Aggregation::max) return "BOOL_OR";
    return Dialect::aggregate_name(aggregation);
}

/// Of how values are spread.
bool is_measure(Aggregation aggregation) {
    return aggregation >= Aggregation::stddev_pop && aggregation <= Aggregation::var_samp;
}

bool is_extreme(Aggregation aggregation) {
    return aggregation == Aggregation::min || aggregation == Aggregation::max;
}

}  // namespace

void aggregate(SqlWriter& writer, Aggregation aggregation, bool distinct, const Operand& argument) {
    writer.sql += name_of(aggregation, argument);
    writer.sql += distinct ? "(DISTINCT " : "(";
    const bool adds = aggregation != Aggregation::count && !is_extreme(aggregation);
    if (aggregation == Aggregation::avg &&
        (argument.is(FieldKind::decimal) || argument.is(FieldKind::duration))) {
        averaged(writer, argument);
    } else if (adds && argument.is(FieldKind::boolean)) {
        cast(writer, argument.sql, "integer");
    } else if (is_extreme(aggregation) && !found_as_text(argument).empty()) {
        writer.sql += found_as_text(argument);
        writer.append(argument.sql);
        writer.sql += argument.is(FieldKind::uuid) ? " AS text)" : ", 'hex')";
    } else {
        writer.append(argument.sql);
    }
    writer.sql += ')';
}

void aggregated(SqlWriter& writer, Aggregation aggregation, const FieldInfo* field,
                const SqlWriter& call) {
    const bool mean = aggregation == Aggregation::avg;
    if (is_extreme(aggregation) && has_kind(field, FieldKind::uuid))
        return cast(writer, call, "uuid");
    if (is_extreme(aggregation) && has_kind(field, FieldKind::blob)) {
        writer.sql += "DECODE(";
        writer.append(call);
        writer.sql += ", 'hex')";
    } else if (mean && has_kind(field, FieldKind::duration)) {
        SqlWriter text = writer.part();
        text.sql += "ROUND(";
        text.append(call);
        text.sql += ") || ' microseconds'";
        cast(writer, text, "interval");
    } else if (mean && has_kind(field, FieldKind::decimal)) {
        writer.append(rounded(call, field->type->decimal_places));
    } else if (is_measure(aggregation) || (mean && has_kind(field, FieldKind::integer))) {
        cast(writer, call, "double precision");
    } else {
        writer.append(call);
    }
}

}  // namespace aside::sql::postgresql
