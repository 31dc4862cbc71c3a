#include "sql/sample.hpp"

namespace aside::sql {

std::string sample(const std::string& table, std::span<const std::string> columns, int rows,
                   const Dialect& dialect) {
    std::string sql = "SELECT ";
    for (const std::string& column : columns) {
        if (&column != &columns.front()) sql += ", ";
        dialect.quote(sql, column);
    }
    sql += " FROM ";
    dialect.quote(sql, table);
    return sql + " LIMIT " + std::to_string(rows);
}

}  // namespace aside::sql
