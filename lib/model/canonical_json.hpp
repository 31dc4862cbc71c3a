#pragma once
// One text for all spellings of a JSON value.
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace aside::model {

/// The value of a document; a discarded one if the text is no document, is too deep to go through,
/// or has a number that no double holds. Throws for want of memory only.
[[nodiscard]] nlohmann::json read_json(std::string_view text);

/// Keys in order, no white space, numbers without a fraction as integers. Text that is no JSON
/// stays as it is.
[[nodiscard]] std::string canonical_json(std::string_view text);

/// A text as JSON spells it, in quotes; a finite number.
[[nodiscard]] std::string json_of(std::string_view text);
[[nodiscard]] std::string json_of(double number);
/// A value of a document, as JSON spells it.
[[nodiscard]] std::string text_of(const nlohmann::json& value);

}  // namespace aside::model
