#include "aside/error.hpp"

#include <utility>

namespace aside {

namespace {

std::string describe(const DatabaseErrorInfo& info) {
    std::string text = info.message;
    if (!info.explanation.empty()) text = info.explanation + ": " + text;
    if (!info.sql.empty()) text += " [" + info.sql + "]";
    return text;
}

/// Messages repeat names and values, which may come from a request and be as long as that: one line
/// of a log is enough. Ends before a character, not within one.
std::string shortened(std::string_view message) {
    constexpr std::size_t longest = 2000;
    if (message.size() <= longest) return std::string(message);
    std::size_t size = longest;
    const auto continues = [&](std::size_t at) { return (message[at] & 0xC0) == 0x80; };
    while (size > longest - 4 && continues(size)) --size;
    return std::string(message.substr(0, size)) + "... (" + std::to_string(message.size()) +
           " bytes)";
}

}  // namespace

Error::Error(std::string_view message) : std::runtime_error(shortened(message)) {}

DatabaseError::DatabaseError(DatabaseErrorInfo info)
    : Error(describe(info)), info_(std::move(info)) {}

}  // namespace aside
