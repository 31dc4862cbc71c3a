#pragma once
// From C++ types to field types.
#include <chrono>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "aside/decimal.hpp"
#include "aside/detail/model_info.hpp"
#include "aside/detail/related.hpp"
#include "aside/field_traits.hpp"
#include "aside/json_value.hpp"
#include "aside/temporal.hpp"
#include "aside/uuid.hpp"

namespace aside::detail {

template <class T>
struct optional_value {
    using type = T;
    static constexpr bool is_optional = false;
};
template <class T>
struct optional_value<std::optional<T>> {
    using type = T;
    static constexpr bool is_optional = true;
};
template <class T>
inline constexpr bool is_optional = optional_value<T>::is_optional;
template <class T>
using without_optional = typename optional_value<T>::type;
template <class T>
using with_optional = std::optional<without_optional<T>>;

template <class T>
inline constexpr bool is_decimal = false;
template <int Digits, int Places>
inline constexpr bool is_decimal<Decimal<Digits, Places>> = true;

template <class T>
concept field_integer = std::is_integral_v<T> && std::is_signed_v<T> && !std::is_same_v<T, char> &&
                        (sizeof(T) == 2 || sizeof(T) == 4 || sizeof(T) == 8);
template <class T>
concept user_field = requires {
    typename FieldTraits<T>::stored;
};

/// A relation member whose column holds a key.
template <class T>
concept reference_member = std::is_base_of_v<RelationMember, T> && T::has_column;

/// The kind of a type that may be a member, or nothing.
template <class T>
consteval std::optional<FieldKind> kind_of() {
    if constexpr (std::is_same_v<T, bool>)
        return FieldKind::boolean;
    else if constexpr (field_integer<T>)
        return FieldKind::integer;
    else if constexpr (std::is_same_v<T, double>)
        return FieldKind::real;
    else if constexpr (std::is_same_v<T, std::string>)
        return FieldKind::text;
    else if constexpr (std::is_same_v<T, Blob>)
        return FieldKind::blob;
    else if constexpr (std::is_same_v<T, Date>)
        return FieldKind::date;
    else if constexpr (std::is_same_v<T, DateTime>)
        return FieldKind::date_time;
    else if constexpr (std::is_same_v<T, Time>)
        return FieldKind::time;
    else if constexpr (std::is_same_v<T, Duration>)
        return FieldKind::duration;
    else if constexpr (is_decimal<T>)
        return FieldKind::decimal;
    else if constexpr (std::is_same_v<T, Uuid>)
        return FieldKind::uuid;
    else if constexpr (std::is_same_v<T, Json>)
        return FieldKind::json;
    else if constexpr (reference_member<T>)
        return kind_of<typename T::key_type>();
    else if constexpr (user_field<T>)
        return kind_of<typename FieldTraits<T>::stored>();
    else if constexpr (std::is_enum_v<T>)
        return FieldKind::integer;
    else if constexpr (is_optional<T>)
        return is_optional<without_optional<T>> ? std::nullopt : kind_of<without_optional<T>>();
    else
        return std::nullopt;
}

// compiled, one pair a kind; of integers one more, for the type that holds all of them
void read_boolean(void*, const Cell&, const FieldInfo&);
void bind_boolean(const void*, Binder&, int, const FieldInfo&);
void read_integer(void*, const Cell&, const FieldInfo&);
void read_int64(void*, const Cell&, const FieldInfo&);  // it holds every cell's integer
void bind_integer(const void*, Binder&, int, const FieldInfo&);
void bind_int64(const void*, Binder&, int, const FieldInfo&);
void read_real(void*, const Cell&, const FieldInfo&);
void bind_real(const void*, Binder&, int, const FieldInfo&);
void read_text(void*, const Cell&, const FieldInfo&);
void bind_text(const void*, Binder&, int, const FieldInfo&);
void read_blob(void*, const Cell&, const FieldInfo&);
void bind_blob(const void*, Binder&, int, const FieldInfo&);
void read_date(void*, const Cell&, const FieldInfo&);
void bind_date(const void*, Binder&, int, const FieldInfo&);
void read_date_time(void*, const Cell&, const FieldInfo&);
void bind_date_time(const void*, Binder&, int, const FieldInfo&);
void read_time(void*, const Cell&, const FieldInfo&);
void bind_time(const void*, Binder&, int, const FieldInfo&);
void read_duration(void*, const Cell&, const FieldInfo&);
void bind_duration(const void*, Binder&, int, const FieldInfo&);
void read_decimal(void*, const Cell&, const FieldInfo&);
void bind_decimal(const void*, Binder&, int, const FieldInfo&);
void read_uuid(void*, const Cell&, const FieldInfo&);
void bind_uuid(const void*, Binder&, int, const FieldInfo&);
void read_json(void*, const Cell&, const FieldInfo&);
void bind_json(const void*, Binder&, int, const FieldInfo&);
/// The meaning of `true`, `t`, `yes`, `y`, `on`, `1` and their opposites, in any case; nothing for
/// other texts.
[[nodiscard]] std::optional<bool> boolean_of(std::string_view text);
/// The units of the decimal of so many places in that cell; false if it has none, or one of more
/// than 38 digits.
[[nodiscard]] bool decimal_units(const Cell& cell, int places, Int128& units);
/// Throws `DataError` if a decimal field has not so many digits.
void require_digits(const FieldInfo& field, Int128 units);
/// Binds a value of a stored type that ends with the call.
void bind_passing(const FieldType& type, const void* value, Binder& binder, int parameter,
                  const FieldInfo& field);
/// The value of a cell as a field's members have it, whatever the form in which the engine keeps
/// it. Throws `DataError` if a member could not read it.
[[nodiscard]] SqlValue typed_value(const Cell& cell, const FieldInfo& field);
/// A value that a user gives for a field, as the rows of the field have it: 9 is 9.00 for a decimal
/// of two places. Throws `DataError` if the field cannot hold it.
[[nodiscard]] SqlValue value_in_rows(const FieldInfo& field, const SqlValue& value);

template <class T>
constexpr FieldType make_field_type();
template <class T>
inline constexpr FieldType field_type = make_field_type<T>();

template <class T>
void read_optional(void* member, const Cell& cell, const FieldInfo& field) {
    auto& target = *static_cast<std::optional<T>*>(member);
    if (cell.type == CellType::null)
        target.reset();
    else
        field_type<T>.read(target ? &*target : &target.emplace(), cell, field);
}
template <class T>
void bind_optional(const void* member, Binder& binder, int parameter, const FieldInfo& field) {
    const auto& source = *static_cast<const std::optional<T>*>(member);
    if (source)
        field_type<T>.bind(&*source, binder, parameter, field);
    else
        binder.null(parameter);
}
template <class T>
void read_user(void* member, const Cell& cell, const FieldInfo& field) {
    typename FieldTraits<T>::stored stored{};
    field_type<typename FieldTraits<T>::stored>.read(&stored, cell, field);
    *static_cast<T*>(member) = FieldTraits<T>::from_stored(std::move(stored));
}
template <class T>
void bind_user(const void* member, Binder& binder, int parameter, const FieldInfo& field) {
    const typename FieldTraits<T>::stored stored =
        FieldTraits<T>::to_stored(*static_cast<const T*>(member));
    bind_passing(field_type<typename FieldTraits<T>::stored>, &stored, binder, parameter, field);
}

/// A relation that may not be empty is: throws `ValidationError`, or binds NULL for a key.
void bind_empty_reference(Binder& binder, int parameter, const FieldInfo& field);
template <class T>
void read_reference(void* member, const Cell& cell, const FieldInfo& field) {
    auto& reference = *static_cast<T*>(member);
    if (T::is_nullable && cell.type == CellType::null)
        reference.clear();
    else
        field_type<typename T::key_type>.read(&reference.column_value(), cell, field);
}
template <class T>
void bind_reference(const void* member, Binder& binder, int parameter, const FieldInfo& field) {
    const auto& reference = *static_cast<const T*>(member);
    if (reference)
        field_type<typename T::key_type>.bind(&reference.pk(), binder, parameter, field);
    else if (T::is_nullable)
        binder.null(parameter);
    else
        bind_empty_reference(binder, parameter, field);
}

/// How the types are stored that are the only ones of their kind, by kind; of the others, what all
/// of a kind have in common.
inline constexpr FieldType types_by_kind[] = {
    {.kind = FieldKind::boolean, .read = read_boolean, .bind = bind_boolean},
    {.kind = FieldKind::integer, .read = read_integer, .bind = bind_integer},
    {.kind = FieldKind::real, .read = read_real, .bind = bind_real},
    {.kind = FieldKind::text, .read = read_text, .bind = bind_text},
    {.kind = FieldKind::blob, .read = read_blob, .bind = bind_blob},
    {.kind = FieldKind::date, .read = read_date, .bind = bind_date},
    {.kind = FieldKind::date_time, .read = read_date_time, .bind = bind_date_time},
    {.kind = FieldKind::time, .read = read_time, .bind = bind_time},
    {.kind = FieldKind::duration, .read = read_duration, .bind = bind_duration},
    {.kind = FieldKind::decimal, .read = read_decimal, .bind = bind_decimal},
    {.kind = FieldKind::uuid, .read = read_uuid, .bind = bind_uuid},
    {.kind = FieldKind::json, .read = read_json, .bind = bind_json},
};

template <class T>
constexpr FieldType make_field_type() {
    FieldType type = types_by_kind[static_cast<int>(kind_of<T>().value_or(FieldKind::integer))];
    if constexpr (is_decimal<T>) {
        type.bytes = sizeof(T);
        type.max_digits = T::digits;
        type.decimal_places = T::places;
    } else if constexpr (reference_member<T>) {
        type = make_field_type<typename T::key_type>();
        type.nullable = T::is_nullable;
        type.read = read_reference<T>;
        type.bind = bind_reference<T>;
    } else if constexpr (user_field<T>) {
        type = make_field_type<typename FieldTraits<T>::stored>();
        type.read = read_user<T>;
        type.bind = bind_user<T>;
    } else if constexpr (is_optional<T>) {
        type = make_field_type<without_optional<T>>();
        type.nullable = true;
        type.read = read_optional<without_optional<T>>;
        type.bind = bind_optional<without_optional<T>>;
    } else if constexpr (std::is_enum_v<T> || field_integer<T>) {
        using Integer = typename std::conditional_t<std::is_enum_v<T>, std::underlying_type<T>,
                                                    std::type_identity<T>>::type;
        type.enumeration = std::is_enum_v<T>;
        type.is_signed = std::is_signed_v<Integer>;
        type.bytes = sizeof(T);
        if (std::is_same_v<T, std::int64_t>) {
            type.read = read_int64;
            type.bind = bind_int64;
        }
    }
    return type;
}

}  // namespace aside::detail
