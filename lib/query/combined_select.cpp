// The part of SelectStatement that puts the rows of several queries together.
#include "aside/error.hpp"
#include "query/select.hpp"

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
    return !query.sliced() && query.operation == SetOperation::none && !query.raw;
}

}  // namespace

void SelectStatement::combined(SqlWriter& writer) const {
    std::vector<const SelectStatement*> parts;
    for (const auto& part : parts_)
        if (&part == &parts_.front() || !has_no_rows(part->query())) parts.push_back(part.get());
    const bool without_first = query_.operation != SetOperation::difference &&
                               query_.operation != SetOperation::intersection &&
                               parts.size() > 1 && has_no_rows(parts.front()->query());
    if (without_first) parts.erase(parts.begin());
    for (const SelectStatement* part : parts) {
        if (part != parts.front()) writer.sql += spelled(query_.operation);
        const bool plain = is_plain(part->query());
        if (!plain) writer.sql += "SELECT * FROM (";
        part->write(writer);
        if (!plain) writer.sql += ')';
    }
    for (const detail::OrderTerm& term : query_.order) {
        writer.sql += &term == &query_.order.front() ? " ORDER BY " : ", ";
        writer.sql += std::to_string(position(term));
        writer.sql += term.descending != query_.reversed ? " DESC" : " ASC";
        if (term.nulls == detail::OrderTerm::Nulls::engine) continue;
        const bool first = (term.nulls == detail::OrderTerm::Nulls::first) != query_.reversed;
        writer.sql += first ? " NULLS FIRST" : " NULLS LAST";
    }
    dialect_.limit(writer, query_.offset, query_.limit);
}

/// The place of the column that an ordering names, from 1: rows of several queries have no others.
std::size_t SelectStatement::position(const detail::OrderTerm& term) const {
    const Node& node = term.expr.front();
    const auto throw_unknown = [&]() {
        throw FieldError("aside: rows of several queries are ordered by their columns, and \"" +
                         std::string(node.kind == detail::ExprKind::path ? node.path() : "") +
                         "\" is none of them");
    };
    if (node.kind != detail::ExprKind::path) throw_unknown();
    for (std::size_t i = 0; i < query_.values.size(); ++i) {
        const Node& value = query_.values[i].expr.front();
        if (value.kind == detail::ExprKind::path && value.path() == node.path()) return i + 1;
    }
    if (!query_.values.empty()) throw_unknown();
    const detail::FieldInfo* field = query_.model->find(node.path());
    if (field != nullptr)
        return static_cast<std::size_t>(field - query_.model->fields.data()) + 1;
    std::size_t place = query_.model->fields.size();
    for (const detail::Annotation* annotation : selected_annotations(query_)) {
        ++place;
        if (annotation->name == node.path()) return place;
    }
    throw_unknown();
    return 0;
}

}  // namespace aside::query
