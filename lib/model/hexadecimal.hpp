#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace aside::model {

/// Appends the two digits of a byte.
inline void append_hexadecimal(std::string& text, std::byte byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    text += digits[std::to_integer<std::size_t>(byte >> 4)];
    text += digits[std::to_integer<std::size_t>(byte & std::byte{15})];
}

}  // namespace aside::model
