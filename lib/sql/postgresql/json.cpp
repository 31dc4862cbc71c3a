#include "sql/postgresql/json.hpp"

#include <string>
#include <utility>

#include "aside/error.hpp"
#include "model/ascii.hpp"
#include "sql/json_length.hpp"
#include "sql/json_lookups.hpp"
#include "sql/postgresql/values.hpp"

namespace aside::sql::postgresql {

using detail::FieldKind;
using detail::Lookup;

namespace {

/// Writes a key into the statement's text, as names of columns are, so that an index over a path
/// serves.
void key(SqlWriter& writer, std::string_view key) {
    require_stored(SqlValue(key));
    quote_text(writer.sql, key);
}
void keys(SqlWriter& writer, const JsonPath& path) {
    writer.sql += path.keys.empty() ? "'{}'" : "ARRAY[";
    for (std::size_t i = 0; i < path.keys.size(); ++i) {
        if (i > 0) writer.sql += ", ";
        key(writer, path.keys[i]);
    }
    if (!path.keys.empty()) writer.sql += ']';
}

/// Whether a key looks like the index of an array; a negative one counts from the end.
bool may_be_index(std::string_view key) {
    if (key.starts_with('-')) key.remove_prefix(1);
    return !key.empty() && key.find_first_not_of("0123456789") == key.npos;
}

/// Writes the part at a path as Django does, so that its indexes serve; but by `#>` where a key may
/// be an index.
void part_at(SqlWriter& writer, const JsonPath& path, bool as_text) {
    const bool one_key = path.keys.size() == 1 && !may_be_index(path.keys.front());
    writer.sql += '(';
    writer.append(path.json);
    writer.sql += one_key ? " ->" : " #>";
    writer.sql += as_text ? "> " : " ";
    if (one_key)
        key(writer, path.keys.front());
    else
        keys(writer, path);
    writer.sql += ')';
}

/// Numbers come before text.
void order_of(SqlWriter& writer, const JsonPath& path) {
    SqlWriter part = writer.part();
    json_path(part, path, JsonForm::json);
    writer.sql += "CASE WHEN ";
    writer.append(part);
    writer.sql += " IS NOT NULL THEN ROW(JSONB_TYPEOF(";
    writer.append(part);
    writer.sql += ") = 'string', ";
    writer.append(part);
    writer.sql += ") END";
}

/// Writes a value that is no JSON as JSON.
void as_json(SqlWriter& writer, const Operand& value) {
    if (value.value != nullptr && value.value->is_null()) {
        writer.sql += "CAST('null' AS jsonb)";
    } else if (value.is(FieldKind::json)) {
        writer.append(value.sql);
    } else {
        writer.sql += "TO_JSONB(";
        writer.append(value.sql);
        writer.sql += ')';
    }
}

/// Plain values as JSON, to be passed as one parameter; empty if one of them is neither text nor an
/// integer nor JSON.
std::vector<SqlValue> as_json(std::span<const Operand> values) {
    std::vector<SqlValue> all;
    for (const Operand& operand : values) {
        const SqlValue* value = operand.value;
        if (value == nullptr) return {};
        std::string json;
        if (value->text() != nullptr) {
            append_json_text(json, *value->text());
            all.emplace_back(Json::from_valid_text(std::move(json)));
        } else if (value->integer() != nullptr) {
            all.emplace_back(Json::from_valid_text(value->to_string()));
        } else if (value->json() != nullptr) {
            all.push_back(*value);
        } else {
            return {};
        }
    }
    return all;
}

/// Writes the rows of a statement, as JSON, behind IN.
void rows_as_json(SqlWriter& writer, const Operand& rows) {
    writer.sql += " IN ";
    if (rows.is(FieldKind::json)) return writer.append(rows.sql);
    writer.sql += "(SELECT TO_JSONB(\"value\") FROM ";
    writer.append(rows.sql);
    writer.sql += " AS \"rows\"(\"value\"))";
}

void equal_any(SqlWriter& writer, const JsonPath& left, std::span<const Operand> right) {
    if (right.empty()) {  // NULL equals nothing
        json_path(writer, left, JsonForm::json);
        writer.sql += " IN (NULL)";
        return;
    }
    json_path(writer, left, JsonForm::json);
    if (right.size() == 1 && right.front().rows) return rows_as_json(writer, right.front());
    if (right.size() > writer.dialect->limits().values_in_list)
        if (const auto all = as_json(right); !all.empty() && is_among(writer, all, true)) return;
    writer.sql += right.size() == 1 ? " = " : " IN (";
    for (const Operand& value : right) {
        if (&value != &right.front()) writer.sql += ", ";
        as_json(writer, value);
    }
    if (right.size() != 1) writer.sql += ')';
}

/// The type of JSON that an operand is, in quotes; empty if only the engine knows it.
std::string_view type_of(const Operand& operand) {
    if (operand.field == nullptr) return {};
    switch (operand.field->type->kind) {
        case FieldKind::json:
            return {};
        case FieldKind::boolean:
            return "'boolean'";
        case FieldKind::integer:
            return operand.field->text_choices ? "'string'" : "'number'";
        case FieldKind::real:
        case FieldKind::decimal:
            return "'number'";
        default:
            return "'string'";
    }
}

/// Throws if JSON is ordered against anything but a number or text.
void require_ordered(const Operand& operand) {
    const Json* json = operand.value == nullptr ? nullptr : operand.value->json();
    if (json == nullptr) return;
    const char first = json->text()[json->text().find_first_not_of(" \t\r\n")];
    if (first == '"' || first == '-' || model::is_digit(first)) return;
    throw ValidationError("JSON is ordered where it is text or a number, not " + json->text());
}

void type_at(SqlWriter& writer, const SqlWriter& json) {
    writer.sql += "JSONB_TYPEOF(";
    writer.append(json);
    writer.sql += ')';
}

/// Compares by order. If types differ the result is false, and not NULL, as long as there is
/// something on the left.
void compare(SqlWriter& writer, Lookup lookup, const JsonPath& left, const Operand& right) {
    require_ordered(right);
    SqlWriter part = writer.part();
    json_path(part, left, JsonForm::json);
    SqlWriter other = writer.part();
    as_json(other, right);
    writer.sql += '(';
    type_at(writer, part);
    const std::string_view type = type_of(right);
    if (!type.empty()) {
        writer.sql += " = ";
        writer.sql += type;
    } else {
        writer.sql += " IN ('number', 'string') AND ";
        type_at(writer, part);
        writer.sql += " = ";
        type_at(writer, other);
    }
    writer.sql += " AND ";
    writer.append(part);
    writer.sql += comparison_operator(lookup);
    writer.append(other);
    writer.sql += ')';
}

void contains(SqlWriter& writer, const JsonPath& left, const Operand& right) {
    json_path(writer, left, JsonForm::json);
    writer.sql += " @> ";
    as_json(writer, right);
}

}  // namespace

void json_path(SqlWriter& writer, const JsonPath& path, JsonForm form) {
    require_length(path);
    if (form == JsonForm::order) return order_of(writer, path);
    if (form == JsonForm::scalar) return part_at(writer, path, true);
    if (path.keys.empty()) return writer.append(path.json);
    part_at(writer, path, false);
}

void json_lookup(SqlWriter& writer, Lookup lookup, const JsonPath& left,
                 std::span<const Operand> right) {
    json_lookup_by(writer, lookup, left, right, equal_any, compare, contains);
}

}  // namespace aside::sql::postgresql
