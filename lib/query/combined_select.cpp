// The part of SelectStatement that puts the rows of several queries together.
#include "query/select.hpp"
#include "query/set_operations.hpp"

namespace aside::query {

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

/// An engine takes a plain SELECT as part of a set operation; what has an order, a limit or parts of
/// its own is made one.
bool is_plain(const Query& query) {
    return !query.sliced() && query.operation == SetOperation::none;
}

}  // namespace

/// Parts without rows are left out where they change nothing.
void SelectStatement::combined(SqlWriter& writer) const {
    const SetOperation operation = query_.operation;
    const bool unites =
        operation == SetOperation::union_distinct || operation == SetOperation::union_all;
    std::vector<const SelectStatement*> parts;
    for (const auto& part : parts_) {
        const bool counts = operation == SetOperation::intersection || !has_no_rows(part->query()) ||
                            (!unites && part == parts_.front());
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
    writer.sql += "SELECT * FROM (";
    part.write(writer);
    inner_name(writer);
}

}  // namespace aside::query
