#include "inspect/sample.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "aside/error.hpp"
#include "model/ascii.hpp"

namespace aside::inspect {
namespace {

using model::is_digit;

bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

/// Whether the text has a digit where the form has a 0, and else the form's characters.
bool has_form(std::string_view text, std::string_view form) {
    return std::ranges::equal(text, form,
                              [](char c, char f) { return f == '0' ? is_digit(c) : c == f; });
}
bool is_date(std::string_view text) {
    if (!has_form(text, "0000-00-00")) return false;
    try {
        (void)detail::parse_date(text);
        return true;
    } catch (const ValidationError&) {
        return false;
    }
}
bool is_time(std::string_view text) {
    if (!has_form(text, "00:00:00") && !has_form(text, "00:00:00.000000")) return false;
    try {
        (void)detail::parse_time(text);
        return true;
    } catch (const ValidationError&) {
        return false;
    }
}
bool is_moment(std::string_view text) {
    return text.size() > 11 && text[10] == ' ' && is_date(text.substr(0, 10)) &&
           is_time(text.substr(11));
}

/// The number in full, if that is not very long.
std::string_view digits_of(double value, std::array<char, 400>& buffer) {
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                            std::chars_format::fixed);
    if (error != std::errc()) return {};
    return {buffer.data(), static_cast<std::size_t>(end - buffer.data())};
}

}  // namespace

void Sample::add(const SqlValue& value) {
    ++rows_;
    std::array<char, 400> buffer{};
    if (value.is_null()) {
        ++nulls_;
    } else if (const std::int64_t* integer = value.integer()) {
        add_integer(*integer);
    } else if (const bool* boolean = value.boolean()) {
        add_integer(*boolean ? 1 : 0);
    } else if (const double* real = value.real()) {
        ++reals_;
        if (add_number(digits_of(*real, buffer))) ++decimals_;
    } else if (value.decimal() != nullptr) {
        ++reals_;
        if (add_number(value.to_string())) ++decimals_;
    } else if (const std::string* text = value.text()) {
        add_text(*text);
    } else if (value.blob() != nullptr) {
        ++blobs_;
    }
}

void Sample::add_integer(std::int64_t value) {
    if (integers_ == 0) least_ = greatest_ = value;
    ++integers_;
    least_ = std::min(least_, value);
    greatest_ = std::max(greatest_, value);
    if (add_number(std::to_string(value))) ++decimals_;
}

void Sample::add_text(std::string_view text) {
    ++texts_;
    if (is_date(text)) ++dates_;
    if (is_moment(text)) ++moments_;
    if (is_time(text)) ++times_;
    if (text.size() == 32 && std::ranges::all_of(text, is_hexadecimal)) ++uuids_;
    if (add_number(text)) ++decimals_;
}

bool Sample::add_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const auto point = std::min(text.find('.'), text.size());
    std::string_view whole = text.substr(0, point);
    const std::string_view fraction = text.substr(std::min(point + 1, text.size()));
    const bool is_plain = !whole.empty() && (point == text.size()) == fraction.empty() &&
                          std::ranges::all_of(whole, is_digit) &&
                          std::ranges::all_of(fraction, is_digit);
    if (!is_plain) return false;
    while (whole.size() > 1 && whole[0] == '0') whole.remove_prefix(1);
    constexpr std::size_t most = 1000;  // more than any decimal has
    whole_digits_ = std::max(whole_digits_, static_cast<int>(std::min(whole.size(), most)));
    places_ = std::max(places_, static_cast<int>(std::min(fraction.size(), most)));
    return true;
}

}  // namespace aside::inspect
