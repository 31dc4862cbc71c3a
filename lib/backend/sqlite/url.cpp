#include "backend/sqlite/url.hpp"

#include <charconv>
#include <filesystem>

#include "aside/error.hpp"

namespace aside::backend::sqlite {

namespace {

[[noreturn]] void refuse(std::string_view url, const std::string& reason) {
    throw ImproperlyConfigured("cannot connect to \"" + std::string(url) + "\": " + reason);
}

std::string decoded(std::string_view url, std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const char letter = text.front();
        text.remove_prefix(1);
        if (letter != '%') {
            plain += letter;
            continue;
        }
        unsigned value = 0;
        const auto digits = text.substr(0, 2);
        const auto end =
            std::from_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
        if (digits.size() < 2 || end != digits.data() + 2) {
            refuse(url, "a percent sign that two hexadecimal digits do not follow is written %25");
        }
        if (value == 0) refuse(url, "a path cannot contain a NUL byte");
        plain += static_cast<char>(value);
        text.remove_prefix(2);
    }
    if (plain.find('\0') != std::string::npos) refuse(url, "a path cannot contain a NUL byte");
    return plain;
}

void apply_mode(Url& parsed, std::string_view value) {
    if (value == "ro")
        parsed.mode = Mode::read_only;
    else if (value == "rw")
        parsed.mode = Mode::read_write;
    else if (value == "rwc")
        parsed.mode = Mode::create;
    else
        refuse(parsed.text, "mode is ro, rw or rwc, not \"" + std::string(value) + "\"");
    if (parsed.memory && parsed.mode != Mode::create)
        refuse(parsed.text, "a database in memory has no other mode than rwc");
}

void apply_synchronous(Url& parsed, std::string_view value) {
    if (value != "normal" && value != "full") {
        refuse(parsed.text, "synchronous is full or normal, not \"" + std::string(value) + "\"");
    }
    parsed.synchronous_normal = value == "normal";
}

void apply_journal_mode(Url& parsed, std::string_view value) {
    if (value != "wal" && value != "keep")
        refuse(parsed.text, "journal_mode is wal or keep, not \"" + std::string(value) + "\"");
    parsed.keeps_journal_mode = value == "keep";
}

bool flag(const Url& parsed, std::string_view key, std::string_view value) {
    if (value != "0" && value != "1")
        refuse(parsed.text, std::string(key) + " is 0 or 1, not \"" + std::string(value) + "\"");
    return value == "1";
}

void apply_option(Url& parsed, std::string_view option) {
    const auto equals = option.find('=');
    const auto key = option.substr(0, equals);
    const auto value =
        equals == std::string_view::npos ? std::string_view() : option.substr(equals + 1);
    if (key == "mode") return apply_mode(parsed, value);
    if (key == "synchronous") return apply_synchronous(parsed, value);
    if (key == "journal_mode") return apply_journal_mode(parsed, value);
    if (key == "immutable") {
        parsed.immutable = flag(parsed, key, value);
        return;
    }
    if (key == "trusted_schema") {
        parsed.trusts_schema = flag(parsed, key, value);
        return;
    }
    refuse(parsed.text,
           "unknown option \"" + std::string(key) +
               "\"; there are mode, synchronous, journal_mode, immutable and trusted_schema");
}

void apply_options(Url& parsed, std::string_view options) {
    while (!options.empty()) {
        const auto end = options.find('&');
        apply_option(parsed, options.substr(0, end));
        options.remove_prefix(end == std::string_view::npos ? options.size() : end + 1);
    }
    if (parsed.immutable && parsed.mode != Mode::read_only)
        refuse(parsed.text, "immutable=1 is for a file that is only read: add mode=ro");
}

// Relative to the current directory, which may be gone.
std::string absolute(std::string_view url, const std::string& path) {
    std::error_code failure;
    const auto whole = std::filesystem::absolute(path, failure);
    if (failure)
        throw OperationalError(
            "cannot connect to \"" + std::string(url) +
            "\": the current directory, which it is relative to, cannot be found (" +
            failure.message() + "); give a path that begins with /");
    return whole.string();
}

}  // namespace

Url parse_url(std::string_view url) {
    Url parsed{.text = std::string(url)};
    auto rest = url.substr(url.find(':') + 1);
    const auto question = rest.find('?');
    const auto path = rest.substr(0, question);
    parsed.memory = path == ":memory:";
    if (parsed.memory)
        parsed.path = path;
    else if (path.empty())
        refuse(url, "it has no path");
    else
        parsed.path = absolute(url, decoded(url, path));
    if (question != std::string_view::npos) apply_options(parsed, rest.substr(question + 1));
    return parsed;
}

}  // namespace aside::backend::sqlite
