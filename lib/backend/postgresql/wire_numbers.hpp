#pragma once
// What the wire's values are made of, for the sources that encode and decode them.
#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "backend/postgresql/wire.hpp"

namespace aside::backend::postgresql {

/// Throws the `Undecodable` of bytes that are not enough.
[[noreturn, gnu::cold]] void throw_too_short();
/// The number that begins there, its highest byte first. Throws `Undecodable` if there is none.
template <class Number>
Number number_at(std::string_view bytes, std::size_t at = 0) {
    if (bytes.size() < at + sizeof(Number)) throw_too_short();
    std::array<unsigned char, sizeof(Number)> digits;
    std::memcpy(digits.data(), bytes.data() + at, sizeof digits);
    if constexpr (std::endian::native == std::endian::little) std::ranges::reverse(digits);
    return std::bit_cast<Number>(digits);
}
/// The type of arrays of such elements; of `unknown` that of text.
[[nodiscard]] TypeNumber array_of(TypeNumber element);
/// Appends what stands before the elements of an array.
void put_array_head(std::string& bytes, TypeNumber element, std::uint32_t size, bool has_nulls);
/// Appends an array's bytes. Throws as `encode` does, and `Unstorable` for elements of several
/// types.
void encode_array(std::string& bytes, const detail::Cell& cell);

}  // namespace aside::backend::postgresql
