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

/// A number whose highest byte comes first, as this machine has it.
template <class Number>
Number from_network(Number number) {
    if constexpr (std::endian::native == std::endian::big) return number;
    if constexpr (sizeof number == 2) return static_cast<Number>(__builtin_bswap16(number));
    if constexpr (sizeof number == 4) return static_cast<Number>(__builtin_bswap32(number));
    if constexpr (sizeof number == 8) return static_cast<Number>(__builtin_bswap64(number));
}
/// Throws the `Undecodable` of bytes that are not enough.
[[noreturn, gnu::cold]] void throw_too_short();
/// The number that begins there, its highest byte first. Throws `Undecodable` if there is none.
template <class Number>
Number number_at(std::string_view bytes, std::size_t at = 0) {
    if (bytes.size() < at + sizeof(Number)) throw_too_short();
    Number number;
    std::memcpy(&number, bytes.data() + at, sizeof number);
    return from_network(number);
}
/// Of types that few columns have.
[[nodiscard]] detail::Cell decode_other(TypeNumber type, std::string_view bytes);
/// `decode`, in place for loops over many rows.
[[nodiscard, gnu::always_inline]] inline detail::Cell decode_here(TypeNumber type,
                                                                  std::string_view bytes) {
    using detail::CellType;
    switch (type) {
        case types::boolean:
            return {.type = CellType::boolean, .integer = !bytes.empty() && bytes[0] != 0};
        case types::int2:
            return {.type = CellType::integer, .integer = number_at<std::int16_t>(bytes)};
        case types::int4:
            return {.type = CellType::integer, .integer = number_at<std::int32_t>(bytes)};
        case types::int8:
            return {.type = CellType::integer, .integer = number_at<std::int64_t>(bytes)};
        case types::float8:
            return {.type = CellType::real,
                    .real = std::bit_cast<double>(number_at<std::uint64_t>(bytes))};
        case types::text:
        case types::varchar:
            return {.type = CellType::text, .text = bytes};
        default:
            return decode_other(type, bytes);
    }
}
/// The type of arrays of such elements; of `unknown` that of text.
[[nodiscard]] TypeNumber array_of(TypeNumber element);
/// Appends what stands before the elements of an array.
void put_array_head(std::string& bytes, TypeNumber element, std::uint32_t size, bool has_nulls);
/// Appends an array's bytes. Throws as `encode` does, and `Unstorable` for elements of several
/// types.
void encode_array(std::string& bytes, const detail::Cell& cell);

}  // namespace aside::backend::postgresql
