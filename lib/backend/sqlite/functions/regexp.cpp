#include "backend/sqlite/functions/regexp.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <sqlite3.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>

namespace aside::backend::sqlite {

namespace {

using Clock = std::chrono::steady_clock;

// The limit for one text; a pattern such as `(a+)+$` backtracks without end. With ordinary patterns
// a megabyte is searched in some ten milliseconds.
constexpr auto longest_match = std::chrono::seconds(1);
constexpr std::uint32_t heap_limit_in_kibibytes = 64 * 1024;
/// Compiling is not stopped: at most this takes some milliseconds.
constexpr std::size_t longest_pattern = 10'000;
/// PCRE2 goes through each character of a range in a class if case does not count, which takes 8 ms
/// for all that exist. This is the limit for all ranges of a pattern.
constexpr std::uint64_t most_in_ranges = std::uint64_t{4} * 0x110000;
/// Machine code is made once so many bytes have been searched: both take some hundred microseconds.
constexpr std::size_t bytes_before_compiling = 20'000;

constexpr std::uint32_t options =
    PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_AUTO_CALLOUT;

struct Free {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
    void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
    void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
};

/// A compiled pattern and the memory for matching with it.
struct Pattern {
    std::unique_ptr<pcre2_code, Free> code;
    std::unique_ptr<pcre2_match_data, Free> data;
    std::unique_ptr<pcre2_match_context, Free> context;
    std::size_t searched = 0;  ///< bytes, until machine code is made
};

/// The search of one text, which asks now and then whether it should go on. PCRE2 calls it before
/// each item of the pattern; between two calls it may go through the text once.
class Search {
public:
    Search(const Call& call, std::string_view text) : call_(call), bytes_(text.size() + 1) {}

    /// Called by PCRE2: 0 goes on with the match. No exception may leave it.
    static int callout(pcre2_callout_block*, void* search) noexcept {
        return static_cast<Search*>(search)->goes_on() ? 0 : PCRE2_ERROR_CALLOUT;
    }
    [[nodiscard]] bool stopped() const { return stopped_; }

private:
    [[nodiscard]] bool goes_on() noexcept {
        work_ += bytes_;
        if (work_ < bytes_between_checks) return true;
        try {
            call_.worked(work_);
        } catch (const Stopped&) {
            stopped_ = true;
            return false;
        }
        work_ = 0;
        const auto now = Clock::now();
        if (!begun_) begun_ = now;
        return now - *begun_ < longest_match;
    }

    static constexpr std::size_t bytes_between_checks = 1 << 16;

    const Call& call_;
    const std::size_t bytes_;
    std::size_t work_ = 0;
    std::optional<Clock::time_point> begun_;
    bool stopped_ = false;
};

std::string describe(int code) {
    std::array<PCRE2_UCHAR, 256> message{};
    pcre2_get_error_message(code, message.data(), message.size());
    return reinterpret_cast<const char*>(message.data());
}

PCRE2_SPTR bytes_of(std::string_view text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

/// The character at the beginning, as it is or by its number; 0 for one below 256.
std::uint64_t character_at(std::string_view pattern) {
    const auto byte = [&](std::size_t i) {
        return i < pattern.size() ? static_cast<unsigned char>(pattern[i]) : 0U;
    };
    if (byte(0) >= 0xF0)
        return (byte(0) & 7) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6;
    if (byte(0) >= 0xC0) return 0xFFFF;
    if (byte(0) != '\\' || byte(2) != '{') return 0;
    const int base = byte(1) == 'o' ? 8 : 16;
    pattern.remove_prefix(pattern.substr(3).starts_with("U+") ? 5 : 3);
    std::uint64_t number = 0;
    std::from_chars(pattern.data(), pattern.data() + pattern.size(), number, base);
    return number;
}

/// How many characters PCRE2 may go through for its ranges, more or less.
std::uint64_t characters_in_ranges(std::string_view pattern) {
    std::uint64_t characters = 0;
    while (pattern.find('-') != pattern.npos) {
        pattern.remove_prefix(pattern.find('-') + 1);
        while (pattern.starts_with(' ') || pattern.starts_with('\t')) pattern.remove_prefix(1);
        while (pattern.starts_with("\\E") || pattern.starts_with("\\Q")) pattern.remove_prefix(2);
        characters += character_at(pattern);
    }
    return characters;
}

std::unique_ptr<Pattern> compile(const Call& call) {
    const std::string_view text = call.text(0);
    if (characters_in_ranges(text) > most_in_ranges) {
        fail(call.context(), "invalid regular expression: its ranges have too many characters");
        return nullptr;
    }
    int error = 0;
    PCRE2_SIZE offset = 0;
    auto pattern = std::make_unique<Pattern>();
    const std::unique_ptr<pcre2_compile_context, Free> limits(
        pcre2_compile_context_create(nullptr));
    if (!limits) throw std::bad_alloc();
    pcre2_set_max_pattern_length(limits.get(), longest_pattern);
    pattern->code.reset(
        pcre2_compile(bytes_of(text), text.size(), options, &error, &offset, limits.get()));
    if (!pattern->code) {
        // The pattern is a parameter, so it is not part of the message.
        const std::string message = "invalid regular expression: " + describe(error) +
                                    " at offset " + std::to_string(offset);
        fail(call.context(), message.c_str());
        return nullptr;
    }
    pattern->data.reset(pcre2_match_data_create_from_pattern(pattern->code.get(), nullptr));
    pattern->context.reset(pcre2_match_context_create(nullptr));
    if (!pattern->data || !pattern->context) throw std::bad_alloc();
    pcre2_set_match_limit(pattern->context.get(), UINT32_MAX);  // the time is limited instead
    pcre2_set_heap_limit(pattern->context.get(), heap_limit_in_kibibytes);
    return pattern;
}

/// Machine code takes a fraction of the time. The pattern is interpreted if the system does not
/// allow machine code, or if a text needs more than its small stack.
void prepare_for(std::string_view text, Pattern& pattern) {
    if (pattern.searched >= bytes_before_compiling) return;
    pattern.searched += text.size() + 1;
    if (pattern.searched >= bytes_before_compiling)
        pcre2_jit_compile(pattern.code.get(), PCRE2_JIT_COMPLETE);
}

int search(const Pattern& pattern, std::string_view text, std::uint32_t how) {
    return pcre2_match(pattern.code.get(), bytes_of(text), text.size(), 0, how, pattern.data.get(),
                       pattern.context.get());
}

void match(const Call& call, Pattern& pattern) {
    const std::string_view text = call.text(1);
    prepare_for(text, pattern);
    Search asking(call, text);
    pcre2_set_callout(pattern.context.get(), Search::callout, &asking);
    int found = search(pattern, text, 0);
    if (found == PCRE2_ERROR_JIT_STACKLIMIT) found = search(pattern, text, PCRE2_NO_JIT);
    if (asking.stopped()) throw Stopped();
    if (found >= 0) return call.give_integer(1);
    if (found == PCRE2_ERROR_NOMATCH) return call.give_integer(0);
    const std::string message =
        "regular expression could not be matched: " +
        (found == PCRE2_ERROR_CALLOUT ? "it takes longer than a second for one text"
                                      : describe(found));
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
