// The part of SelectStatement that puts the rows of several queries together.
#include <algorithm>
#include <string_view>
#include <vector>

#include "aside/error.hpp"
#include "query/set_operations.hpp"
#include "sql/select.hpp"

namespace aside::sql {

using detail::Query;
using detail::SetOperation;

namespace {

std::string_view spelled(SetOperation operation) {
    switch (operation) {
        case SetOperation::union_all:
            return " UNION ALL ";
        case SetOperation::intersection:
            return " INTERSECT ";
        case SetOperation::difference:
            return " EXCEPT ";
        default:
            return " UNION ";
    }
}

/// An engine takes a plain SELECT as part of a set operation. A query with an order, a limit or
/// parts of its own is made one.
bool is_plain(const Query& query) {
    return !query.sliced() && query.operation == SetOperation::none;
}

}  // namespace

/// Parts without rows are left out if they change nothing.
void SelectStatement::combined(SqlWriter& writer) const {
    const SetOperation operation = query_.operation;
    const bool unites =
        operation == SetOperation::union_distinct || operation == SetOperation::union_all;
    std::vector<const SelectStatement*> parts;
    for (const auto& part : parts_) {
        const bool counts = operation == SetOperation::intersection ||
                            !has_no_rows(part->query()) || (!unites && part == parts_.front());
        if (counts) parts.push_back(part.get());
    }
    if (parts.empty()) parts.push_back(parts_.front().get());
    const bool alone = parts.size() == 1 && operation != SetOperation::union_all;
    if (alone) writer.sql += "SELECT DISTINCT * FROM (";
    for (const SelectStatement* part : parts) {
        if (part != parts.front()) writer.sql += spelled(operation);
        this->part(writer, *part);
    }
    if (alone) inner_name(writer);
    for (const detail::OrderTerm& term : query_.order) {
        writer.sql += &term == &query_.order.front() ? " ORDER BY " : ", ";
        writer.sql += std::to_string(column_position(query_, term.expr.front()));
        direction(writer, term.descending != query_.reversed,
                  query_.reversed ? opposite(term.nulls) : term.nulls);
    }
    dialect_.limit(writer, query_.offset, query_.limit);
}

void SelectStatement::part(SqlWriter& writer, const SelectStatement& part) const {
    if (is_plain(part.query())) return part.write(writer);
    writer.sql += "SELECT ";
    part.asked_columns(writer);
    writer.sql += " FROM (";
    part.write(writer);
    inner_name(writer);
}

const SelectStatement& SelectStatement::first_part() const {
    return parts_.empty() ? *this : parts_.front()->first_part();
}

/// The columns of rows of several queries by their names, which the first query gives them, without
/// those that the rows are only ordered by; `*` if that is all. If rows are objects and their one
/// value is asked for, it is the key.
void SelectStatement::asked_columns(SqlWriter& writer) const {
    const SelectStatement& first = first_part();
    const std::size_t asked = query_.values.size();
    if (asked == 0 && gives_ == Gives::value)
        return dialect_.quote(writer.sql, query_.model->key().column);
    if (asked == first.query_.values.size()) {
        writer.sql += '*';
        return;
    }
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < first.query_.values.size(); ++i) {
        const Node& value = first.query_.values[i].expr.front();
        const Meaning meaning = value.kind == detail::ExprKind::path
                                    ? first.table_expression_.compiler().meaning_of(value)
                                    : Meaning();
        const bool computed = meaning.annotation == nullptr && meaning.column.field == nullptr;
        const std::string_view name = computed ? std::string_view()
                                      : meaning.annotation != nullptr
                                          ? meaning.annotation->name
                                          : meaning.column.field->column;
        if (computed || !meaning.ending.empty() || std::ranges::count(names, name) != 0)
            throw NotSupportedError(
                "aside: rows of several queries that are ordered by a column which was not asked "
                "for have columns of different names here: annotate() each queryset before");
        names.push_back(name);
    }
    for (std::size_t i = 0; i < asked; ++i) {
        if (i > 0) writer.sql += ", ";
        dialect_.quote(writer.sql, names[i]);
    }
}

}  // namespace aside::sql
