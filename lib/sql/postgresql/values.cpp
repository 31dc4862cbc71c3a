#include "sql/postgresql/values.hpp"

#include <charconv>
#include <cmath>
#include <optional>

#include "model/character_count.hpp"
#include "model/unstorable.hpp"
#include "schema/types.hpp"

namespace aside::sql::postgresql {

using Kind = SqlValue::Kind;

namespace {

/// The shortest digits that give the double back.
std::string digits_of(double real) {
    if (std::isnan(real)) return "NaN";
    if (std::isinf(real)) return real < 0 ? "-Infinity" : "Infinity";
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, real).ptr};
}

std::string hexadecimal(const Blob& bytes) {
    std::string text = "\\x";
    for (const std::byte byte : bytes) {
        text += "0123456789abcdef"[std::to_integer<unsigned>(byte) >> 4];
        text += "0123456789abcdef"[std::to_integer<unsigned>(byte) & 15];
    }
    return text;
}

/// The text that PostgreSQL reads as the value, whatever the settings of the session.
std::string text_of(const SqlValue& value) {
    switch (value.kind()) {
        case Kind::boolean:
            return *value.boolean() ? "true" : "false";
        case Kind::real:
            return digits_of(*value.real());
        case Kind::text:
            return *value.text();
        case Kind::blob:
            return hexadecimal(*value.blob());
        case Kind::date:
            return detail::format_date(*value.date());
        case Kind::date_time:
            return detail::format_date_time(*value.date_time()) + "+00";
        case Kind::time:
            return detail::format_time(*value.time());
        case Kind::duration:
            return std::to_string(value.duration()->count()) + " microseconds";
        case Kind::uuid:
            return value.uuid()->hex();
        case Kind::json:
            return value.json()->text();
        default:
            return value.to_string();
    }
}

/// Bytes of a character of UTF-8 that begins there; 0 if it is broken.
std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0U) != 0x80) return 0;
    const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
    const bool surrogate = first == 0xED && byte(1) >= 0xA0;
    const bool beyond = first == 0xF4 && byte(1) >= 0x90;
    return overlong || surrogate || beyond ? 0 : length;
}

/// An element of an array, in quotes.
void append_element(std::string& array, std::string_view text) {
    array += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') array += '\\';
        array += c;
    }
    array += '"';
}

/// The kind that all values have, or can be given: integers are numbers of other kinds, too.
/// Nothing if there is none.
std::optional<Kind> common_kind(const std::vector<SqlValue>& values) {
    const auto whole = [](Kind kind) { return kind == Kind::integer; };
    const auto number = [](Kind kind) { return kind == Kind::real || kind == Kind::decimal; };
    Kind common = values.front().kind();
    for (const SqlValue& value : values) {
        const Kind kind = value.kind();
        if (whole(common) && number(kind)) common = kind;
        const bool fits = kind == common || (whole(kind) && number(common));
        if (!fits || kind == Kind::null) return std::nullopt;
    }
    return common;
}

/// All values as the text of an array.
std::string array_of(const std::vector<SqlValue>& values) {
    std::string array = "{";
    for (const SqlValue& value : values) {
        require_stored(value);
        if (array.size() > 1) array += ',';
        if (value.integer() != nullptr)
            array += value.to_string();
        else
            append_element(array, text_of(value));
    }
    return array += '}';
}

}  // namespace

std::string_view type_name(Kind kind) {
    constexpr std::string_view names[] = {"text", "boolean",  "bigint",  "double precision",
                                          "text", "bytea",    "date",    "timestamp with time zone",
                                          "time", "interval", "numeric", "uuid",
                                          "jsonb"};
    static_assert(std::size(names) == static_cast<std::size_t>(Kind::json) + 1);
    return names[static_cast<std::size_t>(kind)];
}

void quote_text(std::string& sql, std::string_view text) {
    sql += '\'';
    for (const char c : text) {
        if (c == '\'') sql += '\'';
        sql += c;
    }
    sql += '\'';
}

void literal(std::string& sql, const SqlValue& value) {
    require_stored(value);
    switch (value.kind()) {
        case Kind::null:
        case Kind::boolean:
        case Kind::integer:
        case Kind::decimal:
            sql += value.to_string();
            return;
        case Kind::text:
            return quote_text(sql, *value.text());
        default:
            sql += "CAST(";
            quote_text(sql, text_of(value));
            sql += " AS ";
            sql += type_name(value.kind());
            sql += ')';
    }
}

void require_text(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = character_length(text.substr(at));
        if (length == 0 || text[at] == '\0')
            throw model::Unstorable((length == 0 ? "text that is no UTF-8 at byte "
                                                 : "text with a NUL character at byte ") +
                                    std::to_string(at) +
                                    " cannot be stored in PostgreSQL: store it as bytes");
        at += length;
    }
}

void require_stored(const SqlValue& value) {
    if (const std::string* text = value.text()) require_text(*text);
}

void require_room(std::string_view text, const detail::FieldInfo& field) {
    const auto most = static_cast<std::size_t>(schema::type_of(field).max_length);
    if (most == 0 || text.size() <= most) return;
    if (const std::size_t length = model::character_count(text); length > most)
        throw model::Unstorable("text of " + std::to_string(length) +
                                " characters is longer than the " + std::to_string(most) +
                                " of its max_length: shorten it, or make that larger");
}

bool is_among(SqlWriter& writer, const std::vector<SqlValue>& values) {
    const auto kind = common_kind(values);
    if (!kind) return false;
    // `= ANY(CAST(...))` would read the text again for each row: the planner takes the cast for no
    // constant. And a list whose length it knows is not hashed for NOT IN beyond `work_mem`, but
    // gone through for each row. So a statement of its own reads the text, and its length is not
    // guessed.
    writer.sql += " IN (SELECT UNNEST((SELECT CAST(";
    writer.param(SqlValue(array_of(values)));
    writer.sql += " AS ";
    writer.sql += type_name(*kind);
    writer.sql += "[]))))";
    return true;
}

}  // namespace aside::sql::postgresql
