#include "query/dialect.hpp"

namespace aside::query {

void Dialect::quote(std::string& sql, std::string_view identifier) const {
    sql += '"';
    for (const char c : identifier) {
        if (c == '"') sql += '"';
        sql += c;
    }
    sql += '"';
}

std::string Dialect::column_check(const detail::FieldInfo&) const { return {}; }

void Dialect::limit(SqlWriter& writer, std::int64_t offset,
                    std::optional<std::int64_t> limit) const {
    if (limit) {
        writer.sql += " LIMIT ";
        writer.param(*limit);
    }
    if (offset != 0) {
        writer.sql += " OFFSET ";
        writer.param(offset);
    }
}

}  // namespace aside::query
