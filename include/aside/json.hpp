#pragma once
// Conversions between `aside::Json` and nlohmann::json; a header of its own, since the latter costs
// compile time.
#include <nlohmann/json.hpp>

#include "aside/json_value.hpp"

namespace aside {

/// The document as nlohmann's value. Throws `nlohmann::json::parse_error` where a database held no
/// JSON.
inline nlohmann::json to_nlohmann(const Json& json) { return nlohmann::json::parse(json.text()); }

/// The value as a document that a field can hold.
inline Json from_nlohmann(const nlohmann::json& value) {
    return Json::from_valid_text(value.dump());
}

}  // namespace aside
