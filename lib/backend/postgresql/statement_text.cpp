#include "backend/postgresql/statement_text.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "model/ascii.hpp"
#include "sql/postgresql/dialect.hpp"

namespace aside::backend::postgresql {

namespace {

using Kind = StatementText::Kind;

bool of_word(char letter) { return model::is_of_name(letter) || letter == '$'; }

/// The words outside of quotes and comments; numbers and `$1` are words.
std::vector<std::string> words_of(std::string_view sql) {
    const sql::Dialect& dialect = sql::postgresql::dialect();
    std::vector<std::string> words;
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t behind = dialect.end_of_quoted(sql, at);
        if (behind != at) {
            at = behind;
            continue;
        }
        const std::size_t begin = at;
        while (at < sql.size() && of_word(sql[at])) ++at;
        if (at == begin)
            ++at;
        else
            words.push_back(model::upper(sql.substr(begin, at - begin)));
    }
    return words;
}

bool has(const std::vector<std::string>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

/// A SELECT may end with FOR UPDATE, or FOR NO KEY UPDATE.
bool changes_rows(const std::vector<std::string>& words) {
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "INSERT" || word == "DELETE" || word == "MERGE" || word == "INTO") return true;
        if (word == "UPDATE" && words[i - 1] != "FOR" && words[i - 1] != "KEY") return true;
    }
    return false;
}

Kind kind_of(const std::vector<std::string>& words) {
    if (words.empty()) return Kind::writes;
    const std::string& first = words.front();
    const bool prepared = words.size() > 1 && words[1] == "PREPARED";
    if (first == "BEGIN" || first == "START") return Kind::begins;
    if ((first == "COMMIT" || first == "END") && !prepared) return Kind::commits;
    if ((first == "ROLLBACK" || first == "ABORT") && !prepared)
        return has(words, "TO") ? Kind::undoes : Kind::rolls_back;
    if (first == "DELETE") return Kind::deletes;
    if (first == "SET" && words.size() > 1 && words[1] == "CONSTRAINTS") return Kind::checks;
    if (first == "COPY" && (has(words, "STDIN") || has(words, "STDOUT"))) return Kind::copies;
    for (const std::string_view reading : {"SELECT", "WITH", "VALUES", "TABLE", "SHOW", "EXPLAIN"})
        if (first == reading) return changes_rows(words) ? Kind::writes : Kind::reads;
    return Kind::writes;
}

int number_of(std::string_view word) {
    int number = 0;
    if (!word.starts_with('$')) return 0;
    const auto [end, error] = std::from_chars(word.data() + 1, word.data() + word.size(), number);
    return error == std::errc() && end == word.data() + word.size() ? number : 0;
}

/// The parameters that are cast to an array.
std::vector<int> arrays_in(std::string_view sql) {
    constexpr std::string_view cast = "CAST($";
    constexpr std::string_view as = " AS ";
    std::vector<int> numbers;
    for (auto at = sql.find(cast); at != sql.npos; at = sql.find(cast, at + 1)) {
        const auto parameter = sql.substr(at + cast.size() - 1);
        const auto end = parameter.find(as);
        if (end == parameter.npos) break;
        const auto type = parameter.substr(end, parameter.find(')') - end);
        const int number = number_of(parameter.substr(0, end));
        if (number != 0 && type.ends_with("[]")) numbers.push_back(number);
    }
    return numbers;
}

}  // namespace

StatementText read_statement(std::string_view sql) {
    const auto words = words_of(sql);
    StatementText text{.kind = kind_of(words), .arrays = arrays_in(sql)};
    text.takes_cursor =
        text.kind == Kind::reads && words.front() != "SHOW" && words.front() != "EXPLAIN";
    for (const std::string& word : words)
        text.parameters = std::max(text.parameters, number_of(word));
    return text;
}

}  // namespace aside::backend::postgresql
