// Text from outside, such as a request's, as a field's value.
#include <charconv>
#include <cmath>

#include "aside/decimal.hpp"
#include "aside/detail/field_type.hpp"
#include "aside/error.hpp"
#include "model/canonical_json.hpp"
#include "model/conversions.hpp"
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

SqlArray parse_array(const FieldInfo& field, const std::string& text);

/// The value of a field, or of an element of one that is an array.
SqlValue parse_text(FieldKind kind, const FieldInfo& field, const std::string& text) {
    switch (kind) {
        case FieldKind::boolean:
            return parse_boolean(text);
        case FieldKind::integer:
            if (field.text_choices) return text;
            return parse_number<std::int64_t>(text, "integer");
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
        case FieldKind::array:
            return parse_array(field, text);
        case FieldKind::blob:
            break;
    }
    throw ValidationError("bytes cannot be given as text");
}

/// A value that is no text, as a field of another kind has it where that loses nothing.
SqlValue converted(FieldKind kind, const SqlValue& value) {
    const FieldKind given = kind_of_fields(value.kind());
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

SqlValue parsed_element(const FieldInfo& field, const SqlValue& value) {
    const FieldKind kind = field.type->elements->type->kind;
    if (value.is_null()) return value;
    if (const std::string* text = value.text()) return parse_text(kind, field, *text);
    return converted(kind, value);
}

SqlArray parsed_elements(const FieldInfo& field, const std::vector<SqlValue>& values) {
    SqlArray array{.element = kind_of_values(field.type->elements->type->kind)};
    for (const SqlValue& value : values) array.values.push_back(parsed_element(field, value));
    return array;
}

/// A list of JSON, as in Django.
SqlArray parse_array(const FieldInfo& field, const std::string& text) {
    const nlohmann::json list = read_json(text);
    if (!list.is_array())
        throw ValidationError(shown(text) + " is no list of JSON, such as [1, 2]");
    std::vector<SqlValue> values;
    for (const nlohmann::json& value : list) {
        if (value.is_structured())
            throw ValidationError(shown(text) + " is a list of lists or objects");
        if (value.is_null())
            values.emplace_back(nullptr);
        else
            values.emplace_back(value.is_string() ? value.get<std::string>() : text_of(value));
    }
    return parsed_elements(field, values);
}

}  // namespace

}  // namespace aside::model

namespace aside::detail {

SqlValue parsed_value(const FieldInfo& field, const SqlValue& value) {
    try {
        const FieldKind kind = field.type->kind;
        if (const std::string* text = value.text()) {
            const SqlValue parsed = model::parse_text(kind, field, *text);
            return kind == FieldKind::integer || kind == FieldKind::array
                       ? stored_value(field, parsed)
                       : parsed;
        }
        if (value.is_null()) return value;
        if (kind == FieldKind::array && value.array() != nullptr)
            return stored_value(field, model::parsed_elements(field, value.array()->values));
        const SqlValue typed = model::converted(field.type->kind, value);
        // A comparison may go beyond the digits that the field has.
        return field.type->kind == FieldKind::decimal ? typed : stored_value(field, typed);
    } catch (const ValidationError& error) {
        throw ValidationError(field.full_name() + ": " + error.what());
    }
}

}  // namespace aside::detail
