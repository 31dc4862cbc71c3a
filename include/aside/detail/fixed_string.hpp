#pragma once
#include <cstddef>
#include <string_view>

namespace aside {

/// Text as a template argument: `"path"_f` carries it in its type.
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

template <std::size_t Size, std::size_t Added>
consteval auto operator+(const fixed_string<Size>& text, const char (&added)[Added]) {
    struct Buffer {
        char text[Size + Added - 2];
    } buffer{};
    for (std::size_t i = 0; i < Size - 1; ++i) buffer.text[i] = text.text[i];
    for (std::size_t i = 0; i < Added - 1; ++i) buffer.text[Size - 1 + i] = added[i];
    return fixed_string<Size + Added - 1>(std::string_view(buffer.text, Size + Added - 2));
}

}  // namespace aside
