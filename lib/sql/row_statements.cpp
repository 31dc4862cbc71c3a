// Statements about single rows, whose parameters are bound straight from objects.
#include "sql/compiler.hpp"
#include "sql/expr_compiler.hpp"
#include "sql/select.hpp"
#include "sql/spelling.hpp"

namespace aside::sql {

using detail::FieldInfo;
using detail::ModelInfo;

namespace {

void on_conflict(std::string& sql, const Conflict& conflict, const Dialect& dialect) {
    if (conflict.action == Conflict::Action::error) return;
    sql += " ON CONFLICT";
    if (!conflict.unique.empty()) {
        sql += " (";
        columns(sql, conflict.unique, dialect);
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

void values(SqlWriter& writer, std::size_t count, std::size_t rows) {
    SqlWriter row = writer.part();
    row.sql = '(';
    for (std::size_t i = 0; i < count; ++i) {
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

/// The rows of arrays, in their order: their columns have numbers, and so have the rows.
void unnested(SqlWriter& writer, const Fields& fields) {
    const Dialect& dialect = *writer.dialect;
    std::string columns;
    numbered_columns(columns, fields.size(), dialect);
    std::string number;
    dialect.quote(number, column_name(fields.size()));
    writer.sql += " SELECT " + columns + " FROM ";
    dialect.unnest(writer, fields);
    writer.sql += " WITH ORDINALITY AS ";
    dialect.quote(writer.sql, rows_name);
    writer.sql += " (" + columns + ", " + number + ") ORDER BY " + number;
}

void insert_into(std::string& sql, const ModelInfo& model, const Dialect& dialect) {
    sql += "INSERT INTO ";
    dialect.quote_table(sql, model);
}

void column_list(std::string& sql, const Fields& fields, const Dialect& dialect) {
    sql += " (";
    columns(sql, fields, dialect);
    sql += ')';
}

void returned(std::string& sql, const Fields& returning, const Dialect& dialect) {
    for (const FieldInfo* field : returning) {
        sql += field == returning.front() ? " RETURNING " : ", ";
        if (field->primary_key)
            dialect.returned_key(sql, *field);
        else
            dialect.quote(sql, field->column);
    }
}

/// `"column" = ?`
void equals(SqlWriter& writer, const FieldInfo& field) {
    writer.dialect->quote(writer.sql, field.column);
    writer.sql += " = ";
    writer.placeholder();
}

/// ` WHERE "id" = ?`, of the fields that find one row.
void is_row(SqlWriter& writer, const ModelInfo& model) {
    const Fields fields = fields_of_row(model);
    for (const FieldInfo* field : fields) {
        writer.sql += field == fields.front() ? " WHERE " : " AND ";
        equals(writer, *field);
    }
}

}  // namespace

Fields fields_of_row(const ModelInfo& model) {
    Fields fields{&model.key()};
    const FieldInfo* const distribution = model.distribution();
    if (distribution != nullptr && distribution != &model.key()) fields.push_back(distribution);
    return fields;
}

Fields key_fields(const ModelInfo& model, const Dialect& dialect) {
    if (dialect.features().identity_in_keys) return fields_of_row(model);
    return {&model.key()};
}

std::string insert(const ModelInfo& model, const Fields& fields, std::size_t rows,
                   const Conflict& conflict, const Fields& returning, const Dialect& dialect) {
    dialect.require_arrays(model);
    SqlWriter writer(dialect);
    insert_into(writer.sql, model, dialect);
    if (fields.empty()) {
        writer.sql += " DEFAULT VALUES";
    } else {
        column_list(writer.sql, fields, dialect);
        values(writer, fields.size(), rows);
    }
    on_conflict(writer.sql, conflict, dialect);
    returned(writer.sql, returning, dialect);
    return text_of(std::move(writer));
}

std::string insert_arrays(const ModelInfo& model, const Fields& fields, const Conflict& conflict,
                          const Fields& returning, const Dialect& dialect) {
    SqlWriter writer(dialect);
    insert_into(writer.sql, model, dialect);
    column_list(writer.sql, fields, dialect);
    unnested(writer, fields);
    on_conflict(writer.sql, conflict, dialect);
    returned(writer.sql, returning, dialect);
    return text_of(std::move(writer));
}

std::string update_by_key(const ModelInfo& model, const Fields& fields, const Dialect& dialect) {
    SqlWriter writer(dialect, "UPDATE ");
    dialect.quote_table(writer.sql, model);
    for (const FieldInfo* field : fields) {
        writer.sql += field == fields.front() ? " SET " : ", ";
        equals(writer, *field);
    }
    is_row(writer, model);
    return text_of(std::move(writer));
}

std::string select_by_key(const ModelInfo& model, const Fields& fields, const Dialect& dialect) {
    SqlWriter writer(dialect, "SELECT ");
    columns(writer.sql, fields, dialect);
    writer.sql += " FROM ";
    dialect.quote_table(writer.sql, model);
    is_row(writer, model);
    return text_of(std::move(writer));
}

}  // namespace aside::sql
