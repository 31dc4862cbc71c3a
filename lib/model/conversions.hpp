#pragma once
// Cells of another kind than the member's, as engines without such a type or other programs store
// them. A cell that has the member's value without a loss is read, all else is an
// `UnreadableCell`.
#include "aside/detail/field_type.hpp"

namespace aside::model {

/// The least and the greatest integer that members of an integer type or an enumeration hold.
[[nodiscard]] std::pair<std::int64_t, std::int64_t> integer_range(const detail::FieldType& type);
/// A number without a fraction, or text that is an integer.
[[nodiscard]] std::int64_t integer_of(const detail::Cell& cell, const detail::FieldInfo& field);
/// A number, or text that is one.
[[nodiscard]] double real_of(const detail::Cell& cell, const detail::FieldInfo& field);
/// A boolean, an integer, or the text `true`, `t`, `yes`, `y`, `on`, `1` or one of their opposites,
/// in any case.
[[nodiscard]] bool boolean_of(const detail::Cell& cell, const detail::FieldInfo& field);
/// A number's digits.
[[nodiscard]] std::string text_of(const detail::Cell& cell, const detail::FieldInfo& field);
/// A date, or the text of a moment at midnight.
[[nodiscard]] Date date_of(const detail::Cell& cell, const detail::FieldInfo& field);
/// A UUID, or sixteen bytes, the most significant first.
[[nodiscard]] Uuid uuid_of(const detail::Cell& cell, const detail::FieldInfo& field);
/// The kind of the values that such a field has.
[[nodiscard]] constexpr SqlKind kind_of_values(detail::FieldKind kind) {
    static_assert(static_cast<int>(SqlKind::array) ==
                  static_cast<int>(detail::FieldKind::array) + 1);
    return static_cast<SqlKind>(static_cast<int>(kind) + 1);
}
/// The kind of the fields whose values those are; not of NULL.
[[nodiscard]] constexpr detail::FieldKind kind_of_fields(SqlKind kind) {
    return static_cast<detail::FieldKind>(static_cast<int>(kind) - 1);
}

}  // namespace aside::model
