#include "sql/postgresql/search.hpp"

#include "sql/postgresql/values.hpp"
#include "sql/spelling.hpp"

namespace aside::sql::postgresql {

using detail::FieldKind;
using detail::Function;

namespace {

using Operands = std::span<const Operand>;

/// The text of an option, or nullptr if it is not given.
const std::string* text_of(const Operand& option) {
    return option.value == nullptr ? nullptr : option.value->text();
}

/// A configuration stands in the text: only then is what is searched that of an index over it.
void configuration(SqlWriter& writer, const Operand& option) {
    const std::string* name = text_of(option);
    if (name == nullptr) return;
    require_text(*name);
    writer.sql += "CAST(";
    quote_text(writer.sql, *name);
    writer.sql += " AS regconfig), ";
}

void searched_text(SqlWriter& writer, const Operand& text) {
    writer.sql += "COALESCE(";
    if (text.is(FieldKind::text))
        writer.append(text.sql);
    else
        cast(writer, text.sql, "text");
    writer.sql += ", '')";
}

void vector(SqlWriter& writer, Operands arguments) {
    const std::string* weight = text_of(arguments[1]);
    if (weight != nullptr) writer.sql += "SETWEIGHT(";
    writer.sql += "TO_TSVECTOR(";
    configuration(writer, arguments[0]);
    for (const Operand& text : arguments.subspan(2)) {
        if (&text != &arguments[2]) writer.sql += " || ' ' || ";
        searched_text(writer, text);
    }
    writer.sql += ')';
    if (weight == nullptr) return;
    writer.sql += ", ";
    quote_text(writer.sql, *weight);
    writer.sql += ')';
}

void query(SqlWriter& writer, Function function, Operands arguments) {
    writer.sql += Dialect::function_name(function);
    writer.sql += '(';
    configuration(writer, arguments[0]);
    writer.append(arguments[1].sql);
    writer.sql += ')';
}

void pair(SqlWriter& writer, Function function, Operands sides) {
    writer.sql += '(';
    writer.append(sides[0].sql);
    writer.sql += ' ';
    writer.sql += Dialect::function_name(function);
    writer.sql += ' ';
    writer.append(sides[1].sql);
    writer.sql += ')';
}

void rank(SqlWriter& writer, Function function, Operands arguments) {
    const auto is_given = [](const Operand& option) {
        return option.value != nullptr && !option.value->is_null();
    };
    writer.sql += Dialect::function_name(function);
    writer.sql += '(';
    if (is_given(arguments[0])) {
        cast(writer, arguments[0].sql, "real[]");
        writer.sql += ", ";
    }
    writer.append(arguments[2].sql);
    writer.sql += ", ";
    writer.append(arguments[3].sql);
    if (is_given(arguments[1])) {
        writer.sql += ", ";
        cast(writer, arguments[1].sql, "integer");
    }
    writer.sql += ')';
}

}  // namespace

void search_call(SqlWriter& writer, Function function, Operands arguments) {
    switch (function) {
        case Function::search_vector:
            return vector(writer, arguments);
        case Function::search_joined:
        case Function::search_and:
        case Function::search_or:
            return pair(writer, function, arguments);
        case Function::search_not:
            writer.sql += "(!! ";
            writer.append(arguments.front().sql);
            writer.sql += ')';
            return;
        case Function::search_rank:
        case Function::search_rank_cd:
            return rank(writer, function, arguments);
        default:
            return query(writer, function, arguments);
    }
}

void search_match(SqlWriter& writer, const SqlWriter& vector, const SqlWriter& query) {
    writer.append(vector);
    writer.sql += " @@ ";
    writer.append(query);
}

}  // namespace aside::sql::postgresql
