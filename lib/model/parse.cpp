// Text from outside, such as a request's, as a field's value.
#include <charconv>

#include "aside/decimal.hpp"
#include "aside/detail/field_type.hpp"
#include "aside/error.hpp"
#include "model/shown.hpp"

namespace aside::detail {
namespace {

template <class Number>
SqlValue parse_number(std::string_view text, const char* what) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number != number)
        throw ValidationError(shown(text) + " is no " + what);
    return number;
}

SqlValue parse_boolean(std::string_view text) {
    if (const auto named = boolean_of(text)) return *named ? 1 : 0;
    throw ValidationError(shown(text) + " is neither true nor false");
}

SqlValue parse_text(const FieldInfo& field, const std::string& text) {
    switch (field.type->kind) {
        case FieldKind::boolean:
            return parse_boolean(text);
        case FieldKind::integer:
            if (field.text_choices) return text;
            return stored_value(field, parse_number<std::int64_t>(text, "integer"));
        case FieldKind::duration:
            return parse_number<std::int64_t>(text, "duration in microseconds");
        case FieldKind::real:
            return parse_number<double>(text, "number");
        case FieldKind::decimal: {
            const int places = field.type->decimal_places;
            return decimal_value(parse_decimal(text, field.type->max_digits, places), places);
        }
        case FieldKind::date:
            return format_date(parse_date(text));
        case FieldKind::date_time:
            return format_date_time(parse_date_time(text));
        case FieldKind::time:
            return format_time(parse_time(text));
        case FieldKind::uuid:
            return Uuid::parse(text).hex();
        case FieldKind::json:
            return Json::parse(text).text();
        case FieldKind::text:
            return text;
        case FieldKind::blob:
            break;
    }
    throw ValidationError("bytes cannot be given as text");
}

bool takes_integer(FieldKind kind) {
    return kind == FieldKind::integer || kind == FieldKind::real || kind == FieldKind::decimal ||
           kind == FieldKind::boolean || kind == FieldKind::duration;
}

}  // namespace

SqlValue parsed_value(const FieldInfo& field, const SqlValue& value) {
    try {
        if (const std::string* text = value.text()) return parse_text(field, *text);
        if (value.integer() != nullptr && !takes_integer(field.type->kind))
            throw ValidationError("an integer is not " + std::string(kind_name(field.type->kind)));
        if (value.real() != nullptr && field.type->kind != FieldKind::real)
            throw ValidationError("a real number is not " +
                                  std::string(kind_name(field.type->kind)));
        if (value.blob() != nullptr && field.type->kind != FieldKind::blob)
            throw ValidationError("bytes are not " + std::string(kind_name(field.type->kind)));
        // A comparison may go beyond the digits that the field has.
        return field.type->kind == FieldKind::decimal ? value : stored_value(field, value);
    } catch (const ValidationError& error) {
        throw ValidationError(field.full_name() + ": " + error.what());
    }
}

}  // namespace aside::detail
