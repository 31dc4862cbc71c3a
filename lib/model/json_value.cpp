#include "aside/json_value.hpp"

#include <nlohmann/json.hpp>

#include "aside/error.hpp"

namespace aside {

Json Json::parse(std::string_view text) {
    // The value is thrown away on purpose: a parser's number type may be narrower than the text.
    try {
        [[maybe_unused]] const auto checked = nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error& error) {
        throw ValidationError("not a JSON document, at byte " + std::to_string(error.byte));
    }
    return from_valid_text(std::string(text));
}

bool Json::same_value(const Json& a, const Json& b) {
    const auto value_a = nlohmann::json::parse(a.text_, nullptr, false);
    const auto value_b = nlohmann::json::parse(b.text_, nullptr, false);
    return !value_a.is_discarded() && value_a == value_b;
}

}  // namespace aside
