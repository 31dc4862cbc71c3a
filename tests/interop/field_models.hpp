#pragma once
// Models with every type of field and no relation.
#include "aside/aside.hpp"

namespace interop {

using namespace aside::literals;

enum class Color { infrared = -1, red, green, blue };
enum class Size { small, medium, large, huge };

// What a column holds for an enumerator, not as the library writes it but as Django's models say.
inline std::int64_t stored_value(Color color) { return static_cast<std::int64_t>(color); }
inline std::string_view stored_value(Size size) {
    constexpr std::string_view texts[] = {"S", "M", "L", "très grand"};
    return texts[static_cast<int>(size)];
}

/// Every type of field, never NULL.
struct Sample : aside::Model<Sample> {
    std::int64_t id = 0;
    bool flag = false;
    std::int16_t small = 0;
    std::int32_t number = 0;
    std::int64_t big = 0;
    double real = 0;
    std::string line;
    std::string words;
    std::vector<std::byte> data;
    aside::Date day;
    aside::DateTime moment;
    aside::Time hour;
    aside::Duration span{};
    aside::Decimal<15, 5> amount;
    aside::Uuid key;
    aside::Json document;
    Color color = Color::red;
    Size size = Size::small;

    static constexpr auto meta =
        aside::meta("line"_f.max_length(80),
                    "size"_f.max_length(10).choices(Size::small, "S", Size::medium, "M",
                                                    Size::large, "L", Size::huge, "très grand"));
};

/// Every type of field, each of which may be NULL.
struct Maybe : aside::Model<Maybe> {
    std::int64_t id = 0;
    std::optional<bool> flag;
    std::optional<std::int16_t> small;
    std::optional<std::int32_t> number;
    std::optional<std::int64_t> big;
    std::optional<double> real;
    std::optional<std::string> line;
    std::optional<std::string> words;
    std::optional<std::vector<std::byte>> data;
    std::optional<aside::Date> day;
    std::optional<aside::DateTime> moment;
    std::optional<aside::Time> hour;
    std::optional<aside::Duration> span;
    std::optional<aside::Decimal<15, 5>> amount;
    std::optional<aside::Uuid> key;
    std::optional<aside::Json> document;
    std::optional<Color> color;
    std::optional<Size> size;

    static constexpr auto meta =
        aside::meta("line"_f.max_length(80),
                    "size"_f.max_length(10).choices(Size::small, "S", Size::medium, "M",
                                                    Size::large, "L", Size::huge, "très grand"));
};

}  // namespace interop
