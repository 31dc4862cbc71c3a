#pragma once
// How SQLite, which has integers, doubles, text and bytes, stores values of other types: in
// Django's forms.
#include <array>

#include "aside/detail/driver.hpp"

namespace aside::sql::sqlite {

/// Room for the text that stands for a value.
using StorageText = std::array<char, 32>;

/// The cell as SQLite stores it, whose text may lie in `room`. Throws `DataError` for a decimal
/// that a column would not give back, a date of no year from 1 to 9999, and NaN, which would become
/// NULL.
[[nodiscard]] detail::Cell stored(const detail::Cell& value, StorageText& room);
/// A decimal as a column of the affinity NUMERIC stores it: an integer, or the nearest double. NULL
/// if reading that would not give it back.
[[nodiscard]] detail::Cell stored_decimal(detail::Int128 units, int places);
/// The double nearest to a decimal.
[[nodiscard]] double nearest_double(detail::Int128 units, int places);
[[noreturn]] void throw_not_a_number();
/// Throws `DataError` for NaN.
inline void require_number(double real) {
    if (real != real) throw_not_a_number();
}
/// A value as SQLite stores it. Throws as for a cell.
[[nodiscard]] SqlValue stored(const SqlValue& value);

}  // namespace aside::sql::sqlite
