#include "query/placeholders.hpp"

namespace aside::query {
namespace {

/// The end of a quote or comment that begins there; nothing if none does. A doubled quote ends one
/// and begins the next.
std::string_view ending_of(std::string_view text) {
    if (text.starts_with("--")) return "\n";
    if (text.starts_with("/*")) return "*/";
    switch (text.front()) {
        case '\'':
            return "'";
        case '"':
            return "\"";
        case '`':
            return "`";
        case '[':
            return "]";
        default:
            return {};
    }
}

}  // namespace

std::vector<std::size_t> placeholders_in(std::string_view sql) {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < sql.size(); ++at) {
        if (sql[at] == '?') found.push_back(at);
        const std::string_view ending = ending_of(sql.substr(at));
        if (ending.empty()) continue;
        const std::size_t begin = at + (sql[at] == '-' || sql[at] == '/' ? 2 : 1);
        const std::size_t end = sql.find(ending, begin);
        if (end == sql.npos) break;
        at = end + ending.size() - 1;
    }
    return found;
}

}  // namespace aside::query
