#include "sql/postgresql/text_lookups.hpp"

#include <string>

#include "aside/error.hpp"
#include "sql/postgresql/arithmetic.hpp"
#include "sql/spelling.hpp"

namespace aside::sql::postgresql {

using detail::FieldKind;
using detail::Lookup;

namespace {

/// The pattern of a lookup: whether any text may stand before and behind the right side, and
/// whether case matters.
struct Pattern {
    bool any_before = false;
    bool any_behind = false;
    bool of_any_case = false;
};

Pattern pattern_of(Lookup lookup) {
    switch (lookup) {
        case Lookup::contains:
            return {true, true, false};
        case Lookup::icontains:
            return {true, true, true};
        case Lookup::startswith:
            return {false, true, false};
        case Lookup::istartswith:
            return {false, true, true};
        case Lookup::endswith:
            return {true, false, false};
        default:
            return {true, false, true};
    }
}

/// The text as a pattern that matches only itself.
std::string escaped(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern;
}

/// A side of a lookup as text. JSON is text already.
SqlWriter text_of(const Operand& side) {
    if (side.is(FieldKind::json) || side.value != nullptr) return side.sql;
    SqlWriter text = side.sql.part();
    cast(text, side.sql, "text");
    return text;
}

SqlWriter call(const SqlWriter& argument, std::string_view name, std::string_view more = {}) {
    SqlWriter made = argument.part();
    made.sql += name;
    made.sql += '(';
    made.append(argument);
    made.sql += more;
    made.sql += ')';
    return made;
}

/// The pattern of a right side that only the engine knows: it is escaped by the engine.
SqlWriter computed_pattern(const Operand& right, const Pattern& pattern) {
    SqlWriter text = call(text_of(right), "REPLACE", R"(, '\', '\\')");
    text = call(text, "REPLACE", R"(, '%', '\%')");
    text = call(text, "REPLACE", R"(, '_', '\_')");
    SqlWriter whole = text.part();
    whole.sql += pattern.any_before ? "'%' || " : "";
    whole.append(text);
    whole.sql += pattern.any_behind ? " || '%'" : "";
    return whole;
}

SqlWriter pattern_for(const Operand& right, const Pattern& pattern) {
    const std::string* text = right.value == nullptr ? nullptr : right.value->text();
    if (text == nullptr) return computed_pattern(right, pattern);
    SqlWriter writer = right.sql.part();
    writer.param((pattern.any_before ? "%" : "") + escaped(*text) +
                 (pattern.any_behind ? "%" : ""));
    return writer;
}

void compare(SqlWriter& writer, const SqlWriter& left, std::string_view op,
             const SqlWriter& right) {
    writer.append(left);
    writer.sql += op;
    writer.append(right);
}

}  // namespace

void match_text(SqlWriter& writer, Lookup lookup, const Operand& left, const Operand& right) {
    const SqlWriter text = text_of(left);
    if (lookup == Lookup::regex) return compare(writer, text, " ~ ", text_of(right));
    if (lookup == Lookup::iregex) return compare(writer, text, " ~* ", text_of(right));
    if (lookup == Lookup::iexact)
        return compare(writer, call(text, "UPPER"), " = ", call(text_of(right), "UPPER"));
    if (lookup < Lookup::iexact || lookup > Lookup::iendswith)
        throw NotSupportedError("aside: not a lookup of text");
    const Pattern pattern = pattern_of(lookup);
    const SqlWriter wanted = pattern_for(right, pattern);
    if (!pattern.of_any_case) return compare(writer, text, " LIKE ", wanted);
    compare(writer, call(text, "UPPER"), " LIKE ", call(wanted, "UPPER"));
}

}  // namespace aside::sql::postgresql
