#include "inspect/identifiers.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "inspect/words.hpp"
#include "model/ascii.hpp"
#include "model/utf8.hpp"

namespace aside::inspect {
namespace {

/// A character of a text in UTF-8; of bytes that are none, one byte without a number.
struct Character {
    std::string_view bytes{};
    std::optional<char32_t> number{};
};

Character next_character(std::string_view text) {
    const std::size_t length = model::utf8_length(text);
    if (length == 0) return {text.substr(0, 1), std::nullopt};
    const std::string_view character = text.substr(0, length);
    return {character, model::utf8_code_point(character)};
}

template <class Function>
void for_each_character(std::string_view text, Function function) {
    while (!text.empty()) {
        const Character character = next_character(text);
        function(character);
        text.remove_prefix(character.bytes.size());
    }
}

struct Range {
    char32_t first;
    char32_t last;
};
template <std::size_t Size>
bool is_in(const Range (&ranges)[Size], char32_t number) {
    return std::ranges::any_of(
        ranges, [&](const Range& each) { return each.first <= number && number <= each.last; });
}

/// Letters that g++ and clang take in identifiers without a warning: none of them looks like a
/// sign, and no two of them are another letter together.
bool is_letter(char32_t number) {
    static constexpr Range letters[] = {
        {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x1BF},    {0x1C4, 0x24F},   {0x250, 0x2AF},
        {0x388, 0x38A},   {0x38E, 0x3A1},   {0x3A3, 0x3F5},   {0x400, 0x481},   {0x48A, 0x52F},
        {0x531, 0x556},   {0x560, 0x587},   {0x5D0, 0x5EA},   {0x620, 0x64A},   {0x671, 0x6D3},
        {0x904, 0x939},   {0xE01, 0xE30},   {0x10D0, 0x10FA}, {0x1E00, 0x1EFF}, {0x3041, 0x3096},
        {0x30A1, 0x30FA}, {0x4E00, 0x9FA5}, {0xAC00, 0xD7A3}};
    return is_in(letters, number);
}

/// Characters that no reader sees, or that change the order in which others are shown.
bool is_hidden(char32_t number) {
    static constexpr Range hidden[] = {{0, 0x1F},        {0x7F, 0x9F},      {0xAD, 0xAD},
                                       {0x61C, 0x61C},   {0x180E, 0x180E},  {0x200B, 0x200F},
                                       {0x2028, 0x202E}, {0x2060, 0x206F},  {0xFEFF, 0xFEFF},
                                       {0xFFF0, 0xFFFF}, {0xE0000, 0xE0FFF}};
    return is_in(hidden, number);
}

/// Letters of ASCII that look like one beyond it; nothing if there are none.
std::string_view like(char32_t number) {
    struct Alike {
        std::string_view ascii;
        std::u32string_view letters;
    };
    static constexpr Alike alike[] = {
        {"A", U"ÀÁÂÃÅĀĂĄ"},  {"a", U"àáâãåāăą"},  {"Ae", U"ÄÆ"},       {"ae", U"äæ"},
        {"C", U"ÇĆĈĊČ"},     {"c", U"çćĉċč"},     {"D", U"ĎĐÐ"},       {"d", U"ďđð"},
        {"E", U"ÈÉÊËĒĔĖĘĚ"}, {"e", U"èéêëēĕėęě"}, {"G", U"ĜĞĠĢ"},      {"g", U"ĝğġģ"},
        {"H", U"ĤĦ"},        {"h", U"ĥħ"},        {"I", U"ÌÍÎÏĨĪĬĮİ"}, {"i", U"ìíîïĩīĭįı"},
        {"J", U"Ĵ"},         {"j", U"ĵ"},         {"K", U"Ķ"},         {"k", U"ķ"},
        {"L", U"ĹĻĽŁ"},      {"l", U"ĺļľł"},      {"N", U"ÑŃŅŇ"},      {"n", U"ñńņň"},
        {"O", U"ÒÓÔÕŌŎŐ"},   {"o", U"òóôõōŏő"},   {"Oe", U"ÖØŒ"},      {"oe", U"öøœ"},
        {"R", U"ŔŖŘ"},       {"r", U"ŕŗř"},       {"S", U"ŚŜŞŠ"},      {"s", U"śŝşš"},
        {"ss", U"ß"},        {"T", U"ŢŤŦ"},       {"t", U"ţťŧ"},       {"Th", U"Þ"},
        {"th", U"þ"},        {"U", U"ÙÚÛŨŪŬŮŰŲ"}, {"u", U"ùúûũūŭůűų"}, {"Ue", U"Ü"},
        {"ue", U"ü"},        {"W", U"Ŵ"},         {"w", U"ŵ"},         {"Y", U"ÝŶŸ"},
        {"y", U"ýŷÿ"},       {"Z", U"ŹŻŽ"},       {"z", U"źżž"}};
    const auto found = std::ranges::find_if(alike, [&](const Alike& each) {
        return each.letters.find(number) != std::u32string_view::npos;
    });
    return found == std::end(alike) ? std::string_view() : found->ascii;
}

bool is_lower(char c) { return model::is_letter(c) && !model::is_capital(c); }

std::string hexadecimal(char32_t number) {
    char digits[8];
    return {digits, std::to_chars(std::begin(digits), std::end(digits),
                                  static_cast<std::uint32_t>(number), 16)
                        .ptr};
}

/// What of a character may stand in an identifier; nothing if it parts words.
std::string part_of_identifier(const Character& character, bool ascii) {
    if (!character.number) return {};
    const char32_t number = *character.number;
    if (number < 0x80) {
        const char c = character.bytes[0];
        return model::is_letter(c) || model::is_digit(c) ? std::string(1, c) : std::string();
    }
    if (!is_letter(number)) return {};
    if (!ascii) return std::string(character.bytes);
    const std::string_view alike = like(number);
    return alike.empty() ? 'u' + hexadecimal(number) : std::string(alike);
}

/// The words of a name. A capital behind a small letter begins one, and so does one before a small
/// letter behind capitals: `HTTPServer` has two.
std::vector<std::string> words_of(std::string_view name, bool ascii) {
    std::vector<std::string> words(1);
    for_each_character(name, [&](const Character& character) {
        const std::string part = part_of_identifier(character, ascii);
        std::string& word = words.back();
        if (part.empty()) {
            if (!word.empty()) words.emplace_back();
            return;
        }
        const bool has_two = word.size() > 1 && model::is_capital(word[word.size() - 2]);
        if (model::is_capital(part[0]) && !word.empty() &&
            (is_lower(word.back()) || model::is_digit(word.back()))) {
            words.push_back(part);
        } else if (is_lower(part[0]) && part.size() == 1 && has_two &&
                   model::is_capital(word.back())) {
            const char begins = word.back();
            word.pop_back();
            words.push_back(begins + part);
        } else {
            word += part;
        }
    });
    if (words.back().empty()) words.pop_back();
    return words;
}

}  // namespace

std::string path_name(std::string_view name, bool ascii) {
    std::string path;
    for (const std::string& word : words_of(name, ascii)) {
        if (!path.empty()) path += '_';
        for (const char c : word) path += model::lower(c);
    }
    if (path.empty()) return "unnamed";
    if (model::is_digit(path.front())) path.insert(path.begin(), 'n');
    // A trailing underscore would be stripped from the name that a keyword is given.
    return is_member_of_models(path) ? path + "_column" : path;
}

std::string member_name(const std::string& path) {
    return is_keyword(path) || is_macro(path) ? path + '_' : path;
}

std::string type_name(std::string_view name, bool ascii) {
    std::string type;
    for (std::string word : words_of(name, ascii)) {
        for (char& c : word) c = model::lower(c);
        word[0] = model::upper(word[0]);
        type += word;
    }
    if (type.empty()) return "Unnamed";
    if (!model::is_capital(type.front())) type.insert(type.begin(), 'T');
    return is_type_of_models(type) ? type + "Row" : type;
}

bool is_namespace_name(std::string_view name) {
    return !name.empty() && is_lower(name.front()) &&
           std::ranges::all_of(name, [](char c) { return is_lower(c) || model::is_digit(c); }) &&
           !is_keyword(name) && !is_macro(name) && !is_global_name(name);
}

std::string Names::take(const std::string& name) {
    if (taken_.insert(name).second) return name;
    for (int number = 2;; ++number) {
        std::string other = name + std::to_string(number);
        if (taken_.insert(other).second) return other;
    }
}

std::string literal(std::string_view text) {
    std::string result = "\"";
    const auto escape = [&](unsigned char byte) {
        result += '\\';
        for (const int shift : {6, 3, 0}) result += static_cast<char>('0' + ((byte >> shift) & 7));
    };
    for_each_character(text, [&](const Character& character) {
        const char c = character.bytes[0];
        if (!character.number || is_hidden(*character.number)) {
            for (const char byte : character.bytes) escape(static_cast<unsigned char>(byte));
        } else {
            if (c == '"' || c == '\\' || c == '?')
                result += '\\';  // a trigraph has two of the last
            result += character.bytes;
        }
    });
    return result + '"';
}

std::string comment(std::string_view text, std::size_t indent) {
    std::string shown;
    std::string_view last;
    for_each_character(text, [&](const Character& character) {
        if (shown.size() > longest_comment) return;
        const bool is_blank = !character.number || is_hidden(*character.number);
        if (character.bytes == "?" && last == "?")
            shown += " ?";  // two of them may be a trigraph's
        else if (is_blank)
            shown += ' ';
        else
            shown += character.bytes;
        last = character.bytes;
    });
    if (shown.size() > longest_comment) shown += " ...";
    const std::string begin = std::string(indent, ' ') + "//";
    std::string lines;
    std::string line;
    constexpr std::size_t width = 100;
    const auto end_line = [&] {
        line.erase(line.find_last_not_of(' ') + 1);
        if (line.ends_with('\\')) line += " .";  // it would go on with the next line
        if (!line.empty()) lines += begin + line + '\n';
        line.clear();
    };
    std::size_t at = 0;
    while (at < shown.size()) {
        const std::size_t end = std::min(shown.find(' ', at), shown.size());
        const std::string word = shown.substr(at, end - at);
        if (begin.size() + line.size() + 1 + word.size() > width) end_line();
        if (!word.empty() || !line.empty()) line += ' ' + word;
        at = end + 1;
    }
    end_line();
    return lines;
}

}  // namespace aside::inspect
