#include "sql/postgresql/many_rows.hpp"

#include "query/kinds.hpp"
#include "sql/postgresql/values.hpp"
#include "sql/spelling.hpp"

namespace aside::sql::postgresql {

void unnest(SqlWriter& writer, std::span<const detail::FieldInfo* const> fields) {
    writer.sql += "UNNEST(";
    for (const detail::FieldInfo* field : fields) {
        writer.sql += field == fields.front() ? "CAST(" : ", CAST(";
        writer.placeholder();
        writer.sql += " AS ";
        writer.sql += type_name(query::bound_kind(*field));
        writer.sql += "[])";
    }
    writer.sql += ')';
}

std::string copy(const Dialect& dialect, const detail::ModelInfo& model,
                 std::span<const detail::FieldInfo* const> fields) {
    std::string sql = "COPY ";
    dialect.quote_table(sql, model);
    sql += " (";
    columns(sql, fields, dialect);
    return sql += ") FROM STDIN (FORMAT binary)";
}

}  // namespace aside::sql::postgresql
