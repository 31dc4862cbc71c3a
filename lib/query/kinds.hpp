#pragma once
// The kinds of value that functions give, and the names that may follow a column in a path.
#include <optional>
#include <string_view>
#include <vector>

#include "aside/detail/expr.hpp"
#include "aside/detail/model_info.hpp"

namespace aside::query {

/// A field of that kind and of no model, for values that no column holds.
[[nodiscard]] const detail::FieldInfo& field_of_kind(detail::FieldKind kind);
/// A field of that type, with the places of a decimal's; nullptr if no field has the type.
[[nodiscard]] const detail::FieldInfo* field_of_type(const detail::FieldType* type);
/// Whether the field is that of a literal such as `0.50_dec`, which takes the places of the decimal
/// beside it.
[[nodiscard]] bool is_decimal_literal(const detail::FieldInfo& field);
/// Whether the field is a decimal that has places of its own.
[[nodiscard]] bool is_exact_decimal(const detail::FieldInfo& field);
[[nodiscard]] bool is_number(detail::FieldKind kind);
/// The kind of the values that a field binds, where they are not NULL.
[[nodiscard]] SqlValue::Kind bound_kind(const detail::FieldInfo& field);
/// Whether the field is known, and of that kind.
[[nodiscard]] inline bool has_kind(const detail::FieldInfo* field, detail::FieldKind kind) {
    return field != nullptr && field->type->kind == kind;
}
/// Whether a decimal of so many places takes each of the field's values as it is.
[[nodiscard]] bool fits_places(const detail::FieldInfo* field, int places);
/// Whether the kind is a date, a moment or a time.
[[nodiscard]] bool is_temporal(detail::FieldKind kind);
/// A field like the result of `left op right`: a moment and a duration give a moment, two moments a
/// duration. Of numbers it is the wider one, of decimals one with the places that the types say.
[[nodiscard]] const detail::FieldInfo& arithmetic_field(char op, const detail::FieldInfo& left,
                                                        const detail::FieldInfo& right);
/// The kind of a function's result; nothing if it is that of the first argument.
[[nodiscard]] std::optional<detail::FieldKind> result_kind(detail::Function function);
/// Whether the function's result is one of its arguments.
[[nodiscard]] bool is_alternative(detail::Function function);
/// The kind that a transform makes of a kind, or nothing if it cannot be applied.
[[nodiscard]] std::optional<detail::FieldKind> transformed_kind(detail::FieldKind kind,
                                                                detail::Function transform);

/// One segment of a path behind its column: a transform, a part of an array, or a key of JSON.
struct PathEnd {
    const detail::Transform* transform = nullptr;  ///< nullptr: a part of an array, or a key
    detail::ArrayPart part{};
    std::string_view text{};
};
/// The part of a path behind its column.
struct Ending {
    std::vector<PathEnd> ends{};
    const detail::FieldInfo* field = nullptr;  ///< a field like its result
    bool may_be_missing = false;               ///< it is an element, which not every array has
    std::string_view rest{};  ///< from the first segment on that is none, such as a lookup
};
/// `may_end_in_lookup`: the last segment is the lookup of that name, if any, and not a key of JSON.
[[nodiscard]] Ending read_ending(const detail::FieldInfo& column, std::string_view text,
                                 bool may_end_in_lookup = false);

}  // namespace aside::query
