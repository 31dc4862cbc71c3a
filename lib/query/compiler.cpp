#include "query/compiler.hpp"

#include <algorithm>

#include "aside/error.hpp"
#include "query/select.hpp"

namespace aside::query {

using detail::ExprKind;
using detail::FieldInfo;
using detail::Query;

namespace {

using Gives = SelectStatement::Gives;

/// What an inner statement gives to functions over its rows: only of distinct rows, or of what a
/// limit cuts, does it matter which columns they have.
Gives inner_gives(const Query& query) {
    const bool grouped_only = query.grouping != detail::Grouping::none && !query.distinct &&
                              !query.sliced();
    return grouped_only ? Gives::nothing : Gives::own;
}

/// Functions over rows that only a statement of their own can tell apart: those of a slice, distinct
/// ones, groups. The inner statement takes the table's name, so that columns are spelled the same
/// inside and outside.
template <class WriteFunctions>
void over_inner(SqlWriter& writer, SelectStatement& inner, const Dialect& dialect,
                WriteFunctions write_functions) {
    inner.settle(0);
    InnerColumns read;
    ExprCompiler outside = inner.source().compiler();
    outside.read_from_inner(read);
    write_functions(writer, outside);
    writer.sql += " FROM (";
    inner.write(writer, read);
    writer.sql += ") AS ";
    dialect.quote(writer.sql, inner.query().model->table);
}

/// Whether a function is over what has no value before rows are grouped or windows gone through.
bool over_groups(const std::vector<detail::Aggregate>& aggregates, const ExprCompiler& compiler) {
    return std::ranges::any_of(aggregates, [&](const detail::Aggregate& aggregate) {
        const Node& call = aggregate.expr.front();
        return std::any_of(&call + 1, &call + call.size, [&](const Node& part) {
            return part.kind == ExprKind::path &&
                   (compiler.of_groups(part) || compiler.of_windows(part));
        });
    });
}

/// Columns of an object that was not selected distinct: adding one would make other rows differ.
void require_among_values(const Query& query, const std::vector<detail::Aggregate>& aggregates) {
    if (!query.distinct || query.values.empty()) return;
    for (const detail::Aggregate& aggregate : aggregates)
        for (const Node& node : aggregate.expr)
            if (node.kind == ExprKind::path)
                throw NotSupportedError(
                    "aside: aggregate() cannot follow distinct() of values(): aggregate with "
                    ".distinct() instead, as in Count(\"name\"_f).distinct()");
}

}  // namespace

bool is_empty(const Query& query, const Dialect&) { return has_no_rows(query); }

Statement select(const Query& query, const Dialect& dialect) {
    SelectStatement select(query, Gives::rows, dialect);
    select.settle();
    SqlWriter writer;
    select.write(writer);
    return done(std::move(writer));
}

Statement count(const Query& query, const Dialect& dialect) {
    SelectStatement select(query, inner_gives(query), dialect);
    SqlWriter writer{.sql = "SELECT COUNT(*)"};
    if (select.derived()) {
        over_inner(writer, select, dialect, [](SqlWriter&, const ExprCompiler&) {});
    } else {
        select.settle();
        select.source().from(writer);
        select.source().conditions(writer, " WHERE ");
    }
    return done(std::move(writer));
}

Statement exists(const Query& query, const Dialect& dialect) {
    Query one = query;
    one.limit = query.limit ? std::min<std::int64_t>(1, *query.limit) : 1;
    one.order.clear();
    one.default_order = false;
    const bool plain = query.operation == detail::SetOperation::none && !query.raw;
    SelectStatement select(plain ? one : query, Gives::nothing, dialect);
    SqlWriter writer;
    if (plain) {
        select.settle();
        select.write(writer);
    } else {
        writer.sql = "SELECT 1";
        over_inner(writer, select, dialect, [](SqlWriter&, const ExprCompiler&) {});
        dialect.limit(writer, 0, 1);
    }
    return done(std::move(writer));
}

Statement aggregate(const Query& query, const std::vector<detail::Aggregate>& aggregates,
                    const Dialect& dialect) {
    require_among_values(query, aggregates);
    SelectStatement select(query, inner_gives(query), dialect);
    for (const detail::Aggregate& aggregate : aggregates)
        select.source().resolver().expression(aggregate.expr.front());
    const auto functions = [&](SqlWriter& writer, const ExprCompiler& compiler) {
        for (const detail::Aggregate& aggregate : aggregates) {
            if (&aggregate != &aggregates.front()) writer.sql += ", ";
            compiler.expression(writer, aggregate.expr.front());
            writer.sql += " AS ";
            dialect.quote(writer.sql, aggregate.name);
        }
    };
    SqlWriter writer{.sql = "SELECT "};
    if (select.derived() || over_groups(aggregates, select.source().compiler())) {
        over_inner(writer, select, dialect, functions);
    } else {
        select.settle();
        functions(writer, select.source().compiler());
        select.source().from(writer);
        select.source().conditions(writer, " WHERE ");
    }
    return done(std::move(writer));
}

Statement select_fields(const Query& query, const Fields& fields, const Dialect& dialect) {
    Query plain = query;
    plain.values.clear();
    for (const FieldInfo* field : fields)
        plain.values.push_back({{{.kind = ExprKind::path, .name = field->name}}, field->type});
    plain.order.clear();
    plain.default_order = false;
    SelectStatement select(plain, Gives::value, dialect);
    select.settle();
    SqlWriter writer;
    select.write(writer);
    return done(std::move(writer));
}

}  // namespace aside::query
