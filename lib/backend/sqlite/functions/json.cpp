#include "backend/sqlite/functions/json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "model/canonical_json.hpp"

namespace aside::backend::sqlite {

namespace {

using Value = nlohmann::json;

/// Goes through a document without making values of it, so that parts keep their spelling.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) { space(); }

    [[nodiscard]] bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
    /// Goes behind a value, and gives it.
    std::string_view value() {
        const std::size_t begin = at_;
        if (at('"'))
            string();
        else if (at('{') || at('['))
            container();
        else
            at_ = std::min(text_.find_first_of(",:]} \t\n\r", at_), text_.size());
        const std::string_view found = text_.substr(begin, at_ - begin);
        space();
        return found;
    }
    /// Goes behind a comma, colon or bracket; false at the end of the array or object.
    bool next() {
        if (at_ >= text_.size()) return false;
        ++at_;
        space();
        return !at('}') && !at(']');
    }

private:
    void space() { at_ = std::min(text_.find_first_not_of(" \t\n\r", at_), text_.size()); }
    void string() {
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
            if (text_[at_] == '\\') ++at_;
        at_ = std::min(at_ + 1, text_.size());
    }
    void container() {
        std::size_t depth = 0;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                string();
                continue;
            }
            ++at_;
            if (c == '{' || c == '[') ++depth;
            if ((c == '}' || c == ']') && --depth == 0) return;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

using Found = std::optional<std::string_view>;

/// Whether a string of the document, with its quotes, stands for that text.
bool stands_for(std::string_view literal, std::string_view text) {
    if (literal.size() < 2) return false;
    if (literal.find('\\') == literal.npos) return literal.substr(1, literal.size() - 2) == text;
    const Value read = Value::parse(literal, nullptr, false);
    return read.is_string() && read.get_ref<const std::string&>() == text;
}

Found member(Scanner object, std::string_view key) {
    while (object.next()) {
        const bool same = stands_for(object.value(), key);
        if (!object.at(':') || !object.next()) return std::nullopt;
        const std::string_view value = object.value();
        if (same) return value;
        if (!object.at(',')) return std::nullopt;
    }
    return std::nullopt;
}

/// A negative index counts from the end.
Found element(Scanner array, std::string_view key) {
    std::int64_t index = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
    if (error != std::errc() || end != key.data() + key.size()) return std::nullopt;
    if (index < 0) {
        Scanner counter = array;
        while (counter.next()) {
            (void)counter.value();
            ++index;
            if (!counter.at(',')) break;
        }
        if (index < 0) return std::nullopt;
    }
    while (array.next()) {
        const std::string_view value = array.value();
        if (index-- == 0) return value;
        if (!array.at(',')) break;
    }
    return std::nullopt;
}

void give_path(const Call& call) {
    std::string_view json = call.text(0);
    for (int i = 1; i < call.count(); ++i) {
        const Scanner scanner(json);
        Found found;
        if (scanner.at('{'))
            found = member(scanner, call.text(i));
        else if (scanner.at('['))
            found = element(scanner, call.text(i));
        if (!found) return;
        json = *found;
    }
    call.give_text(json);
}

/// An integer if it is written as one that 64 bits hold.
void give_number(const Call& call, std::string_view json) {
    const char* const end = json.data() + json.size();
    std::int64_t integer = 0;
    if (const auto read = std::from_chars(json.data(), end, integer);
        read.ec == std::errc() && read.ptr == end)
        return call.give_integer(integer);
    double real = 0;
    const auto [stop, error] = std::from_chars(json.data(), end, real);
    if (error != std::errc() || stop != end)
        throw FunctionError("the argument is no JSON, or has a number that no double holds");
    call.give_real(real);
}

/// Text without the quotes, if it can be read.
void give_string(const Call& call, std::string_view json) {
    const Value value = model::read_json(json);
    if (!value.is_string()) throw FunctionError("the argument is no JSON");
    call.give_text(value.get_ref<const std::string&>());
}

void give_scalar(const Call& call) {
    Scanner scanner(call.text(0));
    const std::string_view json = scanner.value();
    if (json.empty()) throw FunctionError("the argument is no JSON");
    switch (json.front()) {
        case '"':
            return give_string(call, json);
        case '[':
        case '{':
            return call.give_text(json);
        case 't':
            return call.give_integer(1);
        case 'f':
            return call.give_integer(0);
        case 'n':
            return;
        default:
            return give_number(call, json);
    }
}

/// Lists in lists take the product of their lengths.
bool contains(const Call& call, const Value& whole, const Value& part) {
    constexpr std::size_t cost = 16;  // of one comparison, in bytes that are gone through
    call.worked(cost);
    if (part.is_object()) {
        if (!whole.is_object()) return false;
        for (const auto& [key, wanted] : part.items())
            if (const auto there = whole.find(key);
                there == whole.end() || !contains(call, *there, wanted))
                return false;
        return true;
    }
    if (!part.is_array()) return whole == part;
    return whole.is_array() && std::ranges::all_of(part, [&](const Value& wanted) {
               return std::ranges::any_of(
                   whole, [&](const Value& there) { return contains(call, there, wanted); });
           });
}

void give_containment(const Call& call) {
    const Value whole = model::read_json(call.text(0));
    const Value part = model::read_json(call.text(1));
    if (whole.is_discarded() || part.is_discarded()) return call.give_integer(0);
    const bool listed =
        whole.is_array() && part.is_primitive() && std::ranges::find(whole, part) != whole.end();
    call.give_integer(listed || contains(call, whole, part) ? 1 : 0);
}

constexpr Scalar functions[] = {
    {"json_extract_path", -1, give_path},
    {"json_scalar", 1, give_scalar},
    {"json_canonical", 1,
     [](const Call& call) { call.give_text(model::canonical_json(call.text(0))); }},
    {"json_contains", 2, give_containment},
};

}  // namespace

std::span<const Scalar> json_functions() { return functions; }

}  // namespace aside::backend::sqlite
