#pragma once
#include <cstddef>
#include <string_view>

namespace aside {

/// Text as a template argument: what `"path"_f` carries in its type.
template <std::size_t Size>
struct fixed_string {
    char text[Size]{};

    consteval fixed_string(const char (&literal)[Size]) {
        for (std::size_t i = 0; i < Size; ++i) text[i] = literal[i];
    }
    consteval explicit fixed_string(std::string_view view) {
        for (std::size_t i = 0; i < Size - 1; ++i) text[i] = view[i];
    }
    [[nodiscard]] constexpr std::string_view view() const { return {text, Size - 1}; }
};

template <std::size_t SizeA, std::size_t SizeB>
consteval bool operator==(const fixed_string<SizeA>& a, const fixed_string<SizeB>& b) {
    return a.view() == b.view();
}

}  // namespace aside
