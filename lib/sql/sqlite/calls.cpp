#include "sql/sqlite/calls.hpp"

#include "aside/error.hpp"
#include "aside/temporal.hpp"
#include "sql/sqlite/arithmetic.hpp"
#include "sql/sqlite/own_functions.hpp"

namespace aside::sql::sqlite {

using detail::FieldKind;
using detail::Function;

namespace {

using Operands = std::span<const Operand>;

/// Joins texts by `||`, NULL counted as an empty text.
void concatenation(SqlWriter& writer, Operands texts) {
    writer.sql += '(';
    for (const Operand& text : texts) {
        if (&text != &texts.front()) writer.sql += " || ";
        const bool present = text.value != nullptr && !text.value->is_null();
        if (!present) writer.sql += "COALESCE(";
        writer.append(text.sql);
        if (!present) writer.sql += ", '')";
    }
    writer.sql += ')';
}

/// Rounds a number. ROUND makes a double of every value, so that it is not called for integers.
void rounding(SqlWriter& writer, Operands arguments, DecimalForm form) {
    const Operand& number = arguments.front();
    if (number.is(FieldKind::integer)) return writer.append(number.sql);
    if (!number.is(FieldKind::decimal)) return write_call(writer, "ROUND", arguments);
    write_call(writer, rounding_function(writer, form), arguments,
               arguments.size() == 1 ? "0" : "");
}

/// The moment when the statement is written: SQLite's own clock has milliseconds, so that values
/// made just now would lie ahead of it.
void moment(SqlWriter& writer) {
    if (writer.inlines_values)
        throw NotSupportedError("aside: Now() cannot stand in a table's own definition");
    writer.param(now());
}

void text_of(SqlWriter& writer, const Operand& value) {
    if (value.is(FieldKind::boolean)) {
        writer.sql += "CASE ";
        writer.append(value.sql);
        writer.sql += " WHEN 1 THEN 'true' WHEN 0 THEN 'false' END";
    } else if (value.is(FieldKind::decimal)) {
        const DecimalValue* literal = value.value == nullptr ? nullptr : value.value->decimal();
        const int places =
            literal != nullptr ? literal->places() : value.field->type->decimal_places;
        write_call(writer, "DECIMAL_TEXT", std::span(&value, 1), std::to_string(places));
    } else if (value.is(FieldKind::integer) && value.field->text_choices) {
        writer.append(value.sql);
    } else if (value.is(FieldKind::integer) || value.is(FieldKind::real) ||
               value.is(FieldKind::json) || value.field == nullptr) {
        write_call(writer, "TO_TEXT", std::span(&value, 1));
    } else {
        writer.append(value.sql);  // is stored as text
    }
}

/// Casts by functions of ours: SQLite's CAST makes 0 of text that is no number, and knows no dates.
void cast(SqlWriter& writer, const Operand& value, const detail::FieldType& type,
          DecimalForm form) {
    const Operands argument(&value, 1);
    switch (type.kind) {
        case FieldKind::text:
            return text_of(writer, value);
        case FieldKind::decimal:
            return to_decimal(writer, value.sql, value.field, type.decimal_places, form);
        case FieldKind::integer:
            if (value.is(FieldKind::boolean) || value.is(FieldKind::duration)) break;
            return value.is(type.kind) ? writer.append(value.sql)
                                       : write_call(writer, "TO_INTEGER", argument);
        case FieldKind::real:
            return write_call(writer, "TO_REAL", argument);
        case FieldKind::boolean:
            return value.is(type.kind) ? writer.append(value.sql)
                                       : write_call(writer, "TO_BOOLEAN", argument);
        case FieldKind::date:
            return write_call(writer, "TO_DATE", argument);
        case FieldKind::date_time:
            return write_call(writer, "TO_DATE_TIME", argument);
        case FieldKind::time:
            return write_call(writer, "TO_TIME", argument);
        case FieldKind::blob:
        case FieldKind::duration:
        case FieldKind::uuid:
        case FieldKind::json:
            break;
    }
    writer.append(value.sql);  // is stored alike
}

}  // namespace

bool call(SqlWriter& writer, Function function, Operands arguments, const detail::FieldType* type,
          DecimalForm form) {
    switch (function) {
        case Function::length:
            return write_call(writer, in_definition(writer) ? "LENGTH" : "CHAR_LENGTH", arguments),
                   true;
        case Function::concat:
            return concatenation(writer, arguments), true;
        case Function::substr:
            return write_call(writer, "TEXT_PART", arguments), true;
        case Function::left:
            return write_call(writer, "TEXT_START", arguments), true;
        case Function::right:
            return write_call(writer, "TEXT_END", arguments), true;
        case Function::str_index:
            return write_call(writer, "INSTR", arguments), true;
        case Function::greatest:
            return write_call(writer, "MAX", arguments), true;
        case Function::least:
            return write_call(writer, "MIN", arguments), true;
        case Function::round:
            return rounding(writer, arguments, form), true;
        case Function::now:
            return moment(writer), true;
        case Function::cast:
            return cast(writer, arguments.front(), *type, form), true;
        case Function::date:
            return write_call(writer, "TO_DATE", arguments), true;
        case Function::time:
            return write_call(writer, "TO_TIME", arguments), true;
        default:
            return false;
    }
}

}  // namespace aside::sql::sqlite
