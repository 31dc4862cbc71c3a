// Querysets of the rows of several together, and the methods that may follow them.
#include "query/set_operations.hpp"

#include <algorithm>

#include "aside/error.hpp"

namespace aside::query {

using namespace detail;

bool same_column(const Query& rows, const ExprNode& a, const ExprNode& b) {
    if (a.kind != ExprKind::path || b.kind != ExprKind::path) return false;
    if (a.path() == b.path()) return true;
    const FieldInfo* field = rows.model->find(a.path());
    return field != nullptr && field == rows.model->find(b.path());
}

namespace {

[[noreturn]] void throw_no_column(const ExprNode& node) {
    throw FieldError(
        "aside: rows of several queries have only the columns that were selected, and \"" +
        std::string(node.path()) + "\" is none of them");
}

}  // namespace

std::size_t column_position(const Query& rows, const ExprNode& node) {
    if (node.kind != ExprKind::path)
        throw NotSupportedError(
            "aside: rows of several queries are ordered by their columns, not by what is computed "
            "of them: annotate() each queryset before they are put together");
    for (std::size_t i = 0; i < rows.values.size(); ++i)
        if (same_column(rows, rows.values[i].expr.front(), node)) return i + 1;
    const std::vector<ValueTerm>& all = rows.others.front()->values;
    for (std::size_t i = rows.values.size(); i < all.size(); ++i)
        if (same_column(rows, all[i].expr.front(), node)) return i + 1;
    if (!rows.values.empty()) throw_no_column(node);
    if (const FieldInfo* field = rows.model->find(node.path()))
        return static_cast<std::size_t>(field - rows.model->fields.data()) + 1;
    std::size_t place = rows.model->fields.size();
    for (const Annotation* annotation : selected_annotations(rows)) {
        ++place;
        if (annotation->name == node.path()) return place;
    }
    throw_no_column(node);
}

void require_columns_of_parts(const Query& rows, const Expr& expr) {
    for (const ExprNode& node : expr) {
        if (node.kind != ExprKind::path) continue;
        (void)column_position(rows, node);
        const std::string ending = "__" + std::string(node.path());
        const bool unclear = std::ranges::any_of(rows.values, [&](const ValueTerm& value) {
            const ExprNode& other = value.expr.front();
            return other.kind == ExprKind::path && other.path().ends_with(ending);
        });
        if (unclear || node.path().find("__") != std::string_view::npos)
            throw NotSupportedError(
                "aside: what is computed of rows of several queries is of columns whose names are "
                "their own, and \"" +
                std::string(node.path()) +
                "\" is none: annotate() each queryset with another name");
    }
}

namespace {

std::string_view method_of(SetOperation operation) {
    switch (operation) {
        case SetOperation::intersection:
            return "intersection";
        case SetOperation::difference:
            return "difference";
        default:
            return "union_";
    }
}

[[noreturn]] void throw_cannot_follow(std::string_view what, std::string_view before) {
    throw NotSupportedError("aside: " + std::string(what) + "() cannot follow " +
                            std::string(before) + "(): call it before");
}

std::string_view database_of(const Query& query) {
    return query.place.alias.empty() ? std::string_view("default") : query.place.alias;
}

void require_part(const Query& part, const Query& first, std::string_view what) {
    if (part.raw)
        throw NotSupportedError("aside: " + std::string(what) +
                                "() takes no rows of raw(): write the statement as a whole");
    if (part.lock) throw_cannot_follow(what, "select_for_update");
    if (database_of(part) != database_of(first))
        throw NotSupportedError(
            "aside: " + std::string(what) + "() of querysets of two databases: \"" +
            std::string(database_of(first)) + "\" and \"" + std::string(database_of(part)) + '"');
}

/// Changes every part of rows of several queries, parts of parts too.
template <class Change>
void change_parts(Query& query, Change change) {
    for (auto& other : query.others) {
        Query part = *other;
        change(part);
        change_parts(part, change);
        other = shared_query(std::move(part));
    }
}

/// Drops the ordering of a part: it matters only if the part is a slice.
void drop_ordering(Query& part) {
    if (part.sliced()) return;
    part.order.clear();
    part.default_order = false;
    part.reversed = false;
}

std::vector<ValueTerm> chosen(const std::vector<ValueTerm>& values,
                              const std::vector<std::size_t>& positions) {
    std::vector<ValueTerm> some;
    some.reserve(positions.size());
    for (const std::size_t position : positions) some.push_back(values[position - 1]);
    return some;
}

}  // namespace

}  // namespace aside::query

namespace aside::detail {

void require_one_query(const Query& query, std::string_view what) {
    if (query.operation != SetOperation::none)
        query::throw_cannot_follow(what, query::method_of(query.operation));
}

void require_own_rows(const Query& query, std::string_view what) {
    require_one_query(query, what);
    if (query.raw)
        throw NotSupportedError("aside: " + std::string(what) +
                                "() cannot follow raw(): write it into the statement");
}

void require_selectable(const Query& query, std::string_view what) {
    if (query.raw) require_own_rows(query, what);
}

Query put_together(const Query& first, std::vector<Query> others, SetOperation operation) {
    Query whole(*first.model);
    whole.place = first.place;
    whole.default_order = false;
    whole.related = first.related;
    whole.prefetched = first.prefetched;
    whole.fetch_mode = first.fetch_mode;
    whole.values = first.values;
    whole.annotations = first.annotations;
    whole.operation = operation;
    others.insert(others.begin(), first);
    for (Query& part : others) {
        query::require_part(part, first, query::method_of(operation));
        query::drop_ordering(part);
        whole.others.push_back(shared_query(std::move(part)));
    }
    query::change_parts(whole, [&](Query& part) { part.related = whole.related; });
    return whole;
}

/// Columns are known by their places, since those of other models may have other names. Behind
/// those that are asked for come those that the rows are ordered by.
void select_values_of_parts(Query& query, const std::vector<ValueTerm>& values) {
    for (const ValueTerm& value : values)
        if (value.expr.front().kind != ExprKind::path)
            throw NotSupportedError("aside: values() of what is computed cannot follow " +
                                    std::string(query::method_of(query.operation)) +
                                    "(): annotate() each queryset before");
    std::vector<ValueTerm> wanted = values;
    for (const OrderTerm& term : query.order) {
        if (values.empty()) break;  // of objects, which have all columns
        const auto is_same = [&](const ValueTerm& value) {
            return query::same_column(query, value.expr.front(), term.expr.front());
        };
        if (std::ranges::none_of(wanted, is_same)) wanted.push_back({.expr = term.expr});
    }
    std::vector<std::size_t> positions;
    const bool had_values = !query.others.front()->values.empty();
    if (had_values)
        for (const ValueTerm& value : wanted)
            positions.push_back(query::column_position(query, value.expr.front()));
    query::change_parts(query, [&](Query& part) {
        part.values =
            had_values && !values.empty() ? query::chosen(part.values, positions) : wanted;
        part.related.clear();
    });
}

void use_place(Query& query, const Place& place) {
    query.place = place;
    query::change_parts(query, [&](Query& part) { part.place = place; });
}

Query limit_time(Query query, std::chrono::milliseconds timeout) {
    if (timeout.count() <= 0) {
        throw NotSupportedError("aside: timeout() is longer than 0, not " +
                                std::to_string(timeout.count()) + " ms");
    }
    query.place.timeout = timeout;
    return query;
}

std::string_view RawSql::column_of(const FieldInfo& field) const {
    for (const auto& [member, column] : translations)
        if (field.model->find(member) == &field) return column;
    return field.column;
}

std::string RawSql::inner_sql() const {
    std::string text = sql;
    while (!text.empty() &&
           std::string_view(" \t\r\n\f;").find(text.back()) != std::string_view::npos)
        text.pop_back();
    if (text.find("--") != std::string::npos) text += '\n';  // ends a comment
    return text;
}

Query rows_of_statement(const Query& before) {
    Query rows(*before.model);
    rows.place = before.place;
    rows.default_order = false;
    rows.prefetched = before.prefetched;
    rows.fetch_mode = before.fetch_mode;
    return rows;
}

void order_for_first(Query& query) {
    if (query.ordered() || query.raw) return;
    if (query.grouping == Grouping::columns) {
        for (const Expr& expr : query.group_by) query.order.push_back({.expr = expr});
        return;
    }
    const OrderTerm key = order_by_path("pk", false, OrderTerm::Nulls::engine);
    if (query.operation != SetOperation::none) {
        try {
            (void)query::column_position(query, key.expr.front());
        } catch (const FieldError&) {
            throw NotSupportedError(
                "aside: rows of several queries that do not have the key have "
                "no first and no last one: order_by() them before");
        }
    }
    query.order.push_back(key);
}

}  // namespace aside::detail
