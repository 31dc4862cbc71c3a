#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

namespace aside::model {

/// A number of things, for people, such as `1,234,567`.
[[nodiscard]] inline std::string grouped(std::int64_t number) {
    std::string text = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), 1, ',');
    return text;
}

}  // namespace aside::model
