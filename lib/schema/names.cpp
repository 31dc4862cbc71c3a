#include "schema/names.hpp"

#include <nettle/md5.h>

#include <array>
#include <cstdint>
#include <initializer_list>

#include "model/ascii.hpp"
#include "model/joined.hpp"

namespace aside::schema {

namespace {

/// Hexadecimal digits of the MD5 hash of texts without anything between them, as Django's
/// `names_digest` gives them.
class Digest {
public:
    Digest() { nettle_md5_init(&state_); }
    void add(std::string_view text) {
        nettle_md5_update(&state_, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
    }
    std::string digits(std::size_t count) {
        std::array<std::uint8_t, MD5_DIGEST_SIZE> bytes{};
        nettle_md5_digest(&state_, bytes.size(), bytes.data());
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text += "0123456789abcdef"[(bytes[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 15];
        return text;
    }

private:
    md5_ctx state_{};
};

/// The first characters of a text that fill at most so many bytes: none of UTF-8 is cut in two.
std::string_view first_bytes(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    return text.substr(0, most);
}

std::string_view first_characters(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    while (end < text.size() && count-- > 0) do
            ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
    return text.substr(0, end);
}

std::string joined(std::initializer_list<std::string_view> words) {
    return model::joined(words, "_");
}

bool is_bad_start(char c) { return c == '_' || model::is_digit(c); }

}  // namespace

std::string constraint_name(std::string_view table, std::span<const std::string> columns,
                            std::string_view suffix, std::size_t most) {
    Digest digest;
    digest.add(table);
    std::string listed;
    for (const std::string& column : columns) {
        digest.add(column);
        if (!listed.empty()) listed += '_';
        listed += column;
    }
    std::string tail = digest.digits(8).append(suffix);
    std::string name = joined({table, listed, tail});
    if (name.size() <= most) return name;
    tail = first_bytes(tail, most / 3);
    const std::size_t rest = (most - tail.size()) / 2 - 1;
    name = joined({first_bytes(table, rest), first_bytes(listed, rest), tail});
    if (!is_bad_start(name.front())) return name;
    name.pop_back();
    return 'D' + name;
}

std::string index_name(std::string_view table, std::span<const KeyPart> parts) {
    constexpr std::string_view suffix = "idx";
    Digest digest;
    digest.add(table);
    for (const KeyPart& part : parts) {
        if (part.descending) digest.add("-");
        digest.add(part.column);
    }
    digest.add(suffix);
    const std::string& first = parts.front().column;
    std::string name =
        joined({first_characters(table, 11), first_characters(first, 7), digest.digits(6), suffix});
    if (is_bad_start(name.front())) name.front() = 'D';
    return name;
}

}  // namespace aside::schema
