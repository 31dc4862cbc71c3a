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

void values(SqlWriter& writer, std::size_t columns, std::size_t rows) {
    SqlWriter row = writer.part();
    row.sql = '(';
    for (std::size_t i = 0; i < columns; ++i) {
        if (i > 0) row.sql += ", ";
        row.placeholder();
    }
    row.sql += ')';
    writer.sql += " VALUES ";
    for (std::size_t i = 0; i < rows; ++i) {
        if (i > 0) writer.sql += ", ";
        writer.append(row);
    }
}

/// `"column" = ?`
void equals(SqlWriter& writer, const FieldInfo& field) {
    writer.dialect->quote(writer.sql, field.column);
    writer.sql += " = ";
    writer.placeholder();
}

}  // namespace

std::string insert(const ModelInfo& model, const Fields& fields, std::size_t rows,
                   const Conflict& conflict, const Fields& returning, const Dialect& dialect) {
    dialect.require_arrays(model);
    SqlWriter writer(dialect, "INSERT INTO ");
    std::string& sql = writer.sql;
    dialect.quote(sql, model.table);
    if (fields.empty()) {
        sql += " DEFAULT VALUES";
    } else {
        sql += " (";
        list(sql, fields, dialect);
        sql += ')';
        values(writer, fields.size(), rows);
    }
    on_conflict(sql, conflict, dialect);
    for (const FieldInfo* field : returning) {
        sql += field == returning.front() ? " RETURNING " : ", ";
        if (field->primary_key)
            dialect.returned_key(sql, *field);
        else
            dialect.quote(sql, field->column);
    }
    return text_of(std::move(writer));
}

std::string update_by_key(const ModelInfo& model, const Fields& fields, const Dialect& dialect) {
    SqlWriter writer(dialect, "UPDATE ");
    dialect.quote(writer.sql, model.table);
    for (const FieldInfo* field : fields) {
        writer.sql += field == fields.front() ? " SET " : ", ";
        equals(writer, *field);
    }
    writer.sql += " WHERE ";
    equals(writer, model.key());
    return text_of(std::move(writer));
}

std::string select_by_key(const ModelInfo& model, const Fields& fields, const Dialect& dialect) {
    SqlWriter writer(dialect, "SELECT ");
    list(writer.sql, fields, dialect);
    writer.sql += " FROM ";
    dialect.quote(writer.sql, model.table);
    writer.sql += " WHERE ";
    equals(writer, model.key());
    return text_of(std::move(writer));
}

}  // namespace aside::sql
