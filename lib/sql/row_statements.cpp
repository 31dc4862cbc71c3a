// Statements about single rows, whose parameters are bound straight from objects.
#include "sql/compiler.hpp"

namespace aside::sql {

using detail::FieldInfo;
using detail::ModelInfo;

namespace {

void list(std::string& sql, const Fields& fields, const Dialect& dialect) {
    for (const FieldInfo* field : fields) {
        if (field != fields.front()) sql += ", ";
        dialect.quote(sql, field->column);
    }
}

void on_conflict(std::string& sql, const Conflict& conflict, const Dialect& dialect) {
    if (conflict.action == Conflict::Action::error) return;
    sql += " ON CONFLICT";
    if (!conflict.unique.empty()) {
        sql += " (";
        list(sql, conflict.unique, dialect);
        sql += ')';
    }
    if (conflict.action == Conflict::Action::ignore) {
        sql += " DO NOTHING";
        return;
    }
    for (const FieldInfo* field : conflict.update) {
        sql += field == conflict.update.front() ? " DO UPDATE SET " : ", ";
        dialect.quote(sql, field->column);
        sql += " = EXCLUDED.";
        dialect.quote(sql, field->column);
    }
}

void values(std::string& sql, std::size_t columns, std::size_t rows) {
    std::string row = "(?";
    for (std::size_t i = 1; i < columns; ++i) row += ", ?";
    row += ')';
    sql += " VALUES ";
    for (std::size_t i = 0; i < rows; ++i) {
        if (i > 0) sql += ", ";
        sql += row;
    }
}

}  // namespace

std::string insert(const ModelInfo& model, const Fields& fields, std::size_t rows,
                   const Conflict& conflict, const Fields& returning, const Dialect& dialect) {
    std::string sql = "INSERT INTO ";
    dialect.quote(sql, model.table);
    if (fields.empty()) {
        sql += " DEFAULT VALUES";
    } else {
        sql += " (";
        list(sql, fields, dialect);
        sql += ')';
        values(sql, fields.size(), rows);
    }
    on_conflict(sql, conflict, dialect);
    for (const FieldInfo* field : returning) {
        sql += field == returning.front() ? " RETURNING " : ", ";
        if (field->primary_key)
            dialect.returned_key(sql, *field);
        else
            dialect.quote(sql, field->column);
    }
    return sql;
}

std::string update_by_key(const ModelInfo& model, const Fields& fields, const Dialect& dialect) {
    std::string sql = "UPDATE ";
    dialect.quote(sql, model.table);
    for (const FieldInfo* field : fields) {
        sql += field == fields.front() ? " SET " : ", ";
        dialect.quote(sql, field->column);
        sql += " = ?";
    }
    sql += " WHERE ";
    dialect.quote(sql, model.key().column);
    sql += " = ?";
    return sql;
}

std::string select_by_key(const ModelInfo& model, const Fields& fields, const Dialect& dialect) {
    std::string sql = "SELECT ";
    list(sql, fields, dialect);
    sql += " FROM ";
    dialect.quote(sql, model.table);
    sql += " WHERE ";
    dialect.quote(sql, model.key().column);
    sql += " = ?";
    return sql;
}

}  // namespace aside::sql
