// Statements that change rows in their place.
#include <algorithm>

#include "aside/error.hpp"
#include "sql/compiler.hpp"
#include "sql/select.hpp"
#include "sql/spelling.hpp"

namespace aside::sql {

using detail::ExprKind;
using detail::FieldInfo;
using detail::ModelInfo;

namespace {

/// Whether an expression reads a table that has to be joined to the model's: one row of it for each
/// row.
bool reads_joined(const Node& node, const detail::Query& query) {
    const ModelInfo& model = *query.model;
    bool joined = false;
    for (const Node* part = &node; part != &node + node.size; ++part) {
        joined |= part->kind == ExprKind::subquery || part->kind == ExprKind::exists;
        if (part->kind != ExprKind::path) continue;
        if (query.find_annotation(part->path().substr(0, part->path().find("__"))) != nullptr) {
            joined = true;
            continue;
        }
        const Path path = follow_all(model, part->path());
        if (path.many())
            throw FieldError(std::string(model.type_name) + ": \"" + std::string(part->path()) +
                             "\" may lead to several rows, so that none of them can be assigned");
        joined |= reading(path).steps > 0;
    }
    return joined;
}

/// The assigned values that other tables must be joined for.
using Joined = InnerExpressions;

void set(SqlWriter& writer, const FieldInfo& field, const Node& given, const Joined& joined,
         const ExprCompiler& rows, const Dialect& dialect) {
    dialect.quote(writer.sql, field.column);
    writer.sql += " = ";
    const auto found = std::ranges::find(joined, &given, &InnerExpression::node);
    if (given.kind == ExprKind::value) {
        const SqlValue value = detail::stored_value(field, given.value);
        require_stored(dialect, field, value);
        writer.param(value);
    } else if (found == joined.end()) {
        const ExprCompiler compiler(dialect, *field.model);
        SqlWriter value = writer.part();
        compiler.new_value(value, given, field);
        dialect.assigned(writer, field, compiler.field_of(given), value,
                         given.kind == ExprKind::arithmetic);
    } else {
        SqlWriter value(dialect);
        dialect.quote(value.sql, rows_name);
        value.sql += '.';
        dialect.quote(value.sql, column_name(static_cast<std::size_t>(found - joined.begin())));
        dialect.assigned(writer, field, rows.field_of(given), value, false);
    }
}

/// An UPDATE has no joins, so a statement of its own gives the rows with their new values, computed
/// before the first of the rows changed.
void from_rows(SqlWriter& writer, SelectStatement& rows, const Joined& joined,
               const Dialect& dialect) {
    const FieldInfo& key = rows.table_expression().tables().model().key();
    rows.settle(1);
    writer.sql += " FROM (";
    rows.write(writer, joined);
    writer.sql += ") AS ";
    dialect.quote(writer.sql, rows_name);
    writer.sql += " WHERE ";
    ExprCompiler(dialect, rows.table_expression().tables().model()).column(writer, {0, &key});
    writer.sql += " = ";
    dialect.quote(writer.sql, rows_name);
    writer.sql += '.';
    dialect.quote(writer.sql, key.column);
}

/// The conditions of a statement that has no joins. If the rows need some, or groups, their keys
/// are looked up by a statement of its own.
void conditions(SqlWriter& writer, const detail::Query& query, std::string_view keyword,
                const Dialect& dialect) {
    SelectStatement rows(query, SelectStatement::Gives::key, dialect);
    const bool apart = rows.derived() || rows.table_expression().tables().joined();
    rows.settle(apart ? 1 : 0);
    if (!apart) return rows.table_expression().conditions(writer, keyword);
    writer.sql += keyword;
    ExprCompiler(dialect, *query.model).column(writer, {0, &query.model->key()});
    writer.sql += " IN (";
    rows.write(writer);
    writer.sql += ')';
}

void returning(SqlWriter& writer, const detail::Query* returned, const Dialect& dialect) {
    if (returned == nullptr) return;
    SelectStatement rows(*returned, SelectStatement::Gives::rows, dialect);
    rows.settle();
    writer.sql += " RETURNING ";
    rows.write_columns(writer);
}

}  // namespace

BoundStatement update(const detail::Query& query,
                      const std::vector<detail::Assignment>& assignments, const Dialect& dialect,
                      const detail::Query* returned) {
    SelectStatement rows(query, SelectStatement::Gives::key, dialect);
    Joined joined;
    for (const detail::Assignment& assignment : assignments) {
        const Node& given = assignment.value.front();
        if (!reads_joined(given, query)) continue;
        rows.table_expression().resolver().expression(given);
        joined.push_back({&given, &query.model->at(assignment.name)});
    }
    SqlWriter writer(dialect, "UPDATE ");
    dialect.quote_table(writer.sql, *query.model);
    for (const detail::Assignment& assignment : assignments) {
        writer.sql += &assignment == &assignments.front() ? " SET " : ", ";
        set(writer, query.model->at(assignment.name), assignment.value.front(), joined,
            rows.table_expression().compiler(), dialect);
    }
    if (joined.empty())
        conditions(writer, query, " WHERE ", dialect);
    else
        from_rows(writer, rows, joined, dialect);
    returning(writer, returned, dialect);
    return done(std::move(writer));
}

BoundStatement remove(const detail::Query& query, const Dialect& dialect,
                      const detail::Query* returned) {
    SqlWriter writer(dialect, "DELETE FROM ");
    dialect.quote_table(writer.sql, *query.model);
    conditions(writer, query, " WHERE ", dialect);
    returning(writer, returned, dialect);
    return done(std::move(writer));
}

BoundStatement update_by_keys(const detail::Query& query, const Fields& fields, std::size_t rows,
                              const Dialect& dialect) {
    std::string key;
    dialect.quote(key, query.model->key().column);
    SqlWriter cases(dialect, " = CASE " + key);
    for (std::size_t i = 0; i < rows; ++i) {
        cases.sql += " WHEN ";
        cases.placeholder();
        cases.sql += " THEN ";
        cases.placeholder();
    }
    SqlWriter writer(dialect, "UPDATE ");
    dialect.quote_table(writer.sql, *query.model);
    for (const FieldInfo* field : fields) {
        writer.sql += field == fields.front() ? " SET " : ", ";
        dialect.quote(writer.sql, field->column);
        writer.append(cases);
        writer.sql += " ELSE ";
        dialect.quote(writer.sql, field->column);
        writer.sql += " END";
    }
    writer.sql += " WHERE " + key + " IN (";
    for (std::size_t i = 0; i < rows; ++i) {
        if (i > 0) writer.sql += ", ";
        writer.placeholder();
    }
    writer.sql += ')';
    conditions(writer, query, " AND ", dialect);
    return done(std::move(writer));
}

BoundStatement update_by_arrays(const detail::Query& query, const Fields& fields,
                                const Dialect& dialect) {
    Fields columns = fields_of_row(*query.model);
    const std::size_t found_by = columns.size();
    columns.insert(columns.end(), fields.begin(), fields.end());
    const auto value = [&](std::string& sql, std::size_t column) {
        dialect.quote(sql, rows_name);
        sql += '.';
        dialect.quote(sql, column_name(column));
    };
    SqlWriter writer(dialect, "UPDATE ");
    dialect.quote_table(writer.sql, *query.model);
    for (std::size_t i = found_by; i < columns.size(); ++i) {
        writer.sql += i == found_by ? " SET " : ", ";
        dialect.quote(writer.sql, columns[i]->column);
        writer.sql += " = ";
        value(writer.sql, i);
    }
    writer.sql += " FROM ";
    dialect.unnest(writer, columns);
    writer.sql += " AS ";
    dialect.quote(writer.sql, rows_name);
    writer.sql += " (";
    numbered_columns(writer.sql, columns.size(), dialect);
    writer.sql += ')';
    for (std::size_t i = 0; i < found_by; ++i) {
        writer.sql += i == 0 ? " WHERE " : " AND ";
        ExprCompiler(dialect, *query.model).column(writer, {0, columns[i]});
        writer.sql += " = ";
        value(writer.sql, i);
    }
    conditions(writer, query, " AND ", dialect);
    return done(std::move(writer));
}

}  // namespace aside::sql
