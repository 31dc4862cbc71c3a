#include "sql/postgresql/names.hpp"

#include <algorithm>

#include "sql/postgresql/dialect.hpp"

namespace aside::sql::postgresql {
namespace {

/// Cuts text to so many bytes, and no character of UTF-8 in two.
std::string_view cut(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    return text.substr(0, most);
}

}  // namespace

std::string given_name(std::string_view table, std::string_view columns, const std::string& label) {
    const std::size_t most = limits_of_postgresql().identifier_bytes;
    const std::size_t room = most - 1 - label.size() - (columns.empty() ? 0 : 1);
    std::size_t first = table.size();
    std::size_t second = std::min(columns.size(), most);
    while (first + second > room) --(first > second ? first : second);
    std::string name(cut(table, first));
    if (!columns.empty()) name += '_' + std::string(cut(columns, second));
    return name + '_' + label;
}

bool is_given_name(std::string_view name, std::string_view table, std::string_view columns,
                   std::string_view label) {
    const std::size_t digits = name.find_last_not_of("0123456789") + 1;
    std::string whole(label);
    whole += name.substr(std::min(digits, name.size()));
    return name == given_name(table, columns, std::string(label)) ||
           name == given_name(table, columns, whole);
}

}  // namespace aside::sql::postgresql
