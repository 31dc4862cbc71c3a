#include "sql/postgresql/calls.hpp"

#include <string>

#include "aside/error.hpp"
#include "sql/postgresql/arithmetic.hpp"
#include "sql/postgresql/casts.hpp"
#include "sql/spelling.hpp"

namespace aside::sql::postgresql {

using detail::FieldKind;
using detail::Function;

namespace {

using Operands = std::span<const Operand>;

/// Writes a call whose arguments from `first` to before `last` are cast to that type.
void with_casts(SqlWriter& writer, std::string_view name, Operands arguments, std::size_t first,
                std::size_t last, std::string_view type) {
    writer.sql += name;
    writer.sql += '(';
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (i > 0) writer.sql += ", ";
        if (i >= first && i < last)
            cast(writer, arguments[i].sql, type);
        else
            writer.append(arguments[i].sql);
    }
    writer.sql += ')';
}
/// Writes a call whose arguments from `first` to before `last` are positions, lengths or counts:
/// for these PostgreSQL takes no integers of 64 bits.
void with_counts(SqlWriter& writer, std::string_view name, Operands arguments, std::size_t first,
                 std::size_t last) {
    with_casts(writer, name, arguments, first, last, "integer");
}
/// Writes a call all of whose arguments, and so its result, are of that type.
void as(SqlWriter& writer, std::string_view type, std::string_view name, Operands arguments) {
    with_casts(writer, name, arguments, 0, arguments.size(), type);
}

/// Joins texts by `||`, NULL counted as an empty text. PostgreSQL allows no CONCAT in an index.
void concatenation(SqlWriter& writer, Operands texts) {
    writer.sql += '(';
    for (const Operand& text : texts) {
        if (&text != &texts.front()) writer.sql += " || ";
        const bool present = text.value != nullptr && !text.value->is_null();
        if (!present) writer.sql += "COALESCE(";
        if (text.is(FieldKind::text) || text.is(FieldKind::json))
            writer.append(text.sql);
        else
            cast(writer, text.sql, "text");
        if (!present) writer.sql += ", '')";
    }
    writer.sql += ')';
}

void digest(SqlWriter& writer, std::string_view name, const Operand& text) {
    writer.sql += "ENCODE(";
    writer.sql += name;
    writer.sql += "(CONVERT_TO(";
    writer.append(text.sql);
    writer.sql += ", 'UTF8')), 'hex')";
}

void sha1(SqlWriter& writer, const Operand& text) {
    if (!writer.dialect->features().sha1)
        throw NotSupportedError(
            "aside: SHA1 needs PostgreSQL's extension pgcrypto, which is not there: use SHA256");
    writer.sql += "ENCODE(DIGEST(CONVERT_TO(";
    writer.append(text.sql);
    writer.sql += ", 'UTF8'), 'sha1'), 'hex')";
}

/// Rounds halves away from zero, which PostgreSQL does with exact numbers only.
void rounding(SqlWriter& writer, Operands arguments) {
    const Operand& number = arguments.front();
    if (number.is(FieldKind::integer)) return writer.append(number.sql);
    const bool is_real = number.is(FieldKind::real);
    if (is_real) writer.sql += "CAST(";
    writer.sql += "ROUND(";
    if (is_real)
        cast(writer, number.sql, "numeric");
    else
        writer.append(number.sql);
    if (arguments.size() > 1) {
        writer.sql += ", ";
        cast(writer, arguments[1].sql, "integer");
    }
    writer.sql += is_real ? ") AS double precision)" : ")";
}

/// Writes the largest or smallest value; NULL if one of them is. PostgreSQL would leave NULLs out.
void extreme(SqlWriter& writer, std::string_view name, Operands arguments) {
    SqlWriter doubtful = writer.part();
    for (const Operand& argument : arguments) {
        if (argument.value != nullptr && !argument.value->is_null()) continue;
        if (!doubtful.sql.empty()) doubtful.sql += ", ";
        doubtful.append(argument.sql);
    }
    if (doubtful.sql.empty()) return call(writer, name, arguments);
    writer.sql += "CASE WHEN NUM_NULLS(";
    writer.append(doubtful);
    writer.sql += ") = 0 THEN ";
    call(writer, name, arguments);
    writer.sql += " END";
}

/// Writes an absolute value, also of a duration, for which PostgreSQL has no ABS.
void absolute(SqlWriter& writer, Operands arguments) {
    const Operand& value = arguments.front();
    if (!value.is(FieldKind::duration)) return call(writer, "ABS", arguments);
    writer.sql += "GREATEST(";
    writer.append(value.sql);
    writer.sql += ", -";
    writer.append(value.sql);
    writer.sql += ')';
}

void mod(SqlWriter& writer, Operands arguments) {
    postgresql::arithmetic(
        writer, '%', arguments[0], arguments[1],
        arguments[0].is(FieldKind::real) ? arguments[0].field : arguments[1].field);
}

/// The name by which PostgreSQL knows a part of a date.
std::string_view name_of_part(Function part) {
    switch (part) {
        case Function::week_day:
            return "dow";
        case Function::iso_week_day:
            return "isodow";
        case Function::iso_year:
            return "isoyear";
        default:
            return Dialect::function_name(part);
    }
}

void extract(SqlWriter& writer, Function part, const Operand& moment) {
    SqlWriter number = writer.part();
    number.sql += "EXTRACT('";
    number.sql += name_of_part(part);
    number.sql += "' FROM ";
    if (part == Function::second) number.sql += "DATE_TRUNC('second', ";
    in_utc(number, moment);
    number.sql += part == Function::second ? "))" : ")";
    if (part == Function::week_day) number.sql += " + 1";
    cast(writer, number, "bigint");
}

/// Cuts a date, moment or time off, and gives one of its own type. PostgreSQL would make a moment
/// of a date, and an interval of a time.
void truncation(SqlWriter& writer, Function part, const Operand& moment) {
    SqlWriter cut = writer.part();
    cut.sql += "DATE_TRUNC('";
    cut.sql += Dialect::function_name(part);
    cut.sql += "', ";
    cut.append(moment.sql);
    cut.sql += moment.is(FieldKind::date_time) ? ", 'UTC')" : ")";
    if (moment.is(FieldKind::date)) return cast(writer, cut, "date");
    if (moment.is(FieldKind::time)) return cast(writer, cut, "time");
    writer.append(cut);
}

/// Writes the moment at which the statement began, as Django does. In a transaction NOW() would
/// stand still.
void now(SqlWriter& writer) {
    if (writer.inlines_values)
        throw NotSupportedError("aside: Now() cannot stand in a table's own definition");
    writer.sql += "STATEMENT_TIMESTAMP()";
}

bool call_of_text(SqlWriter& writer, Function function, Operands arguments) {
    switch (function) {
        case Function::concat:
            return concatenation(writer, arguments), true;
        case Function::substr:
        case Function::left:
        case Function::right:
        case Function::repeat:
            return with_counts(writer, Dialect::function_name(function), arguments, 1, 3), true;
        case Function::lpad:
        case Function::rpad:
            return with_counts(writer, Dialect::function_name(function), arguments, 1, 2), true;
        case Function::sha1:
            return sha1(writer, arguments.front()), true;
        case Function::sha224:
        case Function::sha256:
        case Function::sha512:
            return digest(writer, Dialect::function_name(function), arguments.front()), true;
        default:
            return false;
    }
}

bool call_of_numbers(SqlWriter& writer, Function function, Operands arguments) {
    switch (function) {
        case Function::abs:
            return absolute(writer, arguments), true;
        case Function::ceil:
        case Function::floor:
            if (!arguments.front().is(FieldKind::integer)) return false;
            return writer.append(arguments.front().sql), true;
        case Function::round:
            return rounding(writer, arguments), true;
        case Function::mod:
            return mod(writer, arguments), true;
        case Function::power:
        case Function::sqrt:
        case Function::exp:
        case Function::ln:
            return as(writer, "double precision", Dialect::function_name(function), arguments),
                   true;
        case Function::log: {
            SqlWriter exact = writer.part();
            as(exact, "numeric", "LOG", arguments);
            return cast(writer, exact, "double precision"), true;
        }
        case Function::sign: {
            SqlWriter sign = writer.part();
            call(sign, "SIGN", arguments);
            return cast(writer, sign, "bigint"), true;
        }
        default:
            return false;
    }
}

}  // namespace

bool call(SqlWriter& writer, Function function, Operands arguments, const detail::FieldType* type) {
    if (is_of_text(function)) return call_of_text(writer, function, arguments);
    if (function < Function::coalesce) return call_of_numbers(writer, function, arguments);
    if (is_part_of_moment(function)) return extract(writer, function, arguments.front()), true;
    if (truncates(function)) return truncation(writer, function, arguments.front()), true;
    switch (function) {
        case Function::greatest:
        case Function::least:
            return extreme(writer, Dialect::function_name(function), arguments), true;
        case Function::cast:
            return cast_to(writer, arguments.front(), *type), true;
        case Function::now:
            return now(writer), true;
        case Function::date:
        case Function::time:
            return cast_in_utc(writer, arguments.front(), Dialect::function_name(function)), true;
        case Function::ntile:
            return with_counts(writer, "NTILE", arguments, 0, 1), true;
        case Function::lag:
        case Function::lead:
        case Function::nth_value:
            return with_counts(writer, Dialect::function_name(function), arguments, 1, 2), true;
        default:
            return false;
    }
}

}  // namespace aside::sql::postgresql
