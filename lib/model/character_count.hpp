#pragma once
#include <cstddef>
#include <string_view>

namespace aside::model {

/// How many characters a text in UTF-8 has, as `max_length` counts them.
[[nodiscard]] inline std::size_t character_count(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text)
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++count;
    return count;
}

}  // namespace aside::model
