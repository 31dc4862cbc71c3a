#include "query/compiler.hpp"

#include "query/conditions.hpp"

namespace aside::query {

using detail::FieldInfo;
using detail::ModelInfo;
using detail::OrderTerm;
using detail::Query;

namespace {

using Truth = ExprCompiler::Truth;

Truth truth(const ExprCompiler& compiler, const detail::Expr& where) {
    return compiler.truth(where.data(), where.data() + where.size());
}

void from(SqlWriter& writer, const ModelInfo& model, const Dialect& dialect) {
    writer.sql += " FROM ";
    dialect.quote(writer.sql, model.table);
}

/// The WHERE clause; of conditions that can hold for no row, one that never holds.
void where(SqlWriter& writer, const Query& query, const ExprCompiler& compiler) {
    const Truth holds = query.none ? Truth::never : truth(compiler, query.where);
    if (holds == Truth::always) return;
    writer.sql += " WHERE ";
    if (holds == Truth::never)
        writer.sql += "1 = 0";
    else
        compiler.conditions(writer, query.where.data(), query.where.data() + query.where.size());
}

void nulls(SqlWriter& writer, OrderTerm::Nulls place, bool reversed) {
    if (place == OrderTerm::Nulls::engine) return;
    writer.sql += (place == OrderTerm::Nulls::first) != reversed ? " NULLS FIRST" : " NULLS LAST";
}

void order(SqlWriter& writer, const std::vector<OrderTerm>& terms, bool reversed,
           const ExprCompiler& compiler) {
    bool first = true;
    for (const OrderTerm& term : terms) {
        writer.sql += first ? " ORDER BY " : ", ";
        first = false;
        compiler.expression(writer, term.expr.data());
        if (term.expr.front().kind == detail::ExprKind::random) continue;
        writer.sql += term.descending != reversed ? " DESC" : " ASC";
        nulls(writer, term.nulls, reversed);
    }
}

/// One clause a line: a new member of Query does not compile here until somebody has decided what
/// SQL it makes.
void rows(SqlWriter& writer, std::string_view columns, const Query& query, const Dialect& dialect) {
    const auto& [model, alias, conditions, own_order, default_order, reversed, distinct, none,
                 offset, limit] = query;
    const ExprCompiler compiler(dialect, *model);
    writer.sql += distinct ? "SELECT DISTINCT " : "SELECT ";
    writer.sql += columns;
    from(writer, *model, dialect);
    where(writer, query, compiler);
    order(writer, query.ordering(), reversed, compiler);
    dialect.limit(writer, offset, limit);
}

std::string all_columns(const ModelInfo& model, const Dialect& dialect) {
    SqlWriter writer;
    const ExprCompiler compiler(dialect, model);
    for (const FieldInfo& field : model.fields) {
        if (&field != &model.fields.front()) writer.sql += ", ";
        compiler.column(writer, field);
    }
    return std::move(writer.sql);
}

/// Functions over rows that only a statement of their own can tell apart: those of a slice, or
/// distinct ones. The inner statement takes the table's name, so that columns are spelled the same
/// inside and outside.
void over_rows(SqlWriter& writer, std::string_view functions, const Query& query,
               const Dialect& dialect) {
    const ExprCompiler compiler(dialect, *query.model);
    writer.sql += "SELECT ";
    writer.sql += functions;
    if (!query.sliced() && !query.distinct) {
        from(writer, *query.model, dialect);
        return where(writer, query, compiler);
    }
    writer.sql += " FROM (";
    rows(writer, all_columns(*query.model, dialect), query, dialect);
    writer.sql += ") AS ";
    dialect.quote(writer.sql, query.model->table);
}

Statement done(SqlWriter&& writer) { return {std::move(writer.sql), std::move(writer.params)}; }

}  // namespace

bool is_empty(const Query& query, const Dialect& dialect) {
    return query.none || (query.limit && *query.limit == 0) ||
           truth(ExprCompiler(dialect, *query.model), query.where) == Truth::never;
}

Statement select(const Query& query, const Dialect& dialect) {
    SqlWriter writer;
    rows(writer, all_columns(*query.model, dialect), query, dialect);
    return done(std::move(writer));
}

Statement count(const Query& query, const Dialect& dialect) {
    SqlWriter writer;
    over_rows(writer, "COUNT(*)", query, dialect);
    return done(std::move(writer));
}

Statement exists(const Query& query, const Dialect& dialect) {
    Query one = query;
    one.order.clear();
    one.default_order = false;
    one.limit = 1;
    SqlWriter writer;
    rows(writer, one.distinct ? all_columns(*one.model, dialect) : "1", one, dialect);
    return done(std::move(writer));
}

Statement aggregate(const Query& query, const std::vector<detail::Aggregate>& aggregates,
                    const Dialect& dialect) {
    SqlWriter functions;
    const ExprCompiler compiler(dialect, *query.model);
    for (const detail::Aggregate& aggregate : aggregates) {
        if (&aggregate != &aggregates.front()) functions.sql += ", ";
        compiler.expression(functions, aggregate.expr.data());
        functions.sql += " AS ";
        dialect.quote(functions.sql, aggregate.name);
    }
    SqlWriter writer{.params = std::move(functions.params)};
    over_rows(writer, functions.sql, query, dialect);
    return done(std::move(writer));
}

Statement update(const Query& query, const std::vector<detail::Assignment>& assignments,
                 const Dialect& dialect) {
    const ExprCompiler compiler(dialect, *query.model);
    SqlWriter writer;
    writer.sql += "UPDATE ";
    dialect.quote(writer.sql, query.model->table);
    for (const detail::Assignment& assignment : assignments) {
        const FieldInfo& field = query.model->at(assignment.name);
        writer.sql += &assignment == &assignments.front() ? " SET " : ", ";
        dialect.quote(writer.sql, field.column);
        writer.sql += " = ";
        const detail::ExprNode& given = assignment.value.front();
        if (given.kind != detail::ExprKind::value)
            compiler.expression(writer, &given);
        else
            writer.param(detail::stored_value(field, given.value));
    }
    where(writer, query, compiler);
    return done(std::move(writer));
}

Statement remove(const Query& query, const Dialect& dialect) {
    SqlWriter writer;
    writer.sql += "DELETE";
    from(writer, *query.model, dialect);
    where(writer, query, ExprCompiler(dialect, *query.model));
    return done(std::move(writer));
}

}  // namespace aside::query
