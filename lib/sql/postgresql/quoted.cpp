#include "sql/postgresql/quoted.hpp"

#include "model/ascii.hpp"

namespace aside::sql::postgresql {
namespace {

/// Whether a name may begin with this character. All bytes beyond ASCII may.
bool begins_name(char c) { return model::is_of_name(c) && !model::is_digit(c); }
bool continues_name(char c) { return model::is_of_name(c) || c == '$'; }

/// The index behind the next `ending` from `from` on, or the end of the text.
std::size_t behind(std::string_view sql, std::size_t from, std::string_view ending) {
    const std::size_t end = sql.find(ending, from);
    return end == sql.npos ? sql.size() : end + ending.size();
}

std::size_t end_of_comment(std::string_view sql, std::size_t at) {
    for (std::size_t depth = 0; at < sql.size();) {
        const std::string_view next = sql.substr(at, 2);
        if (next != "/*" && next != "*/") {
            ++at;
            continue;
        }
        at += 2;
        depth += next == "/*" ? 1 : static_cast<std::size_t>(-1);
        if (depth == 0) return at;
    }
    return sql.size();
}

/// `at` is that of the opening quote. A doubled quote ends one text and begins the next.
std::size_t end_of_escaped(std::string_view sql, std::size_t at) {
    for (++at; at < sql.size(); ++at) {
        if (sql[at] == '\\')
            ++at;
        else if (sql[at] == '\'' && sql.substr(at, 2) == "''")
            ++at;
        else if (sql[at] == '\'')
            return at + 1;
    }
    return sql.size();
}

std::size_t end_of_dollars(std::string_view sql, std::size_t at) {
    std::size_t end = at + 1;
    if (end < sql.size() && begins_name(sql[end]))
        while (end < sql.size() && continues_name(sql[end]) && sql[end] != '$') ++end;
    if (end >= sql.size() || sql[end] != '$') return at;  // a parameter, such as $1
    const std::string_view tag = sql.substr(at, end + 1 - at);
    return behind(sql, end + 1, tag);
}

}  // namespace

std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
    const std::string_view rest = sql.substr(at);
    if (rest.starts_with("--")) return behind(sql, at + 2, "\n");
    if (rest.starts_with("/*")) return end_of_comment(sql, at);
    if (rest.starts_with('\'')) return behind(sql, at + 1, "'");
    if (rest.starts_with('"')) return behind(sql, at + 1, "\"");
    const bool in_name = at > 0 && continues_name(sql[at - 1]);
    if (in_name) return at;
    if (rest.starts_with("E'") || rest.starts_with("e'")) return end_of_escaped(sql, at + 1);
    if (rest.starts_with('$')) return end_of_dollars(sql, at);
    return at;
}

}  // namespace aside::sql::postgresql
