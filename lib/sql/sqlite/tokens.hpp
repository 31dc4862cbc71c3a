#pragma once
// The words of SQLite's SQL, for texts that a database keeps of its own tables and indexes.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aside::sql::sqlite {

struct Token {
    enum class Kind : unsigned char {
        word,
        quoted,  ///< a name in quotes or brackets
        text,    ///< in single quotes
        bytes,   ///< `X'0AFF'`
        number,
        open,
        close,
        comma,
        symbol
    };
    static constexpr std::size_t no_partner = static_cast<std::size_t>(-1);

    Kind kind{};
    std::string_view text{};           ///< as it is spelled
    bool apart = false;                ///< blanks or a comment stand before it
    std::size_t partner = no_partner;  ///< of a parenthesis: the other one's place

    /// Whether the token is that keyword, which is given in capitals.
    [[nodiscard]] bool is(std::string_view keyword) const;
    /// Whether the token may be a name.
    [[nodiscard]] bool is_name() const { return kind <= Kind::text; }
    /// The name or the text that it stands for, without its quotes.
    [[nodiscard]] std::string plain() const;
};

/// The tokens of a text, which outlives them; comments are none. Takes any text, in linear time.
[[nodiscard]] std::vector<Token> tokens_of(std::string_view sql);
/// The text of some tokens: without comments, and with single blanks.
[[nodiscard]] std::string text_of(const Token* begin, const Token* end);
/// SQL in that spelling: without comments, and with single blanks.
[[nodiscard]] std::string tidy(std::string_view sql);
/// Whether it is a word that may begin a constraint of a column, and so ends the column's type. In
/// one place more does `GENERATED`, before `ALWAYS`.
[[nodiscard]] bool begins_column_constraint(const Token& token);
/// Whether two texts are the same but for the case of ASCII's letters, as names and keywords are.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

}  // namespace aside::sql::sqlite
