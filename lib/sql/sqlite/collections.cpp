#include "sql/sqlite/collections.hpp"

#include <string>

#include "sql/sqlite/own_functions.hpp"

namespace aside::sql::sqlite {

using detail::Aggregation;
using detail::FieldKind;

namespace {

using Nulls = detail::OrderTerm::Nulls;

/// `=` for distinct values; for each key `a` or `d`, as a capital if NULL is not where SQLite has it.
std::string manner_of(const AggregateCall& call) {
    std::string manner = call.distinct ? "=" : "";
    for (const OrderKey& key : call.order) {
        const Nulls usual = key.descending ? Nulls::last : Nulls::first;
        const bool moved = key.nulls != Nulls::engine && key.nulls != usual;
        manner += key.descending ? (moved ? 'D' : 'd') : (moved ? 'A' : 'a');
    }
    return manner;
}

/// How a value stands in JSON, where its type in SQLite does not say that.
std::string_view form_of(const Operand& value) {
    if (value.is(FieldKind::boolean)) return "boolean";
    if (value.is(FieldKind::date_time)) return "moment";
    if (value.is(FieldKind::uuid)) return "uuid";
    return value.is(FieldKind::json) || value.is(FieldKind::decimal) ? "json" : "plain";
}

/// What is put together: decimals with all of their places.
void element(SqlWriter& writer, const Operand& value) {
    if (!value.is(FieldKind::decimal)) return writer.append(value.sql);
    write_call(writer, "DECIMAL_TEXT", {&value.sql},
               std::to_string(value.field->type->decimal_places));
}

}  // namespace

bool collection(SqlWriter& writer, const AggregateCall& call) {
    const bool of_text = call.aggregation == Aggregation::string_agg;
    if (!of_text && call.aggregation != Aggregation::json_agg) return false;
    open_call(writer, of_text ? "STRING_AGG" : "JSON_AGG");
    if (of_text) {
        writer.append(call.argument.sql);
        writer.sql += ", ";
        writer.constant(*call.delimiter);
    } else {
        element(writer, call.argument);
        writer.sql += ", '";
        writer.sql += form_of(call.argument);
        writer.sql += '\'';
    }
    writer.sql += ", '" + manner_of(call) + '\'';
    for (const OrderKey& key : call.order) {
        writer.sql += ", ";
        writer.append(key.sql);
    }
    writer.sql += ')';
    return true;
}

}  // namespace aside::sql::sqlite
