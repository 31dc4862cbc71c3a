#pragma once
// Texts of others in messages of ours.
#include <string>
#include <string_view>

namespace aside::model {

/// The text in quotes; of a long one the beginning.
[[nodiscard]] inline std::string shown(std::string_view text) {
    constexpr std::size_t most = 60;
    if (text.size() <= most) return '"' + std::string(text) + '"';
    return '"' + std::string(text.substr(0, most)) + "...\" (" + std::to_string(text.size()) +
           " bytes)";
}

}  // namespace aside::model
