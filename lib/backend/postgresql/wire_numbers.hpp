#pragma once
// What the wire's values are made of, for the sources that encode and decode them.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "backend/postgresql/wire.hpp"

namespace aside::backend::postgresql {

// Numbers on the wire have their highest byte first.

/// Appends a number.
template <class Number>
void put(std::string& bytes, Number number) {
    using Unsigned = std::make_unsigned_t<Number>;
    const auto bits = static_cast<Unsigned>(number);
    for (std::size_t i = sizeof bits; i-- > 0;)
        bytes += static_cast<char>(static_cast<unsigned char>(bits >> (8 * i)));
}

/// The number that begins there. Throws `Undecodable` if there is none.
template <class Number>
Number number_at(std::string_view bytes, std::size_t at = 0) {
    if (bytes.size() < at + sizeof(Number)) throw Undecodable("has fewer bytes than its type");
    std::make_unsigned_t<Number> bits = 0;
    for (std::size_t i = 0; i < sizeof bits; ++i)
        bits = static_cast<decltype(bits)>((std::uint64_t{bits} << 8) |
                                           static_cast<unsigned char>(bytes[at + i]));
    return static_cast<Number>(bits);
}

/// The type of arrays of such elements; of `unknown` that of text.
[[nodiscard]] TypeNumber array_of(TypeNumber element);
/// Appends an array's bytes. Throws as `encode` does, and `Unstorable` for elements of several
/// types.
void encode_array(std::string& bytes, const detail::Cell& cell);

}  // namespace aside::backend::postgresql
