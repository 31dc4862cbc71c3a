#include "backend/sqlite/functions/text.hpp"

#include <limits>

#include "backend/sqlite/functions/output.hpp"

namespace aside::backend::sqlite {

namespace {

constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

/// The index at which the character that begins at `at` ends; SQLite's own LENGTH counts like this.
std::size_t end_of_character(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    if (byte(at++) < 0xC0) return at;
    while (at < text.size() && (byte(at) & 0xC0) == 0x80) ++at;
    return at;
}

struct Beginning {
    std::int64_t characters = 0;
    std::size_t bytes = 0;
};

/// The text's first characters, at most so many.
Beginning beginning_of(std::string_view text, std::int64_t most) {
    Beginning beginning;
    while (beginning.characters < most && beginning.bytes < text.size()) {
        beginning.bytes = end_of_character(text, beginning.bytes);
        ++beginning.characters;
    }
    return beginning;
}

/// The bytes of so many copies, which are no more than an integer can count.
std::uint64_t size_of(std::string_view text, std::int64_t times) {
    if (times > std::numeric_limits<int>::max()) throw FunctionError(Output::too_long);
    return text.size() * static_cast<std::uint64_t>(times);
}

enum class Side { left, right };

void pad(const Call& call, Side side) {
    const std::int64_t wanted = std::max<std::int64_t>(call.integer(1), 0);
    const std::string_view whole = call.text(0);
    const Beginning kept = beginning_of(whole, wanted);
    const std::string_view text = whole.substr(0, kept.bytes);
    const std::string_view fill = call.text(2);
    if (kept.characters == wanted || fill.empty()) return call.give_text(text);

    const std::int64_t missing = wanted - kept.characters;
    const std::int64_t fill_characters = beginning_of(fill, no_limit).characters;
    const std::int64_t times = missing / fill_characters;
    const std::string_view rest =
        fill.substr(0, beginning_of(fill, missing % fill_characters).bytes);
    Output output(call, text.size() + size_of(fill, times) + rest.size());
    if (side == Side::right) output.append(text);
    output.append(fill, times);
    output.append(rest);
    if (side == Side::left) output.append(text);
    output.give();
}

void repeat(const Call& call) {
    const std::string_view text = call.text(0);
    const std::int64_t times = std::max<std::int64_t>(call.integer(1), 0);
    if (text.empty()) return call.give_text(text);
    Output output(call, size_of(text, times));
    output.append(text, times);
    output.give();
}

void reverse(const Call& call) {
    const std::string_view text = call.text(0);
    Output output(call, text.size());
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end) {
        end = end_of_character(text, begin);
        output.write(text.size() - end, text.substr(begin, end - begin));
    }
    output.give();
}

constexpr Scalar functions[] = {
    {"lpad", 3, [](const Call& call) { pad(call, Side::left); }},
    {"rpad", 3, [](const Call& call) { pad(call, Side::right); }},
    {"repeat", 2, repeat},
    {"reverse", 1, reverse},
};

}  // namespace

std::span<const Scalar> text_functions() { return functions; }

}  // namespace aside::backend::sqlite
