#include "inspect/values.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

#include "inspect/identifiers.hpp"

namespace aside::inspect {
namespace {

template <class Integer>
std::optional<std::string> integer_of(std::int64_t value) {
    if (value < std::numeric_limits<Integer>::min() || value > std::numeric_limits<Integer>::max())
        return std::nullopt;
    // The least number has no literal: the minus is no part of one.
    if (value == std::numeric_limits<std::int64_t>::min())
        return std::to_string(value + 1) + " - 1";
    return std::to_string(value);
}

std::optional<std::string> real_of(double value) {
    if (!std::isfinite(value)) return std::nullopt;
    char buffer[32];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    std::string text(buffer, end);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return error == std::errc() ? std::optional(text) : std::nullopt;
}

/// A number with as many places as the type has; nothing if it has more.
std::optional<std::string> decimal_of(std::string text, std::string_view type) {
    const std::size_t comma = type.find(", ");
    std::size_t places = 0;
    std::from_chars(type.data() + comma + 2, type.data() + type.size(), places);
    if (text.empty() || text.find_first_not_of("-0123456789.") != std::string::npos)
        return std::nullopt;
    const std::size_t point = text.find('.');
    while (point != std::string::npos && text.size() > point + 2 && text.ends_with('0'))
        text.pop_back();
    const std::size_t given = point == std::string::npos ? 0 : text.size() - point - 1;
    if (given > places) return std::nullopt;
    if (point == std::string::npos && places > 0) text += '.';
    return text + std::string(places - given, '0') + "_dec";
}

}  // namespace

std::optional<std::string> value_of(const SqlValue& value, std::string_view type) {
    const std::int64_t* integer = value.integer();
    const double* real = value.real();
    if (type == "bool" && value.boolean() != nullptr) return *value.boolean() ? "true" : "false";
    if (type == "bool" && integer != nullptr && (*integer == 0 || *integer == 1))
        return *integer == 1 ? "true" : "false";
    if (type == "std::int16_t" && integer != nullptr) return integer_of<std::int16_t>(*integer);
    if (type == "std::int32_t" && integer != nullptr) return integer_of<std::int32_t>(*integer);
    if (type == "std::int64_t" && integer != nullptr) return integer_of<std::int64_t>(*integer);
    if (type == "double" && real != nullptr) return real_of(*real);
    if (type == "double" && integer != nullptr) return real_of(static_cast<double>(*integer));
    if (type.starts_with("aside::Decimal<") &&
        (real != nullptr || integer != nullptr || value.decimal() != nullptr))
        return decimal_of(value.to_string(), type);
    if (type == "std::string" && value.text() != nullptr &&
        value.text()->find('\0') == std::string::npos)
        return literal(*value.text());
    return std::nullopt;
}

}  // namespace aside::inspect
