#pragma once
// What lookups of JSON have in common on all engines.
#include <span>
#include <string>
#include <string_view>

#include "aside/error.hpp"
#include "model/hexadecimal.hpp"
#include "sql/balanced.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {

/// Appends text as JSON spells it, in quotes and byte for byte.
inline void append_json_text(std::string& json, std::string_view text) {
    json += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20) {
            json += "\\u00";
            model::append_hexadecimal(json, std::byte{byte});
            continue;
        }
        if (c == '"' || c == '\\') json += '\\';
        json += c;
    }
    json += '"';
}

/// Writes whether there is something at each of these keys or, for `any`, at one of them.
inline void has_keys(SqlWriter& writer, const JsonPath& left, std::span<const Operand> keys,
                     bool any) {
    if (keys.empty()) {
        writer.sql += any ? "1 = 0" : "1 = 1";
        return;
    }
    if (keys.size() > 1) writer.sql += '(';
    write_balanced(writer, 0, keys.size(), any ? " OR " : " AND ", [&](std::size_t i) {
        JsonPath path = left;
        path.keys.push_back(*keys[i].value->text());
        writer.dialect->json_path(writer, path, JsonForm::json);
        writer.sql += " IS NOT NULL";
    });
    if (keys.size() > 1) writer.sql += ')';
}

/// Writes a lookup of JSON by the engine's functions: `equal_any(writer, left, right)`,
/// `compare(writer, lookup, left, right)` by order, and `contains(writer, left, right)`.
template <class EqualAny, class Compare, class Contains>
void json_lookup_by(SqlWriter& writer, detail::Lookup lookup, const JsonPath& left,
                    std::span<const Operand> right, EqualAny equal_any, Compare compare,
                    Contains contains) {
    using detail::Lookup;
    switch (lookup) {
        case Lookup::exact:
        case Lookup::in:
            return equal_any(writer, left, right);
        case Lookup::gt:
        case Lookup::gte:
        case Lookup::lt:
        case Lookup::lte:
            return compare(writer, lookup, left, right.front());
        case Lookup::range:
            writer.sql += '(';
            compare(writer, Lookup::gte, left, right[0]);
            writer.sql += " AND ";
            compare(writer, Lookup::lte, left, right[1]);
            writer.sql += ')';
            return;
        case Lookup::contains:
            return contains(writer, left, right.front());
        case Lookup::has_key:
        case Lookup::has_keys:
        case Lookup::has_any_keys:
            return has_keys(writer, left, right, lookup == Lookup::has_any_keys);
        default:
            throw NotSupportedError("aside: not a lookup of JSON");
    }
}

}  // namespace aside::sql
