#include "sql/sqlite/tokens.hpp"

#include <algorithm>
#include <utility>

#include "model/ascii.hpp"

namespace aside::sql::sqlite {
namespace {

using Kind = Token::Kind;

bool in_word(char c) { return model::is_of_name(c) || c == '$'; }

/// Reads a text from its beginning to its end.
class Reader {
public:
    explicit Reader(std::string_view sql) : sql_(sql) {}

    std::vector<Token> all() {
        for (bool apart = skip(); place_ < sql_.size(); apart = skip()) {
            const std::size_t begin = place_;
            const Kind kind = next();
            tokens_.push_back(
                {.kind = kind, .text = sql_.substr(begin, place_ - begin), .apart = apart});
            pair_up();
        }
        return std::move(tokens_);
    }

private:
    [[nodiscard]] char at(std::size_t place) const {
        return place < sql_.size() ? sql_[place] : '\0';
    }
    [[nodiscard]] bool here(std::string_view text) const {
        return sql_.substr(place_, text.size()) == text;
    }
    void go_behind(std::string_view end, std::size_t from) {
        const std::size_t found = sql_.find(end, from);
        place_ = found == sql_.npos ? sql_.size() : found + end.size();
    }
    /// Goes to the next token. Gives whether blanks or comments stood before it.
    bool skip() {
        const std::size_t begin = place_;
        while (place_ < sql_.size()) {
            if (model::is_blank(sql_[place_]))
                ++place_;
            else if (here("--"))
                go_behind("\n", place_);
            else if (here("/*"))
                go_behind("*/", place_ + 2);
            else
                break;
        }
        return place_ != begin;
    }
    /// Goes behind text in quotes; two quotes in it are one.
    void quoted(char quote) {
        for (++place_; place_ < sql_.size(); ++place_) {
            if (sql_[place_] != quote) continue;
            if (at(place_ + 1) != quote) break;
            ++place_;
        }
        place_ = std::min(place_ + 1, sql_.size());
    }
    Kind number() {
        while (in_word(at(place_)) || at(place_) == '.') {
            const bool exponent = model::lower(at(place_)) == 'e';
            ++place_;
            if (exponent && (at(place_) == '+' || at(place_) == '-') &&
                model::is_digit(at(place_ + 1)))
                ++place_;
        }
        return Kind::number;
    }
    Kind word() {
        if (model::lower(at(place_)) == 'x' && at(place_ + 1) == '\'') {
            ++place_;
            quoted('\'');
            return Kind::bytes;
        }
        while (place_ < sql_.size() && in_word(sql_[place_])) ++place_;
        return Kind::word;
    }
    /// Goes behind one token.
    Kind next() {
        const char c = sql_[place_];
        if (model::is_digit(c) || (c == '.' && model::is_digit(at(place_ + 1)))) return number();
        if (in_word(c)) return word();
        if (c == '\'' || c == '"' || c == '`') {
            quoted(c);
            return c == '\'' ? Kind::text : Kind::quoted;
        }
        if (c == '[') {
            go_behind("]", place_);
            return Kind::quoted;
        }
        ++place_;
        return c == '('   ? Kind::open
               : c == ')' ? Kind::close
               : c == ',' ? Kind::comma
                          : Kind::symbol;
    }
    void pair_up() {
        const std::size_t last = tokens_.size() - 1;
        if (tokens_[last].kind == Kind::open) open_.push_back(last);
        if (tokens_[last].kind != Kind::close || open_.empty()) return;
        tokens_[last].partner = open_.back();
        tokens_[open_.back()].partner = last;
        open_.pop_back();
    }

    const std::string_view sql_;
    std::size_t place_ = 0;
    std::vector<Token> tokens_;
    std::vector<std::size_t> open_;
};

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return model::lower(c); };
    return std::ranges::equal(a, b, {}, lower, lower);
}

bool begins_column_constraint(const Token& token) {
    constexpr std::string_view words[] = {"CONSTRAINT", "DEFAULT",    "NULL",  "NOT",
                                          "PRIMARY",    "UNIQUE",     "CHECK", "REFERENCES",
                                          "COLLATE",    "DEFERRABLE", "AS"};
    return std::ranges::any_of(words, [&](auto word) { return token.is(word); });
}

bool Token::is(std::string_view keyword) const {
    return kind == Kind::word && same_name(text, keyword);
}

std::string Token::plain() const {
    if (kind != Kind::quoted && kind != Kind::text) return std::string(text);
    if (text.front() == '[') return std::string(text.substr(1, text.size() - 2));
    std::string inner;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        inner += text[i];
        if (text[i] == text.front()) ++i;
    }
    return inner;
}

std::vector<Token> tokens_of(std::string_view sql) { return Reader(sql).all(); }

std::string text_of(const Token* begin, const Token* end) {
    std::string text;
    for (const Token* token = begin; token != end; ++token) {
        if (token != begin && token->apart) text += ' ';
        text += token->text;
    }
    return text;
}

std::string tidy(std::string_view sql) {
    const std::vector<Token> tokens = tokens_of(sql);
    return text_of(tokens.data(), tokens.data() + tokens.size());
}

}  // namespace aside::sql::sqlite
