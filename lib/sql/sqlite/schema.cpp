#include "sql/sqlite/schema.hpp"

#include <algorithm>

#include "sql/sqlite/dialect.hpp"

namespace aside::sql::sqlite {
namespace {

using detail::FieldKind;

std::string varchar(std::size_t length) { return "varchar(" + std::to_string(length) + ')'; }

/// Characters, not bytes.
std::size_t utf8_length(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::size_t choice_length(const detail::FieldInfo& field) {
    if (field.max_length > 0) return static_cast<std::size_t>(field.max_length);
    std::size_t longest = 1;
    for (const detail::Choice& choice : field.choices)
        longest = std::max(longest, utf8_length(choice.text));
    return longest;
}

std::string text_type(const detail::FieldInfo& field) {
    return field.max_length > 0 ? varchar(static_cast<std::size_t>(field.max_length)) : "text";
}

std::string integer_type(const detail::FieldInfo& field) {
    if (field.automatic) return "integer";
    if (field.text_choices) return varchar(choice_length(field));
    if (field.type->enumeration) return "integer";
    return field.type->bytes == 2 ? "smallint" : field.type->bytes == 4 ? "integer" : "bigint";
}

}  // namespace

std::string column_type(const detail::FieldInfo& field) {
    switch (field.type->kind) {
        case FieldKind::boolean:
            return "bool";
        case FieldKind::integer:
            return integer_type(field);
        case FieldKind::real:
            return "real";
        case FieldKind::text:
            return text_type(field);
        case FieldKind::blob:
            return "BLOB";
        case FieldKind::date:
            return "date";
        case FieldKind::date_time:
            return "datetime";
        case FieldKind::time:
            return "time";
        case FieldKind::duration:
            return "bigint";
        case FieldKind::decimal:
            return "decimal";
        case FieldKind::uuid:
            return "char(32)";
        case FieldKind::json:
            return "text";
    }
    return {};
}

std::string column_check(const detail::FieldInfo& field) {
    if (field.type->kind != FieldKind::json) return {};
    std::string column;
    dialect().quote(column, field.column);
    return " CHECK ((JSON_VALID(" + column + ") OR " + column + " IS NULL))";
}

}  // namespace aside::sql::sqlite
