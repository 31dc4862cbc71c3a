#include "sql/dangling.hpp"

namespace aside::sql {

std::string dangling(const detail::FieldInfo& told, const detail::FieldInfo& reference,
                     const Dialect& dialect) {
    const detail::FieldInfo& key = *reference.relation->resolved().hops.front().to;
    const auto column = [&](std::string_view table, const detail::FieldInfo& field) {
        std::string text(table);
        text += '.';
        dialect.quote(text, field.column);
        return text;
    };
    std::string sql = "SELECT " + column("a", told) + ", " + column("a", reference) + " FROM ";
    dialect.quote_table(sql, *told.model);
    sql += " AS a LEFT JOIN ";
    dialect.quote_table(sql, *key.model);
    sql += " AS b ON " + column("a", reference) + " = " + column("b", key);
    sql += " WHERE " + column("a", reference) + " IS NOT NULL";
    return sql + " AND " + column("b", key) + " IS NULL ORDER BY 1";
}

std::string naming(const schema::Table& table, const schema::ForeignKey& key,
                   const Dialect& dialect) {
    std::string sql = "SELECT 1 FROM ";
    dialect.quote_table(sql, table.schema, table.name);
    for (const std::string& column : key.columns) {
        sql += &column == &key.columns.front() ? " WHERE " : " AND ";
        dialect.quote(sql, column);
        sql += " IS NOT NULL";
    }
    return sql;
}

}  // namespace aside::sql
