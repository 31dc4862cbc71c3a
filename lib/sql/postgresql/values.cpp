#include "sql/postgresql/values.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>

#include "model/character_count.hpp"
#include "model/hexadecimal.hpp"
#include "model/unstorable.hpp"
#include "model/utf8.hpp"
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
    for (const std::byte byte : bytes) model::append_hexadecimal(text, byte);
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

/// How many bytes from the beginning on are seen to be ASCII without NUL, eight at a time.
std::size_t plain_letters(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highest = ones << 7;
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + at, sizeof bytes);
        if (((bytes | (bytes - ones)) & highest) != 0) break;
    }
    return at;
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
        if (value.integer() != nullptr || value.is_null())
            array += value.to_string();
        else
            append_element(array, text_of(value));
    }
    return array += '}';
}

}  // namespace

std::string_view type_name(Kind kind) {
    constexpr std::string_view names[] = {
        "text",  "boolean",  "bigint",  "double precision",
        "text",  "bytea",    "date",    "timestamp with time zone",
        "time",  "interval", "numeric", "uuid",
        "jsonb", "anyarray"};
    static_assert(std::size(names) == static_cast<std::size_t>(Kind::array) + 1);
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
        case Kind::array:  // of the type that is wanted where it stands
            return quote_text(sql, array_of(value.array()->values));
        default:
            sql += "CAST(";
            quote_text(sql, text_of(value));
            sql += " AS ";
            sql += type_name(value.kind());
            sql += ')';
    }
}

void require_text(std::string_view text) {
    for (std::size_t at = plain_letters(text); at < text.size();) {
        const std::size_t length = model::utf8_length(text.substr(at));
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
    if (const SqlArray* array = value.array())
        for (const SqlValue& element : array->values) require_stored(element);
}

void require_room(std::string_view text, const detail::FieldInfo& field) {
    const auto most = static_cast<std::size_t>(schema::type_of(field).max_length);
    if (most == 0 || text.size() <= most) return;
    if (const std::size_t length = model::character_count(text); length > most)
        throw model::Unstorable("text of " + std::to_string(length) +
                                " characters is longer than the " + std::to_string(most) +
                                " of its max_length: shorten it, or make that larger");
}

bool is_among(SqlWriter& writer, const std::vector<SqlValue>& values, bool negated) {
    const auto kind = common_kind(values);
    if (!kind || *kind == Kind::array) return false;
    // An index finds the values of an array, and a scan hashes them. For NOT it does not before
    // version 15, and goes through all of them for each row. So there a statement of its own gives
    // them, in which a further one hides their number: the planner hashes no more than fit into
    // `work_mem`.
    writer.sql += negated ? " IN (SELECT UNNEST((SELECT CAST(" : " = ANY(CAST(";
    writer.param(SqlValue(array_of(values)));
    writer.sql += " AS ";
    writer.sql += type_name(*kind);
    writer.sql += negated ? "[]))))" : "[]))";
    return true;
}

}  // namespace aside::sql::postgresql
