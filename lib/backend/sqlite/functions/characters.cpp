#include "backend/sqlite/functions/characters.hpp"

#include <algorithm>

namespace aside::backend::sqlite {

namespace {

/// Bytes that go on with a character belong to it.
bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

std::int64_t length_of(std::string_view text) {
    return std::ranges::count_if(text, begins_character);
}

/// The text without its first characters.
std::string_view behind(std::string_view text, std::int64_t characters) {
    std::size_t at = 0;
    for (; at < text.size(); ++at)
        if (begins_character(text[at]) && characters-- <= 0) break;
    return text.substr(at);
}

std::string_view first_of(std::string_view text, std::int64_t characters) {
    return text.substr(0, text.size() - behind(text, std::max<std::int64_t>(characters, 0)).size());
}

/// A position before the text counts, as in the SQL standard: of `'abc'` two characters from 0 are
/// `'a'`.
void text_part(const Call& call) {
    const std::int64_t position = call.integer(1);
    const std::string_view rest = behind(call.text(0), std::max<std::int64_t>(position, 1) - 1);
    if (call.count() == 2) return call.give_text(rest);
    std::int64_t length = std::max<std::int64_t>(call.integer(2), 0);
    if (position < 1 && __builtin_add_overflow(length, position - 1, &length)) length = 0;
    call.give_text(first_of(rest, length));
}

void text_end(const Call& call) {
    const std::string_view text = call.text(0);
    const std::int64_t wanted = std::max<std::int64_t>(call.integer(1), 0);
    call.give_text(behind(text, std::max<std::int64_t>(length_of(text) - wanted, 0)));
}

constexpr Scalar functions[] = {
    {"char_length", 1, [](const Call& call) { call.give_integer(length_of(call.text(0))); }},
    {"text_part", 2, text_part},
    {"text_part", 3, text_part},
    {"text_start", 2,
     [](const Call& call) { call.give_text(first_of(call.text(0), call.integer(1))); }},
    {"text_end", 2, text_end},
};

}  // namespace

std::span<const Scalar> character_functions() { return functions; }

}  // namespace aside::backend::sqlite
