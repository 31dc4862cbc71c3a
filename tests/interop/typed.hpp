#pragma once
// Rows of any columns as JSON, each value with its type, in the form that django_app/typed.py
// writes.
#include "interop/encode.hpp"

namespace interop {

std::string typed(std::string_view kind, std::string_view text);
std::string typed(double value);
/// Without the zeros at its end.
std::string typed_decimal(std::string text);
/// `{"name": value, ...}` of what is JSON already.
std::string typed_columns(const std::vector<std::pair<std::string_view, std::string>>& columns);

template <class T>
std::string typed(const T& value);

template <aside::fixed_string... Name, class... T>
std::string typed_record(const aside::Record<aside::Column<Name, T>...>& row) {
    return typed_columns(
        {{Name.view(), typed(static_cast<const aside::Column<Name, T>&>(row).value)}...});
}
template <class M, aside::fixed_string... Name, class... T>
std::string typed_record(const aside::Annotated<M, aside::Column<Name, T>...>& row) {
    return typed_columns(
        {{"pk", encode(row.pk())},
         {Name.view(), typed(static_cast<const aside::Column<Name, T>&>(row.columns).value)}...});
}

/// A row as it is: an object is its key and what was annotated to it.
template <class T>
std::string typed(const T& value) {
    if constexpr (std::is_floating_point_v<T>)
        return typed(static_cast<double>(value));
    else if constexpr (aside::detail::is_decimal<T>)
        return typed_decimal(value.to_string());
    else if constexpr (std::is_same_v<T, aside::Date>)
        return typed("date", encode(value));
    else if constexpr (std::is_same_v<T, aside::DateTime>)
        return typed("datetime", encode(value));
    else if constexpr (std::is_same_v<T, aside::Time>)
        return typed("time", encode(value));
    else if constexpr (std::is_same_v<T, aside::Duration>)
        return typed("timedelta", encode(value));
    else if constexpr (std::is_same_v<T, aside::Uuid>)
        return typed("UUID", encode(value));
    else if constexpr (std::is_convertible_v<const T&, std::string_view>)
        return encode(value);
    else if constexpr (requires { value.has_value(); })
        return value ? typed(*value) : "null";
    else if constexpr (requires { typed_record(value); })
        return typed_record(value);
    else if constexpr (aside::detail::model_object<T>)
        return typed_columns({{"pk", encode(value.pk())}});
    else if constexpr (requires { std::tuple_size<T>::value; })
        return std::apply([](const auto&... part) { return encode_list({typed(part)...}); }, value);
    else if constexpr (requires { value.begin(); }) {
        std::vector<std::string> items;
        for (const auto& item : value) items.push_back(typed(item));
        return encode_list(items);
    } else
        return encode(value);
}
/// Rows in whatever order.
template <class Rows>
std::string typed_rows(const Rows& rows) {
    return "{\"rows\": " + typed(rows) + '}';
}

}  // namespace interop
