#pragma once
// Cells of another kind than the member's, as other programs store them. A cell that has the
// member's value without a loss is read, all else is an `UnreadableCell`.
#include "aside/detail/field_type.hpp"

namespace aside::detail {

/// A real number without a fraction, or text that is an integer.
[[nodiscard]] std::int64_t integer_of(const Cell& cell, const FieldInfo& field);
/// An integer that a double holds, or text that is a number.
[[nodiscard]] double real_of(const Cell& cell, const FieldInfo& field);
/// The truth value of `true`, `t`, `yes`, `y`, `on`, `1` and their opposites, in any case; or of a
/// cell that is an integer.
[[nodiscard]] bool boolean_of(const Cell& cell, const FieldInfo& field);
/// A number's digits.
[[nodiscard]] std::string text_of(const Cell& cell, const FieldInfo& field);
/// A moment at midnight.
[[nodiscard]] Date date_of(const Cell& cell, const FieldInfo& field);
/// Sixteen bytes, the most significant first.
[[nodiscard]] Uuid uuid_of(const Cell& cell, const FieldInfo& field);

}  // namespace aside::detail
