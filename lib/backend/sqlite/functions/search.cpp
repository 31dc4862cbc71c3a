#include "backend/sqlite/functions/search.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include "backend/sqlite/functions/output.hpp"
#include "model/ascii.hpp"

namespace aside::backend::sqlite {

namespace {

constexpr std::size_t bytes_at_once = 1 << 12;

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

/// The index at which the next character begins, or the text's end.
std::size_t next_character(std::string_view text, std::size_t at) {
    do ++at;
    while (at < text.size() && !begins_character(text[at]));
    return at;
}

/// The index at which the part begins, or the text's end. `memmem` takes time in proportion to both
/// lengths.
std::size_t find(const Call& call, std::string_view text, std::string_view part) {
    const std::size_t step = std::max(bytes_at_once, 4 * part.size());
    for (std::size_t at = 0; at < text.size(); at += step) {
        const std::string_view piece = text.substr(at, step + part.size() - 1);
        if (const void* found = memmem(piece.data(), piece.size(), part.data(), part.size()))
            return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
        call.worked(step);
    }
    return text.size();
}

void instr(const Call& call) {
    const std::string_view text = call.text(0);
    const std::string_view part = call.text(1);
    if (part.empty()) return call.give_integer(1);
    const bool bytes = call.is_blob(0) && call.is_blob(1);
    std::size_t at = find(call, text, part);
    // A part that is no text itself may begin within a character.
    while (!bytes && at < text.size() && !begins_character(text[at]))
        at += 1 + find(call, text.substr(at + 1), part);
    if (at == text.size()) return call.give_integer(0);
    const auto before = text.substr(0, at);
    call.give_integer(1 + (bytes ? static_cast<std::int64_t>(at)
                                 : std::ranges::count_if(before, begins_character)));
}

/// The text before the next such part; both are cut off `text`. Nothing if there is no such part.
std::optional<std::string_view> cut(const Call& call, std::string_view& text,
                                    std::string_view part) {
    const std::size_t at = find(call, text, part);
    if (at == text.size()) return std::nullopt;
    const std::string_view before = text.substr(0, at);
    text.remove_prefix(at + part.size());
    call.worked(at + part.size());
    return before;
}

// SQLite's own takes as long as both lengths multiplied.
void replace(const Call& call) {
    const std::string_view text = call.text(0);
    const std::string_view part = call.text(1);
    const std::string_view with = call.text(2);
    if (part.empty()) return call.give_text(text);
    std::uint64_t found = 0;
    std::string_view rest = text;
    while (cut(call, rest, part)) ++found;
    Output output(call, text.size() - found * part.size() + found * with.size());
    rest = text;
    while (const auto before = cut(call, rest, part)) {
        output.append(*before);
        output.append(with, 1);
    }
    output.append(rest);
    output.give();
}

/// The characters of a text that others are looked for among.
class Characters {
public:
    explicit Characters(std::string_view text) {
        for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end) {
            end = next_character(text, begin);
            const std::string_view character = text.substr(begin, end - begin);
            if (characters_.empty() || characters_.back() != character)
                characters_.push_back(character);
        }
        std::ranges::sort(characters_);
    }
    [[nodiscard]] bool has(std::string_view character) const {
        return std::ranges::binary_search(characters_, character);
    }

private:
    std::vector<std::string_view> characters_;
};

// TRIM, LTRIM and RTRIM of given characters. SQLite's own compare each character of the text with
// each of those.
template <bool Left, bool Right>
void trim(const Call& call) {
    std::string_view text = call.text(0);
    const Characters trimmed(call.text(1));
    while (Left && !text.empty()) {
        const std::size_t end = next_character(text, 0);
        if (!trimmed.has(text.substr(0, end))) break;
        text.remove_prefix(end);
        call.worked(end);
    }
    while (Right && !text.empty()) {
        std::size_t begin = text.size() - 1;
        while (begin > 0 && !begins_character(text[begin])) --begin;
        if (!trimmed.has(text.substr(begin))) break;
        call.worked(text.size() - begin);
        text = text.substr(0, begin);
    }
    call.give_text(text);
}

/// Whether one pattern matches one text. Only the latest `%` is ever matched again, to one more
/// character: the matches of the earlier ones stay as they are.
class Like {
public:
    Like(const Call& call, std::string_view pattern, std::string_view text, std::string_view escape)
        : call_(call), pattern_(pattern), text_(text), escape_(escape) {}

    [[nodiscard]] bool matches() {
        while (true) {
            const std::size_t begun = at_text_;
            while (at_text_ < text_.size() && goes_on()) {
            }
            call_.worked(at_text_ - begun + 1);
            if (at_text_ == text_.size()) return is_at_end();
            if (behind_any_ == 0) return false;
            if (behind_any_ == pattern_.size()) return true;
            try_again();
        }
    }

private:
    [[nodiscard]] bool escaped() const {
        return !escape_.empty() && pattern_.substr(at_).starts_with(escape_);
    }
    /// Matches the next letter of the pattern.
    [[nodiscard]] bool goes_on() {
        if (at_ == pattern_.size()) return false;
        const std::size_t letter = escaped() ? at_ + escape_.size() : at_;
        if (letter == at_ && pattern_[at_] == '%') {
            behind_any_ = ++at_;
            any_ends_ = at_text_;
            return true;
        }
        if (letter == at_ && pattern_[at_] == '_') {
            ++at_;
            at_text_ = next_character(text_, at_text_);
            return true;
        }
        if (letter == pattern_.size() ||
            model::lower(pattern_[letter]) != model::lower(text_[at_text_]))
            return false;
        at_ = letter + 1;
        ++at_text_;
        return true;
    }
    /// Whether the pattern matches no more text.
    [[nodiscard]] bool is_at_end() {
        while (at_ < pattern_.size() && pattern_[at_] == '%' && !escaped()) ++at_;
        return at_ == pattern_.size();
    }
    /// Extends the match of the latest `%` up to a character at which the rest of the pattern may
    /// begin.
    void try_again() {
        const std::size_t begun = any_ends_;
        at_ = behind_any_;
        any_ends_ = next_character(text_, any_ends_);
        if (pattern_[at_] != '_' && !escaped()) {
            const char first = model::lower(pattern_[at_]);
            while (any_ends_ < text_.size() && model::lower(text_[any_ends_]) != first) ++any_ends_;
        }
        at_text_ = any_ends_;
        call_.worked(any_ends_ - begun);
    }

    const Call& call_;
    const std::string_view pattern_;
    const std::string_view text_;
    const std::string_view escape_;
    std::size_t at_ = 0;
    std::size_t at_text_ = 0;
    std::size_t behind_any_ = 0;  ///< in the pattern, of the latest `%`; 0 if there was none
    std::size_t any_ends_ = 0;    ///< the end of its match, in the text
};

void like(const Call& call) {
    const std::string_view escape = call.count() == 3 ? call.text(2) : std::string_view();
    if (call.count() == 3 && std::ranges::count_if(escape, begins_character) != 1)
        throw FunctionError("ESCAPE must be a single character");
    call.give_integer(Like(call, call.text(0), call.text(1), escape).matches() ? 1 : 0);
}

constexpr Scalar functions[] = {
    {"instr", 2, instr},
    {"replace", 3, replace},
    {"trim", 2, trim<true, true>},
    {"ltrim", 2, trim<true, false>},
    {"rtrim", 2, trim<false, true>},
    {"like", 2, like},
    {"like", 3, like},
};

}  // namespace

std::span<const Scalar> search_functions() { return functions; }

}  // namespace aside::backend::sqlite
