#include "aside/json_value.hpp"

#include <nlohmann/json.hpp>

#include "aside/error.hpp"

namespace aside {
namespace detail {

bool is_too_deep(std::string_view json) noexcept {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"')
            in_string = !in_string;
        else if (in_string)
            i += c == '\\' ? 1 : 0;
        else if (c == '[' || c == '{')
            ++depth;
        else if (c == ']' || c == '}')
            depth -= depth > 0 ? 1 : 0;
        if (depth > deepest_json) return true;
    }
    return false;
}

void throw_too_deep() {
    throw ValidationError("arrays and objects of a JSON document may stand " +
                          std::to_string(deepest_json) + " deep in one another, not deeper");
}

void throw_no_json(std::string_view reason) {
    throw ValidationError("not a JSON document: " + std::string(reason));
}

}  // namespace detail

Json Json::parse(std::string_view text) {
    if (detail::is_too_deep(text)) detail::throw_too_deep();
    // The value is thrown away on purpose: a parser's number type may be narrower than the text.
    try {
        [[maybe_unused]] const auto checked = nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error& error) {
        throw ValidationError("not a JSON document, at byte " + std::to_string(error.byte));
    } catch (const nlohmann::json::out_of_range&) {
        detail::throw_no_json("a number in it is larger than a double can hold");
    }
    return from_valid_text(std::string(text));
}

bool Json::same_value(const Json& a, const Json& b) {
    if (detail::is_too_deep(a.text_) || detail::is_too_deep(b.text_)) detail::throw_too_deep();
    const auto value_a = nlohmann::json::parse(a.text_, nullptr, false);
    const auto value_b = nlohmann::json::parse(b.text_, nullptr, false);
    return !value_a.is_discarded() && value_a == value_b;
}

}  // namespace aside
