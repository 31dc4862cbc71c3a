#include "backend/sqlite/functions/regexp.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <memory>
#include <new>
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

std::string describe(int code) {
    std::array<PCRE2_UCHAR, 256> message{};
    pcre2_get_error_message(code, message.data(), message.size());
    return reinterpret_cast<const char*>(message.data());
}

PCRE2_SPTR bytes_of(std::string_view text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

std::unique_ptr<Pattern> compile(const Call& call) {
    const std::string_view text = call.text(0);
    int error = 0;
    PCRE2_SIZE offset = 0;
    auto pattern = std::make_unique<Pattern>();
    pattern->code.reset(pcre2_compile(bytes_of(text), text.size(),
                                      PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF, &error,
                                      &offset, nullptr));
    if (!pattern->code) {
        // The pattern is a parameter, so it is not part of the message.
        const std::string message = "invalid regular expression: " + describe(error) +
                                    " at offset " + std::to_string(offset);
        fail(call.context(), message.c_str());
        return nullptr;
    }
    pattern->data.reset(pcre2_match_data_create_from_pattern(pattern->code.get(), nullptr));
    pattern->limits.reset(pcre2_match_context_create(nullptr));
    if (!pattern->data || !pattern->limits) throw std::bad_alloc();
    pcre2_set_match_limit(pattern->limits.get(), match_limit);
    pcre2_set_heap_limit(pattern->limits.get(), heap_limit_in_kibibytes);
    return pattern;
}

void match(const Call& call, Pattern& pattern) {
    const std::string_view text = call.text(1);
    const int found = pcre2_match(pattern.code.get(), bytes_of(text), text.size(), 0, 0,
                                  pattern.data.get(), pattern.limits.get());
    if (found >= 0) return call.give_integer(1);
    if (found == PCRE2_ERROR_NOMATCH) return call.give_integer(0);
    const std::string message = "regular expression could not be matched: " + describe(found);
    fail(call.context(), message.c_str());
}

}  // namespace

void regexp(const Call& call) {
    if (auto* kept = static_cast<Pattern*>(sqlite3_get_auxdata(call.context(), 0)))
        return match(call, *kept);
    auto pattern = compile(call);
    if (!pattern) return;
    match(call, *pattern);
    // Last, because SQLite may free it within this very call.
    sqlite3_set_auxdata(call.context(), 0, pattern.release(),
                        [](void* kept) { delete static_cast<Pattern*>(kept); });
}

}  // namespace aside::backend::sqlite
