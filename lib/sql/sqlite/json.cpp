#include "sql/sqlite/json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "aside/error.hpp"
#include "model/canonical_json.hpp"
#include "query/kinds.hpp"
#include "sql/json_length.hpp"
#include "sql/json_lookups.hpp"
#include "sql/sqlite/own_functions.hpp"
#include "sql/sqlite/storage.hpp"

namespace aside::sql::sqlite {

using detail::FieldKind;
using detail::Lookup;

namespace {

/// Writes `before`, the value at the path, `after`.
void value(SqlWriter& writer, std::string_view before, const JsonPath& path,
           std::string_view after = ")") {
    writer.sql += before;
    json_path(writer, path, JsonForm::json);
    writer.sql += after;
}

/// A plain value as canonical JSON, which all spellings of the value share.
std::string canonical(const Operand& constant) {
    if (const bool* truth = constant.value->boolean()) return *truth ? "true" : "false";
    if (const Json* json = constant.value->json()) return model::canonical_json(json->text());
    const SqlValue value = stored(*constant.value);
    if (const double* real = value.real()) {
        if (!std::isfinite(*real)) return "no JSON";
        return model::canonical_json(nlohmann::json(*real).dump());
    }
    if (const std::int64_t* integer = value.integer()) return std::to_string(*integer);
    if (value.text() == nullptr) return "null";
    return nlohmann::json(*value.text())
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

constexpr std::string_view is_text = ") = 'text'";
constexpr std::string_view is_number = ") IN ('integer', 'real')";

/// The test that the part in JSON_TYPE( is of the kind of an operand; empty if that is not known.
std::string_view type_test(const Operand& operand) {
    if (operand.field == nullptr) return {};
    switch (operand.field->type->kind) {
        case FieldKind::boolean:
            return ") IN ('true', 'false')";
        case FieldKind::integer:
            return operand.field->text_choices ? is_text : is_number;
        case FieldKind::real:
        case FieldKind::decimal:
            return is_number;
        default:
            return is_text;
    }
}

/// `(type = that of right AND left op right)`, which is false, not NULL, if types differ.
void compare_scalar(SqlWriter& writer, const JsonPath& left, std::string_view op,
                    const Operand& right) {
    writer.sql += '(';
    if (const std::string_view test = type_test(right); !test.empty()) {
        value(writer, "JSON_TYPE(", left, test);
        writer.sql += " AND ";
    }
    json_path(writer, left, JsonForm::scalar);
    writer.sql += op;
    writer.append(right.sql);
    writer.sql += ')';
}

/// Writes a comparison by order that holds only if both are numbers, or both are strings.
void compare_json(SqlWriter& writer, const JsonPath& left, std::string_view op,
                  const JsonPath& right) {
    value(writer, "((JSON_TYPE(", left, is_number);
    value(writer, " AND JSON_TYPE(", right, is_number);
    value(writer, " OR JSON_TYPE(", left, is_text);
    value(writer, " AND JSON_TYPE(", right, is_text);
    writer.sql += ") AND ";
    json_path(writer, left, JsonForm::scalar);
    writer.sql += op;
    json_path(writer, right, JsonForm::scalar);
    writer.sql += ')';
}

/// A constant that is JSON, as the text or number that it stands for.
Operand scalar_of(const SqlWriter& of, const Operand& constant) {
    const auto json = nlohmann::json::parse(constant.value->json()->text(), nullptr, false);
    Operand scalar{.sql = of.part()};
    const auto put = [&](const detail::FieldInfo& field, const SqlValue& value) {
        scalar.field = &field;
        scalar.sql.param(value);
    };
    if (json.is_string())
        put(query::field_of_kind(FieldKind::text), json.get<std::string>());
    else if (json.is_number_float() || (json.is_number_unsigned() && json > INT64_MAX))
        put(query::field_of_kind(FieldKind::real), json.get<double>());
    else if (json.is_number())
        put(query::field_of_kind(FieldKind::integer), json.get<std::int64_t>());
    else
        throw ValidationError("JSON is ordered where it is text or a number, not " +
                              constant.value->json()->text());
    return scalar;
}

void compare(SqlWriter& writer, Lookup lookup, const JsonPath& left, const Operand& right) {
    const std::string_view op = comparison_operator(lookup);
    if (!right.is(FieldKind::json)) return compare_scalar(writer, left, op, right);
    if (right.value != nullptr) return compare_scalar(writer, left, op, scalar_of(writer, right));
    compare_json(writer, left, op, {right.sql});
}

/// Writes whether JSON equals a computed operand.
void equal_computed(SqlWriter& writer, const JsonPath& left, const Operand& right) {
    if (!right.is(FieldKind::json))
        return compare_scalar(writer, left, right.rows ? " IN " : " = ", right);
    require_function(writer, "JSON_CANONICAL");
    value(writer, "JSON_CANONICAL(", left);
    if (right.rows) {
        writer.sql += " IN (WITH \"rows\"(\"value\") AS ";
        writer.append(right.sql);
        writer.sql += " SELECT JSON_CANONICAL(\"value\") FROM \"rows\")";
    } else {
        value(writer, " = JSON_CANONICAL(", {right.sql});
    }
}

void equal_constants(SqlWriter& writer, const JsonPath& left, std::span<const Operand> right,
                     std::size_t constants) {
    require_function(writer, "JSON_CANONICAL");
    value(writer, "JSON_CANONICAL(", left);
    std::vector<SqlValue> values;
    for (const Operand& operand : right)
        if (operand.value != nullptr) values.emplace_back(canonical(operand));
    if (constants == 1) {
        writer.sql += " = ";
        return writer.param(values.front());
    }
    if (constants > writer.dialect->limits().values_in_list && list(writer, values)) return;
    for (const SqlValue& value : values) {
        writer.sql += &value == &values.front() ? " IN (" : ", ";
        writer.param(value);
    }
    writer.sql += ')';
}

void equal_any(SqlWriter& writer, const JsonPath& left, std::span<const Operand> right) {
    std::size_t constants = 0;
    for (const Operand& operand : right) constants += operand.value != nullptr ? 1 : 0;
    const bool several = right.size() - constants + (constants > 0 ? 1 : 0) > 1;
    if (several) writer.sql += '(';
    if (constants > 0) equal_constants(writer, left, right, constants);
    bool first = constants == 0;
    for (const Operand& operand : right) {
        if (operand.value != nullptr) continue;
        if (!first) writer.sql += " OR ";
        first = false;
        equal_computed(writer, left, operand);
    }
    if (several) writer.sql += ')';
}

/// JSON_EACH ends text at a NUL character: false then.
bool append_text(std::string& json, std::string_view text) {
    if (text.find('\0') != text.npos) return false;
    append_json_text(json, text);
    return true;
}

/// Appends a number of at most 15 digits, which SQLite reads exactly; of longer ones it may get the
/// last bits wrong. It is written as text: JSON_EACH itself may read a number by the rules of the
/// locale.
bool append_real(std::string& json, double value) {
    constexpr std::ptrdiff_t exact_digits = 15;
    char text[32];
    const auto [end, error] =
        std::to_chars(text, text + sizeof text, value, std::chars_format::scientific);
    const std::ptrdiff_t digits = std::find(text, end, 'e') - text;  // one of them may be a point
    if (!std::isfinite(value) || digits > exact_digits + 1) return false;
    json += '"';
    json.append(text, end);
    json += '"';
    return true;
}

bool append(std::string& json, const SqlValue& value) {
    if (const std::int64_t* integer = value.integer()) {
        json += std::to_string(*integer);
        return true;
    }
    if (const double* real = value.real()) return append_real(json, *real);
    return value.text() != nullptr && append_text(json, *value.text());
}

void contains(SqlWriter& writer, const JsonPath& left, const Operand& right) {
    require_function(writer, "JSON_CONTAINS");
    value(writer, "JSON_CONTAINS(", left, ", ");
    writer.append(right.sql);
    writer.sql += ')';
}

}  // namespace

void json_path(SqlWriter& writer, const JsonPath& path, JsonForm form) {
    require_length(path);
    const bool scalar = form != JsonForm::json;
    if (scalar) open_call(writer, "JSON_SCALAR");
    if (!path.keys.empty()) open_call(writer, "JSON_EXTRACT_PATH");
    writer.append(path.json);
    for (const std::string_view key : path.keys) {
        writer.sql += ", ";
        writer.param(key);
    }
    if (!path.keys.empty()) writer.sql += ')';
    if (scalar) writer.sql += ')';
}

bool list(SqlWriter& writer, const std::vector<SqlValue>& given) {
    std::vector<SqlValue> values;
    values.reserve(given.size());
    for (const SqlValue& value : given) values.push_back(stored(value));
    const auto has = [&](SqlValue::Kind kind) {
        return std::ranges::find(values, kind, &SqlValue::kind) != values.end();
    };
    const bool has_reals = has(SqlValue::Kind::real);
    if (has_reals && has(SqlValue::Kind::text)) return false;
    std::string json = "[";
    for (const SqlValue& value : values) {
        if (json.size() > 1) json += ',';
        if (!append(json, value)) return false;
    }
    // SQLite makes a number of such text in every calculation.
    writer.sql += has_reals ? " IN (SELECT \"value\" + 0 FROM JSON_EACH("
                            : " IN (SELECT \"value\" FROM JSON_EACH(";
    writer.param(SqlValue(std::move(json += ']')));
    writer.sql += "))";
    return true;
}

void json_lookup(SqlWriter& writer, Lookup lookup, const JsonPath& left,
                 std::span<const Operand> right) {
    json_lookup_by(writer, lookup, left, right, equal_any, compare, contains);
}

}  // namespace aside::sql::sqlite
