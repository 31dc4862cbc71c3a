#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

namespace aside::model {

/// Texts one behind the other, with a separator between each two.
template <class Texts>
[[nodiscard]] std::string joined(const Texts& texts, std::string_view separator = ", ") {
    std::string all;
    bool first = true;
    for (const std::string_view text : texts) {
        if (!first) all += separator;
        first = false;
        all += text;
    }
    return all;
}
[[nodiscard]] inline std::string joined(std::initializer_list<std::string_view> texts,
                                        std::string_view separator) {
    return joined<std::initializer_list<std::string_view>>(texts, separator);
}

}  // namespace aside::model
