#include "model/canonical_json.hpp"

#include <cmath>
#include <cstdint>

#include "aside/json_value.hpp"

namespace aside::model {

using namespace detail;

namespace {

using Value = nlohmann::json;

/// Numbers are equal whether or not they are written with a fraction of zero.
void settle_numbers(Value& value) {
    constexpr double beyond = 0x1p63;
    if (value.is_number_float()) {
        const double number = value.get<double>();
        if (number == std::floor(number) && std::abs(number) < beyond)
            value = static_cast<std::int64_t>(number);
    } else if (value.is_structured()) {
        for (Value& part : value) settle_numbers(part);
    }
}

}  // namespace

Value read_json(std::string_view text) {
    if (is_too_deep(text)) return Value(Value::value_t::discarded);
    return Value::parse(text, nullptr, false);
}

std::string canonical_json(std::string_view text) {
    Value value = read_json(text);
    if (value.is_discarded()) return std::string(text);
    settle_numbers(value);
    return value.dump(-1, ' ', false, Value::error_handler_t::replace);
}

std::string json_of(std::string_view text) {
    return Value(text).dump(-1, ' ', false, Value::error_handler_t::replace);
}

std::string json_of(double number) { return Value(number).dump(); }

std::string text_of(const nlohmann::json& value) { return value.dump(); }

}  // namespace aside::model
