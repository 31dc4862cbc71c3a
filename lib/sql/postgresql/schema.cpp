#include "sql/postgresql/schema.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "aside/decimal.hpp"
#include "aside/detail/field_type.hpp"
#include "aside/error.hpp"
#include "model/ascii.hpp"
#include "query/kinds.hpp"
#include "sql/postgresql/arrays.hpp"

namespace aside::sql::postgresql {
namespace {

using detail::FieldKind;
using schema::Type;

Type element_of(const Type& array) {
    Type element = array;
    element.kind = std::exchange(element.element, std::nullopt);
    return element;
}

std::string type_of_kind(const Type& type) {
    switch (*type.kind) {
        case FieldKind::boolean:
            return "boolean";
        case FieldKind::integer:
            return type.bytes == 1 || type.bytes == 2 ? "smallint"
                   : type.bytes == 4                  ? "integer"
                                                      : "bigint";
        case FieldKind::real:
            return "double precision";
        case FieldKind::text:
            return type.max_length > 0 ? "varchar(" + std::to_string(type.max_length) + ')'
                                       : "text";
        case FieldKind::blob:
            return "bytea";
        case FieldKind::date:
            return "date";
        case FieldKind::date_time:
            return "timestamp with time zone";
        case FieldKind::time:
            return "time";
        case FieldKind::duration:
            return "interval";
        case FieldKind::decimal:
            if (type.max_digits == 0) return "numeric";
            return "numeric(" + std::to_string(type.max_digits) + ", " +
                   std::to_string(type.decimal_places) + ')';
        case FieldKind::uuid:
            return "uuid";
        case FieldKind::json:
            return "jsonb";
        case FieldKind::array:
            return type_of_kind(element_of(type)) + "[]";
    }
    return {};
}

struct KnownType {
    std::string_view words;
    Type type;
    bool ours = true;  ///< this library declares it so
};

const std::vector<KnownType>& known_types() {
    static const std::vector<KnownType> types{
        {"boolean", {.kind = FieldKind::boolean}},
        {"smallint", {.kind = FieldKind::integer, .bytes = 2}},
        {"integer", {.kind = FieldKind::integer, .bytes = 4}},
        {"bigint", {.kind = FieldKind::integer, .bytes = 8}},
        {"double precision", {.kind = FieldKind::real}},
        {"real", {.kind = FieldKind::real}, false},
        {"text", {.kind = FieldKind::text}},
        {"character varying", {.kind = FieldKind::text}},
        {"character", {.kind = FieldKind::text}, false},
        {"citext", {.kind = FieldKind::text}, false},
        {"bytea", {.kind = FieldKind::blob}},
        {"date", {.kind = FieldKind::date}},
        {"timestamp with time zone", {.kind = FieldKind::date_time}},
        {"time without time zone", {.kind = FieldKind::time}},
        {"interval", {.kind = FieldKind::duration}},
        {"numeric", {.kind = FieldKind::decimal}},
        {"uuid", {.kind = FieldKind::uuid}},
        {"jsonb", {.kind = FieldKind::json}},
        {"json", {.kind = FieldKind::json}, false},
    };
    return types;
}

/// The numbers between the parentheses of a type, of which it has two at most; nothing for others.
std::optional<std::pair<int, int>> numbers_in(std::string_view text) {
    int numbers[2] = {0, 0};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (int& number : numbers) {
        if (at == end) break;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc()) return std::nullopt;
        at = next == end ? end : next + 1;
    }
    if (at != end) return std::nullopt;
    return std::pair(numbers[0], numbers[1]);
}

/// The text in quotes that stands before `::type`, and nothing else; nothing for other expressions.
std::optional<std::string> quoted_value(std::string_view text) {
    if (!text.starts_with('\'')) return std::nullopt;
    std::string value;
    std::size_t at = 1;
    for (; at < text.size(); ++at) {
        if (text[at] != '\'')
            value += text[at];
        else if (text.substr(at, 2) == "''")
            value += text[at++];
        else
            break;
    }
    const std::string_view rest = text.substr(std::min(at + 1, text.size()));
    const auto in_type = [](char c) {
        return (c >= 'a' && c <= 'z') || model::is_digit(c) || c == ' ' || c == ':' || c == '(' ||
               c == ')' || c == '[' || c == ']' || c == ',' || c == '"' || c == '_';
    };
    if (!rest.empty() && !(rest.starts_with("::") && std::ranges::all_of(rest, in_type)))
        return std::nullopt;
    return value;
}

/// A plain number, with its sign.
bool is_number(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

std::optional<SqlValue> value_of(const std::string& text, const Type& type);

std::optional<SqlValue> array_of(const std::string& text, const Type& type) {
    const auto elements = elements_in(text);
    if (!elements) return std::nullopt;
    SqlArray array;
    for (const std::optional<std::string>& element : *elements) {
        auto value = element ? value_of(*element, element_of(type)) : std::optional(SqlValue());
        if (!value) return std::nullopt;
        array.values.push_back(*std::move(value));
    }
    return array;
}

/// The text of a value as a value of that type; nothing if it is none, or spelled otherwise than
/// this library reads it.
std::optional<SqlValue> value_of(const std::string& text, const Type& type) {
    if (!type.kind || type.kind == FieldKind::blob || type.kind == FieldKind::duration)
        return std::nullopt;
    if (type.kind == FieldKind::array) return array_of(text, type);
    const detail::Cell cell{.type = detail::CellType::text, .text = text};
    try {
        return detail::typed_value(cell, query::field_of_kind(*type.kind));
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace

std::string column_type(const schema::Column& column) {
    if (!column.type.declared.empty() || !column.type.kind) return column.type.declared;
    return type_of_kind(column.type);
}

std::string_view pattern_operator_class(const schema::Column& column) {
    if (column.type.kind != FieldKind::text || !column.type.declared.empty()) return {};
    return column.type.max_length > 0 ? "varchar_pattern_ops" : "text_pattern_ops";
}

Type type_of(std::string_view declared) {
    Type none{.declared = std::string(declared)};
    if (declared.ends_with("[]")) {
        Type type = type_of(declared.substr(0, declared.size() - 2));
        if (!type.kind || type.kind == FieldKind::json) return none;
        type.element = std::exchange(type.kind, FieldKind::array);
        if (!type.declared.empty()) type.declared = declared;
        return type;
    }
    const std::size_t open = std::min(declared.find('('), declared.size());
    const std::size_t close = std::min(declared.find(')', open), declared.size());
    std::string words(declared.substr(0, open));
    std::pair<int, int> numbers;
    if (open < declared.size()) {
        const auto found = numbers_in(declared.substr(open + 1, close - open - 1));
        if (!found) return none;
        numbers = *found;
        words += declared.substr(std::min(close + 1, declared.size()));
    }
    const auto known = std::ranges::find(known_types(), words, &KnownType::words);
    if (known == known_types().end()) return none;
    Type type = known->type;
    const bool has_numbers = open < declared.size();
    if (type.kind == FieldKind::text) type.max_length = numbers.first;
    if (type.kind == FieldKind::decimal) type.max_digits = numbers.first;
    if (type.kind == FieldKind::decimal) type.decimal_places = numbers.second;
    const bool keeps_numbers = type.kind == FieldKind::text || type.kind == FieldKind::decimal;
    if (!known->ours || (has_numbers && !keeps_numbers)) type.declared = declared;
    return type;
}

schema::Default default_of(std::string_view text, const Type& type) {
    if (text.empty()) return {};
    auto plain = quoted_value(text);
    if (!plain && (is_number(text) || text == "true" || text == "false")) plain = text;
    if (!plain && text.starts_with('(') && text.ends_with(')') &&
        is_number(text.substr(1, text.size() - 2)))
        plain = text.substr(1, text.size() - 2);
    if (plain)
        if (auto value = value_of(*plain, type)) return *std::move(value);
    if (text == "NULL" || text.starts_with("NULL::")) return {};
    return schema::Sql{std::string(text)};
}

schema::Table read_back(schema::Table table) {
    for (schema::Column& column : table.columns) {
        if (column.type.bytes == 1) column.type.bytes = 2;
        column.type.is_signed = true;
        if (column.identity != schema::Identity::none) column.nullable = false;
        const auto* value = std::get_if<SqlValue>(&column.default_value);
        if (value != nullptr && value->is_null()) column.default_value = {};
    }
    return table;
}

}  // namespace aside::sql::postgresql
