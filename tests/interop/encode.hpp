#pragma once
// What queries give, as JSON in the form that django_app/tables.py writes.
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "aside/aside.hpp"

namespace interop {

std::string encode(std::int64_t value);
std::string encode(double value);
std::string encode(std::string_view value);
std::string encode(const aside::Blob& value);
std::string encode(aside::Date value);
std::string encode(aside::DateTime value);
std::string encode(aside::Time value);
std::string encode(aside::Duration value);
std::string encode(const aside::Uuid& value);
std::string encode(const aside::DeleteResult& value);
/// The document itself, not a text that holds one.
std::string encode(const aside::Json& value);

template <int Digits, int Places>
std::string encode(const aside::Decimal<Digits, Places>& value) {
    return encode(std::string_view(value.to_string()));
}

/// A list of what is JSON already.
std::string encode_list(const std::vector<std::string>& items);

/// An object is its key, a range all that is in it, nothing NULL.
template <class T>
std::string encode(const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
        return encode(static_cast<std::int64_t>(value));
    } else if constexpr (std::is_enum_v<T>) {
        return encode(stored_value(value));
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        return encode(std::string_view(value));
    } else if constexpr (requires { value.has_value(); }) {
        return value ? encode(*value) : "null";
    } else if constexpr (requires { std::tuple_size<T>::value; }) {
        return std::apply([](const auto&... part) { return encode_list({encode(part)...}); },
                          value);
    } else if constexpr (requires { typename T::mapped_type; }) {
        std::string object = "{";
        for (const auto& [key, mapped] : value) {
            const std::string name = encode(key);
            object += (object.size() == 1 ? "" : ", ") +
                      (name[0] == '"' ? name : '"' + name + '"') + ": " + encode(mapped);
        }
        return object + '}';
    } else if constexpr (requires { value.pk(); }) {
        return encode(value.pk());
    } else {
        std::vector<std::string> items;
        for (const auto& item : value) items.push_back(encode(item));
        return encode_list(items);
    }
}

}  // namespace interop
