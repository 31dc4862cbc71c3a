#include "sql/postgresql/sequences.hpp"

namespace aside::sql::postgresql {

std::string reset_sequence(const Dialect& dialect, const detail::ModelInfo& model) {
    const std::string& column = model.key().column;
    std::string quoted_table;
    dialect.quote_table(quoted_table, model);
    std::string sql = "SELECT SETVAL(s.name, s.most) FROM (SELECT CAST(PG_GET_SERIAL_SEQUENCE(";
    dialect.literal(sql, quoted_table);
    sql += ", ";
    dialect.literal(sql, column);
    sql += ") AS regclass) AS name, (SELECT MAX(";
    dialect.quote(sql, column);
    sql += ") FROM " + quoted_table + ") AS most) AS s WHERE s.name IS NOT NULL";
    return sql + " AND s.most > COALESCE(PG_SEQUENCE_LAST_VALUE(s.name), 0)";
}

std::vector<std::string> empty_tables(const Dialect& dialect,
                                      std::span<const schema::Table> tables) {
    if (tables.empty()) return {};
    std::string sql;
    for (const schema::Table& table : tables) {
        sql += sql.empty() ? "TRUNCATE " : ", ";
        dialect.quote_table(sql, table.schema, table.name);
    }
    return {sql + " RESTART IDENTITY"};
}

}  // namespace aside::sql::postgresql
