#include "sql/compiler.hpp"

#include <algorithm>

#include "query/set_operations.hpp"
#include "sql/select.hpp"

namespace aside::sql {

using detail::ExprKind;
using detail::FieldInfo;
using detail::Query;

namespace {

using Gives = SelectStatement::Gives;

/// The columns that an inner statement gives to functions over its rows. They only matter if the
/// rows are distinct, or cut by a limit.
Gives inner_gives(const Query& query) {
    const bool grouped_only =
        query.grouping != detail::Grouping::none && !query.distinct && !query.sliced();
    return grouped_only ? Gives::nothing : Gives::own;
}

/// Functions over rows that only a statement of their own can tell apart: those of a slice,
/// distinct ones, groups. The inner statement takes the table's name, so that columns are spelled
/// alike inside and outside.
template <class WriteFunctions>
void over_inner(SqlWriter& writer, SelectStatement& inner, const Dialect& dialect,
                WriteFunctions write_functions) {
    inner.settle(0);
    inner.be_inner();
    InnerColumns read;
    ExprCompiler outside = inner.table_expression().compiler();
    outside.read_from_inner(read, inner.gives_objects());
    write_functions(writer, outside);
    writer.sql += " FROM (";
    inner.write(writer, read);
    writer.sql += ") AS ";
    dialect.quote(writer.sql, inner.query().model->table);
}

/// Whether a function is over an expression that has no value before rows are grouped or windows
/// gone through.
bool over_groups(const std::vector<detail::Aggregate>& aggregates, const ExprCompiler& compiler) {
    return std::ranges::any_of(aggregates, [&](const detail::Aggregate& aggregate) {
        const Node& call = aggregate.expr.front();
        return std::any_of(&call + 1, &call + call.size, [&](const Node& part) {
            return part.kind == ExprKind::path &&
                   (compiler.of_groups(part) || compiler.of_windows(part));
        });
    });
}

/// The query without the parts that do not matter if its rows are only counted or computed with.
/// Their order stays only if it decides which there are.
Query without_objects(const Query& query) {
    Query plain = query;
    plain.related.clear();
    plain.lock.reset();
    if (!plain.sliced() && plain.distinct_on.empty()) {
        plain.order.clear();
        plain.default_order = false;
    }
    return plain;
}

SqlWriter write_rows(const Query& query, const Dialect& dialect, SqlWriter writer) {
    SelectStatement select(query, Gives::rows, dialect);
    select.settle();
    select.write(writer);
    return writer;
}

SqlWriter write_count(const Query& plain, const Dialect& dialect, SqlWriter writer) {
    SelectStatement select(plain, inner_gives(plain), dialect);
    writer.sql = "SELECT COUNT(*)";
    if (select.derived()) {
        over_inner(writer, select, dialect, [](SqlWriter&, const ExprCompiler&) {});
    } else {
        select.settle();
        select.table_expression().from(writer);
        select.table_expression().conditions(writer, " WHERE ");
    }
    return writer;
}

bool of_tables(const Query& query) {
    return query.operation == detail::SetOperation::none && !query.raw;
}

Query one_row_of(const Query& query) {
    Query one = without_objects(query);
    one.order.clear();
    one.default_order = false;
    if (of_tables(query)) one.limit = std::min<std::int64_t>(1, one.limit.value_or(1));
    return one;
}

SqlWriter write_exists(const Query& one, const Dialect& dialect, SqlWriter writer) {
    SelectStatement select(one, Gives::nothing, dialect);
    if (of_tables(one)) {
        select.settle();
        select.write(writer);
    } else {
        writer.sql = "SELECT 1";
        over_inner(writer, select, dialect, [](SqlWriter&, const ExprCompiler&) {});
        dialect.limit(writer, 0, 1);
    }
    return writer;
}

}  // namespace

DraftStatement write(Question question, const Query& query, const Dialect& dialect,
                     bool keeps_origins) {
    SqlWriter writer(dialect);
    writer.keeps_origins = keeps_origins;
    if (question == Question::rows) return {write_rows(query, dialect, std::move(writer)), {}};
    const bool counts = question == Question::count;
    Query plain = counts ? without_objects(query) : one_row_of(query);
    writer = (counts ? write_count : write_exists)(plain, dialect, std::move(writer));
    return {std::move(writer), std::move(plain)};
}

BoundStatement select(const Query& query, const Dialect& dialect) {
    return done(write(Question::rows, query, dialect).writer);
}

BoundStatement aggregate(const Query& query, const std::vector<detail::Aggregate>& aggregates,
                         const Dialect& dialect) {
    const Query plain = without_objects(query);
    if (plain.operation != detail::SetOperation::none)
        for (const detail::Aggregate& aggregate : aggregates)
            require_columns_of_parts(plain, aggregate.expr);
    SelectStatement select(plain, inner_gives(plain), dialect);
    for (const detail::Aggregate& aggregate : aggregates)
        select.table_expression().resolver().expression(aggregate.expr.front());
    const auto functions = [&](SqlWriter& writer, const ExprCompiler& compiler) {
        for (const detail::Aggregate& aggregate : aggregates) {
            if (&aggregate != &aggregates.front()) writer.sql += ", ";
            compiler.expression(writer, aggregate.expr.front(), DecimalForm::exact);
            writer.sql += " AS ";
            dialect.quote(writer.sql, aggregate.name);
        }
    };
    SqlWriter writer(dialect, "SELECT ");
    if (select.derived() || over_groups(aggregates, select.table_expression().compiler())) {
        over_inner(writer, select, dialect, functions);
    } else {
        select.settle();
        functions(writer, select.table_expression().compiler());
        select.table_expression().from(writer);
        select.table_expression().conditions(writer, " WHERE ");
    }
    return done(std::move(writer));
}

BoundStatement select_fields(const Query& query, const Fields& fields, const Dialect& dialect) {
    Query plain = query;
    plain.values.clear();
    for (const FieldInfo* field : fields)
        plain.values.push_back({{{.kind = ExprKind::path, .name = field->name}}, field->type});
    plain.order.clear();
    plain.default_order = false;
    SelectStatement select(plain, Gives::value, dialect);
    select.settle();
    SqlWriter writer(dialect);
    select.write(writer);
    return done(std::move(writer));
}

}  // namespace aside::sql
