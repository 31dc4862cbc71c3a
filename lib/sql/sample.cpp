#include "sql/sample.hpp"

#include "sql/spelling.hpp"

namespace aside::sql {

std::string sample(const std::string& table, std::span<const std::string> columns, int rows,
                   const Dialect& dialect) {
    std::string sql = "SELECT ";
    sql::columns(sql, columns, dialect);
    return sql + " FROM " + dialect.quoted(table) + " LIMIT " + std::to_string(rows);
}

}  // namespace aside::sql
