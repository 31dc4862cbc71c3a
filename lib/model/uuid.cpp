#include "aside/uuid.hpp"

#include <uuid/uuid.h>

#include "aside/error.hpp"
#include "model/ascii.hpp"
#include "model/hexadecimal.hpp"
#include "model/shown.hpp"

namespace aside::model {

namespace {

int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    const char letter = lower(c);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

}  // namespace

}  // namespace aside::model

namespace aside {

Uuid Uuid::random() {
    std::array<std::byte, 16> bytes;
    uuid_generate_random(reinterpret_cast<unsigned char*>(bytes.data()));
    return Uuid(bytes);
}

Uuid Uuid::parse(std::string_view text) {
    std::array<std::byte, 16> bytes{};
    std::size_t digits = 0;
    bool good = text.size() == 32 || text.size() == 36;
    for (std::size_t i = 0; good && i < text.size(); ++i) {
        const bool hyphen_due = text.size() == 36 && (i == 8 || i == 13 || i == 18 || i == 23);
        if (hyphen_due) {
            good = text[i] == '-';
            continue;
        }
        const int digit = model::hex_digit(text[i]);
        good = digit >= 0 && digits < 32;
        if (good) bytes[digits / 2] |= static_cast<std::byte>(digits % 2 == 0 ? digit << 4 : digit);
        ++digits;
    }
    if (!good) throw ValidationError(model::shown(text) + " is no UUID");
    return Uuid(bytes);
}

std::string Uuid::hex() const {
    std::string text;
    text.reserve(32);
    for (const std::byte byte : bytes_) model::append_hexadecimal(text, byte);
    return text;
}

std::string Uuid::to_string() const {
    std::string text = hex();
    for (const std::size_t at : {8, 13, 18, 23}) text.insert(at, 1, '-');
    return text;
}

}  // namespace aside
