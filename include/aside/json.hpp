#pragma once
// Conversions between `aside::Json` and nlohmann::json; a header of its own, since the latter costs
// compile time.
#include <nlohmann/json.hpp>

#include "aside/json_value.hpp"

namespace aside {

namespace detail {
/// Whether a value is too deep for a document. Calls itself for each level that one may have.
inline bool is_too_deep_value(const nlohmann::json& value, std::size_t level = 1) {
    if (!value.is_structured()) return false;
    if (level > deepest_json) return true;
    for (const nlohmann::json& part : value)
        if (is_too_deep_value(part, level + 1)) return true;
    return false;
}
}  // namespace detail

/// The document as nlohmann's value. Throws `ValidationError` if the database held no JSON, or a
/// document that is too deep or has too large a number for `Json::parse`.
inline nlohmann::json to_nlohmann(const Json& json) {
    if (detail::is_too_deep(json.text())) detail::throw_too_deep();
    nlohmann::json value = nlohmann::json::parse(json.text(), nullptr, false);
    if (value.is_discarded()) detail::throw_no_json("a column's text is none");
    return value;
}

/// The value as a document that a field can hold. Throws `ValidationError` if it is too deep, or
/// has text that is not UTF-8.
inline Json from_nlohmann(const nlohmann::json& value) {
    if (detail::is_too_deep_value(value)) detail::throw_too_deep();
    try {
        return Json::from_valid_text(value.dump());
    } catch (const nlohmann::json::type_error&) {
        detail::throw_no_json("text in it is not UTF-8");
    }
}

}  // namespace aside
