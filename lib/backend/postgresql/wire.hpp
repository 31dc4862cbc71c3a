#pragma once
// How PostgreSQL sends values in its binary format, which is that of a type's `send` function: pure
// functions over bytes.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "aside/detail/driver.hpp"
#include "aside/error.hpp"

namespace aside::backend::postgresql {

/// The number of a type in the catalog of every PostgreSQL (src/include/catalog/pg_type.dat).
using TypeNumber = unsigned;

namespace types {
inline constexpr TypeNumber unknown = 0;  ///< left to the server to find out
inline constexpr TypeNumber boolean = 16;
inline constexpr TypeNumber bytea = 17;
inline constexpr TypeNumber single_character = 18;
inline constexpr TypeNumber name = 19;
inline constexpr TypeNumber int8 = 20;
inline constexpr TypeNumber int2 = 21;
inline constexpr TypeNumber int4 = 23;
inline constexpr TypeNumber text = 25;
inline constexpr TypeNumber object_number = 26;
inline constexpr TypeNumber json = 114;
inline constexpr TypeNumber xml = 142;
inline constexpr TypeNumber float4 = 700;
inline constexpr TypeNumber float8 = 701;
inline constexpr TypeNumber unknown_literal = 705;
inline constexpr TypeNumber bpchar = 1042;
inline constexpr TypeNumber varchar = 1043;
inline constexpr TypeNumber date = 1082;
inline constexpr TypeNumber time = 1083;
inline constexpr TypeNumber timestamp = 1114;
inline constexpr TypeNumber timestamptz = 1184;
inline constexpr TypeNumber interval = 1186;
inline constexpr TypeNumber numeric = 1700;
inline constexpr TypeNumber void_type = 2278;
inline constexpr TypeNumber uuid = 2950;
inline constexpr TypeNumber jsonb = 3802;
}  // namespace types

/// Writes a number to that place, its highest byte first.
template <class Number>
void write(char* place, Number number) {
    const auto bits = static_cast<std::make_unsigned_t<Number>>(number);
    for (std::size_t i = 0; i < sizeof bits; ++i)
        place[i] =
            static_cast<char>(static_cast<unsigned char>(bits >> (8 * (sizeof bits - 1 - i))));
}
/// Appends a number, its highest byte first.
template <class Number>
void put(std::string& bytes, Number number) {
    std::array<char, sizeof number> digits;
    write(digits.data(), number);
    bytes.append(digits.data(), digits.size());
}

/// The type that a parameter with such a cell is declared as; `unknown` for NULL, which is of any.
[[nodiscard]] TypeNumber type_of(detail::CellType cell);
[[nodiscard]] TypeNumber type_of(const detail::Cell& cell);
/// The type of an array's elements; `unknown` for other types.
[[nodiscard]] TypeNumber element_of(TypeNumber array);
/// Appends the bytes of the value, which is not NULL. Throws `Unstorable` for what PostgreSQL does
/// not store: text with NUL or broken UTF-8, and a date outside of the years 1 to 9999.
void encode(std::string& bytes, const detail::Cell& cell);

/// The length that stands for NULL, where each value has its length before it.
inline constexpr std::int32_t length_of_null = -1;
/// Appends the length of a value. Throws `Unstorable` for one of more than 1 GB.
void put_length(std::string& bytes, std::size_t length);
/// Appends a number behind its length.
template <class Number>
void put_value(std::string& bytes, Number number) {
    constexpr auto length = static_cast<std::int32_t>(sizeof number);
    std::array<char, sizeof length + sizeof number> digits;
    write(digits.data(), length);
    write(digits.data() + sizeof length, number);
    bytes.append(digits.data(), digits.size());
}
/// Appends text behind its length. Throws as `encode` does.
void put_text(std::string& bytes, std::string_view text);
/// Appends the value behind its length. Throws as `encode` does.
void encode_behind_length(std::string& bytes, const detail::Cell& cell);
/// Throws `InterfaceError`: a member binds another type than its kind says.
[[noreturn]] void throw_other_type(detail::CellType wanted, detail::CellType bound);

/// A value that no cell can hold. Code that knows the column throws a `DataError` that names the
/// column.
class Undecodable final : public DataError {
public:
    using DataError::DataError;
};

/// The value that these bytes of a type stand for, whose text and bytes lie in them. Throws
/// `Undecodable`.
[[nodiscard]] detail::Cell decode(TypeNumber type, std::string_view bytes);
/// Decodes an array of one dimension into cells, which the one that is given refers to. Throws
/// `Undecodable`.
[[nodiscard]] detail::Cell decode_array(std::string_view bytes,
                                        std::vector<detail::Cell>& elements);

}  // namespace aside::backend::postgresql
