#include "query/compiler.hpp"

#include <algorithm>

#include "aside/error.hpp"
#include "query/source.hpp"

namespace aside::query {

using detail::ExprKind;
using detail::FieldInfo;
using detail::ModelInfo;
using detail::OrderTerm;
using detail::Query;

namespace {

void nulls(SqlWriter& writer, OrderTerm::Nulls place, bool reversed) {
    if (place == OrderTerm::Nulls::engine) return;
    writer.sql += (place == OrderTerm::Nulls::first) != reversed ? " NULLS FIRST" : " NULLS LAST";
}

bool is_random(const OrderColumn& term) {
    return term.expression != nullptr && term.expression->kind == ExprKind::random;
}

void order_column(SqlWriter& writer, const OrderColumn& term, const ExprCompiler& compiler) {
    if (term.expression != nullptr)
        compiler.expression(writer, *term.expression);
    else
        compiler.column(writer, term.column);
}

void order(SqlWriter& writer, const std::vector<OrderColumn>& terms, bool reversed,
           const ExprCompiler& compiler) {
    for (const OrderColumn& term : terms) {
        writer.sql += &term == &terms.front() ? " ORDER BY " : ", ";
        order_column(writer, term, compiler);
        if (is_random(term)) continue;
        writer.sql += term.descending != reversed ? " DESC" : " ASC";
        nulls(writer, term.nulls, reversed);
    }
}

/// The SELECT list, but for what an ordering adds.
struct Columns {
    SqlWriter list{};
    std::vector<std::size_t> tables{};  ///< those of which all columns are in it
    std::vector<Column> single{};       ///< other columns in it

    void add(const Source& source, std::size_t table, const Dialect& dialect) {
        constexpr std::size_t usual_length = 32;
        const auto& fields = source.tables()[table].model->fields;
        list.sql.reserve(list.sql.size() + fields.size() * usual_length);
        for (const FieldInfo& field : fields) {
            separate();
            source.tables().write(list, {table, &field}, dialect);
        }
        tables.push_back(table);
    }
    void add(const Source& source, Column column) {
        separate();
        source.compiler().column(list, column);
        single.push_back(column);
    }
    void add(const Source& source, const Node& expression) {
        if (expression.kind == ExprKind::path)
            return add(source, source.tables().column(expression));
        separate();
        source.compiler().expression(list, expression);
    }
    /// What a row of the query is: values, or its model's fields.
    void add_row(const Query& query, const Source& source, const Dialect& dialect) {
        if (query.values.empty()) return add(source, 0, dialect);
        for (const detail::ValueTerm& value : query.values) add(source, value.expr.front());
    }
    [[nodiscard]] bool has(const Column& column) const {
        return std::ranges::count(tables, column.table) != 0 ||
               std::ranges::count(single, column) != 0;
    }
    void separate() {
        if (!list.sql.empty()) list.sql += ", ";
    }
};

/// Distinct rows differ in what they are ordered by, too: an ordering is of the rows selected.
void add_ordering(Columns& columns, const std::vector<OrderColumn>& terms, const Source& source) {
    int number = 0;
    for (const OrderColumn& term : terms) {
        const bool there = term.expression == nullptr && columns.has(term.column);
        if (there || is_random(term)) continue;
        columns.separate();
        order_column(columns.list, term, source.compiler());
        columns.list.sql += " AS \"__order" + std::to_string(++number) + '"';
    }
}

/// One clause a line: a new member of Query does not compile here until somebody has decided what
/// SQL it makes. What is prefetched, and how, is no matter of this statement.
void rows(SqlWriter& writer, Columns columns, const Query& query, const Source& source,
          const std::vector<OrderColumn>& ordering, const Dialect& dialect) {
    const auto& [model, alias, conditions, own_order, default_order, reversed, distinct, none,
                 offset, limit, owners, related, prefetched, fetch_mode, values] = query;
    if (distinct) add_ordering(columns, ordering, source);
    constexpr std::size_t usual_length = 256;
    writer.sql.reserve(writer.sql.size() + columns.list.sql.size() + usual_length);
    writer.sql += distinct ? "SELECT DISTINCT " : "SELECT ";
    writer.append(columns.list);
    source.from(writer);
    source.conditions(writer, " WHERE ");
    order(writer, ordering, reversed, source.compiler());
    dialect.limit(writer, offset, limit);
}

/// Functions over rows that only a statement of their own can tell apart: those of a slice, or
/// distinct ones. The inner statement takes the table's name, so that columns are spelled the same
/// inside and outside.
template <class WriteFunctions>
void over_inner(SqlWriter& writer, const Query& query, Source& source, const Dialect& dialect,
                WriteFunctions write_functions) {
    std::vector<OrderColumn> ordering;
    if (query.sliced()) ordering = source.resolver().ordering(query.ordering());
    source.settle();
    std::vector<Column> joined;
    ExprCompiler outside = source.compiler();
    outside.read_from_inner(joined);
    write_functions(writer, outside);
    Columns columns;
    columns.add_row(query, source, dialect);
    for (std::size_t i = 0; i < joined.size(); ++i) {
        columns.add(source, joined[i]);
        columns.list.sql += " AS ";
        dialect.quote(columns.list.sql, column_name(i));
    }
    writer.sql += " FROM (";
    rows(writer, std::move(columns), query, source, ordering, dialect);
    writer.sql += ") AS ";
    dialect.quote(writer.sql, query.model->table);
}

template <class WriteFunctions>
Statement over_rows(const Query& query, Source& source, const Dialect& dialect,
                    WriteFunctions write_functions) {
    SqlWriter writer{.sql = "SELECT "};
    if (query.sliced() || query.distinct) {
        over_inner(writer, query, source, dialect, write_functions);
    } else {
        source.settle();
        write_functions(writer, source.compiler());
        source.from(writer);
        source.conditions(writer, " WHERE ");
    }
    return done(std::move(writer));
}

/// Values may lead to several rows, so that they count where nothing of them is read, too.
void read_values(const Query& query, Source& source) {
    for (const detail::ValueTerm& value : query.values)
        source.resolver().expression(value.expr.front());
}

}  // namespace

bool is_empty(const Query& query, const Dialect&) {
    return (query.limit && *query.limit == 0) || truth(query) == Truth::never;
}

Statement select(const Query& query, const Dialect& dialect) {
    Source source(query, dialect);
    read_values(query, source);
    const auto related = source.resolver().related(selected_relations(query));
    const auto ordering = source.resolver().ordering(query.ordering());
    source.settle();
    Columns columns;
    if (query.owners && query.owners->tells_owner) columns.add(source, source.owner());
    columns.add_row(query, source, dialect);
    for (const std::size_t table : related) columns.add(source, table, dialect);
    SqlWriter writer;
    rows(writer, std::move(columns), query, source, ordering, dialect);
    return done(std::move(writer));
}

Statement count(const Query& query, const Dialect& dialect) {
    Source source(query, dialect);
    read_values(query, source);
    return over_rows(query, source, dialect,
                     [](SqlWriter& writer, const ExprCompiler&) { writer.sql += "COUNT(*)"; });
}

Statement exists(const Query& query, const Dialect& dialect) {
    Query one = query;
    one.limit = 1;
    Source source(one, dialect);
    read_values(one, source);
    source.settle();
    Columns columns;
    if (one.distinct)
        columns.add_row(one, source, dialect);
    else
        columns.list.sql = "1";
    SqlWriter writer;
    rows(writer, std::move(columns), one, source, {}, dialect);
    return done(std::move(writer));
}

Statement aggregate(const Query& query, const std::vector<detail::Aggregate>& aggregates,
                    const Dialect& dialect) {
    if (query.distinct && !query.values.empty())
        throw NotSupportedError(
            "aside: aggregate() cannot follow distinct() of values(): aggregate with .distinct() "
            "instead, as in Count(\"name\"_f).distinct()");
    Source source(query, dialect);
    for (const detail::Aggregate& aggregate : aggregates)
        source.resolver().expression(aggregate.expr.front());
    return over_rows(query, source, dialect, [&](SqlWriter& writer, const ExprCompiler& compiler) {
        for (const detail::Aggregate& aggregate : aggregates) {
            if (&aggregate != &aggregates.front()) writer.sql += ", ";
            compiler.expression(writer, aggregate.expr.front());
            writer.sql += " AS ";
            dialect.quote(writer.sql, aggregate.name);
        }
    });
}

Statement select_fields(const Query& query, const Fields& fields, const Dialect& dialect) {
    Source source(query, dialect);
    source.settle();
    Columns columns;
    for (const FieldInfo* field : fields) columns.add(source, {0, field});
    SqlWriter writer;
    rows(writer, std::move(columns), query, source, {}, dialect);
    return done(std::move(writer));
}

}  // namespace aside::query
