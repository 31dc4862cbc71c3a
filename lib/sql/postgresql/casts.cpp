#include "sql/postgresql/casts.hpp"

#include <string>

#include "query/kinds.hpp"
#include "schema/types.hpp"
#include "sql/postgresql/arithmetic.hpp"
#include "sql/postgresql/schema.hpp"
#include "sql/spelling.hpp"

namespace aside::sql::postgresql {

using detail::FieldKind;

namespace {

/// Whether PostgreSQL has a value as text: JSON is cast from its text, and choices may be texts.
bool is_text(const Operand& value) {
    return value.is(FieldKind::text) || value.is(FieldKind::json) ||
           (value.is(FieldKind::integer) && value.field->text_choices);
}

/// An operand as a value that can be cast to any type of number.
SqlWriter number_of(const Operand& value) {
    SqlWriter number = value.sql.part();
    if (value.is(FieldKind::boolean))
        cast(number, value.sql, "integer");
    else if (is_text(value))
        cast(number, value.sql, "numeric");
    else
        number.append(value.sql);
    return number;
}

/// Casts to an integer by cutting the fraction off. PostgreSQL's own cast would round.
void to_integer(SqlWriter& writer, const Operand& value, std::string_view type) {
    if (value.is(FieldKind::duration)) {
        SqlWriter count = writer.part();
        microseconds(count, value.sql);
        return cast(writer, count, type);
    }
    const bool is_whole = value.field == nullptr || value.is(FieldKind::boolean) ||
                          (value.is(FieldKind::integer) && !is_text(value));
    SqlWriter whole = writer.part();
    whole.sql += is_whole ? "" : "TRUNC(";
    whole.append(number_of(value));
    whole.sql += is_whole ? "" : ")";
    cast(writer, whole, type);
}

void to_boolean(SqlWriter& writer, const Operand& value) {
    if (is_text(value) || value.field == nullptr || value.is(FieldKind::boolean))
        return cast(writer, value.sql, "boolean");
    writer.sql += '(';
    writer.append(value.sql);
    writer.sql += " <> 0)";
}

/// Casts to text, of a decimal with all of its places. A literal has the places that it is written
/// with.
void to_text(SqlWriter& writer, const Operand& value) {
    const bool is_literal = value.value != nullptr && value.value->decimal() != nullptr;
    const bool rounds = value.is(FieldKind::decimal) && !is_literal;
    SqlWriter shown = writer.part();
    if (rounds) shown.sql += "ROUND(";
    in_utc(shown, value);
    if (rounds) shown.sql += ", " + std::to_string(value.field->type->decimal_places) + ')';
    cast(writer, shown, "text");
}

void to_moment(SqlWriter& writer, const Operand& value) {
    if (value.is(FieldKind::date)) return writer.append(moment_of(value));
    cast(writer, value.sql, "timestamp with time zone");
}

void to_duration(SqlWriter& writer, const Operand& value) {
    if (!value.is(FieldKind::integer)) return cast(writer, value.sql, "interval");
    writer.sql += '(';
    writer.append(value.sql);
    writer.sql += " * INTERVAL '1 microsecond')";
}

}  // namespace

void cast_in_utc(SqlWriter& writer, const Operand& value, std::string_view type) {
    SqlWriter local = writer.part();
    in_utc(local, value);
    cast(writer, local, type);
}

void cast_to(SqlWriter& writer, const Operand& value, const detail::FieldType& type) {
    const std::string name = column_type({.type = schema::type_of(*query::field_of_type(&type))});
    switch (type.kind) {
        case FieldKind::text:
            return to_text(writer, value);
        case FieldKind::integer:
            return to_integer(writer, value, name);
        case FieldKind::boolean:
            return to_boolean(writer, value);
        case FieldKind::real:
        case FieldKind::decimal:
            return cast(writer, number_of(value), name);
        case FieldKind::date:
        case FieldKind::time:
            return cast_in_utc(writer, value, name);
        case FieldKind::date_time:
            return to_moment(writer, value);
        case FieldKind::duration:
            return to_duration(writer, value);
        default:
            return cast(writer, value.sql, name);
    }
}

}  // namespace aside::sql::postgresql
