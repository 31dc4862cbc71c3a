#pragma once
// What queries are in PostgreSQL's language: its text needs no server.
#include <string>
#include <vector>

#include "sql/compiler.hpp"
#include "sql/postgresql/dialect.hpp"
#include "support/database.hpp"

namespace aside::testing {

/// The statement of a queryset's rows.
template <class Rows>
sql::BoundStatement in_postgresql(const Rows& rows) {
    return sql::select(rows.query(), sql::postgresql::dialect());
}

/// What stands between two words of a statement, less the table's name before each of its columns.
inline std::string between(const std::string& sql, std::string_view first, std::string_view last,
                           const std::string& table) {
    const std::size_t begin = first.empty() ? 0 : sql.find(first) + first.size();
    std::string part = sql.substr(begin, sql.rfind(last) - begin);
    const std::string name = '"' + table + "\".";
    for (std::size_t at = part.find(name); at != part.npos; at = part.find(name))
        part.erase(at, name.size());
    return part;
}

/// An expression over a model's rows.
template <class Model, class Expression>
std::string expression_in_postgresql(Expression expression) {
    const auto rows = Model::objects.values_list(flat, expression);
    return between(in_postgresql(rows).sql, "SELECT ", " FROM ", detail::model_info<Model>().table);
}

/// A condition on a model's rows.
template <class Model, class... Condition>
std::string condition_in_postgresql(Condition... conditions) {
    const auto rows = Model::objects.filter(conditions...).values("id"_f);
    const std::string sql = in_postgresql(rows).sql + " END";
    return between(sql, " WHERE ", " END", detail::model_info<Model>().table);
}

}  // namespace aside::testing
