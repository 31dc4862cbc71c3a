// Text from outside, such as a request's, as a field's value.
#include <charconv>
#include <cmath>

#include "aside/decimal.hpp"
#include "aside/detail/field_type.hpp"
#include "aside/error.hpp"
#include "model/shown.hpp"

namespace aside::model {

using namespace detail;

namespace {

template <class Number>
SqlValue parse_number(std::string_view text, const char* what) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || std::isnan(number))
        throw ValidationError(shown(text) + " is no " + what);
    return number;
}

SqlValue parse_boolean(std::string_view text) {
    if (const auto named = detail::boolean_of(text)) return *named;
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
            return Duration(
                *parse_number<std::int64_t>(text, "duration in microseconds").integer());
        case FieldKind::real:
            return parse_number<double>(text, "number");
        case FieldKind::decimal: {
            const int places = field.type->decimal_places;
            return DecimalValue(parse_decimal(text, field.type->max_digits, places), places);
        }
        case FieldKind::date:
            return parse_date(text);
        case FieldKind::date_time:
            return parse_date_time(text);
        case FieldKind::time:
            return parse_time(text);
        case FieldKind::uuid:
            return Uuid::parse(text);
        case FieldKind::json:
            return Json::parse(text);
        case FieldKind::text:
            return text;
        case FieldKind::blob:
            break;
    }
    throw ValidationError("bytes cannot be given as text");
}

FieldKind kind_of(const SqlValue& value) {
    static_assert(static_cast<int>(SqlValue::Kind::json) == static_cast<int>(FieldKind::json) + 1);
    return static_cast<FieldKind>(static_cast<int>(value.kind()) - 1);
}

/// A value that is no text, as a field of another kind has it where that loses nothing.
SqlValue converted(FieldKind kind, const SqlValue& value) {
    const FieldKind given = kind_of(value);
    if (given == kind) return value;
    if (const std::int64_t* integer = value.integer()) {
        if (kind == FieldKind::real || kind == FieldKind::decimal) return value;
        if (kind == FieldKind::boolean && (*integer == 0 || *integer == 1)) return *integer == 1;
        if (kind == FieldKind::duration) return Duration(*integer);
    }
    if (value.decimal() != nullptr && kind == FieldKind::real)
        return parse_number<double>(value.decimal()->to_string(), "number");
    Int128 whole = 0;
    if (value.decimal() != nullptr && kind == FieldKind::integer &&
        decimal_units(cell_of(value), 0, whole) && whole == static_cast<std::int64_t>(whole))
        return static_cast<std::int64_t>(whole);
    if (given == FieldKind::date && kind == FieldKind::date_time) return value;
    throw ValidationError(std::string(kind_name(given)) +
                          (given == FieldKind::blob ? " are not " : " is not ") +
                          std::string(kind_name(kind)));
}

}  // namespace

}  // namespace aside::model

namespace aside::detail {

SqlValue parsed_value(const FieldInfo& field, const SqlValue& value) {
    try {
        if (const std::string* text = value.text()) return model::parse_text(field, *text);
        if (value.is_null()) return value;
        const SqlValue typed = model::converted(field.type->kind, value);
        // A comparison may go beyond the digits that the field has.
        return field.type->kind == FieldKind::decimal ? typed : stored_value(field, typed);
    } catch (const ValidationError& error) {
        throw ValidationError(field.full_name() + ": " + error.what());
    }
}

}  // namespace aside::detail
