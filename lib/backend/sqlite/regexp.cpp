#include "backend/sqlite/regexp.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace aside::backend::sqlite {

namespace {

// A pattern such as `(a+)+$` backtracks without end; at this many steps, some ten milliseconds, it
// is an error.
constexpr std::uint32_t match_limit = 1'000'000;
constexpr std::uint32_t heap_limit_in_kibibytes = 64 * 1024;

struct Free {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
    void operator()(pcre2_match_context* limits) const { pcre2_match_context_free(limits); }
};

/// A compiled pattern and what matching with it needs.
struct Pattern {
    std::unique_ptr<pcre2_code, Free> code;
    std::unique_ptr<pcre2_match_data, Free> data;
    std::unique_ptr<pcre2_match_context, Free> limits;
};

// The pattern is a parameter, so it is not part of the message; nor is the code that of a wrong
// statement.
void fail(sqlite3_context* context, const std::string& message) {
    sqlite3_result_error(context, message.c_str(), -1);
    sqlite3_result_error_code(context, SQLITE_MISMATCH);
}

std::string describe(int code) {
    std::array<PCRE2_UCHAR, 256> message{};
    pcre2_get_error_message(code, message.data(), message.size());
    return reinterpret_cast<const char*>(message.data());
}

std::basic_string_view<PCRE2_UCHAR> bytes_of(sqlite3_value* value) {
    const auto* text = sqlite3_value_text(value);
    return {text, text == nullptr ? 0 : static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::unique_ptr<Pattern> compile(sqlite3_context* context, sqlite3_value* value) {
    const auto text = bytes_of(value);
    int error = 0;
    PCRE2_SIZE offset = 0;
    auto pattern = std::make_unique<Pattern>();
    pattern->code.reset(pcre2_compile(text.data(), text.size(),
                                      PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF, &error,
                                      &offset, nullptr));
    if (!pattern->code) {
        fail(context, "invalid regular expression: " + describe(error) + " at offset " +
                          std::to_string(offset));
        return nullptr;
    }
    pattern->data.reset(pcre2_match_data_create_from_pattern(pattern->code.get(), nullptr));
    pattern->limits.reset(pcre2_match_context_create(nullptr));
    if (!pattern->data || !pattern->limits) {
        sqlite3_result_error_nomem(context);
        return nullptr;
    }
    pcre2_set_match_limit(pattern->limits.get(), match_limit);
    pcre2_set_heap_limit(pattern->limits.get(), heap_limit_in_kibibytes);
    return pattern;
}

void match(sqlite3_context* context, Pattern& pattern, sqlite3_value* value) {
    const auto text = bytes_of(value);
    const int found = pcre2_match(pattern.code.get(), text.data(), text.size(), 0, 0,
                                  pattern.data.get(), pattern.limits.get());
    if (found >= 0) return sqlite3_result_int(context, 1);
    if (found == PCRE2_ERROR_NOMATCH) return sqlite3_result_int(context, 0);
    fail(context, "regular expression could not be matched: " + describe(found));
}

}  // namespace

void regexp(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL ||
        sqlite3_value_type(arguments[1]) == SQLITE_NULL)
        return;
    if (auto* kept = static_cast<Pattern*>(sqlite3_get_auxdata(context, 0)))
        return match(context, *kept, arguments[1]);
    auto pattern = compile(context, arguments[0]);
    if (!pattern) return;
    match(context, *pattern, arguments[1]);
    // Last, because SQLite may free it within this very call.
    sqlite3_set_auxdata(context, 0, pattern.release(),
                        [](void* kept) { delete static_cast<Pattern*>(kept); });
}

}  // namespace aside::backend::sqlite
