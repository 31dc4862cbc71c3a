#include "sql/sqlite/allowed_texts.hpp"

#include "sql/sqlite/tokens.hpp"

namespace aside::sql::sqlite {

namespace {

/// `json_valid(name)`, with `OR name IS NULL` or without. All parentheses are skipped, since no
/// other condition has these words.
std::optional<AllowedTexts> allowed_json(const std::vector<Token>& tokens) {
    std::vector<const Token*> words;
    for (const Token& token : tokens)
        if (token.kind != Token::Kind::open && token.kind != Token::Kind::close)
            words.push_back(&token);
    if (words.size() != 2 && words.size() != 6) return std::nullopt;
    const bool has_rest = words.size() == 6 && words[2]->is("OR") &&
                          same_name(words[3]->plain(), words[1]->plain()) && words[4]->is("IS") &&
                          words[5]->is("NULL");
    if (!words[0]->is("JSON_VALID") || !words[1]->is_name() || (words.size() == 6 && !has_rest))
        return std::nullopt;
    return AllowedTexts{.column = words[1]->plain(), .json = true};
}

}  // namespace

// Parentheses around the whole and around the column are skipped: they can hold nothing else there.
std::optional<AllowedTexts> allowed_texts(std::string_view condition) {
    using Kind = Token::Kind;
    const std::vector<Token> tokens = tokens_of(condition);
    if (auto json = allowed_json(tokens)) return json;
    std::size_t at = 0;
    const auto kind = [&] { return at < tokens.size() ? tokens[at].kind : Kind::symbol; };
    while (kind() == Kind::open) ++at;
    if (kind() != Kind::word && kind() != Kind::quoted) return std::nullopt;
    AllowedTexts allowed{.column = tokens[at++].plain()};
    while (kind() == Kind::close) ++at;
    if (at >= tokens.size() || !tokens[at++].is("IN") || kind() != Kind::open) return std::nullopt;
    do {
        ++at;
        if (kind() != Kind::text) return std::nullopt;
        allowed.texts.push_back(tokens[at++].plain());
    } while (kind() == Kind::comma);
    for (; at < tokens.size(); ++at)
        if (kind() != Kind::close) return std::nullopt;
    return allowed;
}

}  // namespace aside::sql::sqlite
